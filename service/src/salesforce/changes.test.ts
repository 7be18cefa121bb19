import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { json, type ScriptedAnswer, type SeenRequest } from '../wire/testing/scripted-server.ts';
import { SalesforceChanges, type ChangedRow, type ChangePlan } from './changes.ts';
import { startTestOrg, TEST_ORG_ID, type TestOrg } from './testing.ts';

const BEGAN_MS = Date.parse('2026-11-24T10:00:00.000Z');

type Positions = Readonly<Record<string, string>>;

/** A saved state of a record: others see it when its transaction is over, with the time at which it was saved. */
interface Saved {
  readonly id: string;
  readonly kind: string;
  readonly savedMs: number;
  readonly visibleMs: number;
  readonly isDeleted: boolean;
}

let org: TestOrg;
let saved: Saved[];
let nowMs: number;
let pageSize: number;
beforeEach(async () => {
  [saved, nowMs, pageSize] = [[], BEGAN_MS, 2_000];
  org = await startTestOrg(answer);
});
afterEach(() => org.close());

/** What a query finds, as it stood when it was asked. */
const readings: (readonly Saved[])[] = [];

function answer({ url }: SeenRequest): ScriptedAnswer {
  const { pathname, searchParams } = new URL(url, 'http://x');
  const soql = searchParams.get('q');
  const locator = pathname.split('/').at(-1) ?? '';
  const [reading = 0, from = 0] =
    soql === null ? locator.split('-').map(Number) : [readings.push(found(soql, pathname.endsWith('/queryAll'))) - 1, 0];
  const rows = readings[reading] ?? [];
  const records = rows.slice(from, from + pageSize).map(({ id, savedMs }) => ({
    attributes: { type: 'Thing' },
    Id: id,
    SystemModstamp: new Date(savedMs).toISOString().replace('Z', '+0000'),
  }));
  const next = from + records.length;
  const more = next < rows.length ? { nextRecordsUrl: `/services/data/v67.0/query/${reading}-${next}` } : {};
  return json({ totalSize: rows.length, done: next >= rows.length, records, ...more });
}

/** Conditions joined by `AND`, as the reader writes them; `OR` between its selections. */
function found(soql: string, includesDeleted: boolean): Saved[] {
  const [, where = '', limit] = /WHERE (.*) ORDER BY SystemModstamp, Id(?: LIMIT (\d+))?$/.exec(soql) ?? [];
  const current = new Map<string, Saved>();
  for (const state of saved) if (state.visibleMs <= nowMs) current.set(state.id, state);
  const isWanted = (row: Saved): boolean =>
    where.split(' OR ').some((part) =>
      part
        .replaceAll(/[()]/g, '')
        .split(' AND ')
        .every((condition) => holds(condition, row)),
    );
  return [...current.values()]
    .filter((row) => (includesDeleted || !row.isDeleted) && isWanted(row))
    .sort((one, other) => one.savedMs - other.savedMs || (one.id < other.id ? -1 : 1))
    .slice(0, limit === undefined ? undefined : Number(limit));
}

function holds(condition: string, row: Saved): boolean {
  const [field, operator, value = ''] = condition.split(' ');
  if (field === 'IsDeleted') return row.isDeleted;
  if (field === 'Kind') return `'${row.kind}'` === value;
  const ms = Date.parse(value);
  return operator === '>=' ? row.savedMs >= ms : operator === '>' ? row.savedMs > ms : row.savedMs <= ms;
}

function save(id: string, options: { kind?: string; savedMs?: number; lateMs?: number; isDeleted?: boolean } = {}): void {
  const { kind = 'early', savedMs = nowMs, lateMs = 0, isDeleted = false } = options;
  saved.push({ id, kind, savedMs, visibleMs: savedMs + lateMs, isDeleted });
}

async function changesFrom(positions: Positions, plan: Partial<ChangePlan> = {}): Promise<SalesforceChanges<ChangedRow>> {
  return new SalesforceChanges({
    org: await org.clients.org(TEST_ORG_ID),
    object: 'Thing',
    fields: [],
    selections: [
      { name: 'early', where: "Kind = 'early'", reading: 'overlapping' },
      { name: 'late', where: "Kind = 'late'", reading: 'settled' },
    ],
    positions,
    now: new Date(nowMs),
    timeScale: 1,
    ...plan,
  });
}

/** Rows until so many batches were handed on, with the positions after the last of them that was stored. */
async function read(
  positions: Positions,
  { rowsABatch = 50, cutAfter = Infinity, isLastLost = false } = {},
): Promise<{ batches: (readonly ChangedRow[])[]; positions: Positions }> {
  const batches: (readonly ChangedRow[])[] = [];
  let stored = positions;
  for await (const batch of (await changesFrom(positions)).batches(rowsABatch)) {
    batches.push(batch.rows);
    const isCut = batches.length >= cutAfter;
    if (!(isCut && isLastLost)) stored = { ...stored, ...batch.positions };
    if (isCut) break;
  }
  return { batches, positions: stored };
}

const idsIn = ({ batches }: { batches: readonly (readonly ChangedRow[])[] }): string[] => batches.flat().map(({ Id }) => Id);

