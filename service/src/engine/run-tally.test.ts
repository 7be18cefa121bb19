import { describe, expect, it } from '@jest/globals';
import { TandemError } from '../errors/index.ts';
import type { Outcome } from '../flows/index.ts';
import type { RunRecord } from '../store/index.ts';
import type { EngineDependencies } from './dependencies.ts';
import { tallyOutcomes } from './run-tally.ts';

const clock = { now: () => new Date('2026-11-24T10:00:00Z'), timeScale: 1 } as EngineDependencies;
const locked = new TandemError('salesforce_row_locked', { object: 'PricebookEntry', text: 'UNABLE_TO_LOCK_ROW' });

const outcome = (status: Outcome['status'], error?: TandemError): Outcome => ({
  recordId: 'item-1',
  label: 'SKU-1',
  status,
  error,
  operations: [],
});
const done = (status: RunRecord['status']): RunRecord => ({
  recordId: 'item-1',
  state: 'done',
  status,
  attempts: 0,
  until: null,
});

const PARTS = { inParts: true };
const WHOLE = { inParts: false };

describe('a record that comes up twice in a run', () => {
  it('waits when its second part has to wait, although its first is through', () => {
    const waiting = tallyOutcomes(clock, [outcome('failed', locked)], new Map([['item-1', done('updated')]]), PARTS);
    expect(waiting).toMatchObject({ counts: { updated: -1, failed: 0 }, done: -1, reason: locked });
    expect(waiting.records).toMatchObject([{ state: 'waiting', status: 'updated', attempts: 1 }]);
    expect(waiting.records[0]?.until?.getTime()).toBeGreaterThan(clock.now().getTime());

    const [record] = waiting.records;
    const through = tallyOutcomes(clock, [outcome('unchanged')], new Map([['item-1', record ?? done('failed')]]), WHOLE);
    expect(through).toMatchObject({ counts: { updated: 1, unchanged: 0, failed: 0 }, done: 1 });
  });

  it('goes on waiting for its first part when its second is through', () => {
    const [waiting] = tallyOutcomes(clock, [outcome('failed', locked)], new Map(), PARTS).records;
    const tally = tallyOutcomes(clock, [outcome('updated')], new Map([['item-1', waiting ?? done('failed')]]), PARTS);
    expect(tally).toMatchObject({ counts: { updated: 0 }, done: 0 });
    expect(tally.records).toMatchObject([{ state: 'waiting', status: 'updated', until: waiting?.until }]);
  });

  it('is counted once, as what it is at worst', () => {
    const tally = tallyOutcomes(clock, [outcome('unchanged')], new Map([['item-1', done('updated')]]), PARTS);
    expect(tally).toMatchObject({ counts: { updated: 0, unchanged: 0 }, done: 0 });
  });
});

describe('a record that was made and needs a person all the same', () => {
  it('is counted as one that needs a person, as its issue says', () => {
    const unpriced = new TandemError('price_too_precise', { item: 'SKU-1', price: '1.23456', currency: 'EUR', scale: 2 });
    expect(unpriced.handling).toBe('person');
    const tally = tallyOutcomes(clock, [outcome('created', unpriced)], new Map(), WHOLE);
    expect(tally).toMatchObject({ counts: { created: 0, blocked: 1 }, done: 1 });
  });
});
