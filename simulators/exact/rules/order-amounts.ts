import { Decimal } from 'decimal.js';
import type { Derive } from '../records/rules.ts';
import type { Row, Value } from '../schema/index.ts';
import type { Division } from '../store/division.ts';

/** Half up to the cent, away from zero, as the vendor rounds each line. */
const cents = (amount: Decimal): Decimal => amount.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);

const decimal = (value: Value | undefined): Decimal => new Decimal(typeof value === 'number' ? value : 0);

export interface LineAmounts {
  readonly exclVat: Decimal;
  readonly vat: Decimal;
  readonly percentage: number;
}

/**
 * Quantity times net price, rounded to the cent. With a code of type E the price excludes VAT, with I it includes it;
 * B and N carry none.
 */
export const lineAmounts = (quantity: Decimal, netPrice: Decimal, vatCode: Row | undefined): LineAmounts => {
  const amount = cents(quantity.times(netPrice));
  const type = String(vatCode?.['Type'] ?? 'E');
  const rate = type === 'E' || type === 'I' ? decimal(vatCode?.['Percentage']) : new Decimal(0);
  if (type === 'I') {
    const exclVat = cents(amount.div(rate.plus(1)));
    return { exclVat, vat: amount.minus(exclVat), percentage: rate.toNumber() };
  }
  return { exclVat: amount, vat: cents(amount.times(rate)), percentage: rate.toNumber() };
};

/** The rate from a currency to the company's: AmountFC times RateFC is AmountDC. */
export const rateOf = (currency: Value | undefined, { options }: Division): number => options.rates?.[String(currency)] ?? 1;

/** An amount in the currency of the company, to the cent. */
export const inCompanyCurrency = (amount: Value | undefined, currency: Value | undefined, division: Division): Decimal =>
  cents(decimal(amount).times(rateOf(currency, division)));

/** A field of a document in the currency of the company; `currencyOf` finds the currency of a line at its header. */
export const companyAmount =
  (field: string, currencyOf: Derive = (row) => row['Currency'] ?? null): Derive =>
  (row, division) =>
    inCompanyCurrency(row[field], currencyOf(row, division), division).toNumber();

/** What a kind of document calls the VAT of a line. */
export type VatField = 'VATAmount' | 'VATAmountFC';

const DISCOUNTS = ['Discount', 'AmountDiscount', 'AmountDiscountExclVat'];

/** The discount that was given last decides; remembered, because line changes recompute the others from it. */
export const noteDiscount = (draft: Row): void => {
  const given = DISCOUNTS.find((field) => typeof draft[field] === 'number');
  if (given) draft['GivenDiscount'] = given;
};

/** The header fields that follow from the lines and the discount of the document. */
export const headerAmounts = (header: Row, lines: readonly Row[], vatField: VatField): Row => {
  const exclVat = lines.reduce((sum, line) => sum.plus(decimal(line['AmountFC'])), new Decimal(0));
  const vat = lines.reduce((sum, line) => sum.plus(decimal(line[vatField])), new Decimal(0));
  const inclVat = exclVat.plus(vat);
  const rate = discountRate(header, exclVat, inclVat);
  const netExcl = cents(exclVat.times(new Decimal(1).minus(rate)));
  const netIncl = netExcl.plus(cents(vat.times(new Decimal(1).minus(rate))));
  return {
    AmountFC: netIncl.toNumber(),
    AmountFCExclVat: netExcl.toNumber(),
    AmountDiscount: inclVat.minus(netIncl).toNumber(),
    AmountDiscountExclVat: exclVat.minus(netExcl).toNumber(),
    Discount: rate.toNumber(),
  };
};

/** The discount of the header as a fraction: given so, or as an amount with or without VAT, which takes away from either sign. */
const discountRate = (header: Row, exclVat: Decimal, inclVat: Decimal): Decimal => {
  const given = header['GivenDiscount'];
  if (given === 'AmountDiscount' && !inclVat.isZero()) return decimal(header['AmountDiscount']).div(inclVat).abs();
  if (given === 'AmountDiscountExclVat' && !exclVat.isZero()) return decimal(header['AmountDiscountExclVat']).div(exclVat).abs();
  return decimal(header['Discount']);
};

/** A code that may be used on a line of a sale. */
export const isSalesVatCode = (code: Row): boolean => code['IsBlocked'] !== true && code['VATTransactionType'] !== 'P';

/** The VAT code of a line without one: the customer's, else the item's. */
export const defaultVatCode = (division: Division, account: Row | undefined, item: Row): Value =>
  [account?.['SalesVATCode'], item['SalesVatCode']].find(
    (code) => typeof code === 'string' && division.byCode('VATCodes', code),
  ) ?? null;
