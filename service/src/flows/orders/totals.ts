import { amountInCurrency, amountText, Decimal, discounted, roundMoney, toDecimal } from '../../money/index.ts';
import { amountWithOrWithoutVat, documentTotals, lineAmount, type DocumentTotals, type VatRate } from '../../tax/index.ts';
import type { DocumentAmounts } from '../operation.ts';
import type { LineRow, OrderRow } from './types.ts';

/** A line with the price that is posted and the VAT rate where it is known. */
export interface TotalledLine {
  readonly row: LineRow;
  readonly quantity: Decimal;
  readonly netPrice: Decimal;
  readonly rate: VatRate | undefined;
  /** What is posted instead of it, on the same basis. */
  readonly parts?: readonly Omit<TotalledLine, 'row' | 'parts'>[];
}

/** An amount as people read it; without a currency where nobody tells which it is. */
export function moneyText(amount: Decimal, currency: string): string {
  return `${amountInCurrency(amount, currency)} ${currency}`.trim();
}

/** The amounts of a sales order as Exact or its order says them; undefined where they say not all. Throws a RangeError for a text that is no amount. */
export function documentAmounts(net: unknown, gross: unknown, currency: string): DocumentAmounts | undefined {
  const [withoutVat, withVat] = [toDecimal(net), toDecimal(gross)];
  if (withoutVat === null || withVat === null) return undefined;
  return { net: amountText(withoutVat), vat: amountText(withVat.minus(withoutVat)), gross: amountText(withVat), currency };
}

export interface TotalsCheck {
  readonly expected: DocumentTotals;
  /** What Exact will make of it, on the basis of Salesforce's prices. */
  readonly exact: Decimal;
  /** Salesforce's total, less the discounts of our fields. */
  readonly salesforce: Decimal;
}

/** Totals as Exact will compute them, next to what Salesforce says. Line by line, each rounded by itself. */
export function checkTotals(order: OrderRow, lines: readonly TotalledLine[], currency: string): TotalsCheck {
  const header = toDecimal(order['Discount_Percent__c']);
  let exact = new Decimal(0);
  let discount = new Decimal(0);
  for (const line of lines) {
    for (const part of line.parts ?? [line]) exact = exact.plus(amountOnSalesforceBasis({ ...part, row: line.row }, currency));
    const unitPrice = toDecimal(line.row.UnitPrice) ?? new Decimal(0);
    const full = roundMoney(line.quantity.times(unitPrice), currency);
    const reduced = roundMoney(
      line.quantity.times(discounted(unitPrice, [toDecimal(line.row['Discount_Percent__c']), header])),
      currency,
    );
    discount = discount.plus(full.minus(reduced));
  }
  const { source } = order;
  const total = toDecimal(order.TotalAmount) ?? new Decimal(0);
  const told = source.isTotalDiscounted ? total : total.minus(discount);
  // A record without a total has nothing to compare.
  const salesforce = source.fields['TotalAmount'] === undefined ? exact : told;
  const posted = lines.flatMap((line) => line.parts ?? [line]);
  return { expected: documentTotals(posted, currency), exact, salesforce };
}

/** True where the price of the product in Salesforce includes VAT. */
export function isPricedWithVat({ Product2 }: LineRow): boolean {
  return Product2?.Price_Includes_Vat__c === true;
}

function amountOnSalesforceBasis(line: TotalledLine, currency: string): Decimal {
  return amountWithOrWithoutVat(lineAmount(line, currency), line.rate, isPricedWithVat(line.row), currency);
}
