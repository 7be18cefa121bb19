import { isTandemError, TandemError, type Phrase } from '../../errors/index.ts';
import { plainText } from '../../mapping/index.ts';
import { objectOfId, soqlIn, type SalesforceOrg } from '../../salesforce/index.ts';
import type { FlowContext, Intent } from '../flow.ts';
import { bySource, sourcesOf } from './source-settings.ts';
import { orderOf } from './source-rows.ts';
import { ownField, type OrderSource } from './sources/index.ts';
import { kindNamed, targetOf } from './targets/index.ts';
import type { OrderRow } from './types.ts';

type Reading = Pick<FlowContext, 'salesforce' | 'configuration'>;

/** True where records of several objects, or several of one object, may be of one deal that is sent once. */
function sharesDeals(sources: readonly OrderSource[]): boolean {
  return sources.length > 1 || sources.some(({ deal, isOnePerDeal }) => isOnePerDeal && deal.length > 0);
}

/**
 * Claims the deals of these records beside the records themselves: of one deal only one job at a time finds out whether it is in Exact,
 * and sends it. Answers the records whose deal is held. No call of Salesforce.
 */
export async function holdDeals(context: FlowContext, orders: readonly OrderRow[]): Promise<readonly OrderRow[]> {
  if (!sharesDeals(sourcesOf(context.configuration))) return orders;
  const deals = [...new Set(orders.map(({ dealId }) => dealId))];
  const held = deals.length === 0 ? new Set<string>() : await context.claims.take(deals);
  return orders.filter(({ dealId }) => held.has(dealId));
}

/** Other records of the deals of these ones, as far as they count. At most one composite call; none where no other could be there. */
export async function readSiblings(
  { salesforce, configuration }: Reading,
  orders: readonly OrderRow[],
): Promise<readonly OrderRow[]> {
  const sources = sourcesOf(configuration);
  if (!sharesDeals(sources)) return [];
  const deals = [...new Set(orders.filter((order) => order.Exact_Id__c === null).map(({ dealId }) => dealId))];
  const own = await bySource(salesforce, sources, deals);
  const asked: { readonly source: OrderSource; readonly soql: string }[] = [];
  for (const source of sources) {
    const paths = await dealPaths(salesforce, source);
    const conditions = [
      ...conditionOn('Id', sources.length === 1 ? [] : (own.get(source) ?? [])),
      ...paths.flatMap((path) =>
        conditionOn(
          path,
          deals.filter((id) => mayLeadTo(path, id)),
        ),
      ),
    ];
    if (conditions.length === 0) continue;
    const fields = ['Exact_Id__c', 'Exact_Number__c', 'Exact_Document__c', 'OrderNumber'].flatMap(
      (name) => ownField(source, name) ?? [],
    );
    const read = [...new Set(['Id', source.key, ...fields, ...paths])].join(', ');
    asked.push({ source, soql: `SELECT ${read} FROM ${source.object} WHERE ${conditions.join(' OR ')}` });
  }
  if (asked.length === 0) return [];
  const answers = await salesforce.queryMany(asked.map(({ soql }) => soql));
  return asked.flatMap(({ source }, index) => (answers[index] ?? []).map((row) => orderOf(row, source)));
}

/** Paths of a record to its deal that the org lets us read. */
export async function dealPaths(salesforce: Pick<SalesforceOrg, 'describe'>, { object, deal }: OrderSource): Promise<string[]> {
  if (deal.length === 0) return [];
  const { fields } = await salesforce.describe(object);
  const readable: string[] = [];
  for (const path of deal) {
    const [first = '', further] = path.split('.');
    const isThere =
      further === undefined ? fields.has(first) : fields.has(`${first}Id`) && (await hasField(salesforce, first, further));
    if (isThere) readable.push(path);
  }
  return readable;
}

/** Those that a record must not be sent besides. Pure. */
export function othersOf(order: OrderRow, siblings: readonly OrderRow[]): readonly OrderRow[] {
  return siblings.filter((other) => other.Id !== order.Id && other.dealId === order.dealId && excludes(order, other));
}

