export { chooseDebtorOfOrder, listDebtorsOfOrder } from './debtor-choice.ts';
export { ORDERS } from './flow.ts';
