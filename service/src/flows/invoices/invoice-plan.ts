import { TandemError } from '../../errors/index.ts';
import type { ExactSalesInvoice } from '../../exact/index.ts';
import { linkKey } from '../../links/index.ts';
import { applyRules, plannedChanges } from '../../mapping/index.ts';
import { toDecimal, type Decimal } from '../../money/index.ts';
import { isWanted } from '../condition.ts';
import type { Operation, Reference } from '../operation.ts';
import { amountOf, isCreditNote, signOf } from './amounts.ts';
import { actionOf, keptAmounts, ownChanges, type OwnValues } from './changes.ts';
import { DELETED, invoiceState, isProcessed, NOT_PROCESSED } from './invoice-state.ts';
import { emptiedLine, isGoneLine, lineOperation, onlyOrderOf } from './line-plan.ts';
import { labelOf, nameOf, numberOf, rulesOf, type InvoicePlanning } from './planning.ts';
import { INVOICE_OBJECT } from './settings.ts';
import type { TermState } from './term-state.ts';
import type { InvoiceInput, InvoiceRow, InvoicesInput } from './types.ts';

/** An invoice in a plan. */
export interface PlannedInvoice {
  readonly operations: readonly Operation[];
  /** What leads to its row; null where it has none. */
  readonly lookup: string | Reference | null;
}

/** The operations on the row of an invoice and on those of its lines. `terms`: all of this invoice, as they will stand. */
export function planInvoice(invoice: InvoiceInput, terms: readonly TermState[], planning: InvoicePlanning): PlannedInvoice {
  const { header, row } = invoice;
  const stays = row?.Id ?? null;
  if (invoice.isGone) return { operations: row === undefined ? [] : emptied(invoice, row, planning), lookup: stays };
  const { when } = planning.settings;
  const wanted = header === undefined || isWanted({ when, scope: { invoice: header }, record: nameOf(invoice) });
  if (wanted instanceof TandemError) return { operations: [blocked(invoice, wanted, planning)], lookup: stays };
  // One that has a row is followed on: what is open of it would be wrong one day.
  const isKnown = row !== undefined && row.Invoice_Status__c !== DELETED;
  if (!isKnown && (header === undefined || !wanted || isHistory(invoice, header, terms, planning)))
    return { operations: [], lookup: stays };
  const lookup = row?.Id ?? { ref: ofInvoice(invoice, planning).key };
  const operation = rowOperation(invoice, terms, planning);
  if (operation.action === 'block') return { operations: [operation], lookup: stays };
  const lines =
    header === undefined ? [] : invoice.lines.map((line) => lineOperation(line, header, { lookup, invoice, planning }));
  const gone = invoice.lineRows.filter((line) => isGoneLine(line, planning.input));
  return { operations: [operation, ...lines, ...gone.map((line) => emptiedLine(line, invoice))], lookup };
}

/** Of long ago, and nothing of it is open: it comes when a person asks for it. */
function isHistory(
  { isNamed }: InvoiceInput,
  header: ExactSalesInvoice,
  terms: readonly TermState[],
  { input: { facts } }: InvoicePlanning,
): boolean {
  if (isNamed || !isProcessed(header) || header.InvoiceDate === null || header.InvoiceDate >= facts.shownSince) return false;
  return !terms.some(({ isOpen }) => isOpen);
}

function rowOperation(invoice: InvoiceInput, terms: readonly TermState[], planning: InvoicePlanning): Operation {
  const { header, row } = invoice;
  const { input, settings } = planning;
  const base = ofInvoice(invoice, planning);
  const limits = input.facts.limits.get(INVOICE_OBJECT);
  const names = { record: nameOf(invoice), system: 'Salesforce' };
  const mapped =
    header === undefined
      ? { fields: [], problems: [] }
      : applyRules(rulesOf(settings, INVOICE_OBJECT), { invoice: header }, (field) => limits?.get(field), names);
  const [problem] = mapped.problems;
  if (problem !== undefined) return { ...base, action: 'block', reason: problem };
  const own = { ...(header === undefined ? {} : ofHeader(header, invoice, planning)), ...ofTerms(invoice, terms, planning) };
  const fields = [...plannedChanges(mapped.fields, row, { keepsEmpty: false }), ...ownChanges(own, row)];
  return { ...base, action: actionOf(row, fields), fields };
}

