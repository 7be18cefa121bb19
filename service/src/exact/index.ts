export { budgetKey } from './ports.ts';
export type { ExactApp, ExactBudget, ExactCredentials, BudgetAnswer, DivisionMemory, RateHeaders, RateWindow } from './ports.ts';
export type { CallClass, ExactBody, ExactDivision, ExactFilter, ExactResource, ExactRow, ExactValue } from './types.ts';
export { exactDate, toExactDate } from './dates.ts';
export {
  ACCOUNTS,
  ADDRESSES,
  ADDRESS_TYPES,
  BULK_ITEM_PRICES,
  CONTACTS,
  DELETED,
  DELETED_ENTITY_TYPES,
  DIVISIONS,
  GL_ACCOUNTS,
  ITEMS,
  ITEM_GROUPS,
  JOURNALS,
  ME,
  PAYMENT_CONDITIONS,
  SALES_ORDERS,
  SALES_ORDER_LINES,
  SALES_ORDER_STATUSES,
  SHIPPING_METHODS,
  SYNC_ITEMS,
  SYNC_ITEM_PRICES,
  SYNC_SALES_ORDER_LINES,
  SYNC_TIMESTAMP,
  UNITS,
  VAT_CODES,
  WAREHOUSES,
  WEBHOOK_SUBSCRIPTIONS,
  type ExactAccount,
  type ExactAddress,
  type ExactContact,
  type ExactDeletion,
  type ExactDivisionInfo,
  type ExactGlAccount,
  type ExactItem,
  type ExactItemGroup,
  type ExactItemPrice,
  type ExactJournal,
  type ExactMe,
  type ExactPaymentCondition,
  type ExactSalesOrder,
  type ExactSalesOrderLine,
  type ExactShippingMethod,
  type ExactSyncTimestamp,
  type ExactSyncedItem,
  type ExactSyncedItemPrice,
  type ExactSyncedSalesOrderLine,
  type ExactUnit,
  type ExactVatCode,
  type ExactWarehouse,
  type ExactWebhookSubscription,
} from './resources/index.ts';
export { decimalNumber as exactNumber } from '../wire/index.ts';
export {
  allOf,
  anyOf,
  flagEquals,
  guidEquals,
  integerEquals,
  modifiedSince,
  newerThan,
  paddedAccountCode,
  textEquals,
} from './filter.ts';
export {
  REFERENCE_LIST_NAMES,
  ReferenceCache,
  type ReferenceListName,
  type ReferenceLists,
  type ReferenceRow,
} from './reference-lists.ts';
export { createExactClients, type ExactClients, type ExactDependencies } from './clients.ts';
export type { ConnectRequest, ExactConnection } from './connect.ts';
export { authorizeUrl } from './oauth.ts';
export { ensureSubscriptions, verifyWebhook, type ExactWebhookEvent } from './webhooks.ts';
