import { companyDay, type StoredRow } from '../../../simulators/data/index.ts';
import { DIVISION, type Answer, type World } from './world.ts';

/** An open issue as `GET /v1/issues` tells it. */
export interface OpenIssue {
  readonly id: string;
  readonly recordId: string;
  readonly label: string;
  readonly code: string;
  readonly title: string;
  readonly message: string;
  readonly action: string;
  readonly field: string | null;
  readonly attempts: number;
  readonly state: string;
}

/** What an order of the shop differs in from a good one. */
export interface OrderWish {
  readonly account?: StoredRow;
  readonly contact?: StoredRow;
  readonly order?: StoredRow;
  /** Code of the product and what it costs; SKU-1 at 1.50 when not set. */
  readonly lines?: readonly { readonly code: string; readonly price: number }[];
  readonly isDraft?: boolean;
}

export interface MadeOrder {
  readonly orderId: string;
  readonly number: string;
  readonly accountId: string;
  readonly contactId: string;
}

/** An item as an ERP user enters it. */
export function item(code: string, fields: StoredRow = {}): Record<string, string | number | boolean> {
  return {
    Code: code,
    Description: `Thing ${code}`,
    Unit: 'pc',
    IsSalesItem: true,
    IsStockItem: true,
    SalesVatCode: '2',
    ...fields,
  };
}

/** Enters items with a sales price in Exact; a price of `undefined` enters none. Answers their ids by code. */
export async function enterItems(
  world: World,
  items: readonly { readonly row: Record<string, string | number | boolean>; readonly price: number | undefined }[],
): Promise<ReadonlyMap<string, string>> {
  await world.exact.seed(DIVISION, { 'logistics/Items': items.map(({ row }) => row) });
  const ids = new Map(
    (await world.exact.rows(DIVISION, 'logistics/Items')).map((row) => [String(row['Code']), String(row['ID'])]),
  );
  const prices = items.flatMap(({ row, price }) =>
    price === undefined
      ? []
      : [
          {
            Item: ids.get(String(row['Code'])) ?? '',
            Currency: 'EUR',
            Quantity: 1,
            Unit: String(row['Unit'] || 'pc'),
            Price: price,
          },
        ],
  );
  if (prices.length > 0) await world.exact.seed(DIVISION, { 'logistics/SalesItemPrices': prices });
  return ids;
}

/** A product made by hand in Salesforce, with a standard price or without one; Exact knows nothing of it. Answers its id. */
export async function enterHandmadeProduct({ salesforce }: World, code: string, price: number | undefined): Promise<string> {
  const product = { Name: `Handmade ${code}`, ProductCode: code, IsActive: true };
  const [productId = ''] = await salesforce.seed([{ object: 'Product2', fields: product }]);
  if (price === undefined) return productId;
  const pricebook = (await salesforce.rows('Pricebook2')).find((row) => row['IsStandard'] === true);
  const entry = { Pricebook2Id: String(pricebook?.['Id']), Product2Id: productId, UnitPrice: price, IsActive: true };
  await salesforce.seed([{ object: 'PricebookEntry', fields: entry }]);
  return productId;
}

/** Enters a customer with one order in Salesforce, as an administrator would. */
export async function enterOrder(world: World, name: string, wish: OrderWish = {}): Promise<MadeOrder> {
  const { salesforce } = world;
  const account = {
    Name: name,
    BillingStreet: 'Damrak 1',
    BillingPostalCode: '1012 LG',
    BillingCity: 'Amsterdam',
    BillingCountry: 'Netherlands',
  };
  const [accountId = ''] = await salesforce.seed([{ object: 'Account', fields: { ...account, ...wish.account } }]);
  const person = { AccountId: accountId, FirstName: 'Jo', LastName: name, Email: `${name.toLowerCase()}@example.com` };
  const [contactId = ''] = await salesforce.seed([{ object: 'Contact', fields: { ...person, ...wish.contact } }]);
  const pricebook = (await salesforce.rows('Pricebook2')).find((row) => row['IsStandard'] === true);
  const header = { AccountId: accountId, Status: 'Draft', EffectiveDate: companyDay(), Pricebook2Id: String(pricebook?.['Id']) };
  const [orderId = ''] = await salesforce.seed([{ object: 'Order', fields: { ...header, ...wish.order } }]);
  for (const { code, price } of wish.lines ?? [{ code: 'SKU-1', price: 1.5 }]) await enterLine(world, orderId, code, price);
  if (wish.isDraft !== true) await salesforce.seed([{ id: orderId, object: 'Order', fields: { Status: 'Activated' } }]);
  const order = (await salesforce.rows('Order')).find((row) => row['Id'] === orderId);
  return { orderId, number: String(order?.['OrderNumber']), accountId, contactId };
}

export async function enterLine(world: World, orderId: string, code: string, price: number): Promise<void> {
  const product = (await world.salesforce.rows('Product2')).find((row) => row['ProductCode'] === code);
  const entry = (await world.salesforce.rows('PricebookEntry')).find((row) => row['Product2Id'] === product?.['Id']);
  const fields = { OrderId: orderId, PricebookEntryId: String(entry?.['Id']), Quantity: 2, UnitPrice: price };
  await world.salesforce.seed([{ object: 'OrderItem', fields }]);
}

export async function orderRow(world: World, orderId: string): Promise<StoredRow> {
  return (await world.salesforce.rows('Order')).find((row) => row['Id'] === orderId) ?? {};
}

export async function productRow(world: World, code: string): Promise<StoredRow> {
  return (await world.salesforce.rows('Product2')).find((row) => row['ProductCode'] === code) ?? {};
}

/** Sales orders in Exact that carry this order's number. */
export async function exactOrdersOf(world: World, number: string): Promise<readonly StoredRow[]> {
  return (await world.exact.rows(DIVISION, 'salesorder/SalesOrders')).filter((row) => row['YourRef'] === number);
}

export async function openIssues(world: World, flow: string): Promise<readonly OpenIssue[]> {
  const { body } = await world.api('GET', `/v1/issues?flow=${flow}&state=open`);
  return body['items'] as readonly OpenIssue[];
}

/** A change by a person in Exact. */
export function changeInExact(world: World, path: string, id: string, fields: object): Promise<Answer> {
  return steer(world.exactUrl, 'PATCH', `rows/${DIVISION}/${path}/${id}`, fields);
}

/** A request to the control interface of a simulator. */
export async function steer(url: string, method: string, route: string, body?: object): Promise<Answer> {
  const response = await fetch(`${url}/_control/${route}`, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${route}: ${response.status} ${text}`);
  return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
}
