import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { openIssues } from '../support/shop.ts';
import { DIVISION, FAR_LIMITS, request, startWorld, type World } from '../support/world.ts';

const ACCOUNTS = 'crm/Accounts';
const NAME = 'Beide Kanten B.V.';

let world: World;
let accountId = '';
let debtorId = '';

beforeAll(async () => {
  world = await startWorld({ timeScale: 60, limits: FAR_LIMITS, hasWebhooks: true });
  const terms = { Status: 'C', PaymentConditionSales: '30', Phone: '020-1', Country: 'NL' };
  await world.exact.seed(DIVISION, { [ACCOUNTS]: [{ Name: NAME, ...terms }] });
  debtorId = String((await debtor())?.['ID']);
  await world.salesforce.seed([
    { object: 'Account', fields: { Name: NAME, Phone: '020-1', Exact_Id__c: debtorId.toLowerCase() } },
  ]);
  accountId = String((await account())?.['Id']);
  // The next poll is far away: what arrives was told by a hint.
  const flow = { enabled: true, division: DIVISION, everyMinutes: 1_440 };
  await world.saveConfiguration({
    version: 1,
    divisions: [{ code: DIVISION, default: true }],
    flows: { debtors: flow, accounts: flow },
  });
  await look('accounts');
  await look('debtors', { ids: [accountId] });
}, 120_000);

afterAll(() => world.close());

describe('a customer on both sides', () => {
  it('is changed in Salesforce, told of twice, and changes its debtor once', async () => {
    await patch(`${world.salesforceUrl}/_control/rows/Account/${accountId}`, { Phone: '020-2' });
    await world.clearCounts();
    for (let time = 0; time < 2; time += 1) await hint();
    await eventually(
      async () => (await debtor())?.['Phone'],
      (phone) => phone === '020-2',
      'the new number in Exact',
      { lookMs: 200 },
    );
    await hint();
    await settle();
    const { exact, salesforce } = await world.counts();
    expect([exact.writes, salesforce.writes]).toEqual([1, expect.any(Number)]);
    expect((await account())?.['Phone']).toBe('020-2');
  }, 60_000);

  it('is changed in Exact, which tells it, and changes its account once; nothing comes back', async () => {
    await world.clearCounts();
    await patch(`${world.exactUrl}/_control/rows/${DIVISION}/${ACCOUNTS}/${debtorId}`, { Phone: '020-3' });
    await eventually(
      async () => (await account())?.['Phone'],
      (phone) => phone === '020-3',
      'the new number in Salesforce',
      { lookMs: 200 },
    );
    await hint();
    await settle();
    const { exact, salesforce } = await world.counts();
    expect([exact.writes, salesforce.writes]).toEqual([0, 1]);
  }, 60_000);

  it('costs Exact nothing to look at once both sides were seen to agree', async () => {
    await look('debtors', { ids: [accountId] });
    await world.clearCounts();
    await look('debtors', { ids: [accountId] });
    await look('debtors', { full: true });
    expect((await world.counts()).exact).toMatchObject({ counted: 0, writes: 0 });
  }, 60_000);

  it('is an issue with both values where it was changed on both, until both agree', async () => {
    await patch(`${world.salesforceUrl}/_control/rows/Account/${accountId}`, { Phone: '010-10' });
    await patch(`${world.exactUrl}/_control/rows/${DIVISION}/${ACCOUNTS}/${debtorId}`, { Phone: '030-30' });
    await look('debtors', { ids: [accountId] });
    expect((await debtor())?.['Phone']).toBe('010-10');
    expect(await openIssues(world, 'debtors')).toMatchObject([{ code: 'customer_changed_on_both_sides', recordId: accountId }]);
    await look('debtors', { ids: [accountId] });
    expect(await openIssues(world, 'debtors')).toEqual([]);
  }, 60_000);
});

const debtor = async () => (await world.exact.rows(DIVISION, ACCOUNTS)).find((row) => row['Name'] === NAME);
const account = async () => (await world.salesforce.rows('Account')).find((row) => row['Name'] === NAME);

async function hint(): Promise<void> {
  expect(await world.api('POST', '/v1/hints', { object: 'Account', ids: [accountId] })).toMatchObject({ status: 202 });
}

async function look(flow: string, asked: object = {}): Promise<void> {
  expect(await world.run({ flow, mode: 'apply', ...asked })).toMatchObject({ state: 'succeeded' });
}

/** Whatever was told is looked at by then. */
async function settle(): Promise<void> {
  await look('accounts');
  await look('debtors', { ids: [accountId] });
}

async function patch(url: string, body: object): Promise<void> {
  expect((await request(url, 'PATCH', body, {})).status).toBeLessThan(300);
}
