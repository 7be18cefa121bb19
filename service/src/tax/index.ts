export { amountWithOrWithoutVat, convertPrice, priceOnBasisOf, splitVat, type VatRate } from './arithmetic.ts';
export { documentTotals, lineAmount, type DocumentTotals } from './document-totals.ts';
export { certainRate, vatCodeFault, vatCodeOfLine, type VatCodeFault } from './line-code.ts';
export { isIncluding, vatRates, type VatRates } from './rates.ts';
