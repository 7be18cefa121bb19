import { linkRowsQuery, type LinkRow } from '../../links/index.ts';
import { isFurtherDivision } from '../../mapping/index.ts';
import { soqlIn } from '../../salesforce/index.ts';
import { accountsInDivision, contactsInDivision, customerRowsQuery } from '../customers/index.ts';
import type { FlowContext } from '../flow.ts';
import type { OrderSource } from './sources/index.ts';
import type { LineRow, OrderRow, OrderRows } from './types.ts';

/**
 * SOQL for the links of orders' customers and products in a further division; none in the default one, where the records themselves
 * say it. They fit into the call that reads the orders.
 */
export function rowQueriesOf(
  { configuration, division }: FlowContext,
  { object, fields, line }: OrderSource,
  orderIds: readonly string[],
): readonly string[] {
  if (!isFurtherDivision(configuration, division)) return [];
  return [
    customerRowsQuery(division, `(SELECT ${fields['AccountId']} FROM ${object} WHERE ${soqlIn('Id', orderIds)})`),
    linkRowsQuery(
      division,
      ['Product__c'],
      `Product__c IN (SELECT ${line.product} FROM ${line.object} WHERE ${soqlIn(line.parent, orderIds)})`,
    ),
  ];
}

/** Orders as the division of the flow sees them: their accounts, contacts and products have the ids of this division. */
export async function ordersInDivision(context: FlowContext, read: OrderRows, rows: readonly LinkRow[]): Promise<OrderRows> {
  const { orders, linesOf, contactsOf } = read;
  const accounts = await accountsInDivision(
    context,
    orders.flatMap(({ Account }) => Account ?? []),
    rows,
  );
  const itemOf = new Map(rows.flatMap(({ Product__c, Exact_Id__c }) => (Product__c == null ? [] : [[Product__c, Exact_Id__c]])));
  const inDivision = (order: OrderRow): OrderRow => ({
    ...order,
    ...(order.Account == null ? {} : { Account: accounts.get(order.Account.Id) ?? order.Account }),
    ...(order.BillToContact == null
      ? {}
      : { BillToContact: contactsInDivision(context, [order.BillToContact], rows)[0] ?? null }),
  });
  // An item that no row tells of is looked for in this division before anything is posted.
  const withItem = (line: LineRow): LineRow => {
    const itemId = itemOf.get(line.Product2?.Id ?? '');
    return itemId === undefined || line.Product2 == null
      ? line
      : { ...line, Product2: { ...line.Product2, Exact_Id__c: itemId } };
  };
  return {
    orders: orders.map(inDivision),
    linesOf: new Map([...linesOf].map(([orderId, lines]) => [orderId, lines.map(withItem)])),
    contactsOf: new Map([...contactsOf].map(([id, contacts]) => [id, contactsInDivision(context, contacts, rows)])),
  };
}
