import { ruleFailure } from '../failure.ts';
import type { Row, Value } from '../schema/index.ts';
import type { Division } from '../store/division.ts';

export const DRAFT = 10;
export const OPEN = 20;
export const PROCESSED = 50;

export const INVOICE_STATUS_TEXTS: Readonly<Record<number, string>> = {
  [DRAFT]: 'Draft',
  [OPEN]: 'Open',
  [PROCESSED]: 'Processed',
};

export const INVOICE = 8020;
const CREDIT_NOTE = 8021;
const DIRECT_INVOICE = 8023;
const DIRECT_CREDIT_NOTE = 8024;

export const INVOICE_TYPE_TEXTS: Readonly<Record<number, string>> = {
  [INVOICE]: 'Sales invoice',
  [CREDIT_NOTE]: 'Sales credit note',
  [DIRECT_INVOICE]: 'Direct sales invoice',
  [DIRECT_CREDIT_NOTE]: 'Direct credit note',
};

export const isCredit = (header: Row): boolean => header['Type'] === CREDIT_NOTE || header['Type'] === DIRECT_CREDIT_NOTE;

/** A direct invoice delivers what it invoices: it moves the stock of its warehouse. */
export const isDirect = (header: Row): boolean => header['Type'] === DIRECT_INVOICE || header['Type'] === DIRECT_CREDIT_NOTE;

/** The type is known, and a warehouse stands on direct documents and nowhere else. */
export const checkType = (header: Row): void => {
  if (INVOICE_TYPE_TEXTS[Number(header['Type'])] === undefined) throw ruleFailure(`Invalid: Type - ${String(header['Type'])}`);
  const hasWarehouse = typeof header['Warehouse'] === 'string';
  if (isDirect(header) && !hasWarehouse) throw ruleFailure('Mandatory: Warehouse');
  if (!isDirect(header) && hasWarehouse)
    throw ruleFailure('Invalid: Warehouse - Only for direct sales invoices and direct credit notes');
};

/** A processed invoice can neither be changed nor deleted nor opened again, by nobody. */
export const refuseProcessed = (header: Row | undefined): void => {
  if (header?.['Status'] === PROCESSED) throw ruleFailure('Not allowed: The sales invoice is processed');
};

const SIGNED = ['Quantity', 'AmountFC', 'VATAmountFC'];

/**
 * Gives what a person enters on a line of a credit note the sign that this company shows. Which one the vendor shows is not
 * public (its text on G-account amounts speaks of negative ones), so a company may have either: see `creditNotes` of its options.
 */
export const signLine = (line: Row, header: Row, { options }: Division): void => {
  if (!isCredit(header)) return;
  const sign = options.creditNotes === 'positive' ? 1 : -1;
  const signed = (value: Value): Value => (typeof value === 'number' ? Math.abs(value) * sign : value);
  for (const field of SIGNED) if (line[field] !== undefined) line[field] = signed(line[field]);
};

/** What the customer owes because of an invoice, in its currency and with VAT; less than zero for a credit note. */
export const owedOf = (header: Row): number => {
  const amount = Number(header['AmountFC'] ?? 0);
  return isCredit(header) ? -Math.abs(amount) : amount;
};
