import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DIVISION, startStage, type Stage } from '../testing/stage.ts';
import { CREDIT } from './index.ts';
import { creditDifferences } from './testing/auditor.ts';
import { accountOf, enterCustomers, enterItem, enterOrders, linesOf, look, settings, type Customer } from './testing/shop.ts';

const NOBODY: Customer = { debtorId: '', accountId: '' };
const ORDERS = `rows/${DIVISION}/salesorder/SalesOrders`;
const LINES = `rows/${DIVISION}/salesorder/SalesOrderLines`;
const ACCOUNTS = `rows/${DIVISION}/crm/Accounts`;

let stage: Stage;
let item: string;
beforeEach(async () => {
  stage = await startStage();
  item = await enterItem(stage, 'LAMP');
});
afterEach(() => stage.close());

const orderOf = ({ debtorId }: Customer, quantity: number, price: number, fields: object = {}): Record<string, unknown> => ({
  OrderedBy: debtorId,
  SalesOrderLines: [{ Item: item, Quantity: quantity, NetPrice: price }],
  ...fields,
});

describe('the available credit of an account', () => {
  it('is its credit line less what is open and less orders that are not invoiced yet, with VAT', async () => {
    const [customer = NOBODY] = await enterCustomers(stage, [{ open: 250.5, fields: { CreditLineSales: 5_000 } }]);
    await enterOrders(stage, [orderOf(customer, 10, 100)]);

    const { cursors, outcomes } = await look(stage);

    expect(outcomes).toMatchObject([{ recordId: customer.debtorId, status: 'updated' }]);
    expect(await accountOf(stage, customer)).toMatchObject({
      Exact_Credit_Line__c: 5_000,
      Exact_Open_Orders__c: 1_210,
      Exact_Available_Credit__c: 3_539.5,
      Exact_Blocked__c: false,
      Exact_Credit_Synced_At__c: expect.any(String),
    });
    await stage.salesforce.spent();
    await look(stage, cursors);
    await look(stage);
    expect((await stage.salesforce.spent()).writes).toBe(0);
  });

  it('is empty without a credit line, and below zero where more is owed than may be', async () => {
    const customers = await enterCustomers(stage, [{ open: 10 }, { open: 120, fields: { CreditLineSales: 100 } }]);
    await enterOrders(stage, [orderOf(customers[0] ?? NOBODY, 1, 100)]);

    await look(stage);

    expect(await accountOf(stage, customers[0] ?? NOBODY)).toMatchObject({
      ...{ Exact_Credit_Line__c: null, Exact_Open_Orders__c: 121, Exact_Available_Credit__c: null },
    });
    expect(await accountOf(stage, customers[1] ?? NOBODY)).toMatchObject({
      ...{ Exact_Credit_Line__c: 100, Exact_Open_Orders__c: 0, Exact_Available_Credit__c: -20 },
    });
  });

  it('is empty until it is known what is open, and follows what is open from then on', async () => {
    const [customer = NOBODY] = await enterCustomers(stage, [{ fields: { CreditLineSales: 100 } }]);
    let { cursors } = await look(stage);
    expect(await accountOf(stage, customer)).toMatchObject({ Exact_Credit_Line__c: 100, Exact_Available_Credit__c: null });

    for (const open of [30, 0]) {
      await stage.salesforce.control('PATCH', `rows/Account/${customer.accountId}`, {
        Exact_Open_Amount__c: open,
        Exact_Balance_Synced_At__c: stage.clock.now.toISOString(),
      });
      ({ cursors } = await look(stage, cursors));
      expect(await accountOf(stage, customer)).toMatchObject({ Exact_Available_Credit__c: 100 - open });
    }
  });

  it('follows a changed credit line, and says that the debtor is blocked', async () => {
    const [customer = NOBODY] = await enterCustomers(stage, [{ open: 0, fields: { CreditLineSales: 100 } }]);
    let { cursors } = await look(stage);

    await stage.exact.control('PATCH', `${ACCOUNTS}/${customer.debtorId}`, { CreditLineSales: 500, Blocked: true });
    ({ cursors } = await look(stage, cursors));
    expect(await accountOf(stage, customer)).toMatchObject({ Exact_Available_Credit__c: 500, Exact_Blocked__c: true });

    await stage.exact.control('PATCH', `${ACCOUNTS}/${customer.debtorId}`, { CreditLineSales: 0, Blocked: false });
    await look(stage, cursors);
    expect(await accountOf(stage, customer)).toMatchObject({
      ...{ Exact_Credit_Line__c: null, Exact_Available_Credit__c: null, Exact_Blocked__c: false },
    });
  });

  it('comes with the terms on which the debtor buys, as they change, and without them where the settings leave it out', async () => {
    const [PriceList = ''] = await stage.createRows('sales/SalesPriceLists', [{ Code: 'DEALER', Description: 'Dealers' }]);
    const [dealer = NOBODY, plain = NOBODY] = await enterCustomers(stage, [
      { open: 0, fields: { SalesVATCode: '4', SalesCurrency: 'EUR', DiscountSales: 0.0575, PriceList } },
      { open: 0 },
    ]);
    let { cursors } = await look(stage);
    expect(await accountOf(stage, dealer)).toMatchObject({
      ...{ Exact_Currency__c: 'EUR', Exact_Sales_Vat_Code__c: '4', Exact_Discount__c: 5.75 },
      Exact_Price_List_Id__c: PriceList.toLowerCase(),
    });
    const none = { Exact_Currency__c: null, Exact_Sales_Vat_Code__c: null, Exact_Discount__c: 0, Exact_Price_List_Id__c: null };
    expect(await accountOf(stage, plain)).toMatchObject(none);

    await stage.exact.control('PATCH', `${ACCOUNTS}/${dealer.debtorId}`, { DiscountSales: 0, PriceList: null });
    await stage.salesforce.spent();
    ({ cursors } = await look(stage, cursors));
    expect((await stage.salesforce.spent()).writes).toBe(1);
    expect(await accountOf(stage, dealer)).toMatchObject({ ...none, Exact_Currency__c: 'EUR', Exact_Sales_Vat_Code__c: '4' });

    await look(stage, cursors, { when: `debtor.Name == "Customer 2"` });
    expect(await accountOf(stage, dealer)).toMatchObject({ ...none, Exact_Discount__c: null });
    expect(await accountOf(stage, plain)).toMatchObject(none);
  });

  it('counts an order for the debtor who pays the invoice', async () => {
    const [parent = NOBODY] = await enterCustomers(stage, [{ open: 0, fields: { CreditLineSales: 1_000 } }]);
    const [child = NOBODY] = await enterCustomers(stage, [
      { open: 0, fields: { CreditLineSales: 1_000, InvoiceAccount: parent.debtorId } },
    ]);
    await enterOrders(stage, [orderOf(child, 1, 100)]);

    await look(stage);

    expect(await accountOf(stage, parent)).toMatchObject({ Exact_Available_Credit__c: 879 });
    expect(await accountOf(stage, child)).toMatchObject({ Exact_Available_Credit__c: 1_000 });
  });
});

