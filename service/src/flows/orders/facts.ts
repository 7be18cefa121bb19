import { isGuid, ITEMS } from '../../exact/index.ts';
import { divisionsOfFlow, plainText } from '../../mapping/index.ts';
import { toDecimal } from '../../money/index.ts';
import { isWithin } from '../calendar.ts';
import { readDebtors } from '../customers/index.ts';
import type { FlowContext, ItemFacts } from '../flow.ts';
import { factsOf } from '../items/index.ts';
import { today } from '../today.ts';
import { inTurns } from '../turns.ts';
import { toBeAmended } from './amendments/index.ts';
import { AWAITED_PRODUCTS } from './awaited-products.ts';
import { readCredit } from './credit-block/index.ts';
import { readMissing, withPlaceholder } from './missing-products/index.ts';
import { groundsOfRefusals, type Grounds } from './refusal-grounds.ts';
import { readSets } from './set-lines/index.ts';
import { ORDER_SETTINGS } from './settings.ts';
import { readSalesPeriods } from './periods.ts';
import { readSaleFacts } from './sale-facts.ts';
import { readTargetFacts } from './targets/index.ts';
import type { OrderFacts, OrderInput } from './types.ts';

const IN_FLIGHT_MS = 30_000;
/** What products sync does not keep fresh is read again after a day. */
const ITEMS_LIVE_MS = 24 * 3_600_000;

/**
 * What the plan needs besides the orders. A code list is read only when an order of the batch needs it. Where an order would be
 * stopped over what was read earlier, that is read once more, one call a list and batch: somebody may have corrected it since.
 */
export async function readOrderFacts(context: FlowContext, orders: readonly OrderInput[]): Promise<OrderFacts> {
  const facts = await readFacts(context, orders);
  const grounds = await inTurns(groundsOfRefusals(orders, ORDER_SETTINGS.of(context.configuration), facts));
  return grounds.isAny ? { ...facts, ...(await readAgain(context, orders, facts, grounds)) } : facts;
}

async function readFacts(context: FlowContext, orders: readonly OrderInput[]): Promise<OrderFacts> {
  const { references, configuration, division } = context;
  const features = await context.salesforce.features();
  const open = openOf(orders);
  const hasCondition = open.some(
    ({ order }) => isFilled(order['Payment_Condition__c']) || isFilled(order.Account?.['Payment_Condition__c']),
  );
  const hasMethod = open.some(({ order }) => isFilled(order['Shipping_Method__c']));
  const hasUnits = ORDER_SETTINGS.of(configuration).rules.some(({ object, field }) => object === 'Line' && field === 'UnitCode');
  const isAny = open.length > 0;
  const { items, itemsElsewhere } = await readItems(context, open);
  const missing = await readMissing(context, open);
  return {
    division,
    inFlightMs: IN_FLIGHT_MS / context.timeScale,
    host: context.exact.host,
    currency: features.defaultCurrency,
    hasMultiCurrency: features.hasMultiCurrency,
    language: features.language,
    today: today(context),
    ...(open.length === 0 ? {} : { items: withPlaceholder(items, missing), itemsElsewhere, missing }),
    ...(await readSets(context, open)),
    credit: await readCredit(context, orders),
    currencies: isAny ? await references.currencies() : undefined,
    targets: await readTargetFacts(
      context,
      open.map(({ target }) => target),
    ),
    vatCodes: isAny || orders.some(isCompared) ? await references.vatCodes() : undefined,
    units: isAny && hasUnits ? await references.units() : undefined,
    paymentConditions: hasCondition ? await references.paymentConditions() : undefined,
    shippingMethods: hasMethod ? await references.shippingMethods() : undefined,
    sales: await readSaleFacts(context, open),
    salesPeriods: await readSalesPeriods(context, open, today(context)),
  };
}

async function readAgain(
  context: FlowContext,
  orders: readonly OrderInput[],
  facts: OrderFacts,
  { itemIds, lists, debtorIds }: Grounds,
): Promise<Partial<OrderFacts>> {
  for (const list of lists) await context.references.list(list, { isFresh: true });
  const { references } = context;
  const debtors = await readDebtors(context, [...debtorIds]);
  return {
    ...(itemIds.size === 0 ? {} : await readItemsAgain(context, orders, facts, itemIds)),
    ...(lists.has('currencies') ? { currencies: await references.currencies() } : {}),
    targets: await readTargetFacts(
      context,
      orders.map(({ target }) => target),
    ),
    ...(lists.has('vatCodes') ? { vatCodes: await references.vatCodes() } : {}),
    ...(lists.has('units') ? { units: await references.units() } : {}),
    ...(lists.has('paymentConditions') ? { paymentConditions: await references.paymentConditions() } : {}),
    ...(lists.has('shippingMethods') ? { shippingMethods: await references.shippingMethods() } : {}),
    debtorVatCodes: new Map([...debtors].map(([id, { SalesVATCode: salesVatCode }]) => [id, salesVatCode])),
  };
}

