import { phrase, type TandemError } from '../../../errors/index.ts';
import type { FormulaScope } from '../../../mapping/index.ts';
import { isWanted } from '../../condition.ts';
import { customerScope } from '../../customers/index.ts';
import { lineScope } from '../line-scope.ts';
import { SETS_CONDITION, type OrdersConfiguration } from '../settings.ts';
import type { LineRow, OrderInput } from '../types.ts';

/** Whether the settings want an order product to be sent as its parts, or why that cannot be told. Pure. */
export function isSentAsParts(
  row: LineRow,
  { order, customer }: Pick<OrderInput, 'order' | 'customer'>,
  { sets, furtherConditions }: OrdersConfiguration,
): boolean | TandemError {
  const { Product2: product } = row;
  if (sets.send !== 'parts' || product?.Exact_Set__c !== true) return false;
  const scope: FormulaScope = { ...customerScope(customer), line: lineScope(row), product };
  const named = { order: order.OrderNumber, product: product.ProductCode ?? product.Name };
  return isWanted({ when: furtherConditions.get(SETS_CONDITION), scope, record: phrase('record_order_product', named) });
}
