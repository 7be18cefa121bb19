import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StoredRow } from '../../../simulators/data/index.ts';
import { eventually } from '../support/eventually.ts';
import { enterOrder, item, productRow } from '../support/shop.ts';
import { DIVISION, FAR_LIMITS, SECOND_DIVISION, startWorld, type World } from '../support/world.ts';

// A version before rows wrote what it linked into the fields of the record, whatever division it worked in.

let world: World;
const COMPANIES = [DIVISION, SECOND_DIVISION] as const;

beforeAll(async () => {
  world = await startWorld({ timeScale: 60, limits: FAR_LIMITS, hasSecondDivision: true, divisions: COMPANIES });
  for (const division of COMPANIES) {
    await world.exact.seed(division, { 'logistics/Items': [item('SKU-1')] });
    const [row] = await world.exact.rows(division, 'logistics/Items');
    const price = { Item: String(row?.['ID']), Currency: 'EUR', Quantity: 1, Unit: 'pc', Price: 1.5 };
    await world.exact.seed(division, { 'logistics/SalesItemPrices': [price] });
  }
  const [itemOfSecond] = await idsIn(SECOND_DIVISION, 'logistics/Items');
  const product = { Name: 'Thing', ProductCode: 'SKU-1', IsActive: true, Exact_Id__c: String(itemOfSecond) };
  await world.salesforce.seed([{ object: 'Product2', fields: product }]);
  await workIn(DIVISION);
}, 120_000);

afterAll(() => world.close());

function workIn(division: number): Promise<void> {
  return world.saveConfiguration({
    version: 1,
    divisions: COMPANIES.map((code) => ({ code, default: code === DIVISION })),
    flows: {
      products: { enabled: false, division },
      orders: { enabled: true, everyMinutes: 1_440, division, sendFrom: '2020-01-01T00:00:00Z' },
    },
  });
}

const idsIn = async (division: number, path: string): Promise<string[]> =>
  (await world.exact.rows(division, path)).map((row) => String(row['ID']));
const account = async (id: string): Promise<StoredRow> =>
  (await world.salesforce.rows('Account')).find((row) => row['Id'] === id) ?? {};
const rowOf = async (exactId: string): Promise<StoredRow | undefined> =>
  (await world.salesforce.rows('ExactLink__c')).find((row) => row['Exact_Id__c'] === exactId);

/** A customer of the second company, as the version before left it: its debtor there, and the id on the account. */
async function enterCustomer(
  name: string,
  isPageTold: boolean,
): Promise<{ accountId: string; orderId: string; debtor: StoredRow }> {
  await world.exact.seed(SECOND_DIVISION, { 'crm/Accounts': [{ Name: name, Status: 'C', Country: 'NL' }] });
  const debtor = (await world.exact.rows(SECOND_DIVISION, 'crm/Accounts')).find((row) => row['Name'] === name) ?? {};
  const id = String(debtor['ID']);
  const page = `https://start.exactonline.nl/docs/CRMAccountCard.aspx?_Division_=${SECOND_DIVISION}&AccountID=%7B${id}%7D`;
  const told = isPageTold ? { Exact_Code__c: String(debtor['Code']).trim(), Exact_Url__c: page } : {};
  const { accountId, orderId } = await enterOrder(world, name, { account: { Exact_Id__c: id, ...told } });
  return { accountId, orderId, debtor };
}

function sent(orderId: string): Promise<readonly StoredRow[]> {
  return eventually(
    () => world.salesforce.rows('Order'),
    (orders) => orders.some((row) => row['Id'] === orderId && row['Exact_Sync_Status__c'] === 'Sent'),
    'the order in Exact',
    { patienceMs: 60_000, lookMs: 200 },
  );
}

describe('the id of another company on', () => {
  it('a product is told apart and gets its row: the product takes the item of the default company, and is not doubled', async () => {
    const [itemOfDefault, itemOfSecond] = await Promise.all(COMPANIES.map((division) => idsIn(division, 'logistics/Items')));

    const run = await world.run({ flow: 'products', mode: 'apply', full: true });

    expect(run).toMatchObject({ state: 'succeeded', counts: { created: 0, updated: 1 } });
    expect(await world.salesforce.rows('Product2')).toHaveLength(1);
    const product = await productRow(world, 'SKU-1');
    expect(product['Exact_Id__c']).toBe(itemOfDefault?.[0]);
    expect(await rowOf(String(itemOfSecond?.[0]))).toMatchObject({ Product__c: product['Id'], Role__c: 'item' });
  }, 60_000);

  it.each([
    ['the page of its debtor says', true],
    ['that company says when it is asked', false],
  ])(
    'an account is moved to a row, as %s, before the account gets a debtor in the default one',
    async (how, isPageTold) => {
      const { accountId, orderId, debtor } = await enterCustomer(isPageTold ? 'Paged' : 'Asked', isPageTold);
      const before = (await idsIn(SECOND_DIVISION, 'crm/Accounts')).length;

      await world.api('POST', `/v1/orders/${orderId}/push?waitMs=30000`);
      await sent(orderId);

      expect(await rowOf(String(debtor['ID']))).toMatchObject({ Account__c: accountId, Role__c: 'account' });
      const linked = String((await account(accountId))['Exact_Id__c']);
      expect(await idsIn(DIVISION, 'crm/Accounts')).toContain(linked);
      expect(await idsIn(SECOND_DIVISION, 'crm/Accounts')).toHaveLength(before);
    },
    90_000,
  );

  it('an account is that of its own company, which sends on and leaves no id behind', async () => {
    const { accountId, orderId, debtor } = await enterCustomer('Own', true);
    await workIn(SECOND_DIVISION);
    await world.run({ flow: 'products', mode: 'apply', full: true });
    const before = (await idsIn(SECOND_DIVISION, 'crm/Accounts')).length;

    await world.api('POST', `/v1/orders/${orderId}/push?waitMs=30000`);
    await sent(orderId);

    expect(await rowOf(String(debtor['ID']))).toMatchObject({ Account__c: accountId });
    expect(await account(accountId)).toMatchObject({ Exact_Id__c: null, Exact_Code__c: null, Exact_Url__c: null });
    expect(await idsIn(SECOND_DIVISION, 'crm/Accounts')).toHaveLength(before);
  }, 90_000);
});
