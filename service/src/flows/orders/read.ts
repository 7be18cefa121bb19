import { plainText } from '../../mapping/index.ts';
import { isSalesforceId, soqlDateTime } from '../../salesforce/index.ts';
import type { FlowBatch, FlowContext, PersonsChoice, ReadRequest } from '../flow.ts';
import { readOrderFacts } from './facts.ts';
import { readOrderRows } from './read-rows.ts';
import { resolveOrders } from './resolve.ts';
import { selectedSince, sentAndChanged } from './selection.ts';
import { ORDER_SETTINGS } from './settings.ts';
import type { OrderRow, OrdersInput } from './types.ts';

/** Orders a batch: their references fit two filters, and a slice ends between batches. */
const ORDERS_A_BATCH = 50;
/** A record saved while we read may carry an older time than one we saw: look back that far again. */
const OVERLAP_MS = 5 * 60_000;
/** Our own note of a problem changes an order too; a change so soon after it is that note. */
const ECHO_MS = 10_000;
/** Our clock and the database's may differ that much. */
const CLOCKS_DIFFER_MS = 60_000;
/** A sent order is looked at when nothing that was saved before it can still come to light. */
const SETTLED_AFTER_MS = 30_000;
const SAME_SECOND_MS = 1_000;
/** A record that another job holds is looked at again by then: the job may die before it has recorded anything. */
const HELD_LOOK_MS = 30_000;

type Batches = AsyncGenerator<FlowBatch<OrdersInput>>;
type ChangesRequest = Extract<ReadRequest, { kind: 'changes' }>;

/**
 * Reads orders in batches: the ones of the request, or those that changed since the position `orders` (Salesforce's clock,
 * with overlap) and those of the sent ones that changed since the position `sent`. Every order is claimed before Exact is asked for it; what another job holds is left out.
 */
export async function* readOrders(context: FlowContext, request: ReadRequest): Batches {
  if (request.kind === 'changes') {
    yield* readChanges(context, request);
    return;
  }
  if (request.kind === 'sample') {
    yield* readSample(context, request.count);
    return;
  }
  for (const ids of slices(request.ids))
    yield* readBatch(context, ids, {
      isExplicit: request.explicit,
      choice: request.choice ?? {},
      cursors: {},
      looksAgain: false,
    });
}

async function* readChanges(context: FlowContext, request: ChangesRequest): Batches {
  const sentUntil = new Date(context.now().getTime() - SETTLED_AFTER_MS / context.timeScale);
  const query = changesQuery(context, request, sentUntil);
  if (query === undefined) return;
  let position = request.cursors['orders'] ?? '';
  for await (const page of context.salesforce.pages<OrderRow>(query)) {
    for (const rows of slices(page)) {
      for (const row of rows)
        if (position === '' || Date.parse(row.SystemModstamp) > Date.parse(position)) position = row.SystemModstamp;
      const echoes = await echoesIn(context, rows);
      const ids = rows.map((row) => row.Id).filter((id) => !echoes.has(id));
      const cursors = { orders: position, ...sentCursor(request, rows, sentUntil) };
      yield* readBatch(context, ids, { isExplicit: false, choice: {}, cursors, looksAgain: true });
    }
  }
  yield {
    input: { facts: await readOrderFacts(context, []), orders: [], missing: [] },
    cursors: { sent: sentUntil.toISOString() },
    followUps: [],
    recordIds: [],
  };
}

/** How far sent orders have been looked at after these rows: a slice that ends here goes on here, however many changed at once. */
function sentCursor(request: ChangesRequest, rows: readonly OrderRow[], sentUntil: Date): Readonly<Record<string, string>> {
  const since = Date.parse(request.cursors['sent'] ?? '');
  // Others may have been saved in the same second.
  const seen = Date.parse(rows.at(-1)?.SystemModstamp ?? '') - SAME_SECOND_MS;
  return seen > since ? { sent: new Date(Math.min(seen, sentUntil.getTime())).toISOString() } : {};
}