describe('an order', () => {
  let customer: Customer;
  let cursors: Readonly<Record<string, string>>;
  beforeEach(async () => {
    [customer = NOBODY] = await enterCustomers(stage, [{ open: 0, fields: { CreditLineSales: 10_000 } }]);
    ({ cursors } = await look(stage));
  });
  const expectOpen = async (amount: number): Promise<void> => {
    ({ cursors } = await look(stage, cursors));
    expect(await accountOf(stage, customer)).toMatchObject({
      ...{ Exact_Open_Orders__c: amount, Exact_Available_Credit__c: 10_000 - amount },
    });
    expect(await creditDifferences(stage)).toEqual([]);
  };

  it('counts for what is not invoiced of it, through parts, what is taken back, and more than was ordered', async () => {
    const [orderId = ''] = await enterOrders(stage, [
      orderOf(customer, 0, 0, {
        SalesOrderLines: [
          { Item: item, Quantity: 10, NetPrice: 10 },
          { Item: item, Quantity: 3, NetPrice: 33.33 },
        ],
      }),
    ]);
    await expectOpen(241.99);
    const [first, second] = await linesOf(stage, orderId);
    const invoice = (line: typeof first, QuantityInvoiced: number): Promise<unknown> =>
      stage.exact.control('PATCH', `${LINES}/${String(line?.['ID'])}`, { QuantityInvoiced });

    await invoice(first, 4);
    await expectOpen(193.59);
    await invoice(second, 1);
    await expectOpen(153.26);
    await invoice(first, 12);
    await expectOpen(80.66);
    await invoice(first, 0);
    await expectOpen(201.66);
    await invoice(first, 10);
    await invoice(second, 3);
    await expectOpen(0);
    await invoice(second, 2);
    await expectOpen(40.33);
  });

  it('counts no more once it is cancelled, closed by hand or deleted, and again once that is undone', async () => {
    const [orderId = '', other = ''] = await enterOrders(stage, [orderOf(customer, 1, 100), orderOf(customer, 1, 200)]);
    await expectOpen(363);

    await stage.exact.control('PATCH', `${ORDERS}/${orderId}`, { Status: 45 });
    await expectOpen(242);
    await stage.exact.control('PATCH', `${ORDERS}/${orderId}`, { Status: 12 });
    await expectOpen(363);
    await stage.exact.control('PATCH', `${ORDERS}/${other}`, { Status: 21 });
    await expectOpen(121);
    await stage.exact.control('DELETE', `${ORDERS}/${orderId}`);
    await expectOpen(0);
  });

  it('follows lines that are changed, added and deleted, and the discount of the order', async () => {
    const [orderId = ''] = await enterOrders(stage, [orderOf(customer, 2, 100, { Discount: 0.1 })]);
    await expectOpen(217.8);
    const [line] = await linesOf(stage, orderId);
    await stage.exact.control('PATCH', `${LINES}/${String(line?.['ID'])}`, { Quantity: 4 });
    await expectOpen(435.6);
    await stage.createRows('salesorder/SalesOrderLines', [{ OrderID: orderId, Item: item, Quantity: 1, NetPrice: 100 }]);
    await stage.exact.control('PATCH', `${LINES}/${String(line?.['ID'])}`, { QuantityInvoiced: 2 });
    await expectOpen(326.7);
    const added = (await linesOf(stage, orderId)).find(({ LineNumber }) => LineNumber === 2);
    await stage.exact.control('DELETE', `${LINES}/${String(added?.['ID'])}`);
    await expectOpen(217.8);
  });

  it('that was deleted without Exact telling it any more counts no more once everything is compared', async () => {
    const [orderId = ''] = await enterOrders(stage, [orderOf(customer, 1, 100)]);
    await expectOpen(121);
    await stage.exact.control('DELETE', `${ORDERS}/${orderId}`);
    stage.clock.now = new Date(stage.clock.now.getTime() + 58 * 86_400_000);

    await look(stage, { ...cursors, deleted: '999999999999' });

    expect(await accountOf(stage, customer)).toMatchObject({ Exact_Open_Orders__c: 0 });
  });
});

