import {
  DELETED_ENTITY_TYPES,
  isGuid,
  isWalking,
  newerThan,
  SYNC_STOCK_POSITIONS,
  syncStream,
  SyncWalk,
} from '../../exact/index.ts';
import { isSalesforceId } from '../../salesforce/index.ts';
import { firstPage } from '../first-page.ts';
import type { FlowBatch, FlowContext, ReadRequest } from '../flow.ts';
import { itemIdOf } from '../items/index.ts';
import { StockReader } from './reader.ts';
import { fingerprintOf, STOCK_SETTINGS } from './settings.ts';
import type { ItemStock, StockInput } from './types.ts';

type Batches = AsyncGenerator<FlowBatch<StockInput>>;

/** Position of the settings under which everything was read: under others it is read again. */
const SETTINGS = 'settings';
const IDS_A_BATCH = 100;
/** New products up to which their positions are looked up; above it the whole stream costs fewer calls. */
const MOST_LOOKED_UP = 200;

/** Reads stock of Exact Online: what changed by the stream of positions, items that are named by their positions. */
export async function* readStock(context: FlowContext, request: ReadRequest): Batches {
  const reader = await StockReader.open(context);
  if (request.kind === 'sample') yield* readSample(reader, request.count);
  else if (request.kind === 'records') yield* readNamed(reader, request.ids);
  else yield* readStream(reader, request.since === undefined ? request.cursors : {});
}

/** The first items of the stream; one page tells which they are. */
async function* readSample(reader: StockReader, count: number): Batches {
  for await (const page of reader.context.exact.pages(SYNC_STOCK_POSITIONS, { filter: newerThan('1') })) {
    const ids = [...new Set(page.map(({ ItemId }) => ItemId.toLowerCase()))].slice(0, IDS_A_BATCH);
    const items = await reader.ofItems(ids, { isAskedFor: false });
    if (items.length > 0) yield reader.batch(items.slice(0, count));
    return;
  }
}

async function* readNamed(reader: StockReader, ids: readonly string[]): Batches {
  for (let start = 0; start < ids.length; start += IDS_A_BATCH) {
    const asked = ids.slice(start, start + IDS_A_BATCH);
    const guids = asked.filter(isGuid).map((id) => id.toLowerCase());
    const productIds = asked.filter(isSalesforceId);
    const itemIds = new Set([...guids, ...(productIds.length === 0 ? [] : await reader.itemsOf(productIds))]);
    const items = await reader.ofItems([...itemIds], { isAskedFor: true });
    yield { ...reader.batch(items), recordIds: asked };
  }
}

async function* readStream(reader: StockReader, cursors: Readonly<Record<string, string>>): Batches {
  const { exact, now, timeScale, configuration, log, division } = reader.context;
  const settings = fingerprintOf(STOCK_SETTINGS.of(configuration));
  const unseen = await firstPage(reader.unseen());
  const startsOver = cursors[SETTINGS] !== settings || (unseen.length > MOST_LOOKED_UP && !isWalking(cursors));
  const walk: SyncWalk<readonly ItemStock[]> = new SyncWalk({
    ...{ exact, now, timeScale },
    positions: { ...(startsOver ? {} : cursors), [SETTINGS]: settings },
    streams: [
      syncStream({
        name: 'positions',
        resource: SYNC_STOCK_POSITIONS,
        keyOf: ({ ID: id }) => id,
        read: (rows) => reader.changed(rows),
      }),
    ],
    deletions: [{ entityType: DELETED_ENTITY_TYPES.stockPositions, read: (keys) => reader.gone(keys) }],
    atEnd: async function* () {
      if (walk.deletionsMayBeMissed) yield* reader.untold();
    },
  });
  if (walk.deletionsMayBeMissed)
    log.warn({ division }, 'deletions in Exact may have been missed: all stock is read and compared');
  for await (const { parts, positions } of walk.batches()) yield reader.batch(parts.flat(), positions);
  if (walk.isWhole('positions')) {
    for await (const products of reader.unseen(walk.beganAt)) yield reader.batch(reader.withoutPosition(products));
  } else if (unseen.length > 0) {
    yield reader.batch(await reader.ofItems(unseen.map(itemIdOf), { isAskedFor: false }));
  }
}
