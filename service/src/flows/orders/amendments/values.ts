import { createHash } from 'node:crypto';
import { plainText } from '../../../mapping/index.ts';
import { amountText, Decimal, roundMoney, toDecimal } from '../../../money/index.ts';

/** Values of a header or a line by field, each in the one spelling that both sides are compared in; empty where there is none. */
export type Values = Readonly<Record<string, string>>;
/** Hashes of values, by field; none of a field that is empty. */
export type Hashes = Readonly<Record<string, string>>;

/** What may be changed of a line that is there, its item first. `Amount` is what quantity and net price come to. */
const LINE_FIELDS = [
  ...['Item', 'Quantity', 'Amount', 'VATCode', 'UnitCode', 'Description', 'Notes', 'DeliveryDate', 'CostCenter', 'CostUnit'],
] as const;
/** What may be changed of a header. */
const HEADER_FIELDS = [
  ...['YourRef', 'Description', 'OrderDate', 'DeliveryDate', 'PaymentCondition', 'PaymentReference', 'ShippingMethod', 'Remarks'],
] as const;
/** What is emptied where Salesforce says it no more; Exact fills the others itself. */
export const CLEARABLE: ReadonlySet<string> = new Set(['Notes', 'CostCenter', 'CostUnit', 'PaymentReference', 'Remarks']);

const GUIDS: ReadonlySet<string> = new Set(['Item', 'ShippingMethod']);

/** A line as it would be posted, or as Exact has it. */
export function lineValues(line: object, currency: string): Values {
  const row = line as Readonly<Record<string, unknown>>;
  const quantity = number(row['Quantity']);
  const amount = roundMoney(quantity.times(number(row['NetPrice'])), currency || 'EUR');
  const numbers = { Quantity: amountText(quantity), Amount: amountText(amount) };
  return Object.fromEntries(
    LINE_FIELDS.map((field) => [field, field === 'Quantity' || field === 'Amount' ? numbers[field] : text(field, row[field])]),
  );
}

/** A header as it would be posted, or as Exact has it. */
export function headerValues(header: object): Values {
  const row = header as Readonly<Record<string, unknown>>;
  return Object.fromEntries(HEADER_FIELDS.map((field) => [field, text(field, row[field])]));
}

function hashOf(field: string, value: string, salt: string): string {
  return createHash('sha256').update(`${salt}\n${field}\n${value}`).digest('base64url').slice(0, 10);
}

/** `salt`: what keeps equal values of two records from looking equal. */
export function hashesOf(values: Values, salt: string): Hashes {
  const said = Object.entries(values).filter(([, value]) => value !== '');
  return Object.fromEntries(said.map(([field, value]) => [field, hashOf(field, value, salt)]));
}

/** True where a line is what was agreed, as far as that says anything. Both are hashes. */
export function isAs(line: Hashes, agreed: Hashes): boolean {
  return Object.entries(agreed).every(([field, hash]) => hash === line[field]);
}

/** True where two lines are of the same item in the same quantity for the same amount. */
export function isSameLine(one: Values, other: Values): boolean {
  return ['Item', 'Quantity', 'Amount'].every((field) => one[field] === other[field]);
}

function text(field: string, value: unknown): string {
  const plain = plainText(value).replaceAll('\r\n', '\n').trim();
  return GUIDS.has(field) ? plain.toLowerCase() : plain;
}

function number(value: unknown): Decimal {
  return toDecimal(typeof value === 'string' || typeof value === 'number' ? value : null) ?? new Decimal(0);
}
