import { afterEach, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { CONFIGURATION, FLOWS } from '../../src/flows/index.ts';
import { TIMES_SELDOMER_WHEN_TOLD } from '../../src/pace/index.ts';
import { DIVISION, FAR_LIMITS, startWorld, type World } from '../support/world.ts';

const TIME_SCALE = 1_440;
const DAY_MS = 86_400_000;
const MINUTES_A_DAY = 1_440;
const MOST_CALLS_A_DAY = { 'is told of changes': 1_500, 'looks by itself': 3_000 } as const;

let world: World;
afterEach(() => world.close());

describe('a day on which nothing happens, with every flow on as it comes', () => {
  it.each([
    ['is told of changes', true],
    ['looks by itself', false],
  ] as const)(
    'costs few calls to Exact where the service %s',
    async (how, hasWebhooks) => {
      world = await startWorld({ timeScale: TIME_SCALE, limits: FAR_LIMITS, hasWebhooks });
      await switchFlows(false);
      // A slow machine does not look as often as a day has looks: what they would cost is worked out besides.
      expect(await callsOfTheLooksOfADay(hasWebhooks)).toBeLessThanOrEqual(MOST_CALLS_A_DAY[how]);

      await switchFlows(true);
      await world.clearCounts();
      // The subject is a day: the only way to see one is to let it pass, 1,440 times as fast.
      await delay(DAY_MS / TIME_SCALE);

      const { counted } = (await world.counts()).exact;
      expect(counted).toBeGreaterThan(0);
      expect(counted).toBeLessThanOrEqual(MOST_CALLS_A_DAY[how]);
    },
    300_000,
  );
});

/** What one look of each flow costs when there is nothing to see, times its looks. */
async function callsOfTheLooksOfADay(hasWebhooks: boolean): Promise<number> {
  const configuration = CONFIGURATION.parse({ version: 1 });
  let calls = 0;
  for (const flow of FLOWS) {
    const look = () => world.run({ flow: flow.name, mode: 'apply' });
    await look();
    await world.clearCounts();
    await look();
    const seldomer = hasWebhooks && flow.isToldOfAll === true ? TIMES_SELDOMER_WHEN_TOLD : 1;
    calls += ((await world.counts()).exact.counted * MINUTES_A_DAY) / (flow.pollMinutes(configuration) * seldomer);
  }
  return calls;
}

async function switchFlows(enabled: boolean): Promise<void> {
  const sendFrom = new Date().toISOString();
  const ofFlow = ({ name, start }: (typeof FLOWS)[number]) => [name, { enabled, ...(start === undefined ? {} : { sendFrom }) }];
  const flows = Object.fromEntries(FLOWS.map(ofFlow)) as object;
  await world.saveConfiguration({ version: 1, divisions: [{ code: DIVISION, default: true }], flows });
}
