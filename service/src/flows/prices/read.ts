import {
  BULK_AGREED_PRICES,
  DELETED_ENTITY_TYPES,
  fromStartAgain,
  isWalking,
  newerThan,
  PRICE_LIST_LINES,
  SYNC_AGREED_PRICES,
  SYNC_DEBTOR_PRICE_LISTS,
  SYNC_PRICE_LIST_LINES,
  syncStream,
  SyncWalk,
  type SyncStream,
} from '../../exact/index.ts';
import type { FlowBatch, FlowContext, ReadRequest } from '../flow.ts';
import { namedParts, ofDebtors, ofItems } from './named.ts';
import { Newcomers } from './newcomers.ts';
import { GROUPED, groupedStream, readDueGroups } from './group-walk.ts';
import { idsOf, PricesReader, type PricesPart } from './reader.ts';
import { fingerprintOf, PRICE_SETTINGS } from './settings.ts';
import type { ListInput, PricesInput } from './types.ts';

type Batches = AsyncGenerator<FlowBatch<PricesInput>>;
type Cursors = Readonly<Record<string, string>>;

/** Position of the settings under which everything was read: under others it is read again. */
const SETTINGS = 'settings';
/** What the periods of the lists were when their lines were read: nothing tells of a changed period. */
const PERIODS = 'periods';
/** The day on which the lists were read. */
const LISTS_DAY = 'listsDay';
/** Which lists had which price books when the lists of customers were read: nothing tells of a customer whose list got its book. */
const BOOKS = 'books';
/** Name of the stream of customers. */
const CUSTOMERS = 'customers';
/** The day for which windows were looked at: they open and close although nothing changes. */
const DAY = 'day';
/** Up to when what became a product or an account was looked at. */
const LINKED = 'linked';
const IDS_A_BATCH = 50;
const OVERLAP_MS = 5 * 60_000;

/** Reads price lists and prices of Exact Online: what changed by their streams, named ones by themselves. */
export async function* readPrices(context: FlowContext, request: ReadRequest): Batches {
  const reader = await PricesReader.open(context);
  if (request.kind === 'sample') yield* readSample(reader, request.count);
  else if (request.kind === 'records') yield* readNamed(reader, request);
  else yield* readStreams(reader, request.since === undefined ? request.cursors : {});
}

/** The first prices of both streams; one page of each tells which they are. */
async function* readSample(reader: PricesReader, count: number): Batches {
  const { exact } = reader.context;
  await reader.lists.inputs();
  for await (const lines of exact.pages(SYNC_PRICE_LIST_LINES, { filter: newerThan('1') })) {
    yield reader.batch([await reader.changedLines(lines.slice(0, count))]);
    break;
  }
  for await (const prices of exact.pages(SYNC_AGREED_PRICES, { filter: newerThan('1') })) {
    yield reader.batch([await reader.changedPrices(prices.slice(0, count))]);
    break;
  }
}

async function* readNamed(
  reader: PricesReader,
  { ids, explicit }: { readonly ids: readonly string[]; readonly explicit: boolean },
): Batches {
  for (let start = 0; start < ids.length; start += IDS_A_BATCH) {
    const asked = ids.slice(start, start + IDS_A_BATCH);
    yield { ...reader.batch(await namedParts(reader, asked)), recordIds: asked };
  }
  // A look that was asked for at midnight brings whatever turned then.
  if (!explicit) yield* readTurned(reader);
  yield* readDueGroups(reader);
}