describe('changes of Salesforce', () => {
  it('come oldest first, in batches of a bounded size, in one query and its further pages', async () => {
    pageSize = 3;
    for (const id of ['a', 'b', 'c', 'd']) {
      nowMs += 1_000;
      save(id);
    }
    expect((await read({}, { rowsABatch: 2 })).batches.map((rows) => rows.map(({ Id }) => Id))).toEqual([
      ['a', 'b'],
      ['c'],
      ['d'],
      [],
    ]);
    expect(org.requests()).toHaveLength(2);
  });

  it('of the last minutes come again, since what was saved before them may show late', async () => {
    save('early');
    save('hidden', { lateMs: 60_000 });
    nowMs += 30_000;
    save('later');
    const first = await read({});
    nowMs += 60_000;
    const second = await read(first.positions);
    nowMs += 600_000;
    save('last');
    const third = await read(second.positions);
    nowMs += 600_000;

    expect(idsIn(first)).toEqual(['early', 'later']);
    expect(idsIn(second)).toEqual(['early', 'hidden', 'later']);
    expect(idsIn(third)).toContain('last');
    expect(idsIn(await read(third.positions))).toEqual(['last']);
  });

  it('are settled before they are told once, from the first reading on', async () => {
    save('before', { kind: 'late' });
    nowMs += 60_000;
    const first = await read({});
    save('after', { kind: 'late' });
    nowMs += 10_000;
    const second = await read(first.positions);
    nowMs += 30_000;
    const third = await read(second.positions);

    expect([first, second, third].map(idsIn)).toEqual([[], [], ['after']]);
    expect(idsIn(await read(third.positions))).toEqual([]);
    nowMs -= 600_000;
    expect((await read(third.positions)).positions).toEqual(third.positions);
  });

  it('begin at a given moment where there is no position', async () => {
    save('old');
    nowMs += 60_000;
    save('new');
    const changes = await changesFrom({}, { since: new Date(nowMs) });
    expect((await changes.first(5)).map(({ Id }) => Id)).toEqual(['new']);
  });

  it('tell deleted records to those who ask, and cost nobody else a call', async () => {
    save('kept');
    save('gone');
    const { positions } = await read({});
    const calls = org.requests().length;
    const deletions = async (from: Positions): Promise<{ rows: readonly ChangedRow[]; positions: Positions }[]> => {
      const batches = [];
      for await (const batch of (await changesFrom(from)).deleted('deleted')) batches.push(batch);
      return batches;
    };
    const [begun] = await deletions(positions);
    expect(begun).toEqual({ rows: [], positions: { deleted: new Date(nowMs).toISOString() } });
    expect(org.requests()).toHaveLength(calls);

    nowMs += 60_000;
    save('gone', { isDeleted: true });

    const [told] = await deletions({ ...positions, ...begun?.positions });
    expect(told?.rows.map(({ Id }) => Id)).toEqual(['gone']);
    expect(org.requests()).toHaveLength(calls + 1);
    expect(org.requests().at(-1)?.url).toContain('/queryAll?');
    nowMs += 600_000;
    expect(Date.parse(told?.positions['deleted'] ?? '')).toBe(nowMs - 600_000);
  });
});

describe('whatever is saved, however late it shows and wherever the reading is cut', () => {
  const save$ = fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    /** In whole seconds, so that several records are saved at one time. */
    agoMs: fc.integer({ min: 0, max: 5 }).map((seconds) => seconds * 1_000),
    lateMs: fc.integer({ min: 0, max: 20_000 }),
  });
  const step = fc.record({
    passedMs: fc.integer({ min: 1, max: 600 }).map((seconds) => seconds * 1_000),
    saves: fc.array(save$, { maxLength: 6 }),
    pageSize: fc.integer({ min: 1, max: 4 }),
    rowsABatch: fc.integer({ min: 1, max: 3 }),
    cutAfter: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
    isLastLost: fc.boolean(),
  });

  it('the newest state of every record arrives, and no position goes back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        saved = [];
        nowMs += 3_600_000;
        const { positions: start } = await read({});
        nowMs += 3_600_000;
        await expectAllArrives(start, steps);
      }),
      { numRuns: 80 },
    );
  });

  type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

  async function expectAllArrives(start: Positions, steps: readonly Step[]): Promise<void> {
    const arrived = new Map<string, number>();
    let positions = start;
    const last = { passedMs: 600_000, saves: [], pageSize: 2, rowsABatch: 2, cutAfter: undefined, isLastLost: false };
    for (const { passedMs, saves, cutAfter, ...step } of [...steps, last]) {
      nowMs += passedMs;
      // A record is saved in the order of its times.
      for (const { id, agoMs, lateMs } of saves.toSorted((one, other) => other.agoMs - one.agoMs))
        for (const kind of ['early', 'late']) save(`${kind} ${id}`, { kind, savedMs: nowMs - agoMs, lateMs: lateMs + agoMs });
      pageSize = step.pageSize;
      const { batches, positions: after } = await read(positions, { ...step, cutAfter: cutAfter ?? Infinity });
      for (const { Id, SystemModstamp } of batches.flat()) arrived.set(Id, Date.parse(SystemModstamp));
      for (const [name, position] of Object.entries(positions))
        expect(Date.parse(after[name] ?? '')).toBeGreaterThanOrEqual(Date.parse(position));
      positions = after;
    }
    const newest = new Map(saved.map(({ id, savedMs }) => [id, savedMs]));
    expect(Object.fromEntries(arrived)).toEqual(Object.fromEntries(newest));
  }
});
