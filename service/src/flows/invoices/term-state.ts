import { Decimal } from '../../money/index.ts';
import { amountOf, numberText, owedOf } from './amounts.ts';
import type { TermInput } from './types.ts';

/** Matched with a payment or a credit note; whatever else a term is, it is not settled. */
const MATCHED = 50;

/** What a term says, in signs and words of our own. */
export interface TermState {
  /** Empty for money. */
  readonly number: string | null;
  readonly invoiceDate: string | null;
  readonly dueDate: string | null;
  readonly settledOn: string | null;
  readonly isOpen: boolean;
  /** What the customer owes because of it, in the currency of the document and in that of the company. */
  readonly amount: Decimal;
  readonly companyAmount: Decimal;
}

/** What is open of terms, in the currency of the document. */
export function openOf(terms: readonly TermState[]): Decimal {
  return terms.reduce((sum, { isOpen, amount }) => (isOpen ? sum.plus(amount) : sum), new Decimal(0));
}

/** As Exact has it. */
export function readState(term: NonNullable<TermInput['term']>): TermState {
  const isOpen = term.Status !== MATCHED;
  return {
    number: numberText(term.InvoiceNumber),
    invoiceDate: term.InvoiceDate,
    dueDate: term.DueDate,
    // A rest that is open has a day of payment too: that of its other part.
    settledOn: isOpen ? null : (term.LastPaymentDate ?? term.EndDate),
    isOpen,
    amount: owedOf(term, 'AmountFC'),
    companyAmount: owedOf(term, 'AmountDC'),
  };
}

/** As it stands. */
export function standingState({ row }: TermInput): TermState | undefined {
  if (row === undefined || row.Amount__c === null) return undefined;
  return {
    number: row.Invoice_Number__c,
    invoiceDate: row.Invoice_Date__c,
    dueDate: row.Due_Date__c,
    settledOn: row.Settled_On__c,
    isOpen: row.Is_Open__c,
    amount: amountOf(row.Amount__c),
    companyAmount: amountOf(row.Company_Amount__c),
  };
}
