export { chooseDebtor, listDebtors, type DebtorCandidate, type DebtorChoice, type DebtorList } from './debtor-choice.ts';
export { ORDERS } from './flow.ts';
