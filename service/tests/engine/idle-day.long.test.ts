import { afterEach, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { CONFIGURATION, FLOWS } from '../../src/flows/index.ts';
import { TIMES_SELDOMER_WHEN_TOLD } from '../../src/pace/index.ts';
import { companyDay, demoConfiguration, seedBelgianCompany, seedDemoCompany } from '../../../simulators/data/index.ts';
import { eventually } from '../support/eventually.ts';
import { DIVISION, FAR_LIMITS, SECOND_DIVISION, startWorld, type World } from '../support/world.ts';

const TIME_SCALE = 1_440;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** How much of a day is looked at where much has to be brought before. */
const PART_OF_DAY = 0.25;
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

  it('costs no more with two companies that sell the same products, once everything was brought', async () => {
    const divisions = [DIVISION, SECOND_DIVISION];
    world = await startWorld({
      ...{ timeScale: TIME_SCALE, limits: FAR_LIMITS, hasSecondDivision: true, secondCountry: 'BE', divisions },
    });
    const exact = { control: world.exact, division: DIVISION, currency: 'EUR' };
    await seedDemoCompany(exact, world.salesforce, companyDay());
    await seedBelgianCompany({ ...exact, division: SECOND_DIVISION }, world.salesforce, companyDay());
    const setting = { further: [SECOND_DIVISION] };
    await world.saveConfiguration(demoConfiguration(DIVISION, new Date().toISOString(), setting) as Record<string, unknown>);
    await everythingBrought();

    await world.clearCounts();
    await delay((DAY_MS * PART_OF_DAY) / TIME_SCALE);

    const calls = await callsByDivision();
    expect([...calls.keys()].toSorted()).toEqual(divisions);
    for (const counted of calls.values()) expect(counted).toBeLessThanOrEqual(MOST_CALLS_A_DAY['looks by itself'] * PART_OF_DAY);
  }, 300_000);
});

/** Waits until an hour in which nothing is written to either side. */
async function everythingBrought(): Promise<void> {
  await eventually(
    async () => {
      await world.clearCounts();
      await delay(HOUR_MS / TIME_SCALE);
      return world.counts();
    },
    ({ exact, salesforce }) => exact.writes + salesforce.writes === 0 && salesforce.counted > 0,
    'an hour without a write',
    { patienceMs: 120_000 },
  );
}

async function callsByDivision(): Promise<ReadonlyMap<number, number>> {
  const journal = await fetch(`${world.exactUrl}/_control/journal`);
  const { calls } = (await journal.json()) as { readonly calls: readonly { readonly division?: number }[] };
  return calls.reduce(
    (counted, { division }) => (division === undefined ? counted : counted.set(division, (counted.get(division) ?? 0) + 1)),
    new Map<number, number>(),
  );
}

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
