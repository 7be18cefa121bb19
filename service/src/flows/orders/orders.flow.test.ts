import { afterEach, describe, expect, it } from '@jest/globals';
import { PRODUCTS } from '../products/index.ts';
import { DIVISION, startStage, type Stage, type Walked } from '../testing/stage.ts';
import { ORDERS } from './index.ts';

let stage: Stage;
afterEach(() => stage.close());

const START = '2020-01-01T00:00:00Z';
let entries: string[] = [];
let itemIds: string[] = [];

function settings(orders: object = {}, tables: object = {}): object {
  return {
    version: 1,
    divisions: [{ code: DIVISION, default: true }],
    flows: { products: { enabled: true }, orders: { enabled: true, sendFrom: START, ...orders } },
    tables,
  };
}

/** Three synced products at 1.50, 2.50 and 3.50 and both systems ready for orders. */
async function open(options: Parameters<typeof startStage>[0] = {}): Promise<void> {
  stage = await startStage(options);
  const rows = [0, 1, 2].map((index) => ({
    Code: `SKU-${index}`,
    Description: `Stuk ${index}`,
    Unit: 'pc',
    IsSalesItem: true,
    SalesVatCode: '2',
  }));
  itemIds = await stage.createRows('logistics/Items', rows);
  await stage.createRows(
    'logistics/SalesItemPrices',
    itemIds.map((Item, index) => ({ Item, Currency: 'EUR', Quantity: 1, Unit: 'pc', Price: index + 1.5 })),
  );
  await stage.walk(PRODUCTS, settings(), { kind: 'changes', cursors: {}, full: false });
  const products = await stage.salesforce.rows('Product2');
  const all = await stage.salesforce.rows('PricebookEntry');
  entries = ['SKU-0', 'SKU-1', 'SKU-2'].map((code) => {
    const product = products.find((row) => row['ProductCode'] === code);
    return String(all.find((row) => row['Product2Id'] === product?.['Id'])?.['Id']);
  });
}

interface Wanted {
  readonly account?: object;
  readonly accountId?: string;
  readonly contact?: object | null;
  readonly order?: object;
  readonly lines?: readonly object[];
  readonly status?: string;
}

const COMPANY = {
  Name: 'Bakker & Zn. B.V.',
  BillingStreet: 'Keizersgracht 12-B',
  BillingPostalCode: '1015 CN',
  BillingCity: 'Amsterdam',
  BillingCountry: 'Netherlands',
  Phone: '+31 20 123 45 67',
};
const PERSON = { FirstName: 'Jan', LastName: 'Bakker', Email: 'jan@bakker.example' };

async function makeOrder(wanted: Wanted = {}): Promise<{ orderId: string; accountId: string }> {
  const accountId =
    wanted.accountId ?? (await stage.createRecords([{ object: 'Account', fields: { ...COMPANY, ...wanted.account } }]))[0] ?? '';
  if (wanted.contact !== null && wanted.accountId === undefined) {
    await stage.createRecords([{ object: 'Contact', fields: { AccountId: accountId, ...PERSON, ...wanted.contact } }]);
  }
  const pricebook = (await stage.salesforce.rows('Pricebook2')).find((row) => row['IsStandard'] === true);
  const [orderId = ''] = await stage.createRecords([
    {
      object: 'Order',
      fields: {
        AccountId: accountId,
        Status: 'Draft',
        EffectiveDate: '2026-11-24',
        Pricebook2Id: pricebook?.['Id'],
        ...wanted.order,
      },
    },
  ]);
  const lines = wanted.lines ?? [{ PricebookEntryId: entries[0], Quantity: 3, UnitPrice: 1.5 }];
  if (lines.length > 0)
    await stage.createRecords(lines.map((line) => ({ object: 'OrderItem', fields: { OrderId: orderId, ...line } })));
  if (wanted.status !== 'Draft') await stage.salesforce.control('PATCH', `rows/Order/${orderId}`, { Status: 'Activated' });
  return { orderId, accountId };
}

