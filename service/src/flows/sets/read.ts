import { isGuid, modifiedSince, SET_PARTS } from '../../exact/index.ts';
import { isSalesforceId } from '../../salesforce/index.ts';
import type { FlowBatch, FlowContext, ReadRequest } from '../flow.ts';
import { SetsReader, type SetsPart } from './reader.ts';
import { fingerprintOf, SET_SETTINGS } from './settings.ts';
import type { SetsInput } from './types.ts';

type Batches = AsyncGenerator<FlowBatch<SetsInput>>;

const SETTINGS = 'settings';
/** Until when changes of parts are known. */
const CHANGED = 'changed';
/** When all parts were compared last: nothing tells of one that is gone. */
const COMPARED = 'compared';
/** Sets that are no products yet. */
const WAITING = 'waiting';
const COMPARE_EACH_MS = 24 * 3_600_000;
/** Clocks differ, and a change takes a moment to be seen. */
const OVERLAP_MS = 5 * 60_000;
const MOST_WAITING = 50;
const IDS_A_BATCH = 100;

/** Reads bills of material of Exact Online: what changed by the time of its change, and once a day all of them. */
export async function* readSets(context: FlowContext, request: ReadRequest): Batches {
  const reader = await SetsReader.open(context);
  if (request.kind === 'sample') yield* readSample(reader, request.count);
  else if (request.kind === 'records') yield* readNamed(reader, request.ids);
  else yield* readChanges(reader, request.full || request.since !== undefined ? {} : request.cursors);
}

async function* readSample(reader: SetsReader, count: number): Batches {
  for await (const page of reader.context.exact.pages(SET_PARTS)) {
    const itemIds = [...new Set(page.map(({ AssembledItem }) => AssembledItem.toLowerCase()))].slice(0, count);
    if (itemIds.length > 0) yield reader.batch(await reader.ofItems(itemIds, { isAskedFor: true }));
    return;
  }
}

async function* readNamed(reader: SetsReader, ids: readonly string[]): Batches {
  for (let start = 0; start < ids.length; start += IDS_A_BATCH) {
    const asked = ids.slice(start, start + IDS_A_BATCH);
    const guids = asked.filter(isGuid).map((id) => id.toLowerCase());
    const productIds = asked.filter(isSalesforceId);
    const itemIds = new Set([...guids, ...(productIds.length === 0 ? [] : await reader.itemsOf(productIds))]);
    yield { ...reader.batch(await reader.ofItems([...itemIds], { isAskedFor: true })), recordIds: asked };
  }
}

async function* readChanges(reader: SetsReader, cursors: Readonly<Record<string, string>>): Batches {
  const { exact, now, timeScale, configuration } = reader.context;
  const beganAt = now();
  const settings = fingerprintOf(SET_SETTINGS.of(configuration));
  const comparedAt = cursors[SETTINGS] === settings ? Date.parse(cursors[COMPARED] ?? '') : Number.NaN;
  const since = new Date(Date.parse(cursors[CHANGED] ?? '') - OVERLAP_MS);
  // Written so that what cannot be read as a moment compares everything.
  const isWhole = !(beganAt.getTime() - comparedAt < COMPARE_EACH_MS / timeScale) || Number.isNaN(since.getTime());
  const known = new Set<string>();
  const waiting = new Set((cursors[WAITING] ?? '').split(' ').filter(isGuid));
  let isAny = isWhole;
  for await (const page of exact.pages(SET_PARTS, isWhole ? {} : { filter: modifiedSince(since) })) {
    if (page.length === 0) continue;
    isAny = true;
    const part = await reader.changed(page);
    for (const row of page) if (isWhole) known.add(reader.keyOf(row));
    noteWaiting(waiting, part);
    yield reader.batch(part);
  }
  if (isWhole) for await (const part of reader.gone(known)) yield reader.batch(part);
  const arrived = [...new Set([...(await reader.products([...waiting])), ...(await reader.arrived())])];
  if (arrived.length > 0) {
    yield reader.batch(await reader.ofItems(arrived, { isAskedFor: false }));
    for (const itemId of arrived) waiting.delete(itemId);
  }
  const positions = {
    [SETTINGS]: settings,
    [CHANGED]: beganAt.toISOString(),
    [WAITING]: [...waiting].slice(0, MOST_WAITING).join(' '),
  };
  const none: SetsPart = { sets: [], partProducts: new Map() };
  if (isAny || arrived.length > 0)
    yield reader.batch(none, { ...positions, ...(isWhole ? { [COMPARED]: beganAt.toISOString() } : {}) });
}

/** More than so many wait for the next comparison of all. */
function noteWaiting(waiting: Set<string>, { sets }: SetsPart): void {
  for (const { itemId, product } of sets) {
    if (product !== undefined) waiting.delete(itemId);
    else if (waiting.size < MOST_WAITING) waiting.add(itemId);
  }
}
