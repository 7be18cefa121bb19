import {
  DELETED_ENTITY_TYPES,
  GOODS_DELIVERIES,
  modifiedSince,
  newerThan,
  SYNC_GOODS_DELIVERIES,
  SYNC_GOODS_DELIVERY_LINES,
  syncStream,
  SyncWalk,
} from '../../exact/index.ts';
import type { FlowBatch, FlowContext, ReadRequest } from '../flow.ts';
import { isInWindow, type HistoryWindow } from '../history.ts';
import { readDeliveryFacts } from './facts.ts';
import { countWithin } from './history.ts';
import { Reader, type DeliveriesPart } from './reader.ts';
import type { DeliveriesInput } from './types.ts';

type Batches = AsyncGenerator<FlowBatch<DeliveriesInput>>;
type ChangesRequest = Extract<ReadRequest, { kind: 'changes' }>;

/** Deliveries that are read whole at a time. */
const DELIVERIES_A_BATCH = 50;
/** Headers of the past that are looked at together; their lines are fetched. */
const ROWS_OF_THE_PAST = 250;

/**
 * Reads goods deliveries. Changes come from three streams, in this order: headers, lines, deletions. Only a line tells of which order it
 * is; a header that Salesforce does not have waits for its lines, and is read once more where a cut walk has forgotten it.
 */
export async function* readDeliveries(context: FlowContext, request: ReadRequest): Batches {
  if (request.kind === 'changes' && request.history !== undefined) {
    yield* readHistory(context, request.history, request.cursors);
    return;
  }
  if (request.kind === 'changes' && request.since === undefined) {
    yield* readStreams(context, request);
    return;
  }
  const reader = await startReader(context);
  if (request.kind === 'records') yield* readWhole(reader, request.ids, request.explicit);
  else if (request.kind === 'sample') yield* readSample(reader, request.count);
  else yield* readChangedSince(reader, new Date(request.since ?? 0));
}

/** Deliveries of a part of the past, whole: what is corrected of them later comes with the everyday walk. */
async function* readHistory(context: FlowContext, window: HistoryWindow, cursors: ChangesRequest['cursors']): Batches {
  const { exact, now, timeScale } = context;
  const reader = await startReader(context);
  if (Object.keys(cursors).length === 0) yield { ...(await reader.batch([])), total: await countWithin(context, window) };
  const walk = new SyncWalk<DeliveriesPart>({
    ...{ exact, now, timeScale, positions: cursors },
    streams: [
      syncStream({
        name: 'past',
        resource: SYNC_GOODS_DELIVERIES,
        keyOf: ({ EntryID: id }) => id.toLowerCase(),
        rowsABatch: ROWS_OF_THE_PAST,
        read: (rows) => reader.pastDeliveries(rows.filter(({ DeliveryDate: day }) => isInWindow(day, window))),
      }),
    ],
  });
  for await (const { parts, positions } of walk.batches()) yield await reader.batch(parts, positions);
}

async function startReader(context: FlowContext): Promise<Reader> {
  return new Reader(context, await readDeliveryFacts(context));
}

async function* readWhole(reader: Reader, ids: readonly string[], isExplicit: boolean): Batches {
  for (let start = 0; start < ids.length; start += DELIVERIES_A_BATCH) {
    const asked = ids.slice(start, start + DELIVERIES_A_BATCH);
    yield { ...(await reader.batch([await reader.wholeDeliveries(asked, { isExplicit })])), recordIds: asked };
  }
}

/** The first deliveries of the stream that are of an order of Tandem's; one page tells which they are. */
async function* readSample(reader: Reader, count: number): Batches {
  for await (const page of reader.context.exact.pages(SYNC_GOODS_DELIVERY_LINES, { filter: newerThan('1') })) {
    const { deliveries = [] } = await reader.changedLines(page);
    yield* readWhole(
      reader,
      deliveries.slice(0, count).map(({ entryId }) => entryId),
      false,
    );
    return;
  }
}

/** Deliveries changed since a moment, each with all its lines. */
async function* readChangedSince(reader: Reader, since: Date): Batches {
  for await (const page of reader.context.exact.pages(GOODS_DELIVERIES, { filter: modifiedSince(since) }))
    yield* readWhole(
      reader,
      page.map(({ EntryID: id }) => id),
      false,
    );
}

async function* readStreams(context: FlowContext, request: ChangesRequest): Batches {
  const { exact, now, timeScale, division } = context;
  let started: Promise<Reader> | undefined;
  // Salesforce is asked when the first row arrives.
  const reader = (): Promise<Reader> => (started ??= startReader(context));
  const walk: SyncWalk<DeliveriesPart> = new SyncWalk<DeliveriesPart>({
    ...{ exact, now, timeScale, positions: request.cursors },
    streams: [
      syncStream({
        name: 'deliveries',
        resource: SYNC_GOODS_DELIVERIES,
        keyOf: ({ EntryID: id }) => id.toLowerCase(),
        read: async (rows) => (await reader()).changedHeaders(rows),
      }),
      syncStream({
        name: 'lines',
        resource: SYNC_GOODS_DELIVERY_LINES,
        keyOf: ({ ID: id }) => id.toLowerCase(),
        read: async (rows) => (await reader()).changedLines(rows),
      }),
    ],
    deletions: [
      { entityType: DELETED_ENTITY_TYPES.goodsDeliveries, read: async (keys) => (await reader()).goneDeliveries(keys) },
      { entityType: DELETED_ENTITY_TYPES.goodsDeliveryLines, read: async (keys) => (await reader()).goneLines(keys) },
    ],
    atEnd: async function* () {
      if (!walk.deletionsMayBeMissed) return;
      // Gone without Exact telling it any more.
      for await (const rows of (await reader()).records.standing()) yield await (await reader()).untoldGone(rows);
    },
  });
  if (walk.deletionsMayBeMissed)
    context.log.warn({ division }, 'deletions in Exact may have been missed: all deliveries are read and compared');
  for await (const { parts, positions } of walk.batches()) yield await (await reader()).batch(parts, positions);
}
