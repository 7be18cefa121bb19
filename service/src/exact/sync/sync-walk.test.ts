import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DELETED_ENTITY_TYPES, SYNC_ITEM_PRICES, SYNC_ITEMS } from '../resources/index.ts';
import { syncStream } from './sync-stream.ts';
import { SyncWalk, type SyncBatch, type SyncWalkPlan } from './sync-walk.ts';
import { DELETED_STREAM, ITEM_STREAM, PRICE_STREAM, startStreamServer, type StreamServer } from './testing/stream-server.ts';

const BEGAN = new Date('2026-11-24T10:00:10.400Z');
const DAY_MS = 86_400_000;

/** Keys with the row versions they were handed on with; `-` for a deleted one. */
type Part = readonly (readonly [stream: string, key: string, version: string])[];
type Positions = Readonly<Record<string, string>>;

let exact: StreamServer;
let now: Date;
beforeEach(async () => {
  exact = await startStreamServer();
  now = BEGAN;
});
afterEach(() => exact.close());

function walkOf(positions: Positions, plan: Partial<SyncWalkPlan<Part>> = {}): SyncWalk<Part> {
  return new SyncWalk<Part>({
    exact: exact.division,
    positions,
    now: () => now,
    timeScale: 1,
    streams: [
      syncStream({
        name: 'items',
        resource: SYNC_ITEMS,
        keyOf: ({ ID: id }) => id,
        read: (rows) => Promise.resolve(rows.map(({ ID: id, Code: code }) => ['items', id, code])),
      }),
      syncStream({
        name: 'prices',
        resource: SYNC_ITEM_PRICES,
        keyOf: ({ ID: id }) => id,
        read: (rows) => Promise.resolve(rows.map(({ ID: id, Timestamp: timestamp }) => ['prices', id, timestamp])),
      }),
    ],
    deletions: [
      {
        entityType: DELETED_ENTITY_TYPES.items,
        read: (keys) => Promise.resolve(keys.map((key) => ['items', key, '-'] as const)),
      },
      {
        entityType: DELETED_ENTITY_TYPES.itemPrices,
        read: (keys) => Promise.resolve(keys.map((key) => ['prices', key, '-'] as const)),
      },
    ],
    ...plan,
  });
}

interface Walked {
  readonly batches: readonly SyncBatch<Part>[];
  readonly positions: Positions;
  readonly error: unknown;
}

/** Walks until so many batches were handed on, and stores the positions of each. */
async function walked(walk: SyncWalk<Part>, stored: Positions, cutAfter = Infinity): Promise<Walked> {
  const batches: SyncBatch<Part>[] = [];
  let positions = stored;
  try {
    for await (const batch of walk.batches()) {
      batches.push(batch);
      positions = { ...positions, ...batch.positions };
      if (batches.length >= cutAfter) break;
    }
  } catch (error) {
    return { batches, positions, error };
  }
  return { batches, positions, error: undefined };
}

const walkFrom = (positions: Positions, cutAfter?: number): Promise<Walked> => walked(walkOf(positions), positions, cutAfter);
const sizes = ({ batches }: Walked): number[] => batches.map(({ parts }) => parts.flat().length);
const keysIn = ({ batches }: Walked): string[] => batches.flatMap(({ parts }) => parts.flat().map(([, key]) => key));
const deleteRows = (entityType: number, ...keys: string[]): void =>
  exact.change(DELETED_STREAM, keys, { EntityType: entityType, DeletedDate: null });

