import { phrase, type TandemError } from '../../../errors/index.ts';
import type { FormulaScope } from '../../../mapping/index.ts';
import { isWanted } from '../../condition.ts';
import { customerScope } from '../../customers/index.ts';
import { lineScope } from '../line-scope.ts';
import type { OrdersConfiguration } from '../settings.ts';
import type { LineRow, OrderInput } from '../types.ts';
import { MISSING_CONDITION } from './settings.ts';

/** What becomes of an order product whose product has no item, or why that cannot be told; `none` for one that has an item. Pure. */
export function missingChoice(
  row: LineRow,
  input: Pick<OrderInput, 'order' | 'customer'>,
  { missingProducts: { use }, furtherConditions }: OrdersConfiguration,
): 'none' | 'stop' | 'create' | 'placeholder' | TandemError {
  const { Product2: product } = row;
  if (product == null) return 'stop';
  if (product.Exact_Id__c != null) return 'none';
  if (use === 'stop') return 'stop';
  const wanted = isWanted({
    when: furtherConditions.get(MISSING_CONDITION),
    scope: rowScope(row, input),
    record: phrase('record_order_product', { order: input.order.OrderNumber, product: product.ProductCode ?? product.Name }),
  });
  return wanted === true ? use : wanted === false ? 'stop' : wanted;
}

/** What rules and the condition may name of an order product. */
export function rowScope(row: LineRow, { customer }: Pick<OrderInput, 'customer'>): FormulaScope {
  return { ...customerScope(customer), line: lineScope(row), product: row.Product2 ?? undefined };
}
