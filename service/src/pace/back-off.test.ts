import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { backOffMs } from './back-off.ts';

const RECORDS = { firstMs: 5_000, longestMs: 3_600_000 };

describe('the delay before the next attempt', () => {
  it('doubles with every attempt until it reaches the longest', () => {
    const delays = [1, 2, 3, 4, 30, 5_000].map((attempts) => backOffMs(RECORDS, attempts, 0.5));

    expect(delays).toEqual([5_000, 10_000, 20_000, 40_000, 3_600_000, 3_600_000]);
  });

  it('stays within a quarter of its centre, so that attempts spread and none waits for ever', () => {
    fc.assert(
      fc.property(
        fc.record({ firstMs: fc.integer({ min: 1, max: 60_000 }), longestMs: fc.integer({ min: 60_000, max: 3_600_000 }) }),
        fc.integer({ min: 1, max: 1_000 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (backOff, attempts, random) => {
          const centreMs = backOffMs(backOff, attempts, 0.5);
          const delayMs = backOffMs(backOff, attempts, random);

          expect(delayMs).toBeGreaterThanOrEqual(Math.floor(centreMs * 0.75));
          expect(delayMs).toBeLessThanOrEqual(Math.ceil(centreMs * 1.25));
        },
      ),
    );
  });
});