describe('in a company with a foreign currency', () => {
  it('an order counts in the currency of the company', async () => {
    await stage.close();
    const company = { code: DIVISION, name: 'Holland BV', currency: 'EUR', country: 'NL', isMain: true, rates: { USD: 0.87 } };
    stage = await startStage({ exact: { divisions: [company] } });
    item = await enterItem(stage, 'LAMP');
    const [customer = NOBODY] = await enterCustomers(stage, [{ open: 0, fields: { CreditLineSales: 1_000 } }]);
    const [orderId = ''] = await enterOrders(stage, [orderOf(customer, 3, 33.33, { Currency: 'USD' })]);
    const { cursors } = await look(stage);
    expect(await creditDifferences(stage)).toEqual([]);

    const [line] = await linesOf(stage, orderId);
    await stage.exact.control('PATCH', `${LINES}/${String(line?.['ID'])}`, { QuantityInvoiced: 1 });
    await look(stage, cursors);

    expect(await accountOf(stage, customer)).toMatchObject({ Exact_Open_Orders__c: 70.17, Exact_Available_Credit__c: 929.83 });
    expect(await creditDifferences(stage)).toEqual([]);
  });
});

describe('which accounts', () => {
  it('are those of debtors: one that is linked later comes with the next look', async () => {
    const [stranger = ''] = await stage.createRows('crm/Accounts', [{ Name: 'Stranger', Status: 'C', CreditLineSales: 700 }]);
    await enterOrders(stage, [{ OrderedBy: stranger, SalesOrderLines: [{ Item: item, Quantity: 1, NetPrice: 100 }] }]);
    const { cursors, outcomes } = await look(stage);
    expect(outcomes).toEqual([]);

    const [accountId = ''] = await stage.createRecords([
      { object: 'Account', fields: { Name: 'Stranger', Exact_Id__c: stranger.toLowerCase(), Exact_Open_Amount__c: 79 } },
    ]);
    await look(stage, cursors);

    const account = await accountOf(stage, { debtorId: stranger, accountId });
    expect(account).toMatchObject({ Exact_Credit_Line__c: 700, Exact_Available_Credit__c: 500 });
  });

  it('can be left out by a condition, also where only an order of theirs changed', async () => {
    const customers = await enterCustomers(stage, [
      { open: 0, fields: { CreditLineSales: 100 } },
      { open: 0, fields: { CreditLineSales: 900 } },
    ]);
    const when = { when: 'debtor.CreditLineSales > 500' };
    const { cursors } = await look(stage, {}, when);
    await enterOrders(
      stage,
      customers.map((customer) => orderOf(customer, 1, 100)),
    );
    await look(stage, cursors, when);

    expect(await accountOf(stage, customers[0] ?? NOBODY)).toMatchObject({
      Exact_Credit_Line__c: null,
      Exact_Open_Orders__c: null,
    });
    expect(await accountOf(stage, customers[1] ?? NOBODY)).toMatchObject({ Exact_Available_Credit__c: 779 });
  });

  it('are looked at again once the settings say otherwise, and a rule that fails stops one account alone', async () => {
    const customers = await enterCustomers(stage, [
      { open: 0, fields: { CreditLineSales: 100, Code: '17' } },
      { open: 0, fields: { CreditLineSales: 100, Code: '123456789012345678' } },
    ]);
    const { cursors } = await look(stage);
    const fields = [{ to: 'Exact_Code__c', from: '"debtor Exact: " + debtor.Code', tooLong: 'issue' }];

    const { outcomes } = await look(stage, cursors, { fields });

    const told = outcomes.filter(({ error }) => error !== undefined);
    expect(told).toMatchObject([{ recordId: customers[1]?.debtorId, status: 'blocked' }]);
    expect(told[0]?.error?.message).toContain('Customer 2');
    expect(await accountOf(stage, customers[0] ?? NOBODY)).toMatchObject({
      Exact_Code__c: 'debtor Exact: 17',
    });
  });

  it('can be asked for by the account or by the debtor, and are shown before the flow is on', async () => {
    const [customer = NOBODY] = await enterCustomers(stage, [{ open: 0, fields: { CreditLineSales: 100 } }]);
    await enterOrders(stage, [orderOf(customer, 1, 10)]);
    const shown = await stage.walk(CREDIT, settings(), { kind: 'sample', count: 5 }, 'plan');
    expect(shown.operations).toMatchObject([{ recordId: customer.debtorId, action: 'update' }]);

    for (const id of [customer.accountId, customer.debtorId]) {
      await stage.salesforce.control('PATCH', `rows/Account/${customer.accountId}`, { Exact_Available_Credit__c: 1 });
      const { recordIds } = await stage.walk(CREDIT, settings(), { kind: 'records', ids: [id], explicit: true });
      expect(recordIds).toEqual([id]);
      expect(await accountOf(stage, customer)).toMatchObject({ Exact_Available_Credit__c: 87.9 });
    }
  });
});

