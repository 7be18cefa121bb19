import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inLanguage, type Language } from '../errors/index.ts';
import { forecastText, knownTimeZone } from './forecast-text.ts';
import { finishAt, forecast, type CallsLeft, type FlowLoad, type RunPace } from './forecast.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const NOW = new Date('2026-11-24T12:00:00Z');
const LIMITS: CallsLeft = { perMinute: 60, perDay: 5_000, today: 5_000 };

/** A run that has been going for ten minutes. */
function run(changes: Partial<RunPace> = {}): RunPace {
  const startedAt = new Date(NOW.getTime() - 10 * MINUTE_MS);
  return { isRunning: true, done: 1_000, total: 1_000, exactCalls: 100, startedAt, until: NOW, ...changes };
}

function load(changes: Partial<FlowLoad> = {}): FlowLoad {
  return { flow: 'products', division: 1, queued: 0, due: 0, run: run(), isHeld: false, ...changes };
}

const oneOf = (loads: readonly FlowLoad[], left = LIMITS) => forecast(NOW, loads, () => left)[0];

const moment = fc.date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2027-12-31T00:00:00Z'), noInvalidDate: true });
const limits = fc
  .record({ perMinute: fc.integer({ min: 1, max: 300 }), perDay: fc.integer({ min: 1, max: 100_000 }), used: fc.nat(100_000) })
  .map(({ perMinute, perDay, used }): CallsLeft => ({ perMinute, perDay, today: Math.max(0, perDay - used) }));
const work = fc.record({ calls: fc.integer({ min: 0, max: 200_000 }), ownMinutes: fc.integer({ min: 0, max: 50_000 }) });

/** Calls that the day limit allows until a moment. */
function allowedUntil(now: Date, end: Date, { today, perDay }: CallsLeft): number {
  const midnights = Math.floor(end.getTime() / DAY_MS) - Math.floor(now.getTime() / DAY_MS);
  return today + midnights * perDay;
}

describe('the moment at which calls are through', () => {
  it('is never earlier than the calls of the days allow, nor than their minutes, nor than the pace', () => {
    fc.assert(
      fc.property(moment, work, limits, (now, { calls, ownMinutes }, left) => {
        const end = finishAt(now, { calls, ownMinutes, left });
        if (end === undefined) return;
        const minutes = (end.getTime() - now.getTime()) / MINUTE_MS;
        expect(allowedUntil(now, end, left)).toBeGreaterThanOrEqual(calls * (1 - 1e-9));
        expect(minutes).toBeGreaterThanOrEqual((calls / left.perMinute) * (1 - 1e-9));
        expect(minutes).toBeGreaterThanOrEqual(ownMinutes * (1 - 1e-9));
      }),
    );
  });

  it('does not come earlier for more calls at the same pace', () => {
    fc.assert(
      fc.property(moment, work, limits, fc.integer({ min: 1, max: 3 }), (now, { calls, ownMinutes }, left, factor) => {
        const less = finishAt(now, { calls, ownMinutes, left });
        const more = finishAt(now, { calls: calls * factor, ownMinutes: ownMinutes * factor, left });
        if (more !== undefined) expect(more.getTime()).toBeGreaterThanOrEqual((less?.getTime() ?? Infinity) - 1);
      }),
    );
  });

  it('lies after midnight UTC when the calls of today do not suffice', () => {
    const left = { perMinute: 60, perDay: 5_000, today: 60 };
    expect(finishAt(new Date('2026-11-24T23:50:00Z'), { calls: 60, ownMinutes: 0, left })).toEqual(
      new Date('2026-11-24T23:51:00Z'),
    );
    expect(finishAt(new Date('2026-11-24T23:50:00Z'), { calls: 120, ownMinutes: 0, left })).toEqual(
      new Date('2026-11-25T00:01:00Z'),
    );
    expect(finishAt(new Date('2026-11-24T23:50:00Z'), { calls: 10_050, ownMinutes: 0, left })?.toISOString()).toMatch(
      /^2026-11-26T01:23/,
    );
  });

  it('is unknown without any calls, and beyond a year', () => {
    expect(finishAt(NOW, { calls: 1, ownMinutes: 0, left: { perMinute: 60, perDay: 0, today: 0 } })).toBeUndefined();
    expect(finishAt(NOW, { calls: 3_000, ownMinutes: 0, left: { perMinute: 60, perDay: 1, today: 0 } })).toBeUndefined();
  });
});

