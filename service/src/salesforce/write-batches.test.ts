import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toBatches } from './write-batches.ts';
import type { SalesforceWrite } from './types.ts';

const write = fc.record({
  action: fc.constantFrom<SalesforceWrite['action']>('create', 'update', 'upsert'),
  object: fc.integer({ min: 0, max: 14 }).map((number) => `Object${number}`),
  externalIdField: fc.constant('Key__c'),
  fields: fc.constant({}),
});

describe('toBatches', () => {
  it('puts every write into exactly one call within the limits of collections', () => {
    fc.assert(
      fc.property(fc.array(write, { maxLength: 900 }), (writes) => {
        const batches = toBatches(writes.map((entry, place) => ({ place, write: entry })));
        for (const { writes: records, action } of batches) {
          const runs = records.filter(({ write: { object } }, index) => records[index - 1]?.write.object !== object).length;
          expect(records.length).toBeLessThanOrEqual(200);
          expect(runs).toBeLessThanOrEqual(action === 'upsert' ? 1 : 10);
          expect(records.every((record) => record.write.action === action)).toBe(true);
        }
        const places = batches.flatMap(({ writes: records }) => records.map(({ place }) => place));
        expect(places.sort((one, other) => one - other)).toEqual(writes.map((_, place) => place));
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the order of the records of one object', () => {
    const writes = ['A', 'B', 'A', 'B', 'A'].map((object, place) => ({
      place,
      write: { action: 'create' as const, object, fields: {} },
    }));

    expect(toBatches(writes).map(({ writes: records }) => records.map(({ place }) => place))).toEqual([[0, 2, 4, 1, 3]]);
  });
});