async function* readStreams(reader: PricesReader, stored: Cursors): Batches {
  const { exact, now, timeScale, log, division } = reader.context;
  const { groups } = reader;
  await groups.resume(stored);
  // It may take several slices: what changes meanwhile comes after it.
  if (groups.isUnderWay) yield* readDueGroups(reader);
  const newcomers = await Newcomers.open(reader, stored[LINKED]);
  const { cursors, lists, areCustomersRead } = await readLists(reader, stored, newcomers.areMany);
  const walk: SyncWalk<PricesPart> = new SyncWalk({
    ...{ exact, now, timeScale, positions: cursors },
    streams: [
      syncStream({
        name: 'lines',
        resource: SYNC_PRICE_LIST_LINES,
        keyOf: ({ ID: id }) => id,
        read: (rows) => reader.changedLines(rows),
      }),
      groupedStream(reader, () => walk.isWhole(GROUPED)),
      syncStream({
        name: 'prices',
        resource: SYNC_AGREED_PRICES,
        keyOf: ({ ID: id }) => id,
        read: async (rows) => {
          const ofGroups = walk.isWhole('prices') ? {} : await groups.ofPrices(rows);
          return reader.joined([await reader.changedPrices(rows, seenUntil(walk)), ofGroups]);
        },
      }),
      ...(areCustomersRead ? [customersStream(reader)] : []),
    ],
    deletions: [
      { entityType: DELETED_ENTITY_TYPES.discountTables, read: (keys) => reader.gone('SalesPriceListVolumeDiscounts', keys) },
      {
        entityType: DELETED_ENTITY_TYPES.itemPrices,
        read: async (keys) =>
          reader.joined([await reader.gonePrices(keys, seenUntil(walk)), await groups.ofGonePrices(keys, seenUntil(walk))]),
      },
      { entityType: DELETED_ENTITY_TYPES.items, read: (keys): Promise<PricesPart> => groups.gone(keys) },
      { entityType: DELETED_ENTITY_TYPES.accounts, read: (keys) => reader.customers.gone(keys) },
    ],
    atEnd: async function* () {
      if (walk.isWhole('lines'))
        for await (const gone of reader.rows.ofOtherPeriods(new Set(reader.lists.periods.keys()))) yield reader.look({ gone });
      if (walk.deletionsMayBeMissed) {
        yield* untold(reader);
        if (reader.customers.isOn) yield* reader.customers.listed();
      }
    },
  });
  if (walk.deletionsMayBeMissed)
    log.warn({ division }, 'deletions in Exact may have been missed: all prices are read and compared');
  // Price books are made in the batch of the first prices of theirs; from then on they have ids.
  let pending: readonly PricesPart[] = lists.length > 0 ? [{ lists }] : [];
  for await (const { parts, positions } of walk.batches()) {
    yield reader.batch([...pending, ...parts], { ...positions, ...groups.positions });
    if (pending.length > 0) reader.lists.forgetBooks();
    pending = [];
  }
  if (pending.length > 0) yield reader.batch(pending);
  const isWhole = walk.isWhole('lines') && walk.isWhole('prices');
  // A walk over everything has looked at all of these.
  if (!isWhole) {
    yield* readNewcomers(reader, newcomers);
    if (stored[DAY] !== reader.facts.today) yield* readTurned(reader);
    for await (const rows of reader.rows.awaiting()) yield reader.batch([await reader.look({ rows })]);
  }
  const ofStandards = await groups.ofNewStandards(walk.beganAt);
  if (ofStandards.grouped !== undefined) yield reader.batch([ofStandards], groups.positions);
  if (reader.customers.isOn) for await (const part of reader.customers.unread()) yield reader.batch([part]);
  yield* readDueGroups(reader);
  const linked = isWhole || newcomers.areAny || stored[LINKED] === undefined ? walk.beganAt : stored[LINKED];
  const ended = { [DAY]: reader.facts.today, [LINKED]: linked };
  const kept = Object.fromEntries([SETTINGS, PERIODS, LISTS_DAY, BOOKS].map((name) => [name, cursors[name] ?? '']));
  const noted = { ...kept, ...ended, ...groups.positions };
  if (Object.entries(noted).some(([name, value]) => stored[name] !== value)) yield reader.batch([], noted);
}

interface ListsRead {
  readonly cursors: Cursors;
  readonly lists: readonly ListInput[];
  /** True where the stream of customers is read too: with the lists, and until a walk is at its end. */
  readonly areCustomersRead: boolean;
}

