export { budgetKey } from './ports.ts';
export type { ExactApp, ExactCredentials } from './ports.ts';
export type { CallClass, ExactBody, ExactDivision, ExactResource, ExactWritableField, ExactWritableFields } from './types.ts';
export { toExactDate } from './dates.ts';
export {
  ACCOUNTS,
  ADDRESSES,
  ADDRESS_TYPES,
  BULK_AGREED_PRICES,
  BULK_ITEM_PRICES,
  BULK_RECEIVABLES,
  BULK_SALES_INVOICES,
  BULK_SALES_INVOICE_LINES,
  BY_DISCOUNT,
  CONTACTS,
  DELETED_ENTITY_TYPES,
  GOODS_DELIVERIES,
  GOODS_DELIVERY_LINES,
  ITEMS,
  ITEM_WAREHOUSES,
  ME,
  PRICE_LIST_LINES,
  PRICE_LIST_PERIODS,
  PRICE_LISTS,
  SALES_ORDERS,
  SALES_ORDER_LINES,
  SPECIAL_OFFER,
  stockPositionOf,
  SYNC_AGREED_PRICES,
  SYNC_GOODS_DELIVERIES,
  SYNC_GOODS_DELIVERY_LINES,
  SYNC_ITEM_PRICES,
  SYNC_ITEMS,
  SYNC_PAYMENT_TERMS,
  SYNC_PRICE_LIST_LINES,
  SYNC_SALES_INVOICES,
  SYNC_SALES_ORDER_HEADERS,
  SYNC_SALES_ORDER_LINES,
  SYNC_STOCK_POSITIONS,
  type ExactAccount,
  type ExactAgreedPrice,
  type ExactContact,
  type ExactCurrency,
  type ExactDivisionInfo,
  type ExactGoodsDelivery,
  type ExactGoodsDeliveryLine,
  type ExactItem,
  type ExactItemPrice,
  type ExactPaymentCondition,
  type ExactPaymentTerm,
  type ExactPriceList,
  type ExactPriceListLine,
  type ExactPriceListPeriod,
  type ExactSalesInvoice,
  type ExactSalesInvoiceLine,
  type ExactSalesInvoiceRow,
  type ExactSalesOrder,
  type ExactSalesOrderLine,
  type ExactShippingMethod,
  type ExactStockPosition,
  type ExactUnit,
  type ExactVatCode,
} from './resources/index.ts';
export { decimalNumber as exactNumber } from '../wire/index.ts';
export { guidEquals, modifiedSince, newerThan, paddedAccountCode, textContains, textStartsWith } from './filter.ts';
export { isGuid } from './guids.ts';
export { accountUrl, divisionOfPage, itemUrl, salesOrderUrl } from './pages.ts';
export { REFERENCE_LIST_NAMES, type ReferenceListName, type ReferenceLists } from './reference-lists.ts';
export { fromStartAgain, isWalking, SyncWalk, syncStream } from './sync/index.ts';
export { createExactClients, type ExactClients } from './clients.ts';
export { authorizeUrl } from './oauth.ts';
export { ensureSubscriptions, removeSubscriptions, verifyWebhook, type ExactWebhookEvent } from './webhooks.ts';
