import { amount, date, integer, key, rowVersion, text, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const TERM_FIELDS = {
  ID: key(),
  /** The debtor. */
  Account: text(),
  AccountCode: text(),
  AccountName: text(),
  /** Companies differ in its sign: see `TransactionAmountFC`. */
  AmountFC: amount(),
  AmountDC: amount(),
  /** Of the whole entry: positive where the customer owes it. */
  TransactionAmountFC: amount(),
  /** 20 sales entry, 21 credit note, 40 money. */
  TransactionType: integer(),
  Currency: text(),
  /** 20 open, 30 selected for collection, 40 collected, 50 matched. */
  Status: integer(),
  /** Empty for money. The ids of a term are those of ledger entries: number and debtor alone lead to the invoice. */
  InvoiceNumber: integer(),
  InvoiceDate: date(),
  DueDate: date(),
  EndDate: date(),
  LastPaymentDate: date(),
} as const;

const SYNCED_FIELDS = { Timestamp: rowVersion(), ...TERM_FIELDS } as const;

/** A part of what a customer owes, or of what he paid. Amounts are decimal texts. */
export type ExactPaymentTerm = RowOf<typeof TERM_FIELDS>;

/** The change stream of receivables, 1,000 a page; filter with `newerThan`. */
export const SYNC_PAYMENT_TERMS = resource({ path: 'sync/Cashflow/PaymentTerms', key: 'ID', fields: SYNCED_FIELDS });

/** The same by `Account`, `ID` or `InvoiceNumber`, 1,000 a page. */
export const BULK_RECEIVABLES = resource({ path: 'bulk/Cashflow/Receivables', key: 'ID', fields: TERM_FIELDS });
