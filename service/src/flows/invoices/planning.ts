import { phrase, type Phrase } from '../../errors/index.ts';
import { isProcessed } from './invoice-state.ts';
import type { InvoicesConfiguration } from './settings.ts';
import { numberText } from './amounts.ts';
import type { DebtorAccount, DebtorInput, InvoiceInput, InvoicesInput } from './types.ts';

/** What planning an invoice needs besides itself. */
export interface InvoicePlanning {
  readonly debtor: DebtorInput;
  readonly account: DebtorAccount;
  readonly input: InvoicesInput;
  readonly settings: InvoicesConfiguration;
}

/** Number of the invoice; null until Exact has given one. */
export function numberOf({ header, row }: InvoiceInput): string | null {
  return header === undefined ? (row?.Invoice_Number__c ?? null) : isProcessed(header) ? numberText(header.InvoiceNumber) : null;
}

/** What a person calls it: its number, else what the customer calls it. */
export function labelOf(invoice: InvoiceInput): string {
  return numberOf(invoice) ?? invoice.header?.YourRef ?? invoice.row?.Invoice_Number__c ?? invoice.invoiceId;
}

/** As problems name it. */
export function nameOf(invoice: InvoiceInput): Phrase {
  return phrase('record_invoice', { invoice: labelOf(invoice) });
}

/** The rules for one of the objects. */
export function rulesOf({ rules }: InvoicesConfiguration, object: string): readonly InvoicesConfiguration['rules'][number][] {
  return rules.filter((rule) => rule.object === object);
}
