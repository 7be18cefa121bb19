import { phrase, TandemError } from '../../errors/index.ts';
import type { ExactCreditableInvoice } from '../../exact/index.ts';
import { amountText, type Decimal } from '../../money/index.ts';
import { originalsIn } from './content.ts';
import type { InvoicedPart } from './invoiced.ts';
import type { Invoice, ReturnInput, ReturnLineRow } from './types.ts';

/** What every problem of a line names: the return, the order that it takes back, and the product. */
export function namesOf({ order, lines }: ReturnInput, line: ReturnLineRow) {
  const product = line.OriginalOrderItem?.Product2;
  return {
    order: order.OrderNumber,
    original: originalsIn(lines)[0]?.OrderNumber ?? '',
    product: product?.ProductCode ?? product?.Name ?? '',
  };
}

/** More is wanted than was invoiced and is not credited yet. Where credit notes that tell nothing make the difference, they are named. */
export function beyondInvoiced(
  input: ReturnInput,
  line: ReturnLineRow,
  {
    part,
    quantity,
    possible,
    gone,
  }: Readonly<Record<'quantity' | 'possible' | 'gone', Decimal>> & { readonly part: InvoicedPart },
): TandemError {
  const params = {
    ...namesOf(input, line),
    ...{ wanted: amountText(quantity), invoiced: amountText(part.invoiced), possible: amountText(possible) },
  };
  const at = { field: 'Quantity', recordId: input.order.Id };
  const fitsElse = quantity.lte(part.possible.plus(part.unclearQuantity).minus(gone));
  if (!fitsElse) return new TandemError('return_beyond_invoiced', params, at);
  const credits = numbersOf(part.unclear.map(({ header }) => header));
  return new TandemError('return_credit_unclear', { ...params, credits }, at);
}

/** Its products are on invoices that no single credit note can take back. */
export function invoicesDiffer({ order }: ReturnInput, headers: readonly ExactCreditableInvoice[]): TandemError {
  const params = { order: order.OrderNumber, invoices: numbersOf(headers) };
  return new TandemError('return_invoices_differ', params, { recordId: order.Id });
}

/** A credit note that is not this return bears its reference. */
export function referenceTaken({ order, reference }: ReturnInput, existing: readonly Invoice[]): TandemError {
  const params = { order: order.OrderNumber, reference, numbers: numbersOf(existing.map(({ header }) => header)) };
  return new TandemError('return_reference_taken', params, { recordId: order.Id });
}

/** It is not in Exact any more: a person may have it made again, which a second one has to approve again. */
export function goneInExact({ order, intent }: ReturnInput): TandemError {
  const params = { order: order.OrderNumber, number: order.Exact_Number__c ?? intent?.exactNumber ?? '' };
  const alternatives = [{ label: phrase('send_again'), push: { sendAgain: 'true' } }];
  return new TandemError('return_gone_in_exact', params, { recordId: order.Id, alternatives });
}

/** Numbers of documents as people know them. */
export function numbersOf(headers: readonly ExactCreditableInvoice[]): string {
  return [...new Set(headers.map(numberOf))].filter((number) => number !== '').join(', ');
}

/** The number of a document; before it is processed that of its entry. */
export function numberOf({ InvoiceNumber: number, OrderNumber: entry }: ExactCreditableInvoice): string {
  const known = number === null || number === 0 ? entry : number;
  return known === null ? '' : String(known);
}