/** Price lists, once a day and whenever a period is another one; then all lines are read again, for nothing tells of them. */
async function readLists(reader: PricesReader, stored: Cursors, areNewcomersMany: boolean): Promise<ListsRead> {
  const { customers, context, facts } = reader;
  const isInWalk = isWalking(stored);
  const settings = fingerprintOf(PRICE_SETTINGS.of(context.configuration));
  const now: Cursors = { [SETTINGS]: settings, [PERIODS]: reader.lists.fingerprint, [LISTS_DAY]: facts.today };
  const startsOver = stored[SETTINGS] !== settings || (areNewcomersMany && !isInWalk);
  const areManyUnread = customers.isOn && !isInWalk && (await customers.areManyUnread());
  const isCustomersDue = areManyUnread || (customers.isOn && (stored[BOOKS] ?? '') === '');
  const isListRead = startsOver || isCustomersDue || [PERIODS, LISTS_DAY].some((name) => stored[name] !== now[name]);
  const lists = isListRead ? customers.handOn(await reader.lists.inputs()) : [];
  const areCustomersRead = customers.isOn && (isListRead || isInWalk);
  const books = isListRead && !isInWalk ? await reader.lists.booksFingerprint() : (stored[BOOKS] ?? '');
  const noted = { ...now, [BOOKS]: customers.isOn ? books : '' };
  // One that gets its book only now has no prices yet.
  const isNew = lists.some(({ list, book }) => list !== undefined && book === undefined);
  const isLineRead = isNew || stored[PERIODS] !== now[PERIODS];
  if (startsOver || (isLineRead && isInWalk)) return { cursors: noted, lists, areCustomersRead };
  const withLines = isLineRead ? fromStartAgain(stored, 'lines') : stored;
  const isTurned = areManyUnread || noted[BOOKS] !== (stored[BOOKS] ?? '');
  const withCustomers = areCustomersRead && isTurned ? fromStartAgain(withLines, CUSTOMERS) : withLines;
  return { cursors: { ...withCustomers, ...noted }, lists, areCustomersRead };
}

function customersStream({ customers }: PricesReader): SyncStream<PricesPart> {
  return syncStream({
    name: CUSTOMERS,
    resource: SYNC_DEBTOR_PRICE_LISTS,
    keyOf: ({ ID: id }) => id.toLowerCase(),
    read: (rows) => customers.of(rows),
  });
}

/** All prices of what became a product or an account since the last look. */
async function* readNewcomers(reader: PricesReader, { itemIds, debtorIds }: Newcomers): Batches {
  for (let start = 0; start < Math.max(itemIds.length, debtorIds.length); start += IDS_A_BATCH) {
    const [items, debtors] = [itemIds.slice(start, start + IDS_A_BATCH), debtorIds.slice(start, start + IDS_A_BATCH)];
    const parts = [await ofItems(reader, items), await ofDebtors(reader, debtors), await reader.groups.ofItems(items)];
    const { groups = [], grouped = [], followUps = [] } = reader.joined(parts);
    // What has no place yet was told when Exact sent it.
    yield reader.batch([{ groups, grouped, followUps }]);
  }
}

/** What counts otherwise today although nothing changed: Exact is not asked. */
async function* readTurned(reader: PricesReader): Batches {
  for await (const rows of reader.rows.turned()) yield reader.batch([await reader.look({ rows })]);
}

/** When the look before this walk was, before which others cannot have seen what this one reads; clocks differ. */
function seenUntil({ deletionsKnownUntil }: { readonly deletionsKnownUntil: string }): Date | undefined {
  return deletionsKnownUntil === '' ? undefined : new Date(Date.parse(deletionsKnownUntil) - OVERLAP_MS);
}

/** What is gone without Exact telling it any more: it is asked for each price that a row speaks of. */
async function* untold(reader: PricesReader): AsyncGenerator<PricesPart> {
  const { exact } = reader.context;
  for await (const rows of reader.rows.there()) {
    const [prices, lines] = [idsOf(rows, 'SalesItemPrices'), idsOf(rows, 'SalesPriceListVolumeDiscounts')];
    const found = [
      ...(await exact.findAny(BULK_AGREED_PRICES, 'ID', 'guid', prices)),
      ...(await exact.findAny(PRICE_LIST_LINES, 'ID', 'guid', lines)),
    ];
    const there = new Set(found.map(({ ID: id }) => id.toLowerCase()));
    yield reader.look({ gone: rows.filter(({ Key__c: key }) => !there.has(key.slice(-36).toLowerCase())) });
  }
}
