import { Decimal } from 'decimal.js';
import type { StoredRow } from '../../../simulators/data/index.ts';
import type { World } from '../support/world.ts';
import { dayOf, idIn, textIn } from './books.ts';
import { decimalOf, Differences } from './differences.ts';

const ORDERS = 'salesorder/SalesOrders';
const LINES = 'salesorder/SalesOrderLines';
const MATERIALS = 'inventory/AssemblyBillOfMaterialMaterials';
const DRAFT = 'Draft';
const DELETED = 'Deleted in Exact';
const MONEY_DECIMALS = 2;

/** Both systems, as far as sending orders has to do with them. */
interface Shop {
  readonly today: string;
  readonly orders: readonly StoredRow[];
  readonly products: ReadonlyMap<unknown, StoredRow>;
  readonly orderProducts: ReadonlyMap<unknown, readonly StoredRow[]>;
  readonly accounts: ReadonlyMap<unknown, StoredRow>;
  readonly debtors: ReadonlyMap<string, StoredRow>;
  readonly items: ReadonlyMap<string, StoredRow>;
  /** Parts of sets, by the set. */
  readonly parts: ReadonlyMap<string, readonly StoredRow[]>;
  readonly vatCodes: ReadonlyMap<string, StoredRow>;
  readonly made: ReadonlyMap<string, readonly StoredRow[]>;
  readonly lines: readonly StoredRow[];
}

/** Looks at orders that were activated in Salesforce. What an order came to in Exact is compared once, before anybody there works on it. */
export class SentOrders {
  /** Orders that were found in Exact, whole. */
  readonly seen = new Set<string>();
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  async audit(today: string): Promise<readonly string[]> {
    const shop = await readShop(this.#world, today);
    const differences = new Differences('sent orders');
    const known = new Set(shop.orders.map((row) => textIn(row, 'OrderNumber')));
    for (const order of shop.orders) this.#auditOrder(order, shop, differences);
    for (const [reference, made] of shop.made)
      if (known.has(reference)) differences.fact(`${reference} is there ${made.length} times`, made.length === 1);
    return differences.found;
  }

  #auditOrder(order: StoredRow, shop: Shop, differences: Differences): void {
    const number = textIn(order, 'OrderNumber');
    const [made] = shop.made.get(number) ?? [];
    if (order['Status'] === DRAFT) return differences.fact(`${number} is a draft and was sent`, made === undefined);
    if (this.seen.has(number)) {
      const isGone = made === undefined && order['Exact_Progress__c'] === DELETED;
      return differences.fact(`${number} was sent and is not there`, made !== undefined || isGone);
    }
    if (made === undefined) {
      const said = textIn(order, 'Exact_Sync_Problem__c');
      differences.fact(`${number} did not go, and nothing keeps it; it says ${said}`, isKept(order, shop));
      return differences.fact(`${number} did not go, and does not say why`, said !== '');
    }
    const found = differences.found.length;
    differences.text(`link of ${number}`, idIn(order, 'Exact_Id__c'), idIn(made, 'OrderID'));
    const account = shop.accounts.get(order['AccountId']);
    differences.text(`customer of ${number}`, idIn(account, 'Exact_Id__c'), idIn(made, 'OrderedBy'));
    auditLines(order, made, shop, differences);
    if (differences.found.length === found) this.seen.add(number);
  }
}

function auditLines(order: StoredRow, made: StoredRow, shop: Shop, differences: Differences): void {
  const number = textIn(order, 'OrderNumber');
  const lines = shop.lines.filter((line) => idIn(line, 'OrderID') === idIn(made, 'OrderID'));
  let [net, gross, parts] = [new Decimal(0), new Decimal(0), 0];
  for (const product of shop.orderProducts.get(order['Id']) ?? []) {
    const sold = shop.products.get(product['Product2Id']);
    const line = lines.find((each) => idIn(each) === idIn(product, 'Exact_Line_Id__c'));
    const pieces = decimalOf(product['Price_Quantity__c']) ?? new Decimal(1);
    const amount = amountOf(order, product);
    const what = `${textIn(sold, 'ProductCode')} of ${number}`;
    if (line === undefined) {
      // A set that is taken apart has no line of its own: its parts are compared with the whole order.
      differences.fact(`${what} is no line`, sold?.['Exact_Set__c'] === true);
      parts += 1;
    } else {
      const quantity = decimalOf(product['Quantity'])?.times(pieces);
      differences.text(`item of ${what}`, idIn(sold, 'Exact_Id__c'), idIn(line, 'Item'));
      differences.amount(`quantity of ${what}`, quantity?.toString(), line['Quantity']);
    }
    const { rate, isIncluded } = vatOf(line, shop);
    const own = isIncluded ? amount.div(rate.plus(1)).toDecimalPlaces(MONEY_DECIMALS) : amount;
    if (line !== undefined) differences.amount(`net amount of ${what}`, own.toString(), line['AmountFC']);
    net = net.plus(own);
    gross = gross.plus(isIncluded ? amount : amount.times(rate.plus(1)));
  }
  if (parts > 0) return;
  differences.amount(`lines of ${number}`, (shop.orderProducts.get(order['Id']) ?? []).length, lines.length);
  differences.amount(`net amount of ${number}`, net.toString(), made['AmountFCExclVat']);
}

