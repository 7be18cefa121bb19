import type { ExactGoodsDeliveryLine } from '../../exact/index.ts';
import { soqlForValues } from '../../salesforce/index.ts';
import type { FlowContext } from '../flow.ts';
import {
  matchOrderLines,
  productsAndParts,
  SETS_FIELD,
  setsIn,
  withItemsOfDivision,
  type OrderProductRow,
} from '../order-lines/index.ts';
import type { KnownOfLines, SentOrder } from './delivery-records.ts';
import type { Delivered } from './types.ts';

const FIELDS = 'Id, OrderId, Product2Id, Exact_Line_Id__c, Product2.ProductCode, Product2.Exact_Id__c';

/**
 * What these lines deliver, by lower-case id of the line of the sales order: the order product that bears it; else of an order with that
 * number, which Tandem sent, the one with the item at its place, or whose part that is. None of what Tandem never sent. One call more where
 * an order product does not bear its line, as none does that was sent as its parts.
 */
export async function deliveredBy(
  context: FlowContext,
  lines: readonly ExactGoodsDeliveryLine[],
  { products, orders }: Pick<KnownOfLines, 'products' | 'orders'>,
): Promise<ReadonlyMap<string, Delivered>> {
  const delivered = new Map<string, Delivered>();
  const open = new Map<SentOrder, Map<string, ExactGoodsDeliveryLine>>();
  for (const line of lines) {
    const id = orderLineOf(line);
    const [product, order] = [products.get(id), orders.get(line.SalesOrderNumber ?? '')];
    if (product !== undefined)
      delivered.set(id, {
        orderId: product.OrderId,
        orderNumber: product.Order?.OrderNumber ?? '',
        accountId: product.Order?.AccountId ?? null,
        orderProductId: product.Id,
        productId: product.Product2Id,
      });
    else if (order !== undefined) open.set(order, (open.get(order) ?? new Map<string, ExactGoodsDeliveryLine>()).set(id, line));
  }
  const rows = await productsOf(
    context,
    [...open.keys()].map(({ Id: id }) => id),
  );
  for (const [order, ofOrder] of open) {
    const rowsOfOrder = rows.get(order.Id) ?? [];
    const sent = productsAndParts(
      rowsOfOrder.map((row) => ({
        id: row.Id,
        lineId: (row.Exact_Line_Id__c ?? '').toLowerCase(),
        item: (row.Product2?.Exact_Id__c ?? '').toLowerCase(),
      })),
      setsIn(order[SETS_FIELD]),
    );
    const { productOf } = matchOrderLines(
      [...ofOrder].map(([id, line]) => ({ id, item: (line.Item ?? '').toLowerCase(), number: line.SalesOrderLineNumber })),
      sent,
      false,
    );
    const { Id: orderId, OrderNumber: orderNumber, AccountId: accountId } = order;
    for (const id of ofOrder.keys()) {
      const brought = sent.find((each) => each.id === productOf.get(id));
      const orderProductId = brought?.productId ?? null;
      // What a part brings is no piece of its set.
      const isPart = brought?.part !== undefined;
      const productId = isPart ? null : (rowsOfOrder.find((row) => row.Id === orderProductId)?.Product2Id ?? null);
      delivered.set(id, { orderId, orderNumber, accountId, orderProductId, productId });
    }
  }
  return delivered;
}

/** Id, in lower case, of the line of the sales order that a line delivers. */
export function orderLineOf({ SalesOrderLineID: id }: ExactGoodsDeliveryLine): string {
  return (id ?? '').toLowerCase();
}

async function productsOf(context: FlowContext, orderIds: readonly string[]): Promise<ReadonlyMap<string, OrderProductRow[]>> {
  const queries = soqlForValues(
    'OrderId',
    orderIds,
    (condition) => `SELECT ${FIELDS} FROM OrderItem WHERE ${condition} ORDER BY OrderId, OrderItemNumber`,
  );
  const rows = (await context.salesforce.queryMany<OrderProductRow>(queries)).flat();
  return Map.groupBy(await withItemsOfDivision(context, rows), ({ OrderId: orderId }) => orderId);
}
