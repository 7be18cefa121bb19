import { Decimal } from 'decimal.js';
import { companyDay } from '../../../simulators/data/index.ts';
import { DIVISION, type World } from '../support/world.ts';

type Row = Readonly<Record<string, unknown>>;

/** What a salesperson entered, to be compared with what arrived. */
export interface EnteredOrder {
  readonly orderId: string;
  readonly accountId: string;
  readonly email: string;
  readonly lines: readonly { readonly itemCode: string; readonly quantity: number; readonly unitPrice: number }[];
}

/** The two systems as they stand. */
export interface Books {
  readonly orders: readonly Row[];
  readonly accounts: readonly Row[];
  readonly exactOrders: readonly Row[];
  readonly exactLines: readonly Row[];
  readonly exactAccounts: readonly Row[];
  readonly exactContacts: readonly Row[];
  readonly exactAddresses: readonly Row[];
}

const ITEMS = [
  { Code: 'GOOD-1', Description: 'Thing one', Unit: 'pc', IsSalesItem: true, SalesVatCode: '2' },
  { Code: 'GOOD-2', Description: 'Thing two', Unit: 'pc', IsSalesItem: true, SalesVatCode: '1' },
  { Code: 'SET', Description: 'Things together', Unit: 'pc', IsSalesItem: true, SalesVatCode: '2' },
  { Code: 'PART-1', Description: 'Part one', Unit: 'pc', IsSalesItem: true, SalesVatCode: '2' },
  { Code: 'PART-2', Description: 'Part two', Unit: 'pc', IsSalesItem: true, SalesVatCode: '2' },
] as const;
const PRICES = { 'GOOD-1': 12.35, 'GOOD-2': 0.99, SET: 30, 'PART-1': 20, 'PART-2': 5 } as const;
/** What is on each order, the set last. */
const ORDERED = ['GOOD-1', 'GOOD-2', 'SET'] as const;
/** What one set is made of: by their prices its parts cost as much as it does. */
const PARTS = { 'PART-1': 1, 'PART-2': 2 } as const;

/** Enters items with prices in Exact, one of which is a set, and brings them over, so that orders can be entered. */
export async function stockShop(world: World): Promise<void> {
  await world.exact.seed(DIVISION, { 'logistics/Items': ITEMS });
  const items = await world.exact.rows(DIVISION, 'logistics/Items');
  const idOf = (code: string): string => String(items.find((item) => item['Code'] === code)?.['ID']);
  await world.exact.seed(DIVISION, {
    'logistics/SalesItemPrices': Object.entries(PRICES).map(([code, Price]) => ({
      ...{ Item: idOf(code), Currency: 'EUR', Quantity: 1, Unit: 'pc', Price },
    })),
    'inventory/AssemblyBillOfMaterialMaterials': Object.entries(PARTS).map(([code, Quantity]) => ({
      ...{ AssembledItem: idOf('SET'), PartItem: idOf(code), Quantity },
    })),
  });
  const run = await world.run({ flow: 'products', mode: 'apply' });
  if (run['state'] !== 'succeeded') throw new Error(`the shop was not stocked: ${JSON.stringify(run)}`);
  const set = (await world.salesforce.rows('Product2')).find((row) => row['ProductCode'] === 'SET');
  await world.salesforce.seed([{ object: 'Product2', id: String(set?.['Id']), fields: { Exact_Set__c: true } }]);
}

/**
 * Enters an activated order of a customer nobody knows, with a contact and goods that go elsewhere: sending it takes every
 * step there is. With `customer` it is one of a customer that is there.
 */
export async function enterOrder(world: World, name: string, customer?: EnteredOrder): Promise<EnteredOrder> {
  const email = customer?.email ?? `${name.toLowerCase()}@trade.example`;
  const accountId = customer?.accountId ?? (await enterCustomer(world, name, email));
  const entries = await standardEntries(world);
  const lines = ORDERED.map((code, index) => ({ itemCode: code, quantity: index + 2, unitPrice: PRICES[code] }));
  const [orderId = ''] = await world.salesforce.seed([
    {
      object: 'Order',
      fields: {
        Name: name,
        AccountId: accountId,
        EffectiveDate: companyDay(),
        Status: 'Draft',
        Pricebook2Id: entries.bookId,
        ShippingStreet: `Havenweg ${email.length}`,
        ShippingPostalCode: '3011 AA',
        ShippingCity: 'Rotterdam',
        ShippingCountry: 'Netherlands',
      },
    },
  ]);
  await world.salesforce.seed(
    lines.map(({ itemCode, quantity, unitPrice }) => ({
      object: 'OrderItem',
      fields: {
        OrderId: orderId,
        PricebookEntryId: entries.idOf(itemCode),
        Quantity: quantity,
        UnitPrice: unitPrice,
      },
    })),
  );
  await world.salesforce.seed([{ object: 'Order', id: orderId, fields: { Status: 'Activated' } }]);
  return { orderId, accountId, email, lines };
}

async function enterCustomer(world: World, name: string, email: string): Promise<string> {
  const [accountId = ''] = await world.salesforce.seed([
    {
      object: 'Account',
      fields: {
        Name: `${name} B.V.`,
        BillingStreet: 'Keizersgracht 12-B',
        BillingPostalCode: '1015 CN',
        BillingCity: 'Amsterdam',
        BillingCountry: 'Netherlands',
      },
    },
  ]);
  await world.salesforce.seed([
    { object: 'Contact', fields: { AccountId: accountId, FirstName: 'Jo', LastName: `van ${name}`, Email: email } },
  ]);
  return accountId;
}

