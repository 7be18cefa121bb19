import { afterEach, describe, expect, it } from '@jest/globals';
import { ORDERS } from './index.ts';
import { DIVISION } from '../testing/stage.ts';
import {
  COMPANY,
  entries,
  exactAccounts,
  exactOrders,
  forget,
  makeOrder,
  open,
  orderRow,
  send,
  settings,
  stage,
} from './testing/shop.ts';

afterEach(() => stage.close());

describe('what is sent by itself', () => {
  it('is chosen by status and start point; a person may choose older ones', async () => {
    await open();
    const { orderId } = await makeOrder();
    const draft = await makeOrder({ status: 'Draft' });
    const late = settings({ sendFrom: '2099-01-01T00:00:00Z' });
    const changes = { kind: 'changes', cursors: {}, full: false } as const;
    expect((await stage.walk(ORDERS, late, changes)).outcomes).toEqual([]);
    expect((await stage.walk(ORDERS, late, { kind: 'records', ids: [orderId], explicit: false })).outcomes).toMatchObject([
      { status: 'skipped', error: { code: 'order_before_start' } },
    ]);
    expect((await send([draft.orderId])).outcomes).toMatchObject([
      { status: 'skipped', error: { code: 'order_status_not_chosen' } },
    ]);
    expect((await send([orderId], late)).outcomes).toMatchObject([{ status: 'created' }]);
  });

  it('is found by the poll, which then asks Exact nothing more', async () => {
    await open();
    const { orderId } = await makeOrder();
    const first = await stage.walk(ORDERS, settings(), { kind: 'changes', cursors: {}, full: false });
    expect(first.outcomes).toMatchObject([{ recordId: orderId, status: 'created' }]);
    await forget();
    const second = await stage.walk(ORDERS, settings(), { kind: 'changes', cursors: first.cursors, full: false });
    expect(second.outcomes).toEqual([]);
    expect((await stage.exact.spent()).counted).toBe(0);
  });
});

describe('a debtor that nobody has', () => {
  it('is given to one of the accounts of a batch that share its e-mail address, and keeps the name of that one', async () => {
    await open();
    const Email = 'administratie@gedeeld.example';
    await stage.createRows('crm/Accounts', [{ Name: 'Alfa Holding B.V.', Email, Status: 'C' }]);
    const alfa = await makeOrder({ account: { Name: 'Alfa Holding B.V.' }, contact: { Email } });
    const beta = await makeOrder({ account: { Name: 'Beta Werkmaatschappij B.V.' }, contact: { Email } });
    const ids = [alfa.orderId, beta.orderId];

    expect((await send(ids)).outcomes).toMatchObject([
      { status: 'created' },
      { status: 'failed', error: { code: 'record_busy' } },
    ]);
    expect((await send(ids)).outcomes).toMatchObject([
      { status: 'unchanged' },
      { status: 'blocked', error: { code: 'customer_email_shared' } },
    ]);
    expect(await exactAccounts()).toMatchObject([{ Name: 'Alfa Holding B.V.' }]);
    expect(await exactOrders()).toHaveLength(1);
  }, 60_000);
});

describe('what the poll leaves out', () => {
  const changes = { kind: 'changes', cursors: {}, full: false } as const;

  it('is an order of which it just noted the problem, unless nobody was told of it', async () => {
    await open();
    const { orderId } = await makeOrder({ contact: { Email: null } });
    const first = await stage.walk(ORDERS, settings(), changes);
    expect(first.outcomes).toMatchObject([{ recordId: orderId, status: 'blocked' }]);
    expect((await stage.walk(ORDERS, settings(), { ...changes, cursors: first.cursors })).outcomes).toEqual([]);

    stage.unreported.add(orderId);
    const again = await stage.walk(ORDERS, settings(), { ...changes, cursors: first.cursors });
    expect(again.outcomes).toMatchObject([{ recordId: orderId, status: 'blocked' }]);
  });

  it('is an order that another job holds, which it looks at again', async () => {
    await open();
    const { orderId } = await makeOrder();
    stage.claims.taken.add(orderId);
    const { outcomes, followUps } = await stage.walk(ORDERS, settings(), changes);
    expect(outcomes).toEqual([]);
    expect(followUps).toMatchObject([{ recordId: orderId }]);
  });
});

