import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  companyDay,
  demoConfiguration,
  openDemoCatalog,
  seedBelgianCompany,
  seedDemoCompany,
} from '../../../simulators/data/index.ts';
import { eventually } from '../support/eventually.ts';
import { DIVISION, FAR_LIMITS, SECOND_DIVISION, startWorld, type World } from '../support/world.ts';
import { classify } from './assortments.ts';
import { audit } from './audit.ts';
import { changesIn, readOrg } from './books.ts';
import type { Untold } from './clerk-desk.ts';
import { RandomClerk } from './random-clerk.ts';

const COMPANIES = [DIVISION, SECOND_DIVISION] as const;
const CHANGES = 500;
/** Calendar years before this one. */
const YEARS = 10;
/** Looks after which everything is there: what waits for something else follows with the next one. */
const MOST_LOOKS = 4;
const seed = Number(process.env['AUDIT_SEED'] ?? randomInt(1_000_000));
const areAssortments = seed % 2 === 1;

/**
 * The demo company with every flow on in both of its companies, looked at by an auditor who knows none of the flows. Categories are item
 * groups with an even seed, assortments with an odd one.
 */
describe(`the demo company (again: AUDIT_SEED=${seed})`, () => {
  let world: World;
  let flows: readonly { readonly name: string; readonly divisions: readonly number[] }[];

  beforeAll(async () => {
    process.stdout.write(`\nThe audit of the demo company: seed ${seed} (again: AUDIT_SEED=${seed})\n`);
    world = await startWorld({
      timeScale: 10,
      limits: FAR_LIMITS,
      hasSecondDivision: true,
      secondCountry: 'BE',
      divisions: COMPANIES,
      features: { productCatalogs: true },
    });
    const exact = { control: world.exact, division: DIVISION, currency: 'EUR' };
    await seedDemoCompany(exact, world.salesforce, companyDay());
    await seedBelgianCompany({ ...exact, division: SECOND_DIVISION }, world.salesforce, companyDay());
    await openDemoCatalog(world.salesforce);
    const setting = { further: [SECOND_DIVISION], hasCatalog: true };
    const demo = demoConfiguration(DIVISION, '2020-01-01T00:00:00Z', setting) as Document;
    const document = areAssortments ? await classify(world, demo) : demo;
    flows = Object.entries(document.flows).map(([name, { division, furtherDivisions = [] }]) => ({
      name,
      divisions: [division, ...furtherDivisions],
    }));
    // Orders go once it is known which products are sets: one of them goes as its parts.
    const { orders: _orders, ...before } = document.flows;
    await world.saveConfiguration({ ...document, flows: before });
    for (const flow of ['products', 'sets']) await run({ flow });
    await world.saveConfiguration(document);
  }, 180_000);

  afterAll(() => world.close());

  async function run(request: object): Promise<void> {
    expect(await world.run({ mode: 'apply', ...request })).toMatchObject({ state: 'succeeded' });
  }

  /** Where item groups are categories, their rows tell of one that is renamed. */
  function isTold(flow: string, division: number): boolean {
    return flow === 'products' && division === DIVISION && !areAssortments;
  }

  /** Every flow in each of its companies. */
  async function look(options: object = {}): Promise<void> {
    for (const { name, divisions } of flows) for (const division of divisions) await run({ flow: name, division, ...options });
  }

  /** What nothing in Exact tells of, as a night compares it or a person asks for it. */
  async function bringTheUntold(untold: readonly Untold[]): Promise<void> {
    await run({ flow: 'sets', full: true });
    for (const { flow, division, ids } of untold) {
      const isOn = flows.some(({ name, divisions }) => name === flow && divisions.includes(division));
      if (isOn && !isTold(flow, division)) await run({ flow, division, ids });
    }
  }

  /** Differences once looks bring nothing more. */
  async function settled(untold: readonly Untold[] = []): Promise<readonly string[]> {
    let differences: readonly string[] = [];
    for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
      await look();
      if (looks === 0) await bringTheUntold(untold);
      differences = await audit(world, COMPANIES, companyDay());
      if (differences.length === 0) return [];
    }
    return differences;
  }

  /** Calls that write of looks in which nothing new is to be found, and what they changed. */
  async function writesOf(options: object): Promise<object> {
    const before = await readOrg(world);
    await world.clearCounts();
    await look(options);
    const journal = await fetch(`${world.salesforceUrl}/_control/journal`);
    const { calls } = (await journal.json()) as { readonly calls: readonly Call[] };
    const writes = calls.filter(({ isWrite }) => isWrite).map(({ method, path }) => `${method} ${path}`);
    return { writes, changed: changesIn(before, await readOrg(world)) };
  }

  /** A look writes nothing, one over everything only what repeats other records, and a second one of these nothing. */
  async function expectNoMoreWrites(): Promise<void> {
    expect(await writesOf({})).toEqual({ writes: [], changed: [] });
    expect(await writesOf({ full: true })).toMatchObject({ changed: [] });
    expect(await writesOf({ full: true })).toEqual({ writes: [], changed: [] });
  }

  it('is the same in both systems once everything was brought, and a second run writes nothing', async () => {
    await eventually(
      () => world.salesforce.rows('Order'),
      (orders) => orders.filter((row) => typeof row['Exact_Id__c'] === 'string').length > 5,
      'orders in Exact',
      { patienceMs: 120_000 },
    );
    expect(await settled()).toEqual([]);
    const orders = await world.salesforce.rows('Order');
    expect(orders.filter((row) => typeof row['Exact_Sets_Apart__c'] === 'string')).toHaveLength(1);
    await expectNoMoreWrites();
  }, 600_000);

  it(`is the same again after ${CHANGES} changes in Exact, and a run after that writes nothing`, async () => {
    const clerk = new RandomClerk(world, COMPANIES, companyDay(), seed);
    for (let made = 0; made < CHANGES; made += CHANGES / 5) {
      await clerk.work(CHANGES / 5);
      await look();
    }
    expect(clerk.made.size).toBeGreaterThan(clerk.kinds.length * 0.7);
    expect(await settled(clerk.takeUntold())).toEqual([]);
    await expectNoMoreWrites();
  }, 900_000);

  it('has all of its past once that was loaded, and loading it again writes nothing', async () => {
    await loadHistory();
    expect(await audit(world, COMPANIES, companyDay(), `${Number(companyDay().slice(0, 4)) - YEARS}-01-01`)).toEqual([]);

    await world.clearCounts();
    await loadHistory();

    expect((await world.counts()).salesforce.writes).toBe(0);
    await expectNoMoreWrites();
  }, 600_000);

  async function loadHistory(): Promise<void> {
    for (const flow of ['invoices', 'deliveries'])
      for (const division of COMPANIES) await run({ flow, division, historyYears: YEARS });
  }
});

interface Call {
  readonly method: string;
  readonly path: string;
  readonly isWrite: boolean;
}

interface Document extends Readonly<Record<string, unknown>> {
  readonly flows: Readonly<Record<string, { readonly division: number; readonly furtherDivisions?: readonly number[] }>>;
}
