import type { ExactSalesOrderLine } from '../../exact/index.ts';
import { matchOrderLines, productsAndParts, SETS_FIELD, setsIn, type ProductLine } from '../order-lines/index.ts';
import type { OrdersWithProducts } from './order-records.ts';
import type { OrderInput, OrderProductRow, OrderRow, SetInput } from './types.ts';

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
  const sent = productsAndParts(products.map(identityOf), setsIn(order[SETS_FIELD]));
  const { productOf, ambiguous, added } = matchOrderLines(
    lines.map((line) => ({ id: line.ID.toLowerCase(), item: (line.Item ?? '').toLowerCase(), number: line.LineNumber })),
    sent,
    isComplete,
  );
  const lineOf = new Map(
    lines.flatMap((line): [string, ExactSalesOrderLine][] => {
      const id = productOf.get(line.ID.toLowerCase());
      return id === undefined ? [] : [[id, line]];
    }),
  );
  const productById = new Map(products.map((product) => [product.Id, product]));
  const named = (ids: readonly string[]): ExactSalesOrderLine[] => lines.filter(({ ID: id }) => ids.includes(id.toLowerCase()));
  const matched = new Set(productOf.values());
  return {
    order,
    header: undefined,
    isGone: false,
    isWhole: false,
    // A set of which nobody can tell all lines is left as it is.
    sets: isComplete && ambiguous.length === 0 ? setsOf(products, sent, lineOf) : [],
    lines: lines.flatMap((line) => {
      const product = productById.get(productOf.get(line.ID.toLowerCase()) ?? '');
      return product === undefined ? [] : [{ line, product }];
    }),
    gone: isComplete ? products.filter((product) => identityOf(product).lineId !== '' && !matched.has(product.Id)) : [],
    ambiguous: named(ambiguous),
    added: named(added),
  };
}

function setsOf(
  products: readonly OrderProductRow[],
  sent: readonly ProductLine[],
  lineOf: ReadonlyMap<string, ExactSalesOrderLine>,
): SetInput[] {
  return products.flatMap((product) => {
    const parts = sent.flatMap(({ id, productId, part }) =>
      productId !== product.Id || part === undefined ? [] : [{ part, line: lineOf.get(id) }],
    );
    return parts.length === 0 ? [] : [{ product, parts }];
  });
}

/** What several streams say of one order, together. */
export function merged(inputs: readonly OrderInput[]): OrderInput[] {
  return [...Map.groupBy(inputs, ({ order }) => order.Id).values()].map((ofOne) =>
    ofOne.reduce((one, other) => ({
      ...one,
      header: other.header ?? one.header,
      isGone: one.isGone || other.isGone,
      isWhole: one.isWhole || other.isWhole,
      // The lines of an order that was read whole may come with two parts.
      lines: [...new Map([...one.lines, ...other.lines].map((each) => [each.line.ID, each])).values()],
      sets: [...new Map([...one.sets, ...other.sets].map((set) => [set.product.Id, set])).values()],
      gone: [...new Map([...one.gone, ...other.gone].map((product) => [product.Id, product])).values()],
      ambiguous: [...one.ambiguous, ...other.ambiguous],
      added: [...one.added, ...other.added],
    })),
  );
}

function identityOf({ Id: id, Exact_Line_Id__c: lineId, Product2: product }: OrderProductRow) {
  return { id, lineId: (lineId ?? '').toLowerCase(), item: (product?.Exact_Id__c ?? '').toLowerCase() };
}