function ofHeader(header: ExactSalesInvoice, invoice: InvoiceInput, { debtor, account, input }: InvoicePlanning): OwnValues {
  const sign = signOf(header);
  const signed = (text: string | null): Decimal | null => toDecimal(text)?.times(sign) ?? null;
  return {
    Key__c: keyOf(invoice, input),
    Division__c: String(input.facts.division),
    Exact_Account_Id__c: debtor.debtorId,
    Account__c: account.Id,
    Invoice_Number__c: numberOf(invoice),
    Invoice_Kind__c: isCreditNote(header) ? 'Credit note' : 'Invoice',
    Invoice_Date__c: header.InvoiceDate,
    Due_Date__c: header.DueDate,
    Currency_Code__c: header.Currency,
    ...keptAmounts(input.facts, INVOICE_OBJECT, {
      Net_Amount__c: signed(header.AmountFCExclVat),
      Vat_Amount__c: signed(header.VATAmountFC),
      Gross_Amount__c: signed(header.AmountFC),
    }),
  };
}

/** What follows from what is open, and from which orders its lines are. */
function ofTerms(invoice: InvoiceInput, terms: readonly TermState[], { input }: InvoicePlanning): OwnValues {
  const { header, row, lineRows } = invoice;
  const document =
    header === undefined
      ? {
          isProcessed: row?.Invoice_Status__c !== NOT_PROCESSED,
          isCredit: row?.Invoice_Kind__c === 'Credit note',
          gross: amountOf(row?.Gross_Amount__c),
        }
      : {
          isProcessed: isProcessed(header),
          isCredit: isCreditNote(header),
          gross: amountOf(header.AmountFC).times(signOf(header)),
        };
  const { open, status, isPaid } = invoiceState(document, terms);
  const isOrderKnown = header !== undefined || lineRows.some((line) => isGoneLine(line, input));
  return {
    ...keptAmounts(input.facts, INVOICE_OBJECT, { Open_Amount__c: open }),
    Paid__c: isPaid,
    Invoice_Status__c: status,
    ...(isOrderKnown ? { Order__c: onlyOrderOf(invoice, input) } : {}),
  };
}

/** An invoice that is gone from Exact: its row stays and says nothing any more, since nothing is deleted. */
function emptied(invoice: InvoiceInput, row: InvoiceRow, planning: InvoicePlanning): Operation[] {
  const nothing = { Net_Amount__c: null, Vat_Amount__c: null, Gross_Amount__c: null, Open_Amount__c: null, Paid__c: false };
  const fields = ownChanges({ ...nothing, Invoice_Status__c: DELETED }, row);
  return [
    { ...ofInvoice(invoice, planning), action: actionOf(row, fields), fields },
    ...invoice.lineRows.map((line) => emptiedLine(line, invoice)),
  ];
}

function blocked(invoice: InvoiceInput, reason: TandemError, planning: InvoicePlanning): Operation {
  return { ...ofInvoice(invoice, planning), action: 'block', reason };
}

function ofInvoice(invoice: InvoiceInput, { input }: InvoicePlanning) {
  return {
    key: `salesforce/${INVOICE_OBJECT}/${keyOf(invoice, input)}`,
    recordId: invoice.invoiceId,
    label: labelOf(invoice),
    system: 'salesforce',
    object: INVOICE_OBJECT,
    targetId: invoice.row?.Id,
    fields: [],
    isMain: true,
  } as const;
}

function keyOf({ invoiceId }: InvoiceInput, { facts: { division } }: InvoicesInput): string {
  return linkKey({ division, entity: 'SalesInvoices', exactId: invoiceId });
}
