import { isGuid, newerThan, SYNC_ITEM_PICTURES, syncStream, SyncWalk } from '../../exact/index.ts';
import { isSalesforceId } from '../../salesforce/index.ts';
import type { FlowBatch, FlowContext, ReadRequest } from '../flow.ts';
import { today } from '../today.ts';
import { PictureReader } from './reader.ts';
import { fingerprintOf } from './settings.ts';
import type { Candidate, PicturesInput } from './types.ts';

type Batches = AsyncGenerator<FlowBatch<PicturesInput>>;

/** Position of the settings under which everything was looked at. */
const SETTINGS = 'settings';
/** ISO instant: products that were linked since then may have an item that the stream told of before. */
const LINKED = 'linked';
/** The day of the last comparison of pictures whose names are the same, and the product where it ended: `yyyy-mm-dd 01t...`. */
const AUDITED = 'audited';
const IDS_A_BATCH = 100;
/** What the clocks of two systems may differ, and a product may take from its making to its being seen. */
const LINKED_OVERLAP_MS = 5 * 60_000;

/** Reads pictures of Exact Online: by the stream of items those whose name or address changed, named ones whatever they are called. */
export async function* readPictures(context: FlowContext, request: ReadRequest): Batches {
  const reader = await PictureReader.open(context);
  if (request.kind === 'sample') yield* readSample(reader, request.count);
  else if (request.kind === 'records') yield* readNamed(reader, request.ids);
  else yield* readStream(reader, request.since === undefined ? request.cursors : {});
}

/** The first products of the stream; one page tells which they are. */
async function* readSample(reader: PictureReader, count: number): Batches {
  for await (const page of reader.context.exact.pages(SYNC_ITEM_PICTURES, { filter: newerThan('1') })) {
    const withPicture = page.filter(({ PictureName: name }) => name !== null);
    const candidates = await reader.ofItems(withPicture.slice(0, IDS_A_BATCH));
    yield* reader.looked(candidates.slice(0, count), { isForced: true, isAskedFor: true });
    return;
  }
}

async function* readNamed(reader: PictureReader, ids: readonly string[]): Batches {
  for (let start = 0; start < ids.length; start += IDS_A_BATCH) {
    const asked = ids.slice(start, start + IDS_A_BATCH);
    const guids = asked.filter(isGuid).map((id) => id.toLowerCase());
    const productIds = asked.filter(isSalesforceId);
    const itemIds = new Set([...guids, ...(productIds.length === 0 ? [] : await reader.itemsOf(productIds))]);
    yield* reader.looked(await reader.named([...itemIds]), { isForced: true, isAskedFor: true });
    yield { ...reader.batch([]), recordIds: asked };
  }
}

async function* readStream(reader: PictureReader, stored: Readonly<Record<string, string>>): Batches {
  const { exact, now, timeScale } = reader.context;
  const settings = fingerprintOf(reader.settings);
  const cursors = stored[SETTINGS] === settings ? stored : { [AUDITED]: stored[AUDITED] ?? '' };
  const walk = new SyncWalk<readonly Candidate[]>({
    ...{ exact, now, timeScale },
    positions: { ...cursors, [SETTINGS]: settings },
    streams: [
      syncStream({
        name: 'items',
        resource: SYNC_ITEM_PICTURES,
        keyOf: ({ ID: id }) => id,
        read: (rows) => reader.ofItems(rows),
      }),
    ],
  });
  let hasRead = false;
  for await (const { parts, positions } of walk.batches()) {
    hasRead = true;
    yield* reader.looked(parts.flat(), { cursors: positions });
  }
  const linkedBefore = cursors[LINKED] ?? '';
  if (linkedBefore !== '') {
    for await (const products of reader.unseen(new Date(Date.parse(linkedBefore) - LINKED_OVERLAP_MS / timeScale))) {
      hasRead = true;
      yield* reader.looked(await reader.ofProducts(products), {});
    }
  }
  if (hasRead || linkedBefore === '') yield reader.batch([], { [LINKED]: walk.beganAt });
  yield* readAudited(reader, cursors[AUDITED] ?? '', walk.isWhole('items'));
}

/** Once a day some of the pictures whose names are the same, on from where the last comparison ended. Not on a day on which all were read. */
async function* readAudited(reader: PictureReader, stored: string, isAllRead: boolean): Batches {
  const { auditPerDay } = reader.settings;
  const [day = '', afterId = ''] = stored.split(' ');
  const here = today(reader.context);
  if (auditPerDay === 0 || day === here) return;
  if (isAllRead) {
    yield reader.batch([], { [AUDITED]: `${here} ${afterId}` });
    return;
  }
  const products = await reader.withPicture(afterId, auditPerDay);
  for (let start = 0; start < products.length; start += IDS_A_BATCH) {
    const together = products.slice(start, start + IDS_A_BATCH);
    const position = `${here} ${together.at(-1)?.Id ?? ''}`;
    yield* reader.looked(await reader.ofProducts(together), { isForced: true, cursors: { [AUDITED]: position } });
  }
  // After the last of them it begins again.
  if (products.length < auditPerDay) yield reader.batch([], { [AUDITED]: `${here} ` });
}
