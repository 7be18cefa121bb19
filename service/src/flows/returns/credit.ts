import { TandemError } from '../../errors/index.ts';
import type { ExactCreditableInvoice } from '../../exact/index.ts';
import { amountText, Decimal, discounted, toDecimal } from '../../money/index.ts';
import { documentTotals, vatRates, type DocumentTotals } from '../../tax/index.ts';
import { decimalOf, itemOf, originalsIn, returnedPieces } from './content.ts';
import { invoicedParts, type InvoicedPart } from './invoiced.ts';
import { beyondInvoiced, invoicesDiffer, namesOf } from './problems.ts';
import type { Original, OriginalLineRow, ReturnFacts, ReturnInput, ReturnLineRow } from './types.ts';

/** A line of a credit note. */
export interface CreditLine {
  readonly line: ReturnLineRow;
  readonly quantity: Decimal;
  readonly part: InvoicedPart;
}

/** A credit note as it would be made. */
export interface Credit {
  readonly original: Original;
  /** The invoice whose debtor, journal and currency it has. */
  readonly invoice: ExactCreditableInvoice;
  readonly lines: readonly CreditLine[];
  readonly totals: DocumentTotals;
  readonly currency: string;
}

/** What goes in the same batch: credited before Exact shows it. */
export class Going {
  readonly #orderIds = new Set<string>();
  readonly #byPart = new Map<string, Decimal>();

  /** From now on it counts for those behind it. */
  add(orderId: string, { lines }: Credit): void {
    this.#orderIds.add(orderId);
    for (const { part, quantity } of lines) this.#byPart.set(part.key, this.of(part).plus(quantity));
  }

  /** How much of an invoiced part goes. */
  of({ key }: InvoicedPart): Decimal {
    return this.#byPart.get(key) ?? new Decimal(0);
  }