describe('a walk over sync streams', () => {
  it('reads each stream in its order, then the deletions by type, and only what is new the next time', async () => {
    exact.change(PRICE_STREAM, ['p1']);
    exact.change(ITEM_STREAM, ['i1', 'i2']);
    deleteRows(DELETED_ENTITY_TYPES.itemPrices, 'P9');
    deleteRows(DELETED_ENTITY_TYPES.items, 'I9');
    deleteRows(DELETED_ENTITY_TYPES.accounts, 'A9');

    const first = await walkFrom({});

    expect(first.batches.flatMap(({ parts }) => parts)).toEqual([
      [
        ['items', 'i1', '1002'],
        ['items', 'i2', '1002'],
      ],
      [['prices', 'p1', '1001']],
      [['items', 'i9', '-']],
      [['prices', 'p9', '-']],
    ]);
    expect(first.positions).toMatchObject({ items: '1002', prices: '1001', deleted: '1005', touchedSince: '', fromStart: '' });
    exact.spent();
    expect((await walkFrom(first.positions)).batches).toEqual([]);
    expect(exact.spent()).toEqual([ITEM_STREAM, PRICE_STREAM, DELETED_STREAM]);
  });

  it('puts pages together where a stream is read from its start, and hands on page by page afterwards', async () => {
    exact.pageSize = 2;
    for (const key of ['a', 'b', 'c', 'd', 'e']) exact.change(ITEM_STREAM, [key]);

    expect(sizes(await walkFrom({}))).toEqual([5, 0]);
    expect(sizes(await walkFrom({ items: '1' }))).toEqual([2, 2, 1, 0]);
  });

  it('hands on only the newest version of a row that is in a batch twice', async () => {
    exact.pageSize = 1;
    exact.change(ITEM_STREAM, ['a']);
    exact.change(ITEM_STREAM, ['b']);
    let pages = 0;
    exact.beforePage = () => {
      pages += 1;
      if (pages === 2) exact.change(ITEM_STREAM, ['a']);
    };

    expect((await walkFrom({})).batches[0]?.parts).toEqual([
      [
        ['items', 'a', '1003'],
        ['items', 'b', '1002'],
      ],
    ]);
  });

  it('hands on every row of one version when it is cut between two of them, and none twice', async () => {
    exact.pageSize = 2;
    exact.change(ITEM_STREAM, ['a', 'b', 'c', 'd', 'e']);

    const cut = await walkFrom({ items: '1' }, 1);
    const rest = await walkFrom(cut.positions);

    expect(keysIn(cut)).toEqual(['a', 'b']);
    expect(keysIn(rest)).toEqual(['c', 'd', 'e']);
  });

  it('hands on what was read before an error, and goes on behind it', async () => {
    exact.pageSize = 2;
    for (const key of ['a', 'b', 'c', 'd', 'e']) exact.change(ITEM_STREAM, [key]);
    exact.pagesLeft = 2;
    const broken = await walkFrom({});
    expect(broken.error).toMatchObject({ code: 'exact_rights_missing' });
    exact.pagesLeft = Infinity;

    expect(keysIn(broken)).toEqual(['a', 'b', 'c', 'd']);
    expect(keysIn(await walkFrom(broken.positions))).toEqual(['e']);
  });

  it('remembers over its slices when it began and what it reads from the start', async () => {
    exact.change(ITEM_STREAM, ['a']);
    const { positions } = await walkFrom({}, 1);
    now = new Date(now.getTime() + 60_000);

    const walk = walkOf(positions);

    expect(walk.beganAt).toBe('2026-11-24T10:00:10.000Z');
    expect([walk.isWhole('items'), walk.isWhole('prices')]).toEqual([true, true]);
    expect((await walked(walk, positions)).positions).toMatchObject({ touchedSince: '', fromStart: '' });
    expect(walkOf({ items: '1001', touchedSince: BEGAN.toISOString(), fromStart: 'yes' }).isWhole('prices')).toBe(true);
    expect(walkOf({ items: '1001' }).isWhole('items')).toBe(false);
  });

  it('comes to its end once more in the slice after the one that was cut there, and not where nothing was new', async () => {
    exact.change(ITEM_STREAM, ['a']);
    let ends = 0;
    const atEnd = async function* (): AsyncGenerator<Part> {
      ends += 1;
      yield await Promise.resolve([]);
    };
    const cut = await walked(walkOf({}, { atEnd }), {}, 2);
    const rest = await walked(walkOf(cut.positions, { atEnd }), cut.positions);
    await walked(walkOf(rest.positions, { atEnd }), rest.positions);

    expect(ends).toBe(2);
  });

  it('asks for no deletions where nobody reads them', async () => {
    const walk = new SyncWalk<Part>({ exact: exact.division, positions: {}, now: () => now, timeScale: 1, streams: [] });
    await walked(walk, {});
    expect(exact.spent()).toEqual([]);
  });
});

