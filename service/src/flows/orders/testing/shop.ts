import { companyDay } from '../../../../../simulators/data/index.ts';
import { DIVISION, startStage, type Stage, type Walked } from '../../testing/stage.ts';
import { ORDERS } from '../index.ts';
import { PRODUCTS } from '../../products/index.ts';

export let stage: Stage;

const START = '2020-01-01T00:00:00Z';
export let entries: string[] = [];
export let itemIds: string[] = [];

export function settings(orders: object = {}, tables: object = {}): object {
  return {
    version: 1,
    divisions: [{ code: DIVISION, default: true }],
    flows: { products: { enabled: true }, orders: { enabled: true, sendFrom: START, ...orders } },
    tables,
  };
}

/** Three synced products at 1.50, 2.50 and 3.50 and both systems ready for orders. `document`: the settings they are synced by. */
export async function open(options: Parameters<typeof startStage>[0] = {}, document = settings()): Promise<void> {
  stage = await startStage(options);
  const isBelgian = options.exact?.divisions?.some(({ code, country }) => code === DIVISION && country === 'BE') === true;
  const rows = [0, 1, 2].map((index) => ({
    Code: `SKU-${index}`,
    Description: `Stuk ${index}`,
    Unit: 'pc',
    IsSalesItem: true,
    // A Belgian company has other codes.
    SalesVatCode: isBelgian ? '21' : '2',
  }));
  itemIds = await stage.createRows('logistics/Items', rows);
  await stage.createRows(
    'logistics/SalesItemPrices',
    itemIds.map((Item, index) => ({ Item, Currency: 'EUR', Quantity: 1, Unit: 'pc', Price: index + 1.5 })),
  );
  await stage.walk(PRODUCTS, document, { kind: 'changes', cursors: {}, full: false });
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

export const COMPANY = {
  Name: 'Bakker & Zn. B.V.',
  BillingStreet: 'Keizersgracht 12-B',
  BillingPostalCode: '1015 CN',
  BillingCity: 'Amsterdam',
  BillingCountry: 'Netherlands',
  Phone: '+31 20 123 45 67',
};
const PERSON = { FirstName: 'Jan', LastName: 'Bakker', Email: 'jan@bakker.example' };

export async function makeOrder(wanted: Wanted = {}): Promise<{ orderId: string; accountId: string }> {
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
        EffectiveDate: companyDay(),
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

export function send(ids: readonly string[], document: object = settings()): Promise<Walked> {
  return stage.walk(ORDERS, document, { kind: 'records', ids, explicit: true });
}

export const exactOrders = () => stage.exact.rows(`${DIVISION}/salesorder/SalesOrders`);
export const exactAccounts = () => stage.exact.rows(`${DIVISION}/crm/Accounts`);
export async function orderRow(orderId: string) {
  return (await stage.salesforce.rows('Order')).find((row) => row['Id'] === orderId) ?? {};
}
export async function forget(): Promise<void> {
  await stage.exact.spent();
  await stage.salesforce.spent();
}
