export { ACCOUNTS, SYNC_ACCOUNTS, type ExactAccount } from './accounts.ts';
export { ACCOUNT_TERMS, type ExactAccountTerms } from './account-terms.ts';
export { ADDRESSES, ADDRESS_TYPES } from './addresses.ts';
export { CONTACTS, SYNC_CONTACTS, type ExactContact } from './contacts.ts';
export { CURRENCIES, type ExactCurrency } from './currencies.ts';
export { DEBTOR_CREDITS, SYNC_DEBTOR_CREDITS, type ExactDebtorCredit } from './debtor-credits.ts';
export { DEBTOR_PRICE_LISTS, SYNC_DEBTOR_PRICE_LISTS, type ExactDebtorPriceList } from './debtor-price-lists.ts';
export { DELETED, DELETED_ENTITY_TYPES } from './deleted.ts';
export { DIVISIONS, type ExactDivisionInfo } from './divisions.ts';
export {
  DOCUMENT_ATTACHMENTS,
  DOCUMENT_TYPES,
  DOCUMENTS,
  ORDER_DOCUMENTS,
  type ExactAttachment,
  type ExactDocumentType,
} from './documents.ts';
export { FINANCIAL_PERIODS, type ExactFinancialPeriod } from './financial-periods.ts';
export { GL_ACCOUNTS, type ExactGlAccount } from './gl-accounts.ts';
export { GOODS_DELIVERIES, SYNC_GOODS_DELIVERIES, type ExactGoodsDelivery } from './goods-deliveries.ts';
export { BULK_GROUPED_ITEMS, SYNC_GROUPED_ITEMS, type ExactGroupedItem, type ExactItemInGroup } from './grouped-items.ts';
export { GOODS_DELIVERY_LINES, SYNC_GOODS_DELIVERY_LINES, type ExactGoodsDeliveryLine } from './goods-delivery-lines.ts';
export { SYNC_INVOICED_DEBTORS, type ExactInvoicedDebtor } from './invoiced-debtors.ts';
export { ITEM_ASSORTMENT_PROPERTIES, ITEM_ASSORTMENTS } from './item-assortments.ts';
export { ITEM_EXTRA_FIELDS } from './item-extra-fields.ts';
export { ITEM_GROUPS, type ExactItemGroup } from './item-groups.ts';
export { ITEM_PICTURES, SYNC_ITEM_PICTURES, type ExactItemPicture } from './item-pictures.ts';
export {
  BULK_AGREED_PRICES,
  BULK_ITEM_PRICES,
  SYNC_AGREED_PRICES,
  SYNC_ITEM_PRICES,
  type ExactAgreedPrice,
  type ExactItemPrice,
} from './item-prices.ts';
export { ITEMS, itemsWith, OWN_ITEM_FIELDS, SYNC_ITEMS, type ExactItem } from './items.ts';
export { NEW_ITEMS } from './new-items.ts';
export { PRICED_ITEMS, type ExactPricedItem } from './priced-items.ts';
export { JOURNAL_STATUSES, type ExactJournalStatus } from './journal-statuses.ts';
export { JOURNALS, type ExactJournal } from './journals.ts';
export { ME, type ExactMe } from './me.ts';
export {
  ORDER_AMOUNTS,
  ORDER_LINE_AMOUNTS,
  SYNC_ORDER_AMOUNTS,
  SYNC_ORDER_LINE_AMOUNTS,
  type ExactOrderAmounts,
  type ExactOrderLineAmounts,
} from './order-amounts.ts';
export { PAYMENT_CONDITIONS, type ExactPaymentCondition } from './payment-conditions.ts';
export { OFFERED_PRICES, type ExactOfferedPrice } from './offered-prices.ts';
export { ORDERS_TO_INVOICE, type ExactOrderToInvoice } from './orders-to-invoice.ts';
export { BULK_RECEIVABLES, SYNC_PAYMENT_TERMS, type ExactPaymentTerm } from './payment-terms.ts';
export { RECEIVABLES_LIST, type ExactListedReceivable } from './receivables-list.ts';
export { PLANNING_DETAILS, type ExactPlanningDetail } from './planning-details.ts';
export {
  BY_DISCOUNT,
  OFFERED_LIST_LINES,
  PRICE_LIST_LINES,
  PRICE_LIST_PERIODS,
  PRICE_LISTS,
  SPECIAL_OFFER,
  SYNC_PRICE_LIST_LINES,
  type ExactOfferedLine,
  type ExactPriceList,
  type ExactPriceListLine,
  type ExactPriceListPeriod,
} from './price-lists.ts';
export { QUOTATION_LINES, QUOTATIONS } from './quotations.ts';
export {
  CREDITABLE_INVOICES,
  CREDITABLE_LINES,
  type ExactCreditableInvoice,
  type ExactCreditableLine,
} from './credit-invoices.ts';
export {
  BULK_SALES_INVOICE_LINES,
  BULK_SALES_INVOICES,
  SYNC_SALES_INVOICES,
  type ExactSalesInvoice,
  type ExactSalesInvoiceLine,
  type ExactSalesInvoiceRow,
} from './sales-invoices.ts';
export { SALES_ORDER_LINES, SYNC_SALES_ORDER_LINES, type ExactSalesOrderLine } from './sales-order-lines.ts';
export { SALES_ORDER_COMPLETIONS } from './sales-order-completions.ts';
export { SALES_ORDERS_IN_FULL, type ExactSalesOrderInFull, type ExactSalesOrderLineInFull } from './sales-orders-in-full.ts';
export { SALES_ORDERS, SYNC_SALES_ORDER_HEADERS, type ExactSalesOrder } from './sales-orders.ts';
export { SET_PARTS, type ExactSetPart } from './set-parts.ts';
export { SHIPPING_METHODS, type ExactShippingMethod } from './shipping-methods.ts';
export { ITEM_WAREHOUSES, stockPositionOf, SYNC_STOCK_POSITIONS, type ExactStockPosition } from './stock-positions.ts';
export { UNITS, type ExactUnit } from './units.ts';
export { SYNC_VARIANT_ITEMS, VARIANT_ITEMS, type ExactVariantItem } from './variant-items.ts';
export { VAT_CODES, type ExactVatCode } from './vat-codes.ts';
export { WAREHOUSES, type ExactWarehouse } from './warehouses.ts';
export { WRITTEN_INVOICE_LINES, WRITTEN_INVOICES } from './written-invoices.ts';
export { WEBHOOK_SUBSCRIPTIONS, type ExactWebhookSubscription } from './webhook-subscriptions.ts';
