import { linkKey } from '../../links/index.ts';
import type { Operation, Reference } from '../operation.ts';
import { actionOf, keptAmounts, ownChanges } from './changes.ts';
import { labelOf } from './planning.ts';
import { RECEIVABLE_OBJECT } from './settings.ts';
import { readState, standingState, type TermState } from './term-state.ts';
import type { DebtorInput, InvoiceFacts, InvoiceInput, TermInput } from './types.ts';

/** A term before and after: undefined where there is none. */
export interface PlannedTerm {
  readonly input: TermInput;
  readonly before: TermState | undefined;
  readonly after: TermState | undefined;
}

export function plannedTerm(input: TermInput): PlannedTerm {
  const before = standingState(input);
  if (input.isGone) return { input, before, after: undefined };
  return { input, before, after: input.term === undefined ? before : readState(input.term) };
}

/** Counts for nothing on the account, and never will. */
function isLongSettled({ isOpen, settledOn }: TermState, { shownSince }: InvoiceFacts): boolean {
  return !isOpen && settledOn !== null && settledOn < shownSince;
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
  if (row === undefined && of === undefined && after !== undefined && isLongSettled(after, facts)) return undefined;
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