async function readItemsAgain(
  context: FlowContext,
  orders: readonly OrderInput[],
  { missing }: OrderFacts,
  doubted: ReadonlySet<string>,
): Promise<Pick<OrderFacts, 'items' | 'itemsElsewhere'>> {
  const { items, itemsElsewhere } = await readItems(context, openOf(orders), doubted);
  return { items: withPlaceholder(items, missing), itemsElsewhere };
}

/** Orders whose documents are made or changed. */
function openOf(orders: readonly OrderInput[]): readonly OrderInput[] {
  return orders.flatMap((input) => (input.debtor === undefined ? (toBeAmended(input) ?? []) : [input]));
}

/** Items of the lines: what is remembered, and the others from Exact, which are remembered then. `doubted` are read in any case. */
async function readItems(
  context: FlowContext,
  orders: readonly OrderInput[],
  doubted: ReadonlySet<string> = new Set(),
): Promise<Pick<OrderFacts, 'items' | 'itemsElsewhere'>> {
  const ids = new Set(
    orders.flatMap(({ lines }) => lines.flatMap((line) => line.Product2?.Exact_Id__c?.toLowerCase() ?? [])).filter(isGuid),
  );
  if (ids.size === 0) return orders.length === 0 ? {} : { items: new Map() };
  const remembered = await context.items.find([...ids], readSince(context));
  const stopping = orders.flatMap((order) => itemsThatStop(order, remembered));
  const items = new Map([...remembered].filter(([id]) => !stopping.includes(id) && !doubted.has(id)));
  const unread = [...ids].filter((id) => !items.has(id));
  if (unread.length === 0) return { items };
  const found = (await context.exact.findAny(ITEMS, 'ID', 'guid', unread)).map(factsOf);
  await context.items.remember(found);
  for (const item of found) items.set(item.itemId, item);
  const missing = unread.filter((id) => !items.has(id));
  return { items, itemsElsewhere: missing.length === 0 ? undefined : await otherDivisions(context, missing) };
}

/** Whoever is told what to correct on an item in Exact presses the button when it is done, long before the next poll: those are read again. */
function itemsThatStop({ order, lines }: OrderInput, remembered: ReadonlyMap<string, ItemFacts>): readonly string[] {
  const day = plainText(order['EffectiveDate']);
  return lines.flatMap(({ Product2, Quantity }) => {
    const item = remembered.get(Product2?.Exact_Id__c?.toLowerCase() ?? '');
    if (item === undefined) return [];
    const isSold = item.isSalesItem && (day === '' || isWithin(day, item.startDate, item.endDate));
    return isSold && (item.isFractionAllowed || toDecimal(Quantity)?.isInteger() !== false) ? [] : [item.itemId];
  });
}

/** Undefined where the products flow of this division brings every change of an item. */
function readSince({ configuration, division, now, timeScale }: FlowContext): Date | undefined {
  const isKeptFresh =
    configuration.flows[AWAITED_PRODUCTS.flow]?.enabled === true &&
    divisionsOfFlow(configuration, AWAITED_PRODUCTS.flow).includes(division);
  return isKeptFresh ? undefined : new Date(now().getTime() - ITEMS_LIVE_MS / timeScale);
}

/** Where else the items were read, else the division of the products flow. */
async function otherDivisions(context: FlowContext, itemIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const read = await context.items.elsewhere(itemIds);
  const divisions = divisionsOfFlow(context.configuration, AWAITED_PRODUCTS.flow);
  const [division] = divisions;
  if (division === undefined || divisions.includes(context.division)) return read;
  return new Map(itemIds.map((id) => [id, read.get(id) ?? division]));
}

/** Its lines are put next to those in Exact. */
function isCompared({ sent, existing }: OrderInput): boolean {
  return existing.length > 0 || (sent?.kind === 'there' && sent.lines !== undefined);
}

function isFilled(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '';
}
