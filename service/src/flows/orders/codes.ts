import { phrase, TandemError, type ParamValue } from '../../errors/index.ts';
import { TABLES, type TableName } from '../../mapping/index.ts';
import type { FieldChange } from '../operation.ts';
import type { OrderFacts } from './types.ts';

/** Payment conditions are checked against Exact's list; a shipping method's code becomes the id Exact wants. */
export function resolveCode(change: FieldChange, facts: OrderFacts, order: string): FieldChange | TandemError {
  const code = String(change.to);
  const named = phrase('record_order', { order });
  if (change.field === 'PaymentCondition' && facts.paymentConditions !== undefined) {
    return facts.paymentConditions.some((row) => row.Code === code)
      ? change
      : notInExact('paymentConditions', named, code, 'what_payment_condition', change.field);
  }
  if (change.field !== 'ShippingMethod') return change;
  const method = facts.shippingMethods?.find((row) => row.Code === code);
  return method === undefined
    ? notInExact('shippingMethods', named, code, 'what_shipping_method', change.field)
    : { ...change, to: method.ID };
}

/** A value table names a code that Exact does not have. */
export function notInExact(
  table: TableName,
  value: ParamValue,
  exact: string,
  what: 'what_vat_code' | 'what_payment_condition' | 'what_shipping_method',
  field: string,
  recordId?: string,
): TandemError {
  const params = { table: TABLES[table].title, value, exact, what: phrase(what) };
  return new TandemError('value_not_in_exact', params, { field, recordId });
}
