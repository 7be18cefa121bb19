export { Decimal, amountText, toDecimal, type Amount } from './decimal.ts';
export { amountInCurrency, currencyDecimals, roundMoney, roundTo } from './rounding.ts';
export { NO_VAT, convertPrice, splitVat, type VatBasis, type VatRate, type VatSplit } from './vat.ts';
export { discounted, documentTotals, lineAmount, type DocumentTotals, type PricedLine } from './totals.ts';