/** Why a record is not sent since another one of its deal is, or is on its way; undefined where none is. `intents`: of the others. Pure. */
export function takenBy(
  order: OrderRow,
  siblings: readonly OrderRow[],
  intents: ReadonlyMap<string, Intent>,
): TandemError | undefined {
  const others = othersOf(order, siblings);
  const about = (other: OrderRow) => ({ order: order.OrderNumber, object: other.source.object, other: other.OrderNumber });
  const at = { recordId: order.Id };
  for (const other of others) {
    const intent = intents.get(other.Id);
    const number = documentOf(other.Exact_Number__c ?? intent?.exactNumber ?? '', other['Exact_Document__c'] ?? intent?.kind);
    if (other.Exact_Id__c !== null || intents.get(other.Id)?.exactId !== undefined)
      return new TandemError('order_deal_sent', { ...about(other), number }, at);
  }
  const open = others.find(({ Id: id }) => intents.get(id)?.postedAt !== undefined);
  return open === undefined ? undefined : new TandemError('order_deal_open', about(open), at);
}

/** Opportunity and quote that a record names itself. */
export function namedDeals(order: OrderRow): readonly string[] {
  return order.source.deal.map((path) => plainText(order[path])).filter((id) => id !== '');
}

/** The same of what our memory knows of them: also where the settings do not send such records any more. Pure. */
export function takenByNamed(order: OrderRow, intents: ReadonlyMap<string, Intent>): TandemError | undefined {
  const id = namedDeals(order).find((named) => intents.get(named)?.exactId !== undefined);
  if (id === undefined) return undefined;
  const number = documentOf(intents.get(id)?.exactNumber ?? '', intents.get(id)?.kind);
  const params = { order: order.OrderNumber, number, object: objectOfId(id) ?? '', other: id };
  return new TandemError('order_deal_sent', params, { recordId: order.Id });
}

/** Why records of these do not go: another one of their deal among them goes before. `sources`: in the order of going. Pure. */
export function goingBefore(orders: readonly OrderRow[], sources: readonly OrderSource[]): ReadonlyMap<string, TandemError> {
  const rank = ({ source }: OrderRow): number => sources.findIndex(({ object }) => object === source.object);
  const found = new Map<string, TandemError>();
  for (const ofDeal of Map.groupBy(orders, ({ dealId }) => dealId).values()) {
    const [first, ...rest] = ofDeal.toSorted(
      (a, b) => rank(a) - rank(b) || a.CreatedDate.localeCompare(b.CreatedDate) || a.Id.localeCompare(b.Id),
    );
    for (const order of rest) {
      if (first === undefined || !excludes(order, first)) continue;
      const params = { order: order.OrderNumber, object: first.source.object, other: first.OrderNumber };
      found.set(order.Id, new TandemError('order_deal_goes', params, { recordId: order.Id }));
    }
  }
  return found;
}

/** Several orders of one opportunity are several orders; of anything else one stands for the deal. */
function excludes(order: OrderRow, other: OrderRow): boolean {
  return order.source.object !== other.source.object || order.source.isOnePerDeal;
}

/** What a deal is in Exact, as people read it. What says nothing was sent before there were several kinds. */
function documentOf(number: string, kind: unknown): Phrase {
  return targetOf(kindNamed(kind) ?? 'salesOrder').named(number);
}

function conditionOn(path: string, ids: readonly string[]): string[] {
  return ids.length === 0 ? [] : [soqlIn(path, ids)];
}

/** A lookup of the platform leads to one object; where one of the org leads is not known. */
function mayLeadTo(path: string, id: string): boolean {
  const object = objectOfId(id);
  const last = plainText(path.split('.').at(-1));
  return last.endsWith('__c') || last === `${object ?? ''}Id`;
}

async function hasField(salesforce: Pick<SalesforceOrg, 'describe'>, object: string, field: string): Promise<boolean> {
  try {
    return (await salesforce.describe(object)).fields.has(field);
  } catch (error) {
    if (isTandemError(error, 'salesforce_object_missing')) return false;
    throw error;
  }
}
