export { Decimal, amountText, toDecimal } from './decimal.ts';
export { amountInCurrency, currencyDecimals, roundMoney, roundTo } from './rounding.ts';
export { convertPrice, splitVat, type VatBasis, type VatRate } from './vat.ts';
export { discounted, documentTotals, lineAmount, type DocumentTotals } from './totals.ts';
