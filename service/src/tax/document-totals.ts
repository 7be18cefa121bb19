import { Decimal, roundMoney } from '../money/index.ts';
import { splitVat, type VatRate, type VatSplit } from './arithmetic.ts';

/** A line as Exact Online will compute it: net price times quantity, rounded by itself. */
export interface PricedLine {
  readonly quantity: Decimal;
  /** Price of one after discounts, on the basis of the rate; may have more decimals than the currency. */
  readonly netPrice: Decimal;
  /** Undefined when nobody but Exact knows which VAT code it will take. */
  readonly rate: VatRate | undefined;
}

/** Totals of a document. `vat` and `gross` are undefined when a line's rate is unknown. */
export interface DocumentTotals {
  readonly net: Decimal;
  readonly vat: Decimal | undefined;
  readonly gross: Decimal | undefined;
  /** Sum of the line amounts as they were priced, with VAT where the price has it: what Salesforce calls the total. */
  readonly priced: Decimal;
}

/** Quantity times net price, rounded half away from zero. */
export function lineAmount(line: PricedLine, currency: string): Decimal {
  return roundMoney(line.quantity.times(line.netPrice), currency);
}

/** Totals as Exact will store them: every line rounded by itself, the document is their sum. */
export function documentTotals(lines: readonly PricedLine[], currency: string): DocumentTotals {
  const zero = new Decimal(0);
  let [net, vat, gross, priced] = [zero, zero, zero, zero];
  let isVatKnown = true;
  for (const line of lines) {
    const amount = lineAmount(line, currency);
    const split: VatSplit =
      line.rate === undefined ? { net: amount, vat: zero, gross: amount } : splitVat(amount, line.rate, currency);
    isVatKnown &&= line.rate !== undefined;
    net = net.plus(split.net);
    vat = vat.plus(split.vat);
    gross = gross.plus(split.gross);
    priced = priced.plus(amount);
  }
  return { net, vat: isVatKnown ? vat : undefined, gross: isVatKnown ? gross : undefined, priced };
}
