export { matchOrderLines, type MatchedLines, type MatchedProduct, type OrderLine } from './match-lines.ts';
