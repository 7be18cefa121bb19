import { linkRowsQuery, type LinkRow } from '../../links/index.ts';
import { isFurtherDivision } from '../../mapping/index.ts';
import { soqlForValues, soqlIn, soqlName } from '../../salesforce/index.ts';
import type { FlowContext } from '../flow.ts';
import { RETURN_SETTINGS } from './settings.ts';
import type { OriginalLineRow, ReturnLineRow, ReturnRow, SiblingLineRow } from './types.ts';
import { RETURN } from './variables.ts';

/** What the flow itself reads of a reduction order. */
const HEADER = [
  ...['Id', 'OrderNumber', 'Status', 'StatusCode', 'IsReductionOrder', 'CreatedDate', 'ActivatedDate', 'SystemModstamp'],
  ...['Exact_Id__c', 'Exact_Number__c', 'Exact_Url__c', 'Exact_Order_Status__c', 'Exact_Net_Amount__c', 'Exact_Gross_Amount__c'],
  ...['Exact_Sync_Status__c', 'Exact_Sync_Problem__c', 'Exact_Sync_Action__c', 'Exact_Synced_At__c'],
];
const LINE = ['Id', 'OrderId', 'Quantity', 'UnitPrice', 'Price_Quantity__c', 'OriginalOrderItemId'];
const ORIGINAL_LINE = [
  ...['Id', 'OrderId', 'UnitPrice', 'Price_Quantity__c', 'Discount_Percent__c', 'Exact_Line_Id__c', 'Product2Id'],
  ...['Product2.Name', 'Product2.ProductCode', 'Product2.Exact_Id__c'],
  ...['Id', 'OrderNumber', 'Exact_Id__c', 'Exact_Url__c', 'Discount_Percent__c'].map((field) => `Order.${field}`),
];
const SIBLING = [
  ...['Id', 'OrderId', 'Quantity', 'Price_Quantity__c', 'OriginalOrderItemId', 'Order.OrderNumber', 'Order.Exact_Id__c'],
  ...['OriginalOrderItem.OrderId', 'OriginalOrderItem.Product2Id'],
];

/** Reduction orders with their products. */
export interface ReturnRows {
  readonly orders: readonly ReturnRow[];
  readonly linesOf: ReadonlyMap<string, readonly ReturnLineRow[]>;
}

/** Reads these orders with their products and the products that they take back. One call; one more in a further division. */
export async function readReturnRows(context: FlowContext, ids: readonly string[]): Promise<ReturnRows> {
  if (ids.length === 0) return { orders: [], linesOf: new Map() };
  const lineFields = [...LINE, ...ORIGINAL_LINE.map((field) => `OriginalOrderItem.${field}`)];
  const [orders = [], lines = []] = await context.salesforce.queryMany([
    `SELECT ${(await headerFields(context)).join(', ')} FROM Order WHERE ${soqlIn('Id', ids)}`,
    `SELECT ${lineFields.join(', ')} FROM OrderItem WHERE ${soqlIn('OrderId', ids)} ORDER BY OrderId, OrderItemNumber`,
  ]);
  const inDivision = await withItemsOfDivision(context, lines as ReturnLineRow[]);
  return { orders: orders as ReturnRow[], linesOf: Map.groupBy(inDivision, ({ OrderId: orderId }) => orderId) };
}

/** Own fields of a reduction order, with its account. */
export async function headerFields({ salesforce, configuration }: Pick<FlowContext, 'salesforce' | 'configuration'>) {
  const { fields } = await salesforce.describe('Order');
  const { when } = RETURN_SETTINGS.of(configuration);
  const named = (when?.references ?? []).map(({ field }) => field);
  const own = [...HEADER, ...Object.keys(RETURN.fields), ...named].filter((field) => fields.has(field));
  return [...new Set(own), 'Account.Name'].map(soqlName);
}

/** Products of all reduction orders of these originals, themselves among them. One call. */
export async function readSiblings({ salesforce }: FlowContext, originalIds: readonly string[]): Promise<SiblingLineRow[]> {
  const queries = soqlForValues(
    'OriginalOrderItem.OrderId',
    [...new Set(originalIds)],
    (condition) => `SELECT ${SIBLING.join(', ')} FROM OrderItem WHERE Order.IsReductionOrder = true AND ${condition}`,
  );
  return queries.length === 0 ? [] : (await salesforce.queryMany<SiblingLineRow>(queries)).flat();
}

/** In a further division a product is known by the row of its item. */
async function withItemsOfDivision(
  { configuration, division, salesforce }: FlowContext,
  lines: readonly ReturnLineRow[],
): Promise<readonly ReturnLineRow[]> {
  if (!isFurtherDivision(configuration, division)) return lines;
  const products = [...new Set(lines.flatMap(({ OriginalOrderItem: original }) => original?.Product2Id ?? []))];
  const queries = soqlForValues('Product__c', products, (condition) => linkRowsQuery(division, ['Product__c'], condition));
  const rows = queries.length === 0 ? [] : (await salesforce.queryMany<LinkRow>(queries)).flat();
  const itemOf = new Map(rows.flatMap(({ Product__c, Exact_Id__c }) => (Product__c == null ? [] : [[Product__c, Exact_Id__c]])));
  const withItem = (original: OriginalLineRow): OriginalLineRow => ({
    ...original,
    ...(original.Product2 == null
      ? {}
      : { Product2: { ...original.Product2, Exact_Id__c: itemOf.get(original.Product2Id ?? '') ?? null } }),
  });
  return lines.map((line) =>
    line.OriginalOrderItem == null ? line : { ...line, OriginalOrderItem: withItem(line.OriginalOrderItem) },
  );
}
