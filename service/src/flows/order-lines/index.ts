export { withItemsOfDivision, type OrderProductRow } from './items-of-division.ts';
export { matchOrderLines, type MatchedProduct, type OrderLine } from './match-lines.ts';
export { piecesOf, type PricedRow } from './pieces.ts';