describe('the forecast of a flow', () => {
  it('takes queue and rest of the run at the measured pace', () => {
    const { waiting, doneAt, recordsPerMinute } = oneOf([load({ queued: 500, due: 500, run: run({ total: 1_500 }) })]) ?? {};
    expect({ waiting, doneAt, recordsPerMinute }).toEqual({
      waiting: 1_000,
      doneAt: new Date(NOW.getTime() + 10 * MINUTE_MS),
      recordsPerMinute: 100,
    });
  });

  it('is later for more records, and where another flow of the division needs calls too', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(100_000), fc.nat(100_000), (few, more, foreign) => {
        const other = load({ flow: 'orders', queued: foreign, due: foreign, run: run({ isRunning: false }) });
        const at = (count: number, loads: FlowLoad[]) =>
          oneOf([load({ queued: count, due: count }), ...loads])?.doneAt?.getTime() ?? Infinity;
        expect(at(few + more, [])).toBeGreaterThanOrEqual(at(few, []) - 1);
        expect(at(few + 1, [other])).toBeGreaterThanOrEqual(at(few + 1, []) - 1);
      }),
    );
  });

  it('shares the calls of a day with flows of the same division only', () => {
    const mine = load({ queued: 30_000, due: 30_000 });
    const other = load({ flow: 'orders', queued: 30_000, due: 30_000, run: run({ isRunning: false }) });
    const alone = oneOf([mine])?.doneAt;
    expect(oneOf([mine, { ...other, division: 2 }])?.doneAt).toEqual(alone);
    expect(oneOf([mine, { ...other, isHeld: true }])?.doneAt).toEqual(alone);
    expect(oneOf([mine, other])?.doneAt?.getTime()).toBeGreaterThan(alone?.getTime() ?? Infinity);
  });
});

describe('the forecast in words', () => {
  const say = (
    loads: readonly FlowLoad[],
    timeZone: string | undefined,
    left = LIMITS,
    language: Language = 'en',
  ): string | undefined => {
    const [entry] = forecast(NOW, loads, () => left);
    const nouns = inLanguage(
      { en: ['item', 'items', 'order', 'orders'], nl: ['artikel', 'artikelen', 'order', 'orders'] },
      language,
    );
    const nounsOf = (flow: string) => {
      const [one = '', several = ''] = flow === 'products' ? nouns : nouns.slice(2);
      return { one, several };
    };
    return entry && forecastText(entry, { now: NOW, timeZone, language, nounsOf });
  };
  const amsterdam = 'Europe/Amsterdam';

  it.each<[string, FlowLoad, string]>([
    ['today', load({ queued: 10_000, due: 10_000 }), "10,000 items at today's pace: done today 14:40"],
    ['this week', load({ queued: 62_000, due: 62_000 }), "62,000 items at today's pace: done Wednesday 03:00"],
    [
      'later',
      load({ flow: 'orders', queued: 12_000, due: 12_000, run: run({ exactCalls: 4_000 }) }),
      "12,000 orders at today's pace: done Thursday 3 December 01:50",
    ],
    ['never', load({ queued: 1_000_000, due: 1_000_000, run: run({ exactCalls: 4_000 }) }), '1,000,000 items wait: with'],
    ['one that is held', load({ queued: 1, due: 1, isHeld: true }), '1 item waits until the flow goes on'],
    ['another day', load({ queued: 3, run: undefined }), '3 items wait for a later day, such as that of a new price'],
    ['a first time', load({ queued: 3, due: 3, run: undefined }), '3 items wait; how long it takes shows once a run has begun'],
    [
      'no total',
      load({ run: run({ total: null }) }),
      '1,000 items done so far, 100 a minute; how many there are is not known yet',
    ],
  ])('of %s', (_what, flowLoad, text) => {
    expect(say([flowLoad], amsterdam)).toContain(text);
  });

  it('is told in the language of its reader, numbers and days included', () => {
    expect(say([load({ queued: 62_000, due: 62_000 })], amsterdam, LIMITS, 'nl')).toBe(
      '62.000 artikelen in het tempo van vandaag: klaar woensdag 03:00',
    );
    expect(say([load({ queued: 1, due: 1, isHeld: true })], amsterdam, LIMITS, 'nl')).toBe(
      '1 artikel wacht tot de stroom verdergaat',
    );
  });

  it('says UTC where the zone of the org is not known', () => {
    expect(say([load({ queued: 10_000, due: 10_000 })], knownTimeZone('Mars/Olympus'))).toContain('done today 13:40 UTC');
    expect(knownTimeZone(amsterdam)).toBe(amsterdam);
  });

  it('says when it goes on where the calls of today are used', () => {
    expect(say([load({ queued: 100, due: 100 })], amsterdam, { ...LIMITS, today: 0 })).toBe(
      "100 items at today's pace: done Wednesday 01:01. Today's calls to Exact Online are used: it goes on Wednesday 01:00",
    );
  });

  it('says nothing of a flow that has nothing to do', () => {
    expect(say([load({ run: run({ isRunning: false }) })], amsterdam)).toBeUndefined();
  });
});
