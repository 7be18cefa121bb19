import type { ExactSalesOrderLine } from '../../exact/index.ts';
import { matchOrderLines } from '../order-lines/index.ts';
import type { OrdersWithProducts } from './order-records.ts';
import type { OrderInput, OrderProductRow, OrderRow } from './types.ts';

/** Lines of one sales order as its order has them. */
export interface Matched {
  /** Of the sales order, in lower case. */
  readonly id: string;
  readonly input: OrderInput;
}

/**
 * Lines by lower-case id of their sales order, with the order products that they are. `isComplete`: these are all lines that Exact has,
 * so that an order product which bears another one has lost its line. Pure.
 */
export function inputsOf(
  linesOf: ReadonlyMap<string, readonly ExactSalesOrderLine[]>,
  { orders, products }: OrdersWithProducts,
  isComplete: boolean,
): Matched[] {
  return [...linesOf].flatMap(([id, lines]) => {
    const order = orders.get(id);
    return order === undefined ? [] : [{ id, input: inputOf(order, lines, products.get(order.Id) ?? [], isComplete) }];
  });
}

function inputOf(
  order: OrderRow,
  lines: readonly ExactSalesOrderLine[],
  products: readonly OrderProductRow[],
  isComplete: boolean,
): OrderInput {
  const { productOf, ambiguous, added } = matchOrderLines(
    lines.map((line) => ({ id: line.ID.toLowerCase(), item: (line.Item ?? '').toLowerCase(), number: line.LineNumber })),
    products.map((product, index) => ({ ...identityOf(product), place: index + 1 })),
    isComplete,
  );
  const productById = new Map(products.map((product) => [product.Id, product]));
  const named = (ids: readonly string[]): ExactSalesOrderLine[] => lines.filter(({ ID: id }) => ids.includes(id.toLowerCase()));
  const matched = new Set(productOf.values());
  return {
    order,
    header: undefined,
    isGone: false,
    isWhole: false,
    lines: lines.flatMap((line) => {
      const product = productById.get(productOf.get(line.ID.toLowerCase()) ?? '');
      return product === undefined ? [] : [{ line, product }];
    }),
    gone: isComplete ? products.filter((product) => identityOf(product).lineId !== '' && !matched.has(product.Id)) : [],
    ambiguous: named(ambiguous),
    added: named(added),
  };
}

/** What several streams say of one order, together. */
export function merged(inputs: readonly OrderInput[]): OrderInput[] {
  return [...Map.groupBy(inputs, ({ order }) => order.Id).values()].map((ofOne) =>
    ofOne.reduce((one, other) => ({
      ...one,
      header: other.header ?? one.header,
      isGone: one.isGone || other.isGone,
      isWhole: one.isWhole || other.isWhole,
      lines: [...one.lines, ...other.lines],
      gone: [...new Map([...one.gone, ...other.gone].map((product) => [product.Id, product])).values()],
      ambiguous: [...one.ambiguous, ...other.ambiguous],
      added: [...one.added, ...other.added],
    })),
  );
}

function identityOf({ Id: id, Exact_Line_Id__c: lineId, Product2: product }: OrderProductRow) {
  return { id, lineId: (lineId ?? '').toLowerCase(), item: (product?.Exact_Id__c ?? '').toLowerCase() };
}
