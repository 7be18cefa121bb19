import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { retryDelayMs } from './backoff.ts';

describe('the delay before the next attempt', () => {
  it('doubles with every attempt until it reaches an hour', () => {
    const delays = [1, 2, 3, 4, 30].map((attempts) => retryDelayMs(attempts, 0.5));

    expect(delays).toEqual([5_000, 10_000, 20_000, 40_000, 3_600_000]);
  });

  it('stays within a quarter of its centre, so that records spread and none waits for ever', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempts, random) => {
        const centreMs = retryDelayMs(attempts, 0.5);
        const delayMs = retryDelayMs(attempts, random);

        expect(delayMs).toBeGreaterThanOrEqual(Math.floor(centreMs * 0.75));
        expect(delayMs).toBeLessThanOrEqual(Math.ceil(centreMs * 1.25));
      }),
    );
  });
});
