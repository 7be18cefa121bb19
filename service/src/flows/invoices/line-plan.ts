import type { ExactSalesInvoice, ExactSalesInvoiceLine } from '../../exact/index.ts';
import { linkKey, parseLinkKey } from '../../links/index.ts';
import { applyRules, plannedChanges } from '../../mapping/index.ts';
import { Decimal, toDecimal } from '../../money/index.ts';
import type { Operation, Reference } from '../operation.ts';
import { amountOf, signOf } from './amounts.ts';
import { actionOf, keptAmounts, ownChanges, type OwnValues } from './changes.ts';
import { labelOf, nameOf, rulesOf, type InvoicePlanning } from './planning.ts';
import { LINE_OBJECT } from './settings.ts';
import type { InvoiceInput, InvoicesInput, LateLine, LineRow } from './types.ts';

/** The invoice of a line in a plan. */
interface OfInvoice {
  /** What leads to its row. */
  readonly lookup: string | Reference;
  readonly invoice: InvoiceInput;
  readonly planning: InvoicePlanning;
}

/** The operation on the row of a line that Exact sent with its header. */
export function lineOperation(
  line: ExactSalesInvoiceLine,
  header: ExactSalesInvoice,
  { lookup, invoice, planning: { input, settings } }: OfInvoice,
): Operation {
  const key = lineKey(line, input);
  const row = invoice.lineRows.find((standing) => standing.Key__c === key);
  const base = ofLine(key, row, invoice);
  const limits = input.facts.limits.get(LINE_OBJECT);
  const scope = { line, invoice: header };
  const names = { record: nameOf(invoice), system: 'Salesforce' };
  const mapped = applyRules(rulesOf(settings, LINE_OBJECT), scope, (field) => limits?.get(field), names);
  const [problem] = mapped.problems;
  if (problem !== undefined) return { ...base, action: 'block', reason: problem };
  const sign = signOf(header);
  const own: OwnValues = {
    Key__c: key,
    Division__c: String(input.facts.division),
    Invoice__c: lookup,
    Order__c: orderOf(line, input),
    Exact_Item_Id__c: line.Item?.toLowerCase() ?? null,
    Product__c: input.productIds.get((line.Item ?? '').toLowerCase()) ?? null,
    ...keptAmounts(input.facts, LINE_OBJECT, {
      Line_Number__c: new Decimal(line.LineNumber),
      Quantity__c: amountOf(line.Quantity).times(sign),
      Net_Amount__c: toDecimal(line.AmountFC)?.times(sign) ?? null,
    }),
  };
  const fields = [...plannedChanges(mapped.fields, row, { keepsEmpty: false }), ...ownChanges(own, row)];
  return { ...base, action: actionOf(row, fields), fields };
}

/** A line whose item became a product after it was read. */
export function lateLineOperation({ row, productId }: LateLine): Operation {
  const invoice = row['Invoice__r'] as { readonly Key__c: string } | null;
  const invoiceId = parseLinkKey(invoice?.Key__c ?? '')?.exactId ?? row.Key__c;
  return {
    ...{ key: `salesforce/${LINE_OBJECT}/${row.Key__c}`, recordId: invoiceId, label: invoiceId, system: 'salesforce' },
    ...{ object: LINE_OBJECT, targetId: row.Id, isMain: true, action: 'update' },
    fields: ownChanges({ Product__c: productId }, row),
  };
}

/** A line that is gone: its row stays and says nothing any more. */
export function emptiedLine(row: LineRow, invoice: InvoiceInput): Operation {
  const fields = ownChanges({ Quantity__c: null, Net_Amount__c: null }, row);
  return { ...ofLine(row.Key__c, row, invoice), action: actionOf(row, fields), fields };
}

export function isGoneLine({ Key__c: key }: LineRow, { goneLineKeys }: InvoicesInput): boolean {
  return goneLineKeys.has(key);
}

/** The order that every line is of; null where there is none, or more than one. */
export function onlyOrderOf({ lines, lineRows }: InvoiceInput, input: InvoicesInput): string | null {
  const read = new Map(lines.map((line) => [lineKey(line, input), orderOf(line, input)]));
  const standing = lineRows
    .filter((line) => line.Quantity__c !== null && !read.has(line.Key__c) && !isGoneLine(line, input))
    .map((line) => line.Order__c);
  const [first = null, ...others] = new Set([...read.values(), ...standing]);
  return others.length === 0 ? first : null;
}

function orderOf({ SalesOrder: order }: ExactSalesInvoiceLine, { orderIds }: InvoicesInput): string | null {
  return orderIds.get((order ?? '').toLowerCase()) ?? null;
}

function lineKey({ ID: exactId }: ExactSalesInvoiceLine, { facts: { division } }: InvoicesInput): string {
  return linkKey({ division, entity: 'SalesInvoiceLines', exactId });
}

function ofLine(key: string, row: LineRow | undefined, invoice: InvoiceInput) {
  return {
    key: `salesforce/${LINE_OBJECT}/${key}`,
    recordId: invoice.invoiceId,
    label: labelOf(invoice),
    system: 'salesforce',
    object: LINE_OBJECT,
    targetId: row?.Id,
    fields: [],
    isMain: true,
  } as const;
}
