import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StoredRow } from '../../../simulators/data/index.ts';
import { enterOrder, item, orderRow, productRow, type MadeOrder } from '../support/shop.ts';
import { DIVISION, FAR_LIMITS, SECOND_DIVISION, startWorld, type World } from '../support/world.ts';

let world: World;
const COMPANIES = [DIVISION, SECOND_DIVISION] as const;
/** An order of a customer of each company, and one of a customer of both. */
let first: MadeOrder;
let second: MadeOrder;

beforeAll(async () => {
  world = await startWorld({ timeScale: 60, limits: FAR_LIMITS, hasSecondDivision: true, divisions: COMPANIES });
  await enterCatalogue(DIVISION, ['SKU-1', 'SKU-2']);
  await enterCatalogue(SECOND_DIVISION, ['SKU-1', 'SKU-9']);
  await workIn(DIVISION);
  await sync();
  first = await enterOrder(world, 'Both');
  await push(first.orderId);
  await workIn(SECOND_DIVISION);
  await sync();
  second = await orderAgain(first, 'SKU-9');
  await push(second.orderId);
}, 180_000);

afterAll(() => world.close());

/** Items with a sales price each, in one company. */
async function enterCatalogue(division: number, codes: readonly string[]): Promise<void> {
  await world.exact.seed(division, { 'logistics/Items': codes.map((code) => item(code)) });
  const items = await world.exact.rows(division, 'logistics/Items');
  await world.exact.seed(division, {
    'logistics/SalesItemPrices': items.map((row) => ({
      ...{ Item: String(row['ID']), Currency: 'EUR', Quantity: 1, Unit: 'pc', Price: 1.5 },
    })),
  });
}

/** Both flows work in one company; the first one is the default. They are off: what is done is done by hand. */
function workIn(division: number): Promise<void> {
  return world.saveConfiguration({
    version: 1,
    divisions: COMPANIES.map((code) => ({ code, default: code === DIVISION })),
    flows: {
      products: { enabled: false, division },
      orders: { enabled: false, division, sendFrom: '2020-01-01T00:00:00Z' },
    },
  });
}

async function sync(): Promise<Record<string, unknown>> {
  const run = await world.run({ flow: 'products', mode: 'apply', full: true });
  expect(run).toMatchObject({ state: 'succeeded' });
  return run['counts'] as Record<string, unknown>;
}

async function push(orderId: string): Promise<void> {
  const run = await world.run({ flow: 'orders', mode: 'apply', ids: [orderId] });
  expect(run).toMatchObject({ state: 'succeeded', counts: { created: 1 } });
}

/** A further order of the same customer. */
async function orderAgain({ orderId, accountId, contactId }: MadeOrder, code: string): Promise<MadeOrder> {
  const { Pricebook2Id, EffectiveDate } = await orderRow(world, orderId);
  const header = {
    AccountId: accountId,
    Status: 'Draft',
    EffectiveDate: String(EffectiveDate),
    Pricebook2Id: String(Pricebook2Id),
  };
  const [made = ''] = await world.salesforce.seed([{ object: 'Order', fields: header }]);
  const product = await productRow(world, code);
  const entry = (await world.salesforce.rows('PricebookEntry')).find((row) => row['Product2Id'] === product['Id']);
  const line = { OrderId: made, PricebookEntryId: String(entry?.['Id']), Quantity: 1, UnitPrice: 1.5 };
  await world.salesforce.seed([{ object: 'OrderItem', fields: line }]);
  await world.salesforce.seed([{ id: made, object: 'Order', fields: { Status: 'Activated' } }]);
  return { orderId: made, number: String((await orderRow(world, made))['OrderNumber']), accountId, contactId };
}

/** Objects that a dry run of an order would write. */
async function objectsPlanned(orderId: string): Promise<string[]> {
  const { id } = await world.run({ flow: 'orders', mode: 'plan', ids: [orderId] });
  const { body } = await world.api('GET', `/v1/runs/${String(id)}/operations`);
  const items = body['items'] as readonly { readonly object: string; readonly action: string }[];
  return items.filter(({ action }) => action === 'create' || action === 'update').map(({ object }) => object);
}

