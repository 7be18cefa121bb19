export { chooseDebtorOfOrder, listDebtorsOfOrder } from './debtor-choice.ts';
export { ORDERS } from './flow.ts';
export { ORDER_ROLES } from './roles.ts';