describe('calls', () => {
  it('a hundred orders of as many debtors cost five calls of Exact and five of Salesforce at most, partly invoiced ones too', async () => {
    const customers = await enterCustomers(
      stage,
      Array.from({ length: 100 }, () => ({ open: 0, fields: { CreditLineSales: 1_000 } })),
    );
    const { cursors } = await look(stage);
    const ordered = await enterOrders(
      stage,
      customers.map((customer) => orderOf(customer, 2, 10)),
    );
    await Promise.all([stage.exact.spent(), stage.salesforce.spent()]);

    const second = await look(stage, cursors);

    expect(second.outcomes.filter(({ status }) => status === 'updated')).toHaveLength(100);
    expect((await stage.exact.spent()).counted).toBeLessThanOrEqual(5);
    expect((await stage.salesforce.spent()).counted).toBeLessThanOrEqual(5);

    for (const orderId of ordered) {
      const [line] = await linesOf(stage, orderId);
      await stage.exact.control('PATCH', `${LINES}/${String(line?.['ID'])}`, { QuantityInvoiced: 1 });
    }
    await Promise.all([stage.exact.spent(), stage.salesforce.spent()]);
    const third = await look(stage, { ...cursors, ...second.cursors });
    expect(third.outcomes.filter(({ status }) => status === 'updated')).toHaveLength(100);
    expect((await stage.exact.spent()).counted).toBeLessThanOrEqual(5);
    expect((await stage.salesforce.spent()).counted).toBeLessThanOrEqual(5);

    stage.clock.now = new Date(stage.clock.now.getTime() + 60_000);
    let later = { ...cursors, ...second.cursors, ...third.cursors };
    later = { ...later, ...(await look(stage, later)).cursors };
    await Promise.all([stage.exact.spent(), stage.salesforce.spent()]);
    await look(stage, later);
    expect((await stage.exact.spent()).counted).toBe(4);
    expect(await stage.salesforce.spent()).toEqual({ counted: 1, writes: 0 });
  });
});