describe('deletions that Exact does not tell any more', () => {
  const later = (days: number): Date => new Date(BEGAN.getTime() + days * DAY_MS);

  it('may be missed by a walk that comes after two months, which reads all streams from their start', async () => {
    exact.change(ITEM_STREAM, ['a']);
    const { positions } = await walkFrom({});
    now = later(56);
    expect(walkOf(positions).deletionsMayBeMissed).toBe(false);
    now = later(58);

    const walk = walkOf(positions);
    expect([walk.deletionsMayBeMissed, walk.isWhole('items')]).toEqual([true, true]);
    const again = await walked(walk, positions);
    expect(keysIn(again)).toEqual(['a']);
    expect(walkOf(again.positions).deletionsMayBeMissed).toBe(false);
  });

  it('stay missed through all slices of that walk, which begins only once', async () => {
    exact.change(ITEM_STREAM, ['a']);
    exact.change(PRICE_STREAM, ['p']);
    const { positions } = await walkFrom({});
    now = later(58);
    const cut = await walkFrom(positions, 1);
    now = later(59);

    const walk = walkOf(cut.positions);
    expect(walk.deletionsMayBeMissed).toBe(true);
    expect(keysIn(await walked(walk, cut.positions))).toEqual(['p']);
  });

  it('may be missed by a walk that was cut and lay for two months', async () => {
    exact.change(ITEM_STREAM, ['a']);
    const cut = await walkFrom({}, 1);
    now = later(58);

    const walk = walkOf(cut.positions);
    expect([walk.deletionsMayBeMissed, walk.beganAt]).toEqual([true, '2027-01-21T10:00:10.000Z']);
    expect(keysIn(await walked(walk, cut.positions))).toEqual(['a']);
  });

  it('are not missed where nothing was new for two months: once a day it is noted that they were read', async () => {
    exact.change(ITEM_STREAM, ['a']);
    let { positions } = await walkFrom({});
    for (let day = 1; day <= 90; day += 1) {
      now = later(day);
      expect(walkOf(positions).deletionsMayBeMissed).toBe(false);
      ({ positions } = await walkFrom(positions));
    }
    expect(keysIn(await walkFrom(positions))).toEqual([]);
    expect((await walkFrom({ items: '5000', prices: '5000' })).positions).toMatchObject({ deletionsReadAt: now.toISOString() });
  });

  it('need no note where there never was a row', async () => {
    expect((await walkFrom({})).batches).toEqual([]);
  });

  it('are trusted where the positions are of a version that did not note it', () => {
    expect(walkOf({ items: '5', prices: '5', deleted: '5', touchedSince: '', fromStart: '' }).deletionsMayBeMissed).toBe(false);
  });
});

describe('whatever changes, however it is cut', () => {
  const keys = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
  const change = fc.record({
    path: fc.constantFrom(ITEM_STREAM, PRICE_STREAM),
    keys: fc.uniqueArray(keys, { minLength: 1, maxLength: 5 }),
  });
  const step = fc.record({
    changes: fc.array(change, { maxLength: 5 }),
    deleted: fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3, unit: fc.constantFrom('x', 'y', 'z') }), { maxLength: 4 }),
    whileReading: fc.array(change, { maxLength: 2 }),
    pageSize: fc.integer({ min: 1, max: 4 }),
    repeatedRows: fc.integer({ min: 0, max: 1 }),
    cutAfter: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
    pagesLeft: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
    isLastLost: fc.boolean(),
  });

  it('every newest version arrives, nothing older after it, and no position goes back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.array(step, { minLength: 1, maxLength: 5 }), async (isFresh, steps) => {
        await exact.close();
        exact = await startStreamServer();
        await expectAllArrives(isFresh ? {} : { items: '1', prices: '1' }, steps);
      }),
      { numRuns: 60 },
    );
  });

  type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

  async function expectAllArrives(start: Positions, steps: readonly Step[]): Promise<void> {
    const arrived = new Map<string, string>();
    const deleted = new Set<string>();
    let positions = start;
    for (const { changes, whileReading, cutAfter, pagesLeft, isLastLost, ...step } of [...steps, LAST]) {
      for (const { path, keys } of changes) exact.change(path, keys);
      for (const key of step.deleted) deleteRows(DELETED_ENTITY_TYPES.items, key);
      for (const key of step.deleted) deleted.add(key);
      const pending = [...whileReading];
      exact.beforePage = () => {
        const next = pending.shift();
        if (next !== undefined) exact.change(next.path, next.keys);
      };
      Object.assign(exact, { pageSize: step.pageSize, repeatedRows: step.repeatedRows, pagesLeft: pagesLeft ?? Infinity });
      const { batches } = await walkFrom(positions, cutAfter);
      for (const [index, batch] of batches.entries()) {
        const rows = batch.parts.flat();
        expect(new Set(rows.map(([stream, key]) => `${stream} ${key}`)).size).toBe(rows.length);
        for (const [stream, key, version] of rows) arrived.set(`${stream} ${key}`, version);
        if (isLastLost && index === batches.length - 1) continue;
        for (const name of ['items', 'prices', 'deleted'])
          expect(Number(batch.positions[name] ?? Infinity)).toBeGreaterThanOrEqual(Number(positions[name] ?? 0));
        positions = { ...positions, ...batch.positions };
      }
    }
    for (const key of 'abcdef') {
      expect(arrived.get(`items ${key}`)).toBe(exact.versionOf(ITEM_STREAM, key)?.toString());
      expect(arrived.get(`prices ${key}`)).toBe(exact.versionOf(PRICE_STREAM, key)?.toString());
    }
    for (const key of deleted) expect(arrived.get(`items ${key}`)).toBe('-');
  }

  /** Once to the end, undisturbed. */
  const LAST: Step = {
    ...{ changes: [], deleted: [], whileReading: [], pageSize: 3, repeatedRows: 0 },
    ...{ cutAfter: undefined, pagesLeft: undefined, isLastLost: false },
  };
});
