import { linkKey } from '../../links/index.ts';
import { Decimal } from '../../money/index.ts';
import type { Operation, Reference } from '../operation.ts';
import { amountOf, numberText, owedOf } from './amounts.ts';
import { actionOf, keptAmounts, ownChanges } from './changes.ts';
import { labelOf } from './planning.ts';
import { RECEIVABLE_OBJECT } from './settings.ts';
import type { DebtorInput, InvoiceFacts, InvoiceInput, TermInput } from './types.ts';

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

/** A term before and after: undefined where there is none. */
export interface PlannedTerm {
  readonly input: TermInput;
  readonly before: TermState | undefined;
  readonly after: TermState | undefined;
}

export function plannedTerm(input: TermInput): PlannedTerm {
  const before = standing(input);
  if (input.isGone) return { input, before, after: undefined };
  return { input, before, after: input.term === undefined ? before : read(input.term) };
}

/** The operation on the row of a term; undefined where nothing was read of it and it leads to its invoice already. */
export function termOperation(
  { input: { termId, term, row, isGone }, after }: PlannedTerm,
  { debtorId, label, account }: DebtorInput,
  of: { readonly invoice: InvoiceInput; readonly lookup: string | Reference | null } | undefined,
  facts: InvoiceFacts,
): Operation | undefined {
  const key = linkKey({ division: facts.division, entity: 'PaymentTerms', exactId: termId });
  const base = {
    key: `salesforce/${RECEIVABLE_OBJECT}/${key}`,
    recordId: of?.invoice.invoiceId ?? debtorId,
    label: of === undefined ? label : labelOf(of.invoice),
    system: 'salesforce',
    object: RECEIVABLE_OBJECT,
    targetId: row?.Id,
    // An invoice that cannot be shown is not shown in part.
    isMain: of === undefined || of.lookup !== null,
  } as const;
  const link = of?.lookup ?? row?.Invoice__c ?? null;
  const isLinked = typeof link === 'string' && row?.Invoice__c === link;
  if (isGone) {
    if (row === undefined) return undefined;
    const fields = ownChanges({ Amount__c: null, Company_Amount__c: null, Is_Open__c: false, Settled_On__c: null }, row);
    return { ...base, action: actionOf(row, fields), fields };
  }
  if (term === undefined || after === undefined) {
    if (row === undefined || link === null || isLinked) return undefined;
    return { ...base, action: 'update', fields: ownChanges({ Invoice__c: link }, row) };
  }
  const own = {
    Key__c: key,
    Division__c: String(facts.division),
    Exact_Account_Id__c: debtorId,
    Account__c: account?.Id ?? null,
    Invoice__c: link,
    Invoice_Number__c: after.number,
    Invoice_Date__c: after.invoiceDate,
    Due_Date__c: after.dueDate,
    Currency_Code__c: term.Currency,
    ...keptAmounts(facts, RECEIVABLE_OBJECT, { Amount__c: after.amount, Company_Amount__c: after.companyAmount }),
    Is_Open__c: after.isOpen,
    Settled_On__c: after.settledOn,
  };
  const fields = ownChanges(own, row);
  return { ...base, action: actionOf(row, fields), fields };
}

/** What is open of terms, in the currency of the document. */
export function openOf(terms: readonly TermState[]): Decimal {
  return terms.reduce((sum, { isOpen, amount }) => (isOpen ? sum.plus(amount) : sum), new Decimal(0));
}

function read(term: NonNullable<TermInput['term']>): TermState {
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

function standing({ row }: TermInput): TermState | undefined {
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