/** The first orders that would be sent by themselves. */
async function* readSample(context: FlowContext, count: number): Batches {
  const query = changesQuery(context, { kind: 'changes', cursors: {}, full: true }, context.now());
  if (query === undefined) return;
  const rows = await context.salesforce.query(`${query} LIMIT ${count}`);
  yield* readBatch(
    context,
    rows.map((row) => String(row['Id'])),
    { isExplicit: false, choice: {}, cursors: {}, looksAgain: false },
  );
}

/** Orders that changed because we noted their problem. A note whose issue was never stored, since we died, is no echo. */
async function echoesIn(context: FlowContext, rows: readonly OrderRow[]): Promise<ReadonlySet<string>> {
  const noted = rows.filter(isNoted);
  if (noted.length === 0) return new Set();
  const firstAt = Math.min(...noted.map((row) => Date.parse(plainText(row['Exact_Synced_At__c']))));
  return context.reportedSince(
    noted.map((row) => row.Id),
    new Date(firstAt - CLOCKS_DIFFER_MS),
  );
}

/** Undefined when nothing may be sent by itself: there is no start point, or no status is chosen. */
function changesQuery(context: FlowContext, request: ChangesRequest, sentUntil: Date): string | undefined {
  const orders = ORDER_SETTINGS.of(context.configuration);
  const selected = selectedSince(orders);
  if (selected === undefined) return undefined;
  const since = changedSince(request);
  const unsent = since === undefined ? selected : `${selected} AND SystemModstamp >= ${soqlDateTime(since)}`;
  const sentSince = request.cursors['sent'] ?? '';
  const wanted = sentSince === '' ? unsent : `(${unsent}) OR (${sentAndChanged(orders, new Date(sentSince), sentUntil)})`;
  return `SELECT Id, SystemModstamp, Exact_Sync_Status__c, Exact_Synced_At__c FROM Order WHERE ${wanted} ORDER BY SystemModstamp, Id`;
}

function changedSince(request: ChangesRequest): Date | undefined {
  const position = request.cursors['orders'];
  if (position !== undefined && position !== '') return new Date(Date.parse(position) - OVERLAP_MS);
  return request.since === undefined ? undefined : new Date(request.since);
}

function isNoted(row: OrderRow): boolean {
  const syncedAt = row['Exact_Synced_At__c'];
  if (row['Exact_Sync_Status__c'] !== 'Problem' || typeof syncedAt !== 'string') return false;
  return Math.abs(Date.parse(row.SystemModstamp) - Date.parse(syncedAt)) < ECHO_MS;
}

async function* readBatch(
  context: FlowContext,
  ids: readonly string[],
  options: {
    readonly isExplicit: boolean;
    readonly choice: PersonsChoice;
    readonly cursors: Readonly<Record<string, string>>;
    readonly looksAgain: boolean;
  },
): Batches {
  const claimed = ids.length === 0 ? [] : [...(await context.claims.take(ids))];
  const notBefore = new Date(context.now().getTime() + HELD_LOOK_MS / context.timeScale);
  const followUps = options.looksAgain
    ? ids.filter((id) => !claimed.includes(id)).map((recordId) => ({ recordId, notBefore }))
    : [];
  if (claimed.length + followUps.length === 0) return;
  // The claim comes first: what is read now cannot be the state before another job sent it.
  const rows = await readOrderRows(context, claimed.filter(isSalesforceId));
  const resolved = await resolveOrders(context, rows, options);
  // A sent order that nobody asked about and that says what it said then is no news.
  const orders = options.looksAgain ? resolved.filter(({ sent }) => sent?.kind !== 'trusted') : resolved;
  const found = new Set(rows.orders.map((order) => order.Id));
  const missing = claimed.filter((id) => !found.has(id));
  yield {
    input: { facts: await readOrderFacts(context, orders), orders, missing },
    cursors: options.cursors,
    followUps,
    recordIds: claimed,
  };
}

function slices<Value>(values: readonly Value[]): Value[][] {
  return Array.from({ length: Math.ceil(values.length / ORDERS_A_BATCH) }, (_, index) =>
    values.slice(index * ORDERS_A_BATCH, (index + 1) * ORDERS_A_BATCH),
  );
}
