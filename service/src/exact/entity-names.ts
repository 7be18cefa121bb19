import { phrase, type ParamValue, type Phrase } from '../errors/index.ts';

/** The resources that Tandem uses, by the last part of their path. */
const NAMES: Readonly<Record<string, Phrase>> = {
  Accounts: phrase('entity_accounts'),
  Addresses: phrase('entity_addresses'),
  Contacts: phrase('entity_contacts'),
  Currencies: phrase('entity_currencies'),
  Deleted: phrase('entity_deleted'),
  Divisions: phrase('entity_divisions'),
  GLAccounts: phrase('entity_ledger_accounts'),
  ItemGroups: phrase('entity_item_groups'),
  Items: phrase('entity_items'),
  Journals: phrase('entity_journals'),
  PaymentConditions: phrase('entity_payment_conditions'),
  QuotationLines: phrase('entity_quotation_lines'),
  Quotations: phrase('entity_quotations'),
  SalesInvoiceLines: phrase('entity_sales_invoice_lines'),
  SalesInvoices: phrase('entity_sales_invoices'),
  SalesItemPrices: phrase('entity_sales_prices'),
  SalesOrderLines: phrase('entity_sales_order_lines'),
  SalesOrders: phrase('entity_sales_orders'),
  ShippingMethods: phrase('entity_shipping_methods'),
  Units: phrase('entity_units'),
  VATCodes: phrase('entity_vat_codes'),
  Warehouses: phrase('entity_warehouses'),
  WebhookSubscriptions: phrase('entity_webhooks'),
};

/** The resource of a path as people call it: `salesorder/SalesOrders` is `sales orders`, one without a name of ours its own words. */
export function entityOf(path: string): ParamValue {
  const name = path.split('/').at(-1) ?? path;
  const known = Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
  if (known !== undefined) return known;
  const words = name.replaceAll(/([a-z])([A-Z])|([A-Z])([A-Z][a-z])/g, '$1$3 $2$4').split(' ');
  return words.map((word) => (word === word.toUpperCase() ? word : word.toLowerCase())).join(' ');
}
