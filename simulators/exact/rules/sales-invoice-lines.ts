import { Decimal } from 'decimal.js';
import { forbidden } from '../failure.ts';
import type { Change, Derive, SetRules } from '../records/rules.ts';
import type { Row, Value } from '../schema/index.ts';
import type { Division } from '../store/division.ts';
import { refuseProcessed, signLine } from './invoice-status.ts';
import { refreshInvoice } from './invoice-totals.ts';
import { completeLine, nextLineNumber, repriceLine } from './line-prices.ts';
import { through, throughCode } from './lookups.ts';
import { companyAmount } from './order-amounts.ts';

const REVENUE = 110;

const ofInvoice = (field: string): Derive => through('InvoiceID', 'SalesInvoices', field);

const headerOf = (line: Row, { division, parent }: Change): Row => {
  const header = parent ?? division.find('SalesInvoices', line['InvoiceID']);
  if (!header) throw forbidden('Forbidden');
  return header;
};

/** The revenue account of the item, else the first of the company. */
const revenueAccount = (line: Row, division: Division): Value =>
  division.find('Items', line['Item'])?.['GLRevenue'] ??
  division
    .table('GLAccounts')
    .find('Type', REVENUE)
    .sort((left, right) => (String(left['Code']) < String(right['Code']) ? -1 : 1))[0]?.['ID'] ??
  null;

/** What all invoices take of a line of an order stands on that line. */
const followOrderLine = (line: Row, { division, writer }: Change): void => {
  const orderLine = division.find('SalesOrderLines', line['SalesOrderLine']);
  if (!orderLine) return;
  const invoiced = division
    .table('SalesInvoiceLines')
    .find('SalesOrderLine', line['SalesOrderLine'] ?? null)
    .reduce((sum, each) => sum.plus(Number(each['Quantity'] ?? 0)), new Decimal(0))
    .toNumber();
  if (invoiced !== Number(orderLine['QuantityInvoiced'] ?? 0))
    writer.replace('SalesOrderLines', { ...orderLine, QuantityInvoiced: invoiced }, orderLine, 'erp');
};

/** salesinvoice/SalesInvoiceLines: priced as the lines of orders are; AmountFC excludes VAT, VATAmountFC comes on top. */
export const SALES_INVOICE_LINE_RULES: SetRules = {
  derive: {
    AmountDC: companyAmount('AmountFC', ofInvoice('Currency')),
    VATAmountDC: companyAmount('VATAmountFC', ofInvoice('Currency')),
    ItemCode: through('Item', 'Items', 'Code'),
    ItemDescription: through('Item', 'Items', 'Description'),
    GLAccountDescription: through('GLAccount', 'GLAccounts', 'Description'),
    PricelistDescription: through('Pricelist', 'SalesPriceLists', 'Description'),
    UnitDescription: throughCode('UnitCode', 'Units', 'Description'),
    VATCodeDescription: throughCode('VATCode', 'VATCodes', 'Description'),
    SalesOrderNumber: through('SalesOrder', 'SalesOrders', 'OrderNumber'),
    SalesOrderLineNumber: through('SalesOrderLine', 'SalesOrderLines', 'LineNumber'),
  },
  mandatory: { Item: 'Item', InvoiceID: 'InvoiceID' },
  beforeCreate: (draft, change) => {
    const header = headerOf(draft, change);
    refuseProcessed(header);
    draft['LineNumber'] ??= change.lineNumber ?? nextLineNumber('SalesInvoiceLines', 'InvoiceID', draft, change);
    draft['GLAccount'] ??= revenueAccount(draft, change.division);
    draft['Quantity'] ??= 1;
    signLine(draft, header, change.division);
    completeLine(draft, header, change, 'VATAmountFC');
  },
  beforeUpdate: (row, changed, change) => {
    const header = headerOf(row, change);
    refuseProcessed(header);
    signLine(changed, header, change.division);
    repriceLine(row, changed, header, change, 'VATAmountFC');
  },
  beforeRemove: (row, change) => refuseProcessed(change.division.find('SalesInvoices', row['InvoiceID'])),
  afterWrite: (row, _before, change) => {
    refreshInvoice(row, change);
    followOrderLine(row, change);
  },
  afterRemove: (row, change) => {
    if (change.division.find('SalesInvoiceFeed', row['ID']))
      change.writer.remove('SalesInvoiceFeed', String(row['ID']), change.actor);
    refreshInvoice(row, change);
    followOrderLine(row, change);
  },
};
