export { amountWithOrWithoutVat, convertPrice, priceOnBasisOf, splitVat, type VatRate } from './arithmetic.ts';
export { documentTotals, lineAmount, type DocumentTotals } from './document-totals.ts';
export { certainRate, vatCodeFault, vatCodeOfLine, type VatCodeFault } from './line-code.ts';
export { isIncluding, vatRates, type VatRates } from './rates.ts';
export { judgeSale, type SaleDoubt, type SaleFacts, type SaleKind } from './sale.ts';
export { chooseSaleCode, type ChosenBy, type CodeFault, type SaleCode } from './sale-code.ts';
export { proposeTable, type ProposedRow } from './sale-proposal.ts';
export { isSaleRow, saleNames } from './sale-table.ts';
