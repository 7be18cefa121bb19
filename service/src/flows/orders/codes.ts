import { TandemError } from '../../errors/index.ts';
import { TABLE_TITLES, type TableName } from '../../mapping/index.ts';
import type { FieldChange } from '../flow.ts';
import type { OrderFacts } from './types.ts';

/** Payment conditions are checked against Exact's list; a shipping method's code becomes the id Exact wants. */
export function resolveCode(change: FieldChange, facts: OrderFacts, order: string): FieldChange | TandemError {
  const code = String(change.to);
  if (change.field === 'PaymentCondition' && facts.paymentConditions !== undefined) {
    return facts.paymentConditions.some((row) => row.code === code)
      ? change
      : notInExact('paymentConditions', `order ${order}`, code, 'payment condition', change.field);
  }
  if (change.field !== 'ShippingMethod') return change;
  const method = facts.shippingMethods?.find((row) => row.code === code);
  return method === undefined
    ? notInExact('shippingMethods', `order ${order}`, code, 'shipping method', change.field)
    : { ...change, to: method.id };
}

/** A value table names a code that Exact does not have. */
export function notInExact(
  table: TableName,
  value: string,
  exact: string,
  what: string,
  field: string,
  recordId?: string,
): TandemError {
  return new TandemError('value_not_in_exact', { table: TABLE_TITLES[table], value, exact, what }, { field, recordId });
}
