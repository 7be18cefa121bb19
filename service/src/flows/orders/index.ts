export { chooseDebtorOfOrder, listDebtorsOfOrder } from './debtor-choice.ts';
export { ORDERS } from './flow.ts';
export { lookAtOrder } from './look.ts';
export { ORDER_ROLES } from './roles.ts';
