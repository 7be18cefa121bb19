import {
  amountInCurrency,
  convertPrice,
  Decimal,
  discounted,
  documentTotals,
  lineAmount,
  roundMoney,
  splitVat,
  toDecimal,
  type DocumentTotals,
  type VatRate,
} from '../../money/index.ts';
import type { LineRow, OrderRow } from './types.ts';

/** A line with the price that is posted and the VAT rate where it is known. */
export interface TotalledLine {
  readonly row: LineRow;
  readonly quantity: Decimal;
  readonly netPrice: Decimal;
  readonly rate: VatRate | undefined;
}

/** An amount as people read it; without a currency where nobody tells which it is. */
export function moneyText(amount: Decimal, currency: string): string {
  return `${amountInCurrency(amount, currency)} ${currency}`.trim();
}

export interface TotalsCheck {
  readonly expected: DocumentTotals;
  /** What Exact will make of it, on the basis of Salesforce's prices. */
  readonly exact: Decimal;
  /** Salesforce's total, less the discounts of our fields. */
  readonly salesforce: Decimal;
}

/**
 * A price of Salesforce on the basis that the line's VAT code wants: a code of type "including" takes prices with VAT, one of
 * type "excluding" without. Unknown rates leave the price as it is. Cut at ten decimals, far below what a cent can notice.
 */
export function postedPrice(price: Decimal, line: LineRow, rate: VatRate | undefined): Decimal {
  if (rate === undefined || rate.basis === 'none') return price;
  const converted = convertPrice(price, isIncluding(line) ? 'including' : 'excluding', rate.basis, rate.fraction);
  return converted.toDecimalPlaces(10);
}

/** Totals as Exact will compute them, next to what Salesforce says. Line by line, each rounded by itself. */
export function checkTotals(order: OrderRow, lines: readonly TotalledLine[], currency: string): TotalsCheck {
  const header = toDecimal(order['Discount_Percent__c']);
  let exact = new Decimal(0);
  let discount = new Decimal(0);
  for (const line of lines) {
    exact = exact.plus(amountOnSalesforceBasis(line, currency));
    const unitPrice = toDecimal(line.row.UnitPrice) ?? new Decimal(0);
    const full = roundMoney(line.quantity.times(unitPrice), currency);
    const reduced = roundMoney(
      line.quantity.times(discounted(unitPrice, [toDecimal(line.row['Discount_Percent__c']), header])),
      currency,
    );
    discount = discount.plus(full.minus(reduced));
  }
  const salesforce = (toDecimal(order.TotalAmount) ?? new Decimal(0)).minus(discount);
  return { expected: documentTotals(lines, currency), exact, salesforce };
}

function amountOnSalesforceBasis(line: TotalledLine, currency: string): Decimal {
  const amount = lineAmount(line, currency);
  if (line.rate === undefined || line.rate.basis === 'none') return amount;
  const split = splitVat(amount, line.rate, currency);
  return isIncluding(line.row) ? split.gross : split.net;
}

function isIncluding(line: LineRow): boolean {
  return line.Product2?.Price_Includes_Vat__c === true;
}