const idsIn = async (division: number, path: string): Promise<string[]> =>
  (await world.exact.rows(division, path)).map((row) => String(row['ID'] ?? row['OrderID']));
const rowOf = async (object: string, id: string): Promise<StoredRow> =>
  (await world.salesforce.rows(object)).find((row) => row['Id'] === id) ?? {};
const links = async (): Promise<readonly StoredRow[]> => world.salesforce.rows('ExactLink__c');

/** How many records of each kind there are on either side. */
async function inventory(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const object of ['Product2', 'PricebookEntry', 'Account', 'Contact', 'Order', 'ExactLink__c'])
    counts[object] = (await world.salesforce.rows(object)).length;
  for (const division of COMPANIES)
    for (const path of ['crm/Accounts', 'crm/Contacts', 'crm/Addresses', 'salesorder/SalesOrders', 'logistics/Items'])
      counts[`${division} ${path}`] = (await world.exact.rows(division, path)).length;
  return counts;
}

describe('records of two companies', () => {
  it('bear the links of the default one, and have a row each for those of the other', async () => {
    const [accountOfSecond] = await idsIn(SECOND_DIVISION, 'crm/Accounts');
    const account = await rowOf('Account', first.accountId);
    const product = await productRow(world, 'SKU-1');

    expect(await idsIn(DIVISION, 'crm/Accounts')).toContain(account['Exact_Id__c']);
    expect(await idsIn(DIVISION, 'logistics/Items')).toContain(product['Exact_Id__c']);
    expect(await productRow(world, 'SKU-9')).toMatchObject({ Exact_Id__c: null });
    expect((await world.salesforce.rows('Product2')).filter((row) => row['ProductCode'] === 'SKU-1')).toHaveLength(1);
    const rows = await links();
    expect(rows.map((row) => row['Role__c']).toSorted()).toEqual(['account', 'contact', 'item', 'item', 'salesOrder']);
    for (const row of rows)
      expect(row['Key__c']).toBe(`${SECOND_DIVISION}-${String(row['Entity__c'])}-${String(row['Exact_Id__c'])}`);
    expect(rows.find((row) => row['Role__c'] === 'account')).toMatchObject({
      Account__c: first.accountId,
      Exact_Id__c: accountOfSecond,
      Division__c: String(SECOND_DIVISION),
    });
    expect(rows.find((row) => row['Role__c'] === 'contact')).toMatchObject({
      Account__c: first.accountId,
      Contact__c: first.contactId,
    });
    expect(rows.find((row) => row['Role__c'] === 'salesOrder')).toMatchObject({ Order__c: second.orderId });
    expect(await orderRow(world, second.orderId)).toMatchObject({ Exact_Sync_Status__c: 'Sent' });
  });

  it('have their pages in the company that knows them, the flow working in either', async () => {
    const pages = async (): Promise<unknown[]> => {
      const ids = [await productRow(world, 'SKU-9'), await productRow(world, 'SKU-2')].map((row) => String(row['Id']));
      const cards = await Promise.all([...ids, second.orderId].map((id) => world.api('GET', `/v1/records/${id}`)));
      return cards.map(({ body: { status, url } }) => [status, new URL(String(url)).searchParams.get('_Division_')]);
    };
    const known = [SECOND_DIVISION, DIVISION, SECOND_DIVISION].map((division) => ['synced', String(division)]);
    expect(await pages()).toEqual(known);
    await workIn(DIVISION);
    expect(await pages()).toEqual(known);
  });

  it('are found again in both after the loss of the database: no record more, and the calls of every day', async () => {
    const before = await inventory();
    await world.loseDatabase();

    await workIn(SECOND_DIVISION);
    expect(await sync()).toMatchObject({ created: 0, updated: 0 });
    await workIn(DIVISION);
    // A product has one standard price: that of the company whose prices were read last.
    expect(await sync()).toMatchObject({ created: 0, updated: 1 });
    expect(await inventory()).toEqual(before);

    const spent = new Map<number, { exact: number; salesforce: number }>();
    for (const division of COMPANIES) {
      await workIn(division);
      const { orderId } = await orderAgain(first, 'SKU-1');
      // What is shown beforehand; and from then on both are asked what does not change.
      expect(await objectsPlanned(orderId)).toEqual(
        division === DIVISION ? ['SalesOrder', 'Order'] : ['SalesOrder', 'ExactLink__c', 'Order'],
      );
      await world.clearCounts();
      await push(orderId);
      const { exact, salesforce } = await world.counts();
      spent.set(division, { exact: exact.counted, salesforce: salesforce.counted });
    }
    const after = await inventory();
    const orders = COMPANIES.map((division) => `${division} salesorder/SalesOrders`);
    const grown = Object.keys(after).filter((kind) => after[kind] !== before[kind]);
    expect(grown.toSorted()).toEqual([...orders, 'ExactLink__c', 'Order'].toSorted());
    const [ofDefault, ofFurther] = COMPANIES.map((division) => spent.get(division));
    // The row of the sales order is written in the call that tells the order, and nothing else is asked or told.
    expect(ofFurther).toEqual(ofDefault);
  }, 180_000);

  it('take the debtor that a person chooses in the company of the flow, and leave that of the other one alone', async () => {
    await workIn(SECOND_DIVISION);
    const before = await rowOf('Account', first.accountId);
    const [former] = (await links()).filter((row) => row['Account__c'] === first.accountId && row['Role__c'] === 'account');
    await world.exact.seed(SECOND_DIVISION, { 'crm/Accounts': [{ Name: 'Chosen', Status: 'C', Country: 'NL' }] });
    const chosen = (await world.exact.rows(SECOND_DIVISION, 'crm/Accounts')).find((row) => row['Name'] === 'Chosen');
    const { orderId } = await orderAgain(first, 'SKU-1');

    const answer = await world.api('POST', `/v1/orders/${orderId}/debtor`, {
      code: String(chosen?.['Code']).trim(),
      send: false,
    });

    expect(answer).toMatchObject({ status: 200, body: { debtor: { name: 'Chosen' } } });
    const rowOfDebtor = async (exactId: unknown) => (await links()).find((row) => row['Exact_Id__c'] === exactId);
    expect(await rowOfDebtor(chosen?.['ID'])).toMatchObject({ Account__c: first.accountId, Role__c: 'account' });
    expect(await rowOfDebtor(former?.['Exact_Id__c'])).toMatchObject({ Account__c: null });
    const fields = ['Exact_Id__c', 'Exact_Code__c', 'Exact_Url__c'] as const;
    const after = await rowOf('Account', first.accountId);
    for (const field of fields) expect(after[field]).toBe(before[field]);
    await push(orderId);
    const sent = (await world.exact.rows(SECOND_DIVISION, 'salesorder/SalesOrders')).filter(
      (row) => row['OrderedBy'] === chosen?.['ID'],
    );
    expect(sent).toHaveLength(1);
  }, 60_000);

  it('keep the default company that their fields speak of', async () => {
    const { body: saved } = await world.api('GET', '/v1/config');
    const document = saved['document'] as { readonly divisions: readonly object[] };
    const divisions = COMPANIES.map((code) => ({ code, default: code === SECOND_DIVISION }));
    const ifMatch = { 'if-match': `"${String(saved['version'])}"` };

    const refused = await world.api('PUT', '/v1/config', { ...document, divisions }, ifMatch);

    expect(refused).toMatchObject({ status: 422, body: { problems: [{ pointer: '/divisions' }] } });
    expect(JSON.stringify(refused.body['problems'])).toContain(`has to stay ${DIVISION}`);
    expect((await world.api('GET', '/v1/config')).body['version']).toBe(saved['version']);
  });
});
