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
  DEBTOR_CREDITS,
  DELETED_ENTITY_TYPES,
  DOCUMENT_ATTACHMENTS,
  DOCUMENTS,
  GOODS_DELIVERIES,
  GOODS_DELIVERY_LINES,
  ITEM_PICTURES,
  ITEMS,
  ITEM_WAREHOUSES,
  ME,
  ORDER_AMOUNTS,
  ORDER_LINE_AMOUNTS,
  RECEIVABLES_LIST,
  SALES_ORDERS,
  SALES_ORDER_LINES,
  stockPositionOf,
  SYNC_DEBTOR_CREDITS,
  SYNC_GOODS_DELIVERIES,
  SYNC_GOODS_DELIVERY_LINES,
  SYNC_ITEM_PRICES,
  SYNC_ITEM_PICTURES,
  SYNC_ITEMS,
  SYNC_ORDER_AMOUNTS,
  SYNC_ORDER_LINE_AMOUNTS,
  SYNC_PAYMENT_TERMS,
  SYNC_SALES_INVOICES,
  SYNC_SALES_ORDER_HEADERS,
  SYNC_SALES_ORDER_LINES,
  SYNC_STOCK_POSITIONS,
  type ExactAccount,
  type ExactAttachment,
  type ExactContact,
  type ExactCurrency,
  type ExactDebtorCredit,
  type ExactDivisionInfo,
  type ExactGoodsDelivery,
  type ExactGoodsDeliveryLine,
  type ExactItem,
  type ExactItemPicture,
  type ExactItemPrice,
  type ExactListedReceivable,
  type ExactOrderAmounts,
  type ExactOrderLineAmounts,
  type ExactPaymentCondition,
  type ExactPaymentTerm,
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
export { isWalking, SyncWalk, syncStream } from './sync/index.ts';
export { createExactClients, type ExactClients } from './clients.ts';
export { authorizeUrl } from './oauth.ts';
export { ensureSubscriptions, removeSubscriptions, verifyWebhook, type ExactWebhookEvent } from './webhooks.ts';