async function standardEntries(world: World): Promise<{ bookId: string; idOf: (itemCode: string) => string }> {
  const book = (await world.salesforce.rows('Pricebook2')).find((row) => row['IsStandard'] === true);
  const products = await world.salesforce.rows('Product2');
  const entries = await world.salesforce.rows('PricebookEntry');
  return {
    bookId: String(book?.['Id']),
    idOf: (itemCode) => {
      const product = products.find((row) => row['ProductCode'] === itemCode);
      return String(entries.find((row) => row['Product2Id'] === product?.['Id'])?.['Id']);
    },
  };
}

/** Reads both systems. */
export async function readBooks(world: World): Promise<Books> {
  const exact = (path: string) => world.exact.rows(DIVISION, path);
  return {
    orders: await world.salesforce.rows('Order'),
    accounts: await world.salesforce.rows('Account'),
    exactOrders: await exact('salesorder/SalesOrders'),
    exactLines: await exact('salesorder/SalesOrderLines'),
    exactAccounts: await exact('crm/Accounts'),
    exactContacts: await exact('crm/Contacts'),
    exactAddresses: await exact('crm/Addresses'),
  };
}

/** Everything that is wrong with one order, in words; empty when Exact has it exactly once and the org says so. */
export function faultsOf(entered: EnteredOrder, books: Books): string[] {
  const order = books.orders.find((row) => row['Id'] === entered.orderId);
  if (order === undefined) return ['the order is gone from the org'];
  const made = books.exactOrders.filter((row) => row['YourRef'] === order['OrderNumber']);
  const [first] = made;
  if (first === undefined) return [`lost: Exact has no order ${String(order['OrderNumber'])}`];
  if (made.length > 1) return [`doubled: Exact has ${made.length} orders ${String(order['OrderNumber'])}`];
  const account = books.accounts.find((row) => row['Id'] === entered.accountId);
  const debtors = books.exactAccounts.filter((row) => row['Email'] === entered.email);
  const contacts = books.exactContacts.filter((row) => row['Email'] === entered.email);
  const total = entered.lines.reduce((sum, line) => sum.plus(new Decimal(line.unitPrice).times(line.quantity)), new Decimal(0));
  const addresses = books.exactAddresses.filter((row) => same(row['Account'], debtors[0]?.['ID']) && Number(row['Type']) === 4);
  return [
    ...differs('debtors in Exact', debtors.length, 1),
    ...differs('contacts in Exact', contacts.length, 1),
    ...differs('delivery addresses in Exact', addresses.length, 1),
    ...differs('ordered by', lower(first['OrderedBy']), lower(debtors[0]?.['ID'])),
    ...differs('delivered to', lower(first['DeliveryAddress']), lower(addresses[0]?.['ID'])),
    ...differs('main contact', lower(debtors[0]?.['MainContact']), lower(contacts[0]?.['ID'])),
    ...differs('lines', linesIn(books, first), linesOf(entered)),
    ...differs('net amount in Exact', money(first['AmountFCExclVat']), total.toFixed(2)),
    ...differs('Exact id on the order', lower(order['Exact_Id__c']), lower(first['OrderID'])),
    ...differs('Exact number on the order', String(order['Exact_Number__c']), String(first['OrderNumber'])),
    ...differs('status on the order', order['Exact_Sync_Status__c'], 'Sent'),
    ...differs('problem on the order', order['Exact_Sync_Problem__c'] ?? null, null),
    ...differs('net amount on the order', money(order['Exact_Net_Amount__c']), total.toFixed(2)),
    ...differs('Exact id on the account', lower(account?.['Exact_Id__c']), lower(debtors[0]?.['ID'])),
  ];
}

function linesIn(books: Books, order: Row): string {
  return books.exactLines
    .filter((line) => same(line['OrderID'], order['OrderID']))
    .map((line) => `${String(line['ItemCode'])} ${String(line['Quantity'])} x ${money(line['NetPrice'])}`)
    .sort()
    .join(', ');
}

function linesOf(entered: EnteredOrder): string {
  return entered.lines
    .flatMap((line) => (line.itemCode === 'SET' ? partsOf(line.quantity) : [line]))
    .map((line) => `${line.itemCode} ${line.quantity} x ${money(line.unitPrice)}`)
    .sort()
    .join(', ');
}

function partsOf(sets: number): EnteredOrder['lines'] {
  const codes = ['PART-1', 'PART-2'] as const;
  return codes.map((code) => ({ itemCode: code, quantity: sets * PARTS[code], unitPrice: PRICES[code] }));
}

function differs(what: string, actual: unknown, expected: unknown): string[] {
  return actual === expected ? [] : [`wrong: ${what} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`];
}

function same(one: unknown, other: unknown): boolean {
  return lower(one) === lower(other);
}

function lower(value: unknown): string {
  return String(value).toLowerCase();
}

function money(value: unknown): string {
  return value === undefined || value === null ? 'nothing' : new Decimal(String(value)).toFixed(2);
}
