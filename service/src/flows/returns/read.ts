import { divisionsOfFlow } from '../../mapping/index.ts';
import { isSalesforceId, SalesforceChanges, soqlIn, type ChangedRow } from '../../salesforce/index.ts';
import type { DivisionContext, FlowBatch, FlowContext, PersonsChoice, ReadRequest } from '../flow.ts';
import { echoesIn, NOTED } from '../noted-echoes.ts';
import { resolveReturns } from './resolve.ts';
import { readReturnRows } from './rows.ts';
import { divisionOfReturn, selectedSince, SENT_ONES } from './selection.ts';
import { RETURN_SETTINGS } from './settings.ts';
import type { ReturnLineRow, ReturnRow, ReturnsInput } from './types.ts';

/** Returns a batch: what Exact has of their originals is asked for together. */
const RETURNS_A_BATCH = 20;
/** A record that another job holds is looked at again by then. */
const HELD_LOOK_MS = 30_000;
const IN_FLIGHT_MS = 120_000;

type Batches = AsyncGenerator<FlowBatch<ReturnsInput>>;

interface Asked {
  readonly isExplicit: boolean;
  readonly choice: PersonsChoice;
  readonly cursors: Readonly<Record<string, string>>;
  readonly looksAgain: boolean;
}

/**
 * Reads reduction orders in batches: those of the request, or those that changed since the positions `returns` and `sent`. Each is claimed
 * with the order that it takes back, so that of one order two returns are never weighed at once.
 */
export async function* readReturns(context: FlowContext, request: ReadRequest): Batches {
  if (request.kind === 'records') {
    const asked = { isExplicit: request.explicit, choice: request.choice ?? {}, cursors: {}, looksAgain: false };
    for (const ids of slices(request.ids)) yield* readBatch(context, ids, asked);
    return;
  }
  const isSample = request.kind === 'sample';
  const changes = changesOf(context, isSample ? { kind: 'changes', cursors: {}, full: true } : request);
  if (changes === undefined) return;
  if (request.kind === 'sample') {
    const ids = (await changes.first(request.count)).map(({ Id: id }) => id);
    yield* readBatch(context, ids, { isExplicit: false, choice: {}, cursors: {}, looksAgain: false });
    return;
  }
  const isAnew = request.cursors['returns'] === undefined;
  for await (const { rows, positions } of changes.batches(RETURNS_A_BATCH)) {
    const echoes = isAnew ? new Set<string>() : await echoesIn(context, rows);
    const ids = rows.map((row) => row.Id).filter((id) => !echoes.has(id));
    const asked = { isExplicit: false, choice: {}, cursors: positions, looksAgain: true };
    if (ids.length === 0) yield { ...(await batchOf(context, [], [], asked)), recordIds: [] };
    else yield* readBatch(context, ids, asked);
  }
}

/** Reads where these returns are credited. One call; none where all are in one company. */
export async function divisionsOfReturns(
  { salesforce, configuration }: DivisionContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const known = ids.filter(isSalesforceId);
  if (divisionsOfFlow(configuration, RETURN_SETTINGS.flow).length < 2 || known.length === 0) return new Map();
  const rows = await salesforce.query<ReturnRow & Pick<ReturnLineRow, 'OriginalOrderItem'>>(
    `SELECT OrderId, Order.Exact_Url__c, OriginalOrderItem.Order.Exact_Url__c FROM OrderItem WHERE ${soqlIn('OrderId', known)}`,
  );
  return new Map(
    rows.flatMap((row) => {
      const { Order: order } = row as unknown as { readonly Order: Pick<ReturnRow, 'Exact_Url__c'> };
      const division = divisionOfReturn(order, row.OriginalOrderItem?.Order ?? undefined, configuration);
      return division === undefined ? [] : [[String(row['OrderId']), division] as const];
    }),
  );
}

