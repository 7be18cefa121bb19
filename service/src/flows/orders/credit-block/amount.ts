import { phrase, type ParamValue } from '../../../errors/index.ts';
import { toDecimal, Decimal } from '../../../money/index.ts';
import { documentTotals, vatCodeOfLine, vatRates } from '../../../tax/index.ts';
import type { OrderBody } from '../order-body.ts';
import { moneyText } from '../totals.ts';
import type { OrderFacts } from '../types.ts';

/** What an order takes of a credit line. */
export interface OrderAmount {
  readonly amount: Decimal;
  readonly currency: string;
  /** The amount as people read it. */
  readonly told: ParamValue;
}

/**
 * The total of an order with VAT: what is certain, else by the code that Exact takes for each line as far as anybody knows it (the
 * debtor's, else the item's). Without VAT where a code is not known, which it says. Pure.
 */
export function amountOfOrder(
  { totals, lines, currency: ofOrder }: OrderBody,
  vatCodeOfDebtor: string | null | undefined,
  companyCurrency: string,
  { vatCodes = [], items }: OrderFacts,
): OrderAmount {
  const currency = ofOrder === '' ? companyCurrency : ofOrder;
  const rates = vatRates(vatCodes);
  const posted = lines.map((values) => {
    const ofItem = items?.get((values['Item'] ?? '').toLowerCase())?.vatCode ?? null;
    const { code } = vatCodeOfLine({ ofLine: values['VATCode'], ofDebtor: () => vatCodeOfDebtor, ofItem }, vatCodes);
    return { quantity: numberIn(values['Quantity']), netPrice: numberIn(values['NetPrice']), rate: rates.get(code ?? '') };
  });
  const amount = totals.expected.gross ?? documentTotals(posted, currency || 'EUR').gross;
  if (amount !== undefined) return { amount, currency, told: moneyText(amount, currency) };
  const { net } = totals.expected;
  return { amount: net, currency, told: phrase('amount_without_vat', { amount: moneyText(net, currency) }) };
}

function numberIn(text: string | undefined): Decimal {
  return toDecimal(text ?? null) ?? new Decimal(0);
}