/** What a line comes to in Salesforce after its discount and that of the order, to the cent. */
function amountOf(order: StoredRow, product: StoredRow): Decimal {
  const left = (row: StoredRow): Decimal => new Decimal(100).minus(decimalOf(row['Discount_Percent__c']) ?? 0).div(100);
  const price = new Decimal(String(product['UnitPrice'])).times(left(product)).times(left(order));
  return price.times(String(product['Quantity'])).toDecimalPlaces(MONEY_DECIMALS, Decimal.ROUND_HALF_UP);
}

function vatOf(line: StoredRow | undefined, { vatCodes }: Shop): { readonly rate: Decimal; readonly isIncluded: boolean } {
  const code = vatCodes.get(textIn(line, 'VATCode'));
  return { rate: decimalOf(code?.['Percentage']) ?? new Decimal(0), isIncluded: code?.['Type'] === 'I' };
}

/** What Exact would refuse, or has no longer: such an order waits for a person. */
function isKept(order: StoredRow, shop: Shop): boolean {
  const debtor = shop.debtors.get(idIn(shop.accounts.get(order['AccountId']), 'Exact_Id__c'));
  if (debtor?.['Blocked'] === true) return true;
  return (shop.orderProducts.get(order['Id']) ?? []).some((product) => {
    const sold = shop.products.get(product['Product2Id']);
    const itemId = idIn(sold, 'Exact_Id__c');
    return !isSold(shop.items.get(itemId), shop) || (sold?.['Exact_Set__c'] === true && !isWhole(itemId, product, shop));
  });
}

function isSold(item: StoredRow | undefined, { today }: Shop): boolean {
  if (item === undefined || item['IsSalesItem'] !== true) return false;
  const [start, end] = [dayOf(item['StartDate']), dayOf(item['EndDate'])];
  return (start === '' || start <= today) && (end === '' || end >= today);
}

/** True for a set whose parts can all be sold, in the pieces that the order wants of them. */
function isWhole(setId: string, product: StoredRow, shop: Shop): boolean {
  const parts = shop.parts.get(setId) ?? [];
  return (
    parts.length > 0 &&
    parts.every((part) => {
      const item = shop.items.get(idIn(part, 'PartItem'));
      const pieces = new Decimal(String(part['Quantity'])).times(String(product['Quantity']));
      return isSold(item, shop) && (pieces.isInteger() || item?.['IsFractionAllowedItem'] === true);
    })
  );
}

async function readShop({ salesforce, exact, division }: World, today: string): Promise<Shop> {
  const byId = (rows: readonly StoredRow[]) => new Map(rows.map((row) => [row['Id'], row]));
  const byExactId = (rows: readonly StoredRow[]) => new Map(rows.map((row) => [idIn(row), row]));
  return {
    today,
    orders: await salesforce.rows('Order'),
    products: byId(await salesforce.rows('Product2')),
    orderProducts: Map.groupBy(await salesforce.rows('OrderItem'), (row) => row['OrderId']),
    accounts: byId(await salesforce.rows('Account')),
    debtors: byExactId(await exact.rows(division, 'crm/Accounts')),
    items: byExactId(await exact.rows(division, 'logistics/Items')),
    parts: Map.groupBy(await exact.rows(division, MATERIALS), (row) => idIn(row, 'AssembledItem')),
    vatCodes: new Map((await exact.rows(division, 'vat/VATCodes')).map((row) => [textIn(row, 'Code'), row])),
    made: Map.groupBy(await exact.rows(division, ORDERS), (row) => textIn(row, 'YourRef')),
    lines: await exact.rows(division, LINES),
  };
}
