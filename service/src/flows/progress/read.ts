import {
  DELETED_ENTITY_TYPES,
  modifiedSince,
  SALES_ORDERS,
  SYNC_SALES_ORDER_HEADERS,
  SYNC_SALES_ORDER_LINES,
  syncStream,
  SyncWalk,
} from '../../exact/index.ts';
import type { FlowBatch, FlowContext, ReadRequest } from '../flow.ts';
import { readProgressFacts } from './facts.ts';
import { readBornFurther, startBorn } from './born-changes.ts';
import { Reader, type ProgressPart } from './reader.ts';
import type { ProgressInput } from './types.ts';

type Batches = AsyncGenerator<FlowBatch<ProgressInput>>;
type ChangesRequest = Extract<ReadRequest, { kind: 'changes' }>;

/** Orders that are read whole at a time. */
const ORDERS_A_BATCH = 50;

/**
 * Reads what became of orders. Changes come from three streams, in this order: headers, lines, deletions. Each says all of its rows, so
 * that it ends the same wherever a walk is cut.
 */
export async function* readProgress(context: FlowContext, request: ReadRequest): Batches {
  if (request.kind === 'changes' && request.since === undefined) {
    yield* readStreams(context, request);
    return;
  }
  const reader = await startReader(context);
  if (request.kind === 'records') yield* readWhole(reader, request.ids, request.explicit);
  else if (request.kind === 'sample') yield* readWhole(reader, [...(await reader.records.some(request.count)).keys()], false);
  else yield* readChangedSince(reader, new Date(request.since ?? 0));
}

async function startReader(context: FlowContext, bornSince?: Date): Promise<Reader> {
  return new Reader(context, await readProgressFacts(context), bornSince);
}

async function* readWhole(reader: Reader, ids: readonly string[], isExplicit: boolean): Batches {
  for (let start = 0; start < ids.length; start += ORDERS_A_BATCH) {
    const asked = ids.slice(start, start + ORDERS_A_BATCH);
    yield { ...reader.batch([await reader.wholeOrders(asked, { isExplicit })]), recordIds: asked };
  }
}

/** Orders changed since a moment, each with all its lines. */
async function* readChangedSince(reader: Reader, since: Date): Batches {
  for await (const page of reader.context.exact.pages(SALES_ORDERS, { filter: modifiedSince(since) })) {
    const ids = page.map(({ OrderID: id }) => id.toLowerCase());
    yield* readWhole(reader, reader.born === undefined ? [...(await reader.records.ofSalesOrders(ids)).keys()] : ids, false);
  }
}

async function* readStreams(context: FlowContext, request: ChangesRequest): Batches {
  const { exact, now, timeScale, division } = context;
  const start = startBorn(context, request.cursors);
  let started: Promise<Reader> | undefined;
  // Salesforce is asked when the first row arrives.
  const reader = (): Promise<Reader> => (started ??= startReader(context, start.since));
  const walk: SyncWalk<ProgressPart> = new SyncWalk<ProgressPart>({
    ...{ exact, now, timeScale, positions: start.positions },
    streams: [
      syncStream({
        name: 'headers',
        resource: SYNC_SALES_ORDER_HEADERS,
        keyOf: ({ OrderID: id }) => id.toLowerCase(),
        read: async (rows) => (await reader()).changedHeaders(rows),
      }),
      syncStream({
        name: 'lines',
        resource: SYNC_SALES_ORDER_LINES,
        keyOf: ({ ID: id }) => id.toLowerCase(),
        read: async (rows) => (await reader()).changedLines(rows),
      }),
    ],
    deletions: [
      { entityType: DELETED_ENTITY_TYPES.salesOrderHeaders, read: async (keys) => (await reader()).goneOrders(keys) },
      { entityType: DELETED_ENTITY_TYPES.salesOrderLines, read: async (keys) => (await reader()).goneLines(keys) },
    ],
    atEnd: async function* () {
      if (!walk.deletionsMayBeMissed) return;
      // Gone without Exact telling it any more.
      const { records, born } = await reader();
      for await (const orders of records.pending()) yield await (await reader()).untoldGone(orders);
      if (born !== undefined) for await (const part of born.untoldGone()) yield part;
    },
  });
  if (walk.deletionsMayBeMissed)
    context.log.warn({ division }, 'deletions in Exact may have been missed: all orders are read and compared');
  for await (const { parts, positions } of walk.batches()) yield (await reader()).batch(parts, positions);
  yield* readBornFurther(reader, start, walk.beganAt);
}
