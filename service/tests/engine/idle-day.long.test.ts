import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { DIVISION, startWorld, type World } from '../support/world.ts';

const TIME_SCALE = 1_440;
const DAY_MS = 86_400_000;
/** Both flows look every five minutes. */
const LOOKS_A_DAY = 288;
const MOST_CALLS_A_DAY = 1_500;

interface Call {
  readonly path: string;
  readonly isCounted: boolean;
}

describe('a day on which nothing happens', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({ timeScale: TIME_SCALE });
    await world.saveConfiguration({
      version: 1,
      divisions: [{ code: DIVISION, default: true }],
      flows: {
        products: { enabled: true, division: DIVISION, everyMinutes: 5, prices: { currency: 'EUR' } },
        orders: {
          enabled: true,
          division: DIVISION,
          everyMinutes: 5,
          statusCodes: ['Activated'],
          sendFrom: '2020-01-01T00:00:00Z',
        },
      },
    });
  }, 60_000);

  afterAll(() => world.close());

  it('costs at most 1,500 calls to Exact with every flow on', async () => {
    await world.clearCounts();
    // The subject is a day: the only way to see one is to let it pass, 1,440 times as fast.
    await delay(DAY_MS / TIME_SCALE);

    const calls = (await exactCalls()).filter((call) => call.isCounted);
    const looks = calls.filter((call) => call.path.endsWith('/sync/Logistics/Items')).length;
    expect(looks).toBeGreaterThan(0);
    expect(calls.length).toBeLessThanOrEqual(MOST_CALLS_A_DAY);
    // A slow machine does not look as often as a day has looks; what they would cost counts too.
    expect((calls.length / looks) * LOOKS_A_DAY).toBeLessThanOrEqual(MOST_CALLS_A_DAY);
  }, 240_000);

  async function exactCalls(): Promise<readonly Call[]> {
    const response = await fetch(`${world.exactUrl}/_control/journal`);
    return ((await response.json()) as { calls: readonly Call[] }).calls;
  }
});
