import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { enterItems, item, openIssues } from '../support/shop.ts';
import { DIVISION, FAR_LIMITS, startWorld, type World } from '../support/world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld({ timeScale: 60, limits: FAR_LIMITS });
  // Off: what is done is done by hand.
  const progress = { enabled: false, division: DIVISION, bornInExact: true };
  await world.saveConfiguration({ version: 1, divisions: [{ code: DIVISION, default: true }], flows: { progress } });
}, 120_000);

afterAll(() => world.close());

it('orders that were typed in Exact are an issue of their debtor while no account stands for him, and follow once one does', async () => {
  const items = await enterItems(world, [{ row: item('LAMP'), price: 9 }]);
  await world.exact.seed(DIVISION, { 'crm/Accounts': [{ Name: 'Visser', Status: 'C', PaymentConditionSales: '30' }] });
  const debtor = String((await world.exact.rows(DIVISION, 'crm/Accounts')).find((row) => row['Name'] === 'Visser')?.['ID']);
  const order = { OrderedBy: debtor, SalesOrderLines: [{ Item: items.get('LAMP') ?? '', Quantity: 2 }] };
  await world.exact.seed(DIVISION, { 'salesorder/SalesOrders': [order, order] });
  await look();
  expect(await openIssues(world, 'progress')).toMatchObject([
    { recordId: debtor.toLowerCase(), label: 'Visser', code: 'orders_without_account' },
  ]);
  expect(await world.salesforce.rows('ExactOrder__c')).toEqual([]);
  await look();
  expect(await openIssues(world, 'progress')).toHaveLength(1);

  await world.salesforce.seed([{ object: 'Account', fields: { Name: 'Visser', Exact_Id__c: debtor } }]);
  await look();

  expect(await world.salesforce.rows('ExactOrder__c')).toHaveLength(2);
  expect(await openIssues(world, 'progress')).toEqual([]);
}, 60_000);

async function look(): Promise<void> {
  expect(await world.run({ flow: 'progress', mode: 'apply' })).toMatchObject({ state: 'succeeded' });
}
