import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openTestStore, type TestStore } from '../../tests/support/test-store.ts';
import type { BudgetAnswer, BudgetClass } from './budgets.ts';

const MINUTE = Date.parse('2026-11-24T10:00:00Z');
const ENDPOINT = 'crm/Accounts';

describe('budget', () => {
  let test: TestStore;
  let now = MINUTE;
  let key: string;

  beforeAll(async () => {
    test = await openTestStore({ now: () => new Date(now) });
  });
  afterAll(() => test.close());
  beforeEach(() => {
    now = MINUTE;
    key = `key-${Math.random()}`;
  });

  const acquire = (callClass: BudgetClass): Promise<BudgetAnswer> => test.store.budgets.acquire(key, callClass, ENDPOINT);
  const acquireMany = async (count: number, callClass: BudgetClass): Promise<number> => {
    const answers = await Promise.all(Array.from({ length: count }, () => acquire(callClass)));
    return answers.filter((answer) => answer.isGranted).length;
  };

  it('grants exactly the minute’s limit, however many ask at once', async () => {
    expect(await acquireMany(100, 'interactive')).toBe(60);
  });

  it('counts clock minutes, not sixty seconds since the first call', async () => {
    now = MINUTE + 59_000;
    expect(await acquireMany(70, 'interactive')).toBe(60);
    expect(await acquire('interactive')).toEqual({ isGranted: false, reason: 'minute', retryAfterMs: 1000 });

    now = MINUTE + 60_000;
    expect(await acquireMany(70, 'interactive')).toBe(60);
  });

  it('keeps a fifth of the minute for people, and lets it melt away in the last fifteen seconds', async () => {
    expect(await acquireMany(100, 'batch')).toBe(48);
    expect(await acquire('batch')).toEqual({ isGranted: false, reason: 'minute', retryAfterMs: 45_001 });
    now = MINUTE + 52_500;
    expect(await acquireMany(100, 'batch')).toBe(6);
    now = MINUTE + 59_999;
    expect(await acquireMany(100, 'batch')).toBe(6);
    expect(await acquire('interactive')).toMatchObject({ isGranted: false });
  });

  it('lets a batch that waits as long as it is told use every call of the minute', async () => {
    let granted = 0;
    while (now < MINUTE + 60_000) {
      const answer = await acquire('batch');
      if (answer.isGranted) granted += 1;
      else now += answer.retryAfterMs;
    }
    expect(granted).toBe(60);
  });

  it('counts the day in UTC', async () => {
    await test.store.budgets.acquire(key, 'interactive', ENDPOINT);
    await test.store.budgets.correct(key, { day: { limit: 5000, remaining: 1 } });

    expect(await acquireMany(3, 'interactive')).toBe(1);
    expect(await acquire('interactive')).toEqual({ isGranted: false, reason: 'day', retryAfterMs: 14 * 3_600_000 });
    now = Date.parse('2026-11-25T00:00:00Z');
    expect(await acquire('interactive')).toEqual({ isGranted: true });
  });

  it('takes over what the headers say, and never forgets calls of its own that are still on their way', async () => {
    await acquireMany(10, 'interactive');
    await test.store.budgets.correct(key, { minute: { limit: 100, remaining: 95 }, day: { limit: 9000, remaining: 4000 } });

    expect(await test.store.budgets.state(key)).toEqual({
      minute: { limit: 100, used: 10, resetsAt: new Date(MINUTE + 60_000) },
      day: { limit: 9000, used: 5000, resetsAt: new Date('2026-11-25T00:00:00Z') },
    });
  });

  it('does not charge this minute with headers that speak of the last one', async () => {
    await acquire('interactive');
    now = MINUTE + 60_000;
    await acquire('interactive');

    await test.store.budgets.correct(key, { minute: { limit: 60, remaining: 0, resetAt: new Date(MINUTE + 60_000) } });

    expect((await test.store.budgets.state(key)).minute.used).toBe(1);
  });

  it('waits for the end of the minute after a refusal without headers, or as long as it is told', async () => {
    now = MINUTE + 20_000;
    await acquire('interactive');
    await test.store.budgets.block(key);
    expect(await acquire('interactive')).toEqual({ isGranted: false, reason: 'blocked', retryAfterMs: 40_000 });

    await test.store.budgets.block(key, new Date(MINUTE + 90_000));
    expect(await acquire('interactive')).toEqual({ isGranted: false, reason: 'blocked', retryAfterMs: 70_000 });
  });

  it('stops itself at six errors of one endpoint within an hour, before Exact does at ten', async () => {
    for (let n = 1; n <= 6; n += 1) expect(await test.store.budgets.recordError(key, ENDPOINT)).toBe(n);

    expect(await acquire('interactive')).toEqual({ isGranted: false, reason: 'errors', retryAfterMs: 3_600_000 });
    expect(await test.store.budgets.acquire(key, 'interactive', 'logistics/Items')).toEqual({ isGranted: true });
    now = MINUTE + 3_600_001;
    expect(await acquire('interactive')).toEqual({ isGranted: true });
  });

  it('divides minutes and hours by the time scale, and leaves the day alone', async () => {
    const fast = await openTestStore({ timeScale: 60, now: () => new Date(now) });
    const grants = async (): Promise<number> => {
      const answers = await Promise.all(
        Array.from({ length: 70 }, () => fast.store.budgets.acquire('k', 'interactive', ENDPOINT)),
      );
      return answers.filter((answer) => answer.isGranted).length;
    };

    expect(await grants()).toBe(60);
    now = MINUTE + 1000;
    expect(await grants()).toBe(60);
    expect((await fast.store.budgets.state('k')).day).toMatchObject({ used: 120, resetsAt: new Date('2026-11-25T00:00:00Z') });
    await fast.close();
  });

  it('remembers what a division can do', async () => {
    expect(await test.store.divisionTraits.acceptsOr(key)).toBeUndefined();
    await test.store.divisionTraits.rememberOr(key, false);
    expect(await test.store.divisionTraits.acceptsOr(key)).toBe(false);
  });
});
