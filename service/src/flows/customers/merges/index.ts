export { mergedDebtors, type MergedDebtors } from './heirs.ts';
export { accountLosersQuery, contactLosersQuery, type Loser } from './losers.ts';
export { contestedDebtors, noteMerges } from './note.ts';
