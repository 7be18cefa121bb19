import type { SetRules } from '../records/rules.ts';
import { ACCOUNT_RULES } from './accounts.ts';
import { ADDRESS_RULES } from './addresses.ts';
import { BILL_OF_MATERIAL_RULES, MATERIAL_RULES } from './assembly-bills-of-material.ts';
import { COMPLETE_SALES_ORDER_RULES } from './complete-sales-order.ts';
import { CONTACT_RULES } from './contacts.ts';
import { DOCUMENT_ATTACHMENT_RULES, DOCUMENT_RULES } from './documents.ts';
import { GOODS_DELIVERY_LINE_RULES, GOODS_DELIVERY_RULES } from './goods-deliveries.ts';
import { INVOICE_SALES_ORDERS_RULES } from './invoice-sales-orders.ts';
import { ITEM_ASSORTMENT_PROPERTY_RULES, ITEM_ASSORTMENT_RULES } from './item-assortments.ts';
import { ITEM_EXTRA_FIELD_RULES } from './item-extra-fields.ts';
import { ITEM_WAREHOUSE_RULES } from './item-warehouses.ts';
import { ITEM_RULES } from './items.ts';
import { GL_ACCOUNT_RULES, PAYMENT_CONDITION_RULES, SHIPPING_METHOD_RULES, WAREHOUSE_RULES } from './master-data.ts';
import { PAYMENT_TERM_RULES } from './payment-terms.ts';
import { PLANNING_DETAIL_RULES } from './planning-details.ts';
import { PRINTED_SALES_INVOICES_RULES } from './printed-sales-invoices.ts';
import { QUOTATION_LINE_RULES } from './quotation-lines.ts';
import { QUOTATION_RULES } from './quotations.ts';
import { SALES_INVOICE_FEED_RULES } from './sales-invoice-feed.ts';
import { SALES_INVOICE_LINE_RULES } from './sales-invoice-lines.ts';
import { SALES_INVOICE_RULES } from './sales-invoices.ts';
import { SALES_ITEM_PRICE_RULES } from './sales-item-prices.ts';
import { SALES_ORDER_LINE_RULES } from './sales-order-lines.ts';
import { SALES_ORDER_RULES } from './sales-orders.ts';
import { VOLUME_DISCOUNT_RULES } from './sales-price-list-discounts.ts';
import { LINKED_ACCOUNT_RULES, PRICE_LIST_PERIOD_RULES, PRICE_LIST_RULES } from './sales-price-lists.ts';
import { VAT_CODE_RULES } from './vat-codes.ts';
import { WEBHOOK_SUBSCRIPTION_RULES } from './webhook-subscriptions.ts';

const RULES: Readonly<Record<string, SetRules>> = {
  Accounts: ACCOUNT_RULES,
  Addresses: ADDRESS_RULES,
  AssemblyBillOfMaterialHeaders: BILL_OF_MATERIAL_RULES,
  AssemblyBillOfMaterialMaterials: MATERIAL_RULES,
  CompleteSalesOrder: COMPLETE_SALES_ORDER_RULES,
  Contacts: CONTACT_RULES,
  DocumentAttachments: DOCUMENT_ATTACHMENT_RULES,
  Documents: DOCUMENT_RULES,
  GLAccounts: GL_ACCOUNT_RULES,
  GoodsDeliveries: GOODS_DELIVERY_RULES,
  GoodsDeliveryLines: GOODS_DELIVERY_LINE_RULES,
  InvoiceSalesOrders: INVOICE_SALES_ORDERS_RULES,
  ItemAssortmentProperties: ITEM_ASSORTMENT_PROPERTY_RULES,
  ItemAssortments: ITEM_ASSORTMENT_RULES,
  ItemExtraFields: ITEM_EXTRA_FIELD_RULES,
  Items: ITEM_RULES,
  ItemWarehousePlanningDetails: PLANNING_DETAIL_RULES,
  ItemWarehouses: ITEM_WAREHOUSE_RULES,
  PaymentConditions: PAYMENT_CONDITION_RULES,
  PaymentTerms: PAYMENT_TERM_RULES,
  PrintedSalesInvoices: PRINTED_SALES_INVOICES_RULES,
  QuotationLines: QUOTATION_LINE_RULES,
  Quotations: QUOTATION_RULES,
  SalesInvoiceFeed: SALES_INVOICE_FEED_RULES,
  SalesInvoiceLines: SALES_INVOICE_LINE_RULES,
  SalesInvoices: SALES_INVOICE_RULES,
  SalesItemPrices: SALES_ITEM_PRICE_RULES,
  SalesOrderLines: SALES_ORDER_LINE_RULES,
  SalesOrders: SALES_ORDER_RULES,
  SalesPriceListLinkedAccounts: LINKED_ACCOUNT_RULES,
  SalesPriceListPeriods: PRICE_LIST_PERIOD_RULES,
  SalesPriceLists: PRICE_LIST_RULES,
  SalesPriceListVolumeDiscounts: VOLUME_DISCOUNT_RULES,
  ShippingMethods: SHIPPING_METHOD_RULES,
  VATCodes: VAT_CODE_RULES,
  Warehouses: WAREHOUSE_RULES,
  WebhookSubscriptions: WEBHOOK_SUBSCRIPTION_RULES,
};

const NONE: SetRules = {};

/** The rules of a set; a set without any follows its schema alone. */
export const rulesOf = (set: string): SetRules => RULES[set] ?? NONE;
