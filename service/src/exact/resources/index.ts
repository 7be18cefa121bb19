export { ACCOUNTS, type ExactAccount } from './accounts.ts';
export { ADDRESSES, ADDRESS_TYPES, type ExactAddress } from './addresses.ts';
export { CONTACTS, type ExactContact } from './contacts.ts';
export { CURRENCIES, type ExactCurrency } from './currencies.ts';
export { DELETED, DELETED_ENTITY_TYPES, type ExactDeletion } from './deleted.ts';
export { DIVISIONS, type ExactDivisionInfo } from './divisions.ts';
export { GL_ACCOUNTS, type ExactGlAccount } from './gl-accounts.ts';
export { ITEM_GROUPS, type ExactItemGroup } from './item-groups.ts';
export { BULK_ITEM_PRICES, SYNC_ITEM_PRICES, type ExactItemPrice, type ExactSyncedItemPrice } from './item-prices.ts';
export { ITEMS, SYNC_ITEMS, type ExactItem, type ExactSyncedItem } from './items.ts';
export { JOURNALS, type ExactJournal } from './journals.ts';
export { ME, type ExactMe } from './me.ts';
export { PAYMENT_CONDITIONS, type ExactPaymentCondition } from './payment-conditions.ts';
export {
  SALES_ORDER_LINES,
  SYNC_SALES_ORDER_LINES,
  type ExactSalesOrderLine,
  type ExactSyncedSalesOrderLine,
} from './sales-order-lines.ts';
export { SALES_ORDERS, SALES_ORDER_STATUSES, type ExactSalesOrder } from './sales-orders.ts';
export { SHIPPING_METHODS, type ExactShippingMethod } from './shipping-methods.ts';
export { SYNC_TIMESTAMP, type ExactSyncTimestamp } from './sync-timestamp.ts';
export { UNITS, type ExactUnit } from './units.ts';
export { VAT_CODES, type ExactVatCode } from './vat-codes.ts';
export { WAREHOUSES, type ExactWarehouse } from './warehouses.ts';
export { WEBHOOK_SUBSCRIPTIONS, type ExactWebhookSubscription } from './webhook-subscriptions.ts';
