import {
  ACCOUNTS,
  ADDRESSES,
  CONTACTS,
  NEW_ITEMS,
  SALES_ORDER_LINES,
  SALES_ORDERS,
  type ExactWritableField,
  type ExactWritableFields,
} from '../exact/index.ts';

/** What plans and rules call the objects of Exact Online that they fill, with their writable fields. */
export const EXACT_TARGETS = {
  Account: ACCOUNTS.writable,
  Contact: CONTACTS.writable,
  Address: ADDRESSES.writable,
  SalesOrder: SALES_ORDERS.writable,
  Line: SALES_ORDER_LINES.writable,
  Item: NEW_ITEMS.writable,
} as const satisfies Readonly<Record<string, ExactWritableFields>>;

export type ExactTarget = keyof typeof EXACT_TARGETS;

/** The field's facts, or undefined for one that Exact does not have or Tandem must not write. */
export function exactTargetField(object: ExactTarget, field: string): ExactWritableField | undefined {
  const fields: ExactWritableFields = EXACT_TARGETS[object];
  return Object.hasOwn(fields, field) ? fields[field] : undefined;
}
