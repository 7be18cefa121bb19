import { divisionsOfFlow } from '../../mapping/index.ts';
import { isSalesforceId, SalesforceChanges, type ChangedRow } from '../../salesforce/index.ts';
import type { FlowBatch, FlowContext, PersonsChoice, ReadRequest } from '../flow.ts';
import { holdCustomers } from './credit-block/index.ts';
import { echoesIn, NOTED } from '../noted-echoes.ts';
import { soldOnly } from '../sold-only.ts';
import { holdDeals } from './deals.ts';
import { divisionFields, divisionsOf, divisionsOfRecords, unsentPosition } from './division.ts';
import { readOrderFacts } from './facts.ts';
import { readOrderRows } from './read-rows.ts';
import { resolveOrders } from './resolve.ts';
import { selectedSince, sentOnes } from './selection.ts';
import { ORDER_SETTINGS } from './settings.ts';
import { sourcesOf } from './source-settings.ts';
import { orderOf } from './source-rows.ts';
import { ownField, type OrderSource } from './sources/index.ts';
import type { OrderRow, OrdersInput } from './types.ts';

/** Orders a batch: their references fit two filters, and a slice ends between batches. */
const ORDERS_A_BATCH = 50;
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
  // What a person chose is told of in any company; what a hint tells of, only where it goes.
  const own = request.explicit ? request.ids : ofDivision(context, request.ids, await divisionsOfRecords(context, request.ids));
  for (const ids of slices(own))
    yield* readBatch(context, ids, {
      isExplicit: request.explicit,
      choice: request.choice ?? {},
      cursors: {},
      looksAgain: false,
    });
}

async function* readChanges(context: FlowContext, request: ChangesRequest): Batches {
  for (const source of sourcesOf(context.configuration)) yield* readChangesOf(context, source, request);
}

async function* readChangesOf(context: FlowContext, source: OrderSource, request: ChangesRequest): Batches {
  const changes = await changesOf(context, source, request);
  if (changes === undefined) return;
  // What is read for the first time is no echo, whatever another lane or earlier settings noted.
  const isAnew = request.cursors[positionOf(unsentPosition(context.configuration), source)] === undefined;
  for await (const { rows, positions } of changes.batches(ORDERS_A_BATCH)) {
    const own = await rowsOfDivision(
      context,
      rows.map((row) => orderOf(row, source)),
    );
    if (own.length === 0) {
      yield await positionsOnly(context, positions);
      continue;
    }
    const echoes = isAnew ? new Set<string>() : await echoesIn(context, own);
    const ids = own.map((row) => row.Id).filter((id) => !echoes.has(id));
    yield* readBatch(context, ids, { isExplicit: false, choice: {}, cursors: positions, looksAgain: true });
  }
}

/** Name of a position of one object: that of orders is the one that was there before there were others. */
function positionOf(name: string, { object }: OrderSource): string {
  return object === 'Order' ? name : `${name}/${object}`;
}

async function positionsOnly(context: FlowContext, cursors: Readonly<Record<string, string>>): Promise<FlowBatch<OrdersInput>> {
  return { input: { facts: await readOrderFacts(context, []), orders: [], missing: [] }, cursors, followUps: [], recordIds: [] };
}

/** The first orders that would be sent by themselves. */
async function* readSample(context: FlowContext, count: number): Batches {
  const ids: string[] = [];
  for (const source of sourcesOf(context.configuration)) {
    if (ids.length >= count) break;
    const changes = await changesOf(context, source, { kind: 'changes', cursors: {}, full: true });
    const rows = (await changes?.first(Math.max(count, ORDERS_A_BATCH))) ?? [];
    const own = await rowsOfDivision(
      context,
      rows.map((row) => orderOf(row, source)),
    );
    ids.push(...own.map((row) => row.Id));
  }
  yield* readBatch(context, ids.slice(0, count), { isExplicit: false, choice: {}, cursors: {}, looksAgain: false });
}

/** Records to be sent, and sent ones that changed. Undefined when nothing may be sent by itself: no start point, or no status chosen. */
async function changesOf(
  context: FlowContext,
  source: OrderSource,
  request: ChangesRequest,
): Promise<SalesforceChanges<ChangedRow> | undefined> {
  const selected = selectedSince(source, context.configuration);
  if (selected === undefined) return undefined;
  const noted = NOTED.flatMap((name) => ownField(source, name) ?? []);
  const sold = soldOnly((await context.salesforce.describe(source.object)).fields);
  return new SalesforceChanges<ChangedRow>({
    org: context.salesforce,
    object: source.object,
    fields: [...new Set([...noted, ...(await divisionFields(context, source))])],
    selections: [
      { name: positionOf(unsentPosition(context.configuration), source), where: `${selected}${sold}`, reading: 'overlapping' },
      { name: positionOf('sent', source), where: `${sentOnes(source)}${sold}`, reading: 'settled' },
    ],
    positions: request.cursors,
    since: request.since === undefined ? undefined : new Date(request.since),
    now: context.now(),
    timeScale: context.timeScale,
  });
}

/** What goes to the company of this lane: others have a lane of their own, and must not wait for this one's claim. */
function ofDivision(
  { configuration, division }: FlowContext,
  ids: readonly string[],
  divisions: ReadonlyMap<string, number>,
): readonly string[] {
  const [usual = division] = divisionsOfFlow(configuration, ORDER_SETTINGS.flow);
  return ids.filter((id) => (divisions.get(id) ?? usual) === division);
}

async function rowsOfDivision(context: FlowContext, rows: readonly OrderRow[]): Promise<readonly OrderRow[]> {
  const ids = rows.map(({ Id: id }) => id);
  const own = new Set(ofDivision(context, ids, await divisionsOf(context, rows)));
  return rows.filter(({ Id: id }) => own.has(id));
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
  const read = await readOrderRows(context, claimed.filter(isSalesforceId));
  const rows = { ...read, orders: await holdCustomers(context, await holdDeals(context, read.orders)) };
  const waiting = read.orders.filter((order) => !rows.orders.includes(order)).map(({ Id: id }) => id);
  if (options.looksAgain) followUps.push(...waiting.map((recordId) => ({ recordId, notBefore })));
  if (waiting.length === claimed.length && followUps.length === 0) return;
  const resolved = await resolveOrders(context, rows, options);
  // A sent order that nobody asked about and that says what it said then is no news.
  const orders = options.looksAgain ? resolved.filter(({ sent }) => sent?.kind !== 'trusted') : resolved;
  const found = new Set(read.orders.map((order) => order.Id));
  const missing = claimed.filter((id) => !found.has(id));
  yield {
    input: { facts: await readOrderFacts(context, orders), orders, missing },
    cursors: options.cursors,
    followUps,
    recordIds: claimed.filter((id) => !waiting.includes(id)),
  };
}

function slices<Value>(values: readonly Value[]): Value[][] {
  return Array.from({ length: Math.ceil(values.length / ORDERS_A_BATCH) }, (_, index) =>
    values.slice(index * ORDERS_A_BATCH, (index + 1) * ORDERS_A_BATCH),
  );
}