describe('an order that needs a person', () => {
  const unknownProduct = async () => {
    const [productId] = await stage.createRecords([
      { object: 'Product2', fields: { Name: 'Foreign', ProductCode: 'FOREIGN', IsActive: true } },
    ]);
    const book = (await stage.salesforce.rows('Pricebook2')).find((row) => row['IsStandard'] === true);
    const [entryId] = await stage.createRecords([
      { object: 'PricebookEntry', fields: { Pricebook2Id: book?.['Id'], Product2Id: productId, UnitPrice: 9, IsActive: true } },
    ]);
    return makeOrder({ lines: [{ PricebookEntryId: entryId, Quantity: 1, UnitPrice: 9 }] });
  };
  const twoDebtors = async () => {
    const twin = { Name: 'Bakker', Status: 'C', Email: 'jan@bakker.example', Country: 'NL' };
    await stage.createRows('crm/Accounts', [twin, { ...twin, Name: 'Bakker 2' }]);
    return makeOrder();
  };
  const cases: readonly (readonly [string, () => Promise<{ orderId: string }>, object])[] = [
    ['order_without_lines', () => makeOrder({ lines: [], status: 'Draft' }), { statusCodes: ['Draft', 'Activated'] }],
    ['order_product_unknown', unknownProduct, {}],
    ['customer_without_email', () => makeOrder({ contact: { Email: null } }), {}],
    ['customer_ambiguous', twoDebtors, {}],
    ['country_unknown', () => makeOrder({ account: { BillingCountry: 'Atlantis' } }), {}],
    ['value_not_mapped', () => makeOrder({ order: { Payment_Condition__c: '90 days' } }), {}],
    ['order_total_differs', () => makeOrder(), { fields: [{ to: 'Line.NetPrice', from: 'line.UnitPrice + 0.01' }] }],
    ['default_debtor_missing', () => makeOrder(), { debtor: { use: 'default', defaultAccountCode: '424242' } }],
  ];

  it.each(cases)('gets %s on itself, and the next order goes on', async (code, make, orders) => {
    await open();
    const { orderId } = await make();
    const good = await makeOrder({ account: { Name: 'Goed B.V.' }, contact: { Email: 'goed@example.com' } });
    const document = settings(orders);
    const { outcomes } = await send([orderId, good.orderId], document);
    expect(outcomes[0]).toMatchObject({ recordId: orderId, status: 'blocked', error: { code, recordId: orderId } });
    const isShared = code === 'order_total_differs' || code === 'default_debtor_missing';
    expect(outcomes[1]?.status).toBe(isShared ? 'blocked' : 'created');
    expect(await orderRow(orderId)).toMatchObject({
      Exact_Sync_Status__c: 'Problem',
      Exact_Sync_Problem__c: outcomes[0]?.error?.message,
      Exact_Sync_Action__c: outcomes[0]?.error?.action,
    });
    await stage.salesforce.spent();
    await send([orderId], document);
    expect((await stage.salesforce.spent()).writes).toBe(0);
  });

  it('is not put down to Exact where a remembered debtor is what it refuses: the next look says what is wrong with it', async () => {
    await open();
    const { orderId: first, accountId } = await makeOrder();
    await send([first]);
    const [debtor] = (await exactAccounts()).filter((row) => row['Name'] === COMPANY.Name);
    await stage.exact.control('PATCH', `rows/${DIVISION}/crm/Accounts/${String(debtor?.['ID'])}`, { Blocked: true });
    const { orderId } = await makeOrder({ accountId });

    const { outcomes } = await send([orderId]);
    expect(outcomes).toMatchObject([{ status: 'failed', error: { code: 'record_busy' } }]);
    expect(await exactOrders()).toHaveLength(1);

    // One refusal tells enough: the next look knows it beforehand and posts nothing.
    await stage.exact.spent();
    const again = await send([orderId]);
    expect(again).toMatchObject({ outcomes: [{ status: 'blocked', error: { code: 'customer_blocked' } }] });
    expect((await stage.exact.spent()).writes).toBe(0);
    expect(await orderRow(orderId)).toMatchObject({
      Exact_Sync_Status__c: 'Problem',
      Exact_Sync_Problem__c: again.outcomes[0]?.error?.message,
    });
  });

  it('is told when it does not exist', async () => {
    await open();
    const { outcomes } = await send(['8010000000000000AA']);
    expect(outcomes).toMatchObject([{ status: 'blocked', error: { code: 'order_not_found' } }]);
  });
});

describe('lines and amounts', () => {
  it('posts a zero price as a price and discounts as net prices', async () => {
    await open();
    const { orderId } = await makeOrder({
      order: { Discount_Percent__c: 10 },
      lines: [
        { PricebookEntryId: entries[0], Quantity: 2, UnitPrice: 0 },
        { PricebookEntryId: entries[1], Quantity: 3, UnitPrice: 2.5, Discount_Percent__c: 50 },
      ],
    });
    const { outcomes } = await send([orderId]);
    expect(outcomes).toMatchObject([{ status: 'created', error: undefined, totals: { net: '3.38' } }]);
    const lines = await stage.exact.rows(`${DIVISION}/salesorder/SalesOrderLines`);
    expect(lines.map((line) => line['NetPrice']).sort()).toEqual([0, 1.125]);
  });

  it('takes VAT code, payment condition and shipping method from the tables', async () => {
    await open();
    const { orderId } = await makeOrder({
      order: { Payment_Condition__c: '30 days', Shipping_Method__c: 'By post' },
      lines: [{ PricebookEntryId: entries[0], Quantity: 1, UnitPrice: 1.5, Vat_Code__c: 'LOW' }],
    });
    const tables = {
      vat: [{ salesforce: 'LOW', exact: '1' }],
      paymentConditions: [{ salesforce: '30 days', exact: '30' }],
      shippingMethods: [{ salesforce: 'By post', exact: 'POST' }],
    };
    const { outcomes } = await send([orderId], settings({}, tables));
    expect(outcomes).toMatchObject([{ status: 'created', error: undefined, totals: { net: '1.5', vat: '0.14' } }]);
    const [order] = await exactOrders();
    expect(order).toMatchObject({ PaymentCondition: '30' });
    expect(order?.['ShippingMethod']).toBeTruthy();
  });

  it('sends private buyers to the default debtor with their own delivery address', async () => {
    await open();
    const [debtorId] = await stage.createRows('crm/Accounts', [{ Name: 'Webshop', Status: 'C', Code: '99', Country: 'NL' }]);
    const { orderId } = await makeOrder({ account: { Name: 'Jan Bakker' } });
    const { outcomes } = await send([orderId], settings({ debtor: { use: 'defaultForPrivate', defaultAccountCode: '99' } }));
    expect(outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    const [order] = await exactOrders();
    expect(order).toMatchObject({ OrderedBy: debtorId });
    expect(order?.['DeliveryAddress']).toBeTruthy();
  });
});
