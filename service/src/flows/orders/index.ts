export { chooseDebtorOfOrder, listDebtorsOfOrder } from './debtor-choice.ts';
export { ORDER_RULES } from './default-rules.ts';
export { ORDERS } from './flow.ts';
export { ORDER_ROLES } from './roles.ts';
export { ORDER_SETTINGS } from './settings.ts';
export { orderOf, lineOf } from './source-rows.ts';
export { sourcesOf } from './source-settings.ts';
export { ownField, relationOf, SHIPPED_SOURCES, type OrderSource } from './sources/index.ts';