function send(ids: readonly string[], document: object = settings()): Promise<Walked> {
  return stage.walk(ORDERS, document, { kind: 'records', ids, explicit: true });
}

const exactOrders = () => stage.exact.rows(`${DIVISION}/salesorder/SalesOrders`);
const exactAccounts = () => stage.exact.rows(`${DIVISION}/crm/Accounts`);
async function orderRow(orderId: string) {
  return (await stage.salesforce.rows('Order')).find((row) => row['Id'] === orderId) ?? {};
}
async function forget(): Promise<void> {
  await stage.exact.spent();
  await stage.salesforce.spent();
}

describe('an order of a new customer', () => {
  it('makes account, contact and delivery address, sends the order and writes everything back within its calls', async () => {
    await open();
    const { orderId, accountId } = await makeOrder({
      order: {
        ShippingStreet: 'Rue Neuve 12 bte 3',
        ShippingPostalCode: '1000',
        ShippingCity: 'Brussel',
        ShippingCountry: 'België',
        PoNumber: 'PO-77',
      },
    });
    await forget();

    const { outcomes } = await send([orderId]);
    const spent = await stage.exact.spent();
    expect(spent.counted).toBeLessThanOrEqual(8);
    expect(outcomes).toMatchObject([
      { status: 'created', error: undefined, totals: { net: '4.5', vat: '0.95', gross: '5.45', currency: 'EUR' } },
    ]);
    const [account] = await exactAccounts().then((rows) => rows.filter((row) => row['Name'] === COMPANY.Name));
    expect(account).toMatchObject({ Status: 'C', AddressLine1: 'Keizersgracht 12-B', Email: 'jan@bakker.example' });
    expect(account?.['MainContact']).toBeTruthy();
    const addresses = await stage.exact.rows(`${DIVISION}/crm/Addresses`);
    expect(addresses.find((row) => row['AddressLine1'] === 'Rue Neuve 12 bte 3')).toMatchObject({
      Type: 4,
      Account: account?.['ID'],
    });
    const [order] = await exactOrders();
    expect(order).toMatchObject({ OrderedBy: account?.['ID'], Description: 'PO-77' });
    expect(await orderRow(orderId)).toMatchObject({
      Exact_Id__c: order?.['OrderID'],
      Exact_Number__c: String(order?.['OrderNumber']),
      Exact_Sync_Status__c: 'Sent',
      Exact_Net_Amount__c: 4.5,
      Exact_Gross_Amount__c: 5.45,
    });
    const stored = (await stage.salesforce.rows('Account')).find((row) => row['Id'] === accountId);
    expect(stored).toMatchObject({ Exact_Id__c: account?.['ID'], Exact_Sync_Status__c: 'Synced' });
  });

  it('of a private person makes a private debtor, as a person account too', async () => {
    await open({ salesforce: { features: { personAccounts: true } } });
    const { orderId } = await makeOrder({ account: { Name: 'Jan Bakker', Vat_Number__c: 'NL123' } });
    const { outcomes } = await send([orderId]);
    expect(outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    const debtor = (await exactAccounts()).find((row) => row['Name'] === 'Jan Bakker');
    expect(debtor?.['MainContact']).toBeTruthy();
    expect(debtor?.['VATNumber'] ?? null).toBeNull();
  });
});

describe('an order in another kind of org', () => {
  it('is written back under the names of the managed package', async () => {
    await open({ salesforce: { namespace: 'tandem' } });
    const { orderId } = await makeOrder();
    const { outcomes } = await send([orderId]);
    expect(outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    expect(await orderRow(orderId)).toMatchObject({
      tandem__Exact_Id__c: outcomes[0]?.exactId,
      tandem__Exact_Sync_Status__c: 'Sent',
    });
  });

  it('takes e-mail and name of a person account', async () => {
    await open({ salesforce: { features: { personAccounts: true } } });
    const recordType = (await stage.salesforce.rows('RecordType')).find((row) => row['IsPersonType'] === true);
    const [accountId = ''] = await stage.createRecords([
      {
        object: 'Account',
        fields: { FirstName: 'Truus', LastName: 'de Vries', PersonEmail: 'truus@example.com', RecordTypeId: recordType?.['Id'] },
      },
    ]);
    const { orderId } = await makeOrder({ accountId });
    const { outcomes } = await send([orderId]);
    expect(outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    const debtor = (await exactAccounts()).find((row) => row['Email'] === 'truus@example.com');
    expect(debtor).toMatchObject({ Name: 'Truus de Vries' });
    expect(await stage.exact.rows(`${DIVISION}/crm/Contacts`)).toMatchObject([
      { FirstName: 'Truus', LastName: 'de Vries', Account: debtor?.['ID'] },
    ]);
    expect((await stage.salesforce.rows('Account')).find((row) => row['Id'] === accountId)).toMatchObject({
      Exact_Id__c: debtor?.['ID'],
    });
  });

  it('sends the country code of state and country picklists, and the currency of each order', async () => {
    await open({ salesforce: { features: { stateCountryPicklists: true, multiCurrency: true } } });
    const { orderId } = await makeOrder({ account: { BillingCountry: undefined, BillingCountryCode: 'NL' } });
    const { outcomes } = await send([orderId]);
    expect(outcomes).toMatchObject([{ status: 'created', error: undefined, totals: { currency: 'EUR' } }]);
    expect((await exactAccounts()).find((row) => row['Name'] === COMPANY.Name)).toMatchObject({ Country: 'NL' });
  });
});

describe('an order of a known customer', () => {
  it('costs two Exact calls and at most four Salesforce calls with 200 lines', async () => {
    await open();
    const first = await makeOrder();
    await send([first.orderId]);
    const { orderId } = await makeOrder({
      accountId: first.accountId,
      lines: Array.from({ length: 200 }, () => ({ PricebookEntryId: entries[1], Quantity: 2, UnitPrice: 2.5 })),
    });
    await forget();

    const { outcomes } = await send([orderId]);
    expect((await stage.exact.spent()).counted).toBeLessThanOrEqual(2);
    expect((await stage.salesforce.spent()).counted).toBeLessThanOrEqual(4);
    expect(outcomes).toMatchObject([{ status: 'created', totals: { net: '1000' } }]);
  });

  it.each([
    [true, 1.3],
    [false, 2.1],
  ])(
    'in a batch of 50 with or in filters %s costs at most %d Exact calls an order',
    async (acceptsOrInFilters, limit) => {
      await open({ exact: { acceptsOrInFilters } });
      const first = await makeOrder();
      const second = await makeOrder({ account: { Name: 'Tweede B.V.' }, contact: { Email: 'twee@example.com' } });
      await send([first.orderId, second.orderId]);
      const ids: string[] = [];
      for (let index = 0; index < 50; index += 1)
        ids.push((await makeOrder({ accountId: index % 2 === 0 ? first.accountId : second.accountId })).orderId);
      await forget();

      const { outcomes } = await send(ids);
      expect(outcomes.filter(({ status }) => status === 'created')).toHaveLength(50);
      expect((await stage.exact.spent()).counted).toBeLessThanOrEqual(50 * limit);
      await send(ids);
      expect((await stage.exact.spent()).counted).toBe(0);
      expect(await exactOrders()).toHaveLength(52);
    },
    60_000,
  );

  it('updates the debtor when the account changed in Salesforce', async () => {
    await open();
    const first = await makeOrder();
    await send([first.orderId]);
    await stage.salesforce.control('PATCH', `rows/Account/${first.accountId}`, { BillingCity: 'Haarlem' });
    const { orderId } = await makeOrder({ accountId: first.accountId });
    const { outcomes } = await send([orderId]);
    expect(outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    expect((await exactAccounts()).find((row) => row['Name'] === COMPANY.Name)).toMatchObject({ City: 'Haarlem' });
  });

  it('is found by e-mail, linked, and never doubled', async () => {
    await open();
    const [exactId] = await stage.createRows('crm/Accounts', [
      { Name: 'Bakker', Status: 'C', Email: 'jan@bakker.example', Country: 'NL' },
    ]);
    const { orderId, accountId } = await makeOrder();
    const { outcomes } = await send([orderId]);
    expect(outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    expect((await exactAccounts()).filter((row) => row['Email'] === 'jan@bakker.example')).toHaveLength(1);
    expect((await stage.salesforce.rows('Account')).find((row) => row['Id'] === accountId)).toMatchObject({
      Exact_Id__c: exactId,
    });
  });
});

describe('exactly once', () => {
  it('adopts an order that Exact has already and writes it back', async () => {
    await open();
    const { orderId } = await makeOrder();
    const number = String((await orderRow(orderId))['OrderNumber']);
    const [accountId] = await stage.createRows('crm/Accounts', [{ Name: 'Bakker', Status: 'C', Country: 'NL' }]);
    await stage.createRows('salesorder/SalesOrders', [
      { OrderedBy: accountId, YourRef: number, SalesOrderLines: [{ Item: itemIds[0], Quantity: 3, NetPrice: 1.5 }] },
    ]);
    const { outcomes } = await send([orderId]);
    expect(outcomes).toMatchObject([{ status: 'updated', error: undefined }]);
    expect(await exactOrders()).toHaveLength(1);
    expect(await orderRow(orderId)).toMatchObject({ Exact_Sync_Status__c: 'Sent' });
  });

  it('resolves a lost answer by looking, not by posting again', async () => {
    await open();
    const { orderId } = await makeOrder();
    await stage.exact.control('POST', 'faults', {
      rules: [{ method: 'POST', path: 'salesorder/SalesOrders', kind: 'resetAfter', times: 1 }],
    });
    const { outcomes } = await send([orderId]);
    expect(outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    expect(await exactOrders()).toHaveLength(1);
  });

  it('fails to be tried again when the order did not arrive, and sends it once then', async () => {
    await open();
    const { orderId } = await makeOrder();
    await stage.exact.control('POST', 'faults', {
      rules: [{ method: 'POST', path: 'salesorder/SalesOrders', kind: 'resetBefore', times: 1 }],
    });
    const first = await send([orderId]);
    expect(first.outcomes).toMatchObject([{ status: 'failed', error: { handling: 'retry' } }]);
    const second = await send([orderId]);
    expect(second.outcomes).toMatchObject([{ status: 'created' }]);
    expect(await exactOrders()).toHaveLength(1);
  });

  it('keeps the link when Salesforce refuses it, and writes it back later', async () => {
    await open({ salesforce: { runAsRights: { editActivatedOrders: false } } });
    const { orderId } = await makeOrder();
    const { outcomes } = await send([orderId]);
    expect(outcomes).toMatchObject([{ status: 'created', error: { code: 'order_write_back_refused' } }]);
    expect(stage.claims.known.get(orderId)).toMatchObject({ isWriteBackPending: true });
    await send([orderId]);
    expect(await exactOrders()).toHaveLength(1);
  });

  it('leaves out what another job holds', async () => {
    await open();
    const { orderId } = await makeOrder();
    stage.claims.taken.add(orderId);
    expect((await send([orderId])).outcomes).toEqual([]);
    expect(await exactOrders()).toHaveLength(0);
  });
});

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

  it('gets the refusal of Exact with its reason', async () => {
    await open();
    const { orderId } = await makeOrder();
    const { outcomes } = await send([orderId], settings({ fields: [{ to: 'Line.UnitCode', from: '"parsec"' }] }));
    expect(outcomes).toMatchObject([{ status: 'failed', error: { handling: 'person' } }]);
    expect(await orderRow(orderId)).toMatchObject({
      Exact_Sync_Status__c: 'Problem',
      Exact_Sync_Problem__c: outcomes[0]?.error?.message,
    });
    expect(await exactOrders()).toHaveLength(0);
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
