export { chooseDebtor, listDebtors, type DebtorChoice, type DebtorList } from '../customers/debtor-choice.ts';
export { ORDERS } from './flow.ts';
