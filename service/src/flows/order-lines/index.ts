export { DOCUMENT_FIELD, salesOrdersOnly, isSalesOrder, SALES_ORDER_SHOWN } from './document-kind.ts';
export { withItemsOfDivision, type OrderProductRow } from './items-of-division.ts';
export { matchOrderLines, type MatchedProduct, type OrderLine } from './match-lines.ts';
export { piecesOf, type PricedRow } from './pieces.ts';
export { productsAndParts, type ProductLine } from './products-and-parts.ts';
export { NO_SETS, SETS_FIELD, setsIn, setsText, type SentPart, type SentSet, type SentSets } from './sent-sets.ts';
