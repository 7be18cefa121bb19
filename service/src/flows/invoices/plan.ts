import type { PlanMoment, PlanSteps } from '../flow.ts';
import { oneMainEach } from '../one-main.ts';
import type { Operation } from '../operation.ts';
import { eachInTurn, withoutPauses } from '../turns.ts';
import { auditOperation } from './audit-operation.ts';
import { balanceOperation, withoutAccount } from './balance.ts';
import { planInvoice } from './invoice-plan.ts';
import { lateLineOperation } from './line-plan.ts';
import { numberOf } from './planning.ts';
import { INVOICE_SETTINGS, type InvoicesConfiguration } from './settings.ts';
import { plannedTerm, termOperation, type PlannedTerm } from './terms.ts';
import type { DebtorInput, InvoiceInput, InvoicesInput } from './types.ts';

/** From invoices and receivables of Exact to rows and balances in Salesforce. Pure. */
export function planInvoices(input: InvoicesInput, moment: PlanMoment): readonly Operation[] {
  return withoutPauses(planInvoicesInSteps(input, moment));
}

/** The same with a pause after each debtor: a batch of a first load has thousands. */
export function* planInvoicesInSteps(input: InvoicesInput, { configuration }: PlanMoment): PlanSteps {
  const settings = INVOICE_SETTINGS.of(configuration);
  const planned = yield* eachInTurn(input.debtors, (debtor) => planDebtor(debtor, input, settings));
  return oneMainEach([...planned.flat(), ...input.lateLines.map(lateLineOperation), ...input.audited.map(auditOperation)]);
}

/** Invoices of one debtor, what he owes because of them, and his balance, which is worked out of that. */
function planDebtor(debtor: DebtorInput, input: InvoicesInput, settings: InvoicesConfiguration): Operation[] {
  const { account, invoices } = debtor;
  if (account === undefined) return [withoutAccount(debtor)];
  const terms = debtor.terms.map(plannedTerm);
  const termsOf = Map.groupBy(terms, (term) => invoiceOf(term, invoices));
  const operations: Operation[] = [];
  for (const invoice of invoices) {
    const own = termsOf.get(invoice) ?? [];
    const states = own.flatMap(({ after }) => after ?? []);
    const { operations: planned, lookup } = planInvoice(invoice, states, { debtor, account, input, settings });
    // One that has no row and gets none: what is owed because of it is the debtor's all the same.
    const leads = planned.length === 0 && lookup === null ? undefined : { invoice, lookup };
    operations.push(...planned, ...own.flatMap((term) => termOperation(term, debtor, leads, input.facts) ?? []));
  }
  const money = termsOf.get(undefined) ?? [];
  operations.push(...money.flatMap((term) => termOperation(term, debtor, undefined, input.facts) ?? []));
  const balance = balanceOperation(debtor, account, terms, input.facts);
  return balance === undefined ? operations : [...operations, balance];
}

/**
 * The invoice of a term: that of its number; where several bear it, since numbers begin again each year, that of its day. Undefined
 * for money, and for what is no sales invoice, such as an opening balance.
 */
function invoiceOf({ before, after }: PlannedTerm, invoices: readonly InvoiceInput[]): InvoiceInput | undefined {
  const { number, invoiceDate } = after ?? before ?? { number: null, invoiceDate: null };
  if (number === null) return undefined;
  const [only, ...others] = invoices.filter((invoice) => numberOf(invoice) === number);
  if (others.length === 0) return only;
  return [only, ...others].find((invoice) => (invoice?.header?.InvoiceDate ?? invoice?.row?.Invoice_Date__c) === invoiceDate);
}
