import { DIVISION } from '../../testing/stage.ts';
import { makeOrder, send, stage } from '../../orders/testing/shop.ts';

type Row = Readonly<Record<string, unknown>>;

/** An order that was sent, on both sides. */
export interface SentOrder {
  /** In Salesforce. */
  readonly id: string;
  /** In Exact. */
  readonly exactId: string;
  readonly accountId: string;
}

/** Sends an order with these lines, one of three pieces where none are given; of a new account where none is named. */
export async function sendOrder(lines?: readonly object[], document?: object, accountId?: string): Promise<SentOrder> {
  const { orderId: id, accountId: account } = await makeOrder({
    ...(lines === undefined ? {} : { lines }),
    ...(accountId === undefined ? {} : { accountId }),
  });
  await send([id], document);
  const order = (await stage.salesforce.rows('Order')).find((row) => row['Id'] === id);
  return { id, exactId: String(order?.['Exact_Id__c']), accountId: account };
}

/** Lines of a sales order in Exact by their numbers. */
export async function linesInExact({ exactId }: SentOrder): Promise<Row[]> {
  const lines = await stage.exact.rows(`${DIVISION}/salesorder/SalesOrderLines`);
  return lines
    .filter((line) => line['OrderID'] === exactId)
    .toSorted((one, other) => Number(one['LineNumber']) - Number(other['LineNumber']));
}

/** Order products of an order in the order in which they were sent. */
export async function productsOf({ id }: SentOrder): Promise<Row[]> {
  const products = await stage.salesforce.rows('OrderItem');
  return products
    .filter((product) => product['OrderId'] === id)
    .toSorted((one, other) => String(one['OrderItemNumber']).localeCompare(String(other['OrderItemNumber'])));
}

/** What somebody changes in Exact. */
export async function changeInExact(path: string, id: unknown, fields: object): Promise<void> {
  await stage.exact.control('PATCH', `rows/${DIVISION}/${path}/${String(id)}`, fields);
}

/** What somebody deletes there. */
export async function deleteInExact(path: string, id: unknown): Promise<void> {
  await stage.exact.control('DELETE', `rows/${DIVISION}/${path}/${String(id)}`);
}
