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
import { Looks, type LookedDocument } from './looks.ts';
import { RandomClerk } from './random-clerk.ts';

const COMPANIES = [DIVISION, SECOND_DIVISION] as const;
const CHANGES = 500;
/** Calendar years before this one. */
const YEARS = 10;
const seed = Number(process.env['AUDIT_SEED'] ?? randomInt(1_000_000));
const areAssortments = seed % 2 === 1;

/**
 * The demo company with every flow on in both of its companies, looked at by an auditor who knows none of the flows. Categories are item
 * groups with an even seed, assortments with an odd one.
 */
describe(`the demo company (again: AUDIT_SEED=${seed})`, () => {
  let world: World;
  let looks: Looks;

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
    const demo = demoConfiguration(DIVISION, '2020-01-01T00:00:00Z', setting) as LookedDocument;
    const document = areAssortments ? await classify(world, demo) : demo;
    // Where item groups are categories, their rows tell of one that is renamed.
    looks = new Looks(
      world,
      document,
      ['sets'],
      (flow, division) => flow === 'products' && division === DIVISION && !areAssortments,
    );
    // Orders go once it is known which products are sets: one of them goes as its parts.
    const { orders: _orders, ...before } = document.flows;
    await world.saveConfiguration({ ...document, flows: before });
    for (const flow of ['products', 'sets']) await looks.run({ flow });
    await world.saveConfiguration(document);
  }, 180_000);

  afterAll(() => world.close());

  const differences = (): Promise<readonly string[]> => audit(world, COMPANIES, companyDay());

  it('is the same in both systems once everything was brought, and a second run writes nothing', async () => {
    await eventually(
      () => world.salesforce.rows('Order'),
      (orders) => orders.filter((row) => typeof row['Exact_Id__c'] === 'string').length > 5,
      'orders in Exact',
      { patienceMs: 120_000 },
    );
    expect(await looks.settled(differences)).toEqual([]);
    const orders = await world.salesforce.rows('Order');
    expect(orders.filter((row) => typeof row['Exact_Sets_Apart__c'] === 'string')).toHaveLength(1);
    await looks.expectNoMoreWrites();
  }, 600_000);

  it(`is the same again after ${CHANGES} changes in Exact, and a run after that writes nothing`, async () => {
    const clerk = new RandomClerk(world, COMPANIES, { today: companyDay(), seed });
    for (let made = 0; made < CHANGES; made += CHANGES / 5) {
      await clerk.work(CHANGES / 5);
      await looks.look();
    }
    expect(clerk.made.size).toBeGreaterThan(clerk.kinds.length * 0.7);
    expect(await looks.settled(differences, { untold: clerk.takeUntold() })).toEqual([]);
    await looks.expectNoMoreWrites();
  }, 900_000);

  it('has all of its past once that was loaded, and loading it again writes nothing', async () => {
    await loadHistory();
    expect(await audit(world, COMPANIES, companyDay(), `${Number(companyDay().slice(0, 4)) - YEARS}-01-01`)).toEqual([]);

    await world.clearCounts();
    await loadHistory();

    expect((await world.counts()).salesforce.writes).toBe(0);
    await looks.expectNoMoreWrites();
  }, 600_000);

  async function loadHistory(): Promise<void> {
    for (const flow of ['invoices', 'deliveries'])
      for (const division of COMPANIES) await looks.run({ flow, division, historyYears: YEARS });
  }
});
