import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { companyDay, demoConfiguration, seedDemoCompany } from '../../../simulators/data/index.ts';
import { DIVISION, FAR_LIMITS, startWorld, type World } from '../support/world.ts';
import { audit } from './audit.ts';
import { debtorChanges } from './clerk-debtors.ts';
import { auditCustomers, conflictsOf, OWNERS, readCustomers, type Customers } from './customers-both-ways.ts';
import { Looks, type LookedDocument } from './looks.ts';
import { RandomClerk } from './random-clerk.ts';
import { RandomSeller } from './random-seller.ts';
import { auditFiles } from './sent-files.ts';
import { SentOrders } from './sent-orders.ts';
import { ToldConflicts } from './told-conflicts.ts';

const CHANGES = 500;
const ROUNDS = 5;
/** Changes of one side before it is the turn of the other. */
const A_TURN = 10;
/** What the documents of files are in Exact. */
const FILE_TYPE = 55;
const ALWAYS = '2020-01-01T00:00:00Z';
/** The one that was lived through to the end; `AUDIT_SEED` has another. */
const seed = Number(process.env['AUDIT_SEED'] ?? 9);

/**
 * The demo company with every flow on, in both directions: people work in Exact and in Salesforce by turns, and an auditor who knows none
 * of the flows looks at both. What each side may change stands in `OWNERS`; the flows look when they are asked to, so that it is known
 * what people said before.
 */
describe(`the demo company in both directions (again: AUDIT_SEED=${seed})`, () => {
  let world: World;
  let looks: Looks;
  let orders: SentOrders;
  let agreed: Customers;
  let worked: Customers;

  beforeAll(async () => {
    process.stdout.write(`\nThe audit in both directions: seed ${seed} (again: AUDIT_SEED=${seed})\n`);
    world = await startWorld({ timeScale: 60, limits: FAR_LIMITS });
    await seedDemoCompany({ control: world.exact, division: DIVISION, currency: 'EUR' }, world.salesforce, companyDay());
    const demo = demoConfiguration(DIVISION, ALWAYS) as LookedDocument;
    const customers = { enabled: true, division: DIVISION };
    const files = { ...customers, when: "file.FileExtension == 'pdf'", documentType: FILE_TYPE, sendFrom: ALWAYS };
    const flows = { ...demo.flows, accounts: customers, debtors: { ...customers, owners: OWNERS }, attachments: files };
    const asked = Object.entries(flows).map(([name, settings]) => [name, { ...settings, everyMinutes: 1_440 }]);
    const document = { ...demo, flows: Object.fromEntries(asked) as LookedDocument['flows'] };
    looks = new Looks(world, document, ['sets', 'accounts', 'debtors']);
    orders = new SentOrders(world);
    // Orders go once it is known which products are sets, and customers go both ways once they were seen to agree.
    const { orders: _orders, ...before } = document.flows;
    await world.saveConfiguration({ ...document, flows: before });
    for (const flow of ['products', 'sets']) await looks.run({ flow });
    await world.saveConfiguration(document);
  }, 180_000);

  afterAll(() => world.close());

  /** What is compared once everything was brought. */
  async function differences(): Promise<readonly string[]> {
    const now = await readCustomers(world);
    return [
      ...(await audit(world, [DIVISION], companyDay())),
      ...auditCustomers(agreed, worked, now),
      ...(await orders.audit(companyDay())),
      ...(await auditFiles(world, 'pdf', FILE_TYPE)),
    ];
  }

  /** Sends what was kept from going: by now it may go. */
  async function sendKept(): Promise<void> {
    const kept = (await world.salesforce.rows('Order')).filter(
      (row) => row['Status'] !== 'Draft' && typeof row['Exact_Id__c'] !== 'string',
    );
    const ids = kept.map((row) => String(row['Id']));
    if (ids.length > 0) await looks.run({ flow: 'orders', ids });
  }

  it('is the same in both systems once everything was brought', async () => {
    await looks.settled(() => Promise.resolve([]));
    worked = agreed = await readCustomers(world);
    expect(await looks.settled(differences)).toEqual([]);
  }, 300_000);

  it(`is the same again after ${CHANGES} changes on each side, and a run after that writes nothing`, async () => {
    const clerk = new RandomClerk(world, [DIVISION], { today: companyDay(), seed, further: debtorChanges });
    const seller = new RandomSeller(world, companyDay(), seed + 1);
    let [conflicts, sent] = [0, 0];
    for (let round = 0; round < ROUNDS; round += 1) {
      agreed = await readCustomers(world);
      for (let made = 0; made < CHANGES / ROUNDS; made += A_TURN) {
        await clerk.work(A_TURN);
        await seller.work(A_TURN);
      }
      worked = await readCustomers(world);
      const told = new ToldConflicts(world);
      const afterLook = async (): Promise<void> => {
        await told.note();
        await sendKept();
      };
      const settling = { untold: clerk.takeUntold(), afterLook };
      expect(await looks.settled(differences, settling)).toEqual([]);
      const wanted = conflictsOf(agreed, worked);
      expect(await told.missing(wanted)).toEqual([]);
      conflicts += wanted.size;
      sent = orders.seen.size;
    }
    expect(clerk.made.size).toBeGreaterThan(clerk.kinds.length * 0.7);
    expect(seller.made.size).toBe(seller.kinds.length);
    process.stdout.write(`${sent} orders were sent, ${conflicts} customers were changed on both sides\n`);
    expect([conflicts > 0, sent > 50]).toEqual([true, true]);
    await looks.expectNoMoreWrites();
  }, 900_000);
});