/** Undefined where nothing may go by itself: no start point. */
function changesOf(
  context: FlowContext,
  request: Extract<ReadRequest, { kind: 'changes' }>,
): SalesforceChanges<ChangedRow> | undefined {
  const selected = selectedSince(context.configuration);
  if (selected === undefined) return undefined;
  return new SalesforceChanges<ChangedRow>({
    org: context.salesforce,
    object: 'Order',
    fields: NOTED,
    selections: [
      { name: 'returns', where: selected, reading: 'overlapping' },
      { name: 'sent', where: SENT_ONES, reading: 'settled' },
    ],
    positions: request.cursors,
    since: request.since === undefined ? undefined : new Date(request.since),
    now: context.now(),
    timeScale: context.timeScale,
  });
}

async function* readBatch(context: FlowContext, ids: readonly string[], asked: Asked): Batches {
  const claimed = ids.length === 0 ? [] : [...(await context.claims.take(ids))];
  const notBefore = new Date(context.now().getTime() + HELD_LOOK_MS / context.timeScale);
  const later = (held: readonly string[]) => (asked.looksAgain ? held.map((recordId) => ({ recordId, notBefore })) : []);
  // The claim comes first: what is read now cannot be the state before another job sent it.
  const read = await readReturnRows(context, claimed.filter(isSalesforceId));
  const own = read.orders.filter((order) => isOfLane(context, order, read.linesOf.get(order.Id) ?? [], asked));
  const free = await withFreeOriginals(context, own, read.linesOf);
  const waiting = own.filter((order) => !free.includes(order)).map(({ Id: id }) => id);
  const followUps = later([...ids.filter((id) => !claimed.includes(id)), ...waiting]);
  if (waiting.length === claimed.length && followUps.length === 0) return;
  const found = new Set(read.orders.map(({ Id: id }) => id));
  const missing = claimed.filter((id) => !found.has(id));
  const resolved = await resolveReturns(context, { orders: free, linesOf: read.linesOf }, asked);
  // A sent one that nobody asked about and that says what it said then is no news.
  const returns = asked.looksAgain ? resolved.filter(({ sent }) => sent?.kind !== 'trusted') : resolved;
  const batch = await batchOf(context, returns, asked.isExplicit ? missing : [], asked);
  yield { ...batch, followUps, recordIds: claimed.filter((id) => !waiting.includes(id)) };
}

async function batchOf(
  context: FlowContext,
  returns: ReturnsInput['returns'],
  missing: readonly string[],
  { cursors }: Asked,
): Promise<FlowBatch<ReturnsInput>> {
  const isAny = returns.length > 0;
  const facts = {
    host: context.exact.host,
    division: context.division,
    inFlightMs: IN_FLIGHT_MS / context.timeScale,
    language: isAny ? (await context.salesforce.features()).language : ('en' as const),
    vatCodes: isAny ? await context.references.vatCodes() : [],
  };
  return { input: { facts, returns, missing }, cursors, followUps: [], recordIds: [] };
}

/** A hint tells of every order; of those that are no returns, or go to another company, a lane says nothing that nobody asked for. */
function isOfLane(
  { configuration, division }: FlowContext,
  order: ReturnRow,
  lines: readonly ReturnLineRow[],
  { isExplicit }: Asked,
): boolean {
  const original = lines[0]?.OriginalOrderItem?.Order ?? undefined;
  if (order.IsReductionOrder && divisionOfReturn(order, original, configuration) !== division) return false;
  return isExplicit || order.IsReductionOrder;
}

/** Those whose original no other job is at work on. */
async function withFreeOriginals(
  { claims }: FlowContext,
  orders: readonly ReturnRow[],
  linesOf: ReadonlyMap<string, readonly ReturnLineRow[]>,
): Promise<readonly ReturnRow[]> {
  const originalsOf = ({ Id: id }: ReturnRow): readonly string[] =>
    (linesOf.get(id) ?? []).flatMap(({ OriginalOrderItem: original }) => original?.OrderId ?? []);
  const originals = [...new Set(orders.flatMap(originalsOf))];
  const held = originals.length === 0 ? new Set<string>() : await claims.take(originals);
  return orders.filter((order) => originalsOf(order).every((id) => held.has(id)));
}

function slices<Value>(values: readonly Value[]): Value[][] {
  return Array.from({ length: Math.ceil(values.length / RETURNS_A_BATCH) }, (_, index) =>
    values.slice(index * RETURNS_A_BATCH, (index + 1) * RETURNS_A_BATCH),
  );
}
