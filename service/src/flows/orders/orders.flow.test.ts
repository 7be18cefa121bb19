import { afterEach, describe, expect, it } from '@jest/globals';
import { ORDERS } from './index.ts';
import { DIVISION } from '../testing/stage.ts';
import {
  COMPANY,
  entries,
  exactAccounts,
  exactOrders,
  forget,
  itemIds,
  makeOrder,
  open,
  orderRow,
  send,
  settings,
  stage,
} from './testing/shop.ts';

afterEach(() => stage.close());

describe('an order of a new customer', () => {
  it('makes account, contact and delivery address, sends the order and writes everything back within its calls', async () => {
    await open();
    // The code lists are read with the first order of the day.
    const first = await makeOrder({ account: { Name: 'Eerste B.V.' }, contact: { Email: 'eerste@example.com' } });
    await send([first.orderId]);
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
    const order = (await exactOrders()).find((row) => row['Description'] === 'PO-77');
    expect(order).toMatchObject({ OrderedBy: account?.['ID'] });
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
      await stage.walk(ORDERS, settings(), { kind: 'records', ids, explicit: false });
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
    const [accountId] = await stage.createRows('crm/Accounts', [
      { Name: 'Bakker', Status: 'C', Country: 'NL', Email: 'jan@bakker.example' },
    ]);
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
