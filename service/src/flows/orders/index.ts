export { chooseDebtorOfOrder, listDebtorsOfOrder } from './debtor-choice.ts';
export { ORDER_RULES } from './default-rules.ts';
export { ORDERS } from './flow.ts';
export { ORDER_ROLES } from './roles.ts';
export { ORDER_SETTINGS } from './settings.ts';