  /** The returns that count here, and the one that is weighed. */
  besides(orderId: string): ReadonlySet<string> {
    return new Set([...this.#orderIds, orderId]);
  }
}

/**
 * The credit note of a return: at the price and VAT code at which its products were invoiced, and never more of them than was invoiced
 * and not credited yet. Or why there is none. Pure.
 */
export function creditOf(input: ReturnInput, facts: ReturnFacts, going: Going): Credit | TandemError {
  const original = originalOf(input);
  if (original instanceof TandemError) return original;
  const wanted: CreditLine[] = [];
  for (const line of input.lines) {
    const found = creditLine(input, line, original, { going, before: wanted });
    if (found instanceof TandemError) return found;
    wanted.push(found);
  }
  const invoice = invoiceOf(input, wanted);
  if (invoice instanceof TandemError) return invoice;
  const rates = vatRates(facts.vatCodes);
  const currency = invoice.Currency ?? '';
  const priced = wanted.map(({ quantity, part }) => ({
    quantity,
    netPrice: part.netPrice,
    rate: rates.get(part.vatCode),
  }));
  return { original, invoice, lines: wanted, currency, totals: documentTotals(priced, currency || 'EUR') };
}

function originalOf(input: ReturnInput): Original | TandemError {
  const { order, lines } = input;
  const names = { order: order.OrderNumber };
  const at = { recordId: order.Id };
  const [first, second] = originalsIn(lines);
  if (lines.length === 0) return new TandemError('return_without_lines', names, at);
  if (first === undefined) return new TandemError('return_without_original', names, at);
  if (second !== undefined)
    return new TandemError('return_of_several_orders', { ...names, one: first.OrderNumber, other: second.OrderNumber }, at);
  const { original } = input;
  if (first.Exact_Id__c === null || original === undefined)
    return new TandemError('return_original_not_sent', { ...names, original: first.OrderNumber }, at);
  if (original.salesOrder === undefined)
    return new TandemError('return_original_gone', { ...names, original: first.OrderNumber }, at);
  return original;
}

function creditLine(
  input: ReturnInput,
  line: ReturnLineRow,
  original: Original,
  { going, before }: { readonly going: Going; readonly before: readonly CreditLine[] },
): CreditLine | TandemError {
  const { OriginalOrderItem: sold } = line;
  const quantity = returnedPieces(line);
  const names = namesOf(input, line);
  const at = (field: string) => ({ field, recordId: input.order.Id });
  if (sold == null) return new TandemError('return_without_original', names, at('OriginalOrderItemId'));
  if (quantity === undefined)
    return new TandemError(
      'order_price_quantity_unusable',
      { ...names, pieces: String(line.Price_Quantity__c) },
      at('Price_Quantity__c'),
    );
  if (!decimalOf(line.Quantity).isNegative() || quantity.isZero())
    return new TandemError(
      'return_quantity_unusable',
      { ...names, quantity: amountText(decimalOf(line.Quantity)) },
      at('Quantity'),
    );
  if (!decimalOf(line.UnitPrice).eq(decimalOf(sold.UnitPrice))) {
    const prices = { price: amountText(decimalOf(line.UnitPrice)), sold: amountText(decimalOf(sold.UnitPrice)) };
    return new TandemError('return_price_differs', { ...names, ...prices }, at('UnitPrice'));
  }
  const parts = invoicedParts(original, { itemId: itemOf(line), productId: sold.Product2Id }, going.besides(input.order.Id));
  if (parts.length === 0)
    return new TandemError('return_not_invoiced', { ...names, wanted: amountText(quantity) }, at('Quantity'));
  const part = soldAs(sold, parts);
  if (part === undefined) return new TandemError('return_price_unclear', names, at('UnitPrice'));
  const gone = before
    .filter((earlier) => earlier.part.key === part.key)
    .reduce((sum, earlier) => sum.plus(earlier.quantity), going.of(part));
  const possible = Decimal.max(part.possible.minus(gone), 0);
  if (quantity.gt(possible)) return beyondInvoiced(input, line, { part, quantity, possible, gone });
  return { line, quantity, part };
}

/** The part that was invoiced for this order product: by its line, else by its price, where there are several. */
function soldAs(sold: OriginalLineRow, parts: readonly InvoicedPart[]): InvoicedPart | undefined {
  const lineId = (sold.Exact_Line_Id__c ?? '').toLowerCase();
  const ofLine = parts.filter(({ orderLineIds }) => orderLineIds.has(lineId));
  const candidates = ofLine.length > 0 ? ofLine : parts;
  const [only, another] = candidates;
  if (another === undefined) return only;
  const pieces = decimalOf(sold.Price_Quantity__c ?? 1);
  const price = discounted(decimalOf(sold.UnitPrice), [
    toDecimal(sold.Discount_Percent__c),
    toDecimal(sold.Order?.Discount_Percent__c),
  ]).div(pieces);
  const priced = candidates.filter(({ netPrice }) => netPrice.eq(price));
  return priced.length === 1 ? priced[0] : undefined;
}

/** All of it is on invoices of one debtor, in one currency, without a discount on the whole document. */
function invoiceOf(input: ReturnInput, lines: readonly CreditLine[]): ExactCreditableInvoice | TandemError {
  const headers = lines.flatMap(({ part }) => part.headers);
  const [first] = headers;
  const same = (field: 'InvoiceTo' | 'OrderedBy' | 'Currency' | 'Journal'): boolean =>
    headers.every((header) => header[field] === first?.[field]);
  if (first === undefined || !same('InvoiceTo') || !same('OrderedBy') || !same('Currency') || !same('Journal'))
    return invoicesDiffer(input, headers);
  const reduced = headers.find(
    ({ Discount, AmountDiscount }) => !decimalOf(Discount).isZero() || !decimalOf(AmountDiscount).isZero(),
  );
  if (reduced === undefined) return first;
  const params = { order: input.order.OrderNumber, invoice: String(reduced.InvoiceNumber ?? '') };
  return new TandemError('return_invoice_discounted', params, { recordId: input.order.Id });
}
