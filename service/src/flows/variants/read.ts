import {
  DELETED_ENTITY_TYPES,
  isGuid,
  isWalking,
  newerThan,
  SYNC_VARIANT_ITEMS,
  syncStream,
  SyncWalk,
  VARIANT_ITEMS,
} from '../../exact/index.ts';
import { isSalesforceId } from '../../salesforce/index.ts';
import { firstPage } from '../first-page.ts';
import type { FlowBatch, FlowContext, ReadRequest } from '../flow.ts';
import { itemIdsOf, VariantsReader } from './reader.ts';
import { fingerprintOf, VARIANT_SETTINGS } from './settings.ts';
import type { VariantsInput, VariantsPart } from './types.ts';

type Batches = AsyncGenerator<FlowBatch<VariantsInput>>;

/** Position of the settings under which everything was read: under others it is read again. */
const SETTINGS = 'settings';
/** Position up to which families follow what the products flow wrote on their variants. */
const WRITTEN = 'activity';
const IDS_A_BATCH = 100;
/** New products up to which their items are looked up; above it the whole stream costs fewer calls. */
const MOST_LOOKED_UP = 100;
/** A write takes a moment from its stamp to where it can be seen. */
const OVERLAP_MS = 5 * 60_000;

/** Reads items of Exact Online with what groups them: what changed by their stream, or those that are named. */
export async function* readVariants(context: FlowContext, request: ReadRequest): Batches {
  const reader = await VariantsReader.open(context);
  if (request.kind === 'sample') yield* readSample(reader, request.count);
  else if (request.kind === 'records') yield* readNamed(reader, request.ids);
  else yield* readStream(reader, request.since === undefined ? request.cursors : {});
}

/** Examples of what the settings make of items: of the first page, those first that are of a family. */
async function* readSample(reader: VariantsReader, count: number): Batches {
  for await (const page of reader.context.exact.pages(SYNC_VARIANT_ITEMS, { filter: newerThan('1') })) {
    const newest = [...new Map(page.map((item) => [item.ID.toLowerCase(), item])).values()];
    const grouped = newest.filter((item) => reader.isGrouped(item));
    const chosen = [...grouped, ...newest.filter((item) => !grouped.includes(item))].slice(0, count);
    const items = chosen.map((item) => ({ itemId: item.ID.toLowerCase(), item, isAskedFor: true }));
    if (items.length > 0) yield reader.batch([await reader.of(items)]);
    return;
  }
}

async function* readNamed(reader: VariantsReader, ids: readonly string[]): Batches {
  for (let start = 0; start < ids.length; start += IDS_A_BATCH) {
    const asked = ids.slice(start, start + IDS_A_BATCH);
    const guids = asked.filter(isGuid).map((id) => id.toLowerCase());
    const productIds = asked.filter(isSalesforceId);
    const itemIds = new Set([...guids, ...(productIds.length === 0 ? [] : await reader.itemsOf(productIds))]);
    yield { ...reader.batch([await reader.named([...itemIds], { isAskedFor: true })]), recordIds: asked };
  }
}

async function* readStream(reader: VariantsReader, cursors: Readonly<Record<string, string>>): Batches {
  const { exact, now, timeScale, configuration, log, division } = reader.context;
  const settings = fingerprintOf(VARIANT_SETTINGS.of(configuration));
  const unseen = await firstPage(reader.unseen());
  const startsOver = cursors[SETTINGS] !== settings || (unseen.length > MOST_LOOKED_UP && !isWalking(cursors));
  const walk: SyncWalk<VariantsPart> = new SyncWalk({
    ...{ exact, now, timeScale },
    positions: { ...(startsOver ? {} : cursors), [SETTINGS]: settings },
    streams: [
      syncStream({
        name: 'items',
        resource: SYNC_VARIANT_ITEMS,
        keyOf: ({ ID: id }) => id,
        read: (rows) => reader.of(rows.map((item) => ({ itemId: item.ID.toLowerCase(), item, isAskedFor: false }))),
      }),
    ],
    deletions: [{ entityType: DELETED_ENTITY_TYPES.items, read: (keys) => reader.of(keys.map(goneItem)) }],
    atEnd: async function* () {
      if (walk.deletionsMayBeMissed) yield* readUntold(reader);
    },
  });
  if (walk.deletionsMayBeMissed)
    log.warn({ division }, 'deletions in Exact may have been missed: variants that were ended are asked for');
  for await (const { parts, positions } of walk.batches()) yield reader.batch(parts, positions);
  if (walk.isWhole('items')) {
    // Of whose item the whole stream said nothing: it is noted that they were looked at.
    for await (const products of reader.unseen(walk.beganAt))
      yield reader.batch([await reader.of(itemIdsOf(products).map(goneItem))]);
  } else if (unseen.length > 0) {
    yield reader.batch([await reader.named(itemIdsOf(unseen), { isAskedFor: false })]);
  }
  yield* readWritten(reader, startsOver ? undefined : cursors[WRITTEN], walk.beganAt);
}

/** Families follow their variants, which the products flow makes active and inactive, and renames: often after this flow has read the item. */
async function* readWritten(reader: VariantsReader, since: string | undefined, beganAt: string): Batches {
  const position = { [WRITTEN]: new Date(Date.parse(beganAt) - OVERLAP_MS).toISOString() };
  let isAny = since === undefined;
  if (since !== undefined)
    for await (const variants of reader.changedSince(new Date(since))) {
      isAny ||= variants.length > 0;
      if (variants.length > 0) yield reader.batch([await reader.familiesOf(variants)]);
    }
  if (isAny) yield reader.batch([], position);
}

async function* readUntold(reader: VariantsReader): AsyncGenerator<VariantsPart> {
  for await (const products of reader.endedVariants()) {
    const itemIds = itemIdsOf(products);
    const there = await reader.context.exact.findAny(VARIANT_ITEMS, 'ID', 'guid', itemIds);
    const known = new Set(there.map(({ ID: id }) => id.toLowerCase()));
    const gone = itemIds.filter((itemId) => !known.has(itemId));
    if (gone.length > 0) yield await reader.of(gone.map(goneItem));
  }
}

function goneItem(itemId: string) {
  return { itemId, item: undefined, isAskedFor: false };
}
