export { budgetKey } from './ports.ts';
export type { ExactApp, ExactCredentials } from './ports.ts';
export type { CallClass, ExactBody, ExactDivision, ExactResource, ExactWritableField, ExactWritableFields } from './types.ts';
export { toExactDate } from './dates.ts';
export {
  ACCOUNTS,
  ADDRESSES,
  ADDRESS_TYPES,
  BULK_ITEM_PRICES,
  BULK_RECEIVABLES,
  BULK_SALES_INVOICES,
  BULK_SALES_INVOICE_LINES,
  CONTACTS,
  DELETED_ENTITY_TYPES,
  GOODS_DELIVERIES,
  GOODS_DELIVERY_LINES,
  ITEMS,
  ITEM_WAREHOUSES,
  ME,
  SALES_ORDERS,
  SALES_ORDER_LINES,
  SET_PARTS,
  stockPositionOf,
  SYNC_GOODS_DELIVERIES,
  SYNC_GOODS_DELIVERY_LINES,
  SYNC_ITEM_PRICES,
  SYNC_ITEMS,
  SYNC_PAYMENT_TERMS,
  SYNC_SALES_INVOICES,
  SYNC_SALES_ORDER_HEADERS,
  SYNC_SALES_ORDER_LINES,
  SYNC_STOCK_POSITIONS,
  SYNC_VARIANT_ITEMS,
  VARIANT_ITEMS,
  type ExactAccount,
  type ExactContact,
  type ExactCurrency,
  type ExactDivisionInfo,
  type ExactGoodsDelivery,
  type ExactGoodsDeliveryLine,
  type ExactItem,
  type ExactItemPrice,
  type ExactPaymentCondition,
  type ExactPaymentTerm,
  type ExactSalesInvoice,
  type ExactSalesInvoiceLine,
  type ExactSalesInvoiceRow,
  type ExactSalesOrder,
  type ExactSalesOrderLine,
  type ExactSetPart,
  type ExactShippingMethod,
  type ExactStockPosition,
  type ExactUnit,
  type ExactVariantItem,
  type ExactVatCode,
} from './resources/index.ts';
export { decimalNumber as exactNumber } from '../wire/index.ts';
export { guidEquals, modifiedSince, newerThan, paddedAccountCode, textContains, textStartsWith } from './filter.ts';
export { isGuid } from './guids.ts';
export { accountUrl, divisionOfPage, itemUrl, salesOrderUrl } from './pages.ts';
export { REFERENCE_LIST_NAMES, type ReferenceListName, type ReferenceLists } from './reference-lists.ts';
export { isWalking, SyncWalk, syncStream } from './sync/index.ts';
export { createExactClients, type ExactClients } from './clients.ts';
export { authorizeUrl } from './oauth.ts';
export { ensureSubscriptions, removeSubscriptions, verifyWebhook, type ExactWebhookEvent } from './webhooks.ts';
