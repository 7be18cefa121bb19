import { forbidden, ruleFailure } from '../failure.ts';
import type { Change, Derive, SetRules } from '../records/rules.ts';
import type { Row } from '../schema/index.ts';
import { moveStock } from './item-warehouses.ts';
import { completeLine, nextLineNumber, repriceLine } from './line-prices.ts';
import { constant, through, throughCode } from './lookups.ts';
import { companyAmount } from './order-amounts.ts';
import { CANCELLED, isClosed, progressOf, STATUS_TEXTS } from './order-status.ts';
import { refreshOrder } from './order-totals.ts';

const ofOrder = (field: string): Derive => through('OrderID', 'SalesOrders', field);

const lineStatus =
  (doneField: string, headerField: string, closedField: string): Derive =>
  (row, division) => {
    const header = division.find('SalesOrders', row['OrderID']);
    if (header?.['Status'] === CANCELLED || header?.['IsClosedByHand'] || header?.[closedField])
      return header[headerField] ?? null;
    return progressOf(row, doneField);
  };

const deliveryStatus = lineStatus('QuantityDelivered', 'DeliveryStatus', 'IsDeliveryClosed');
const invoiceStatus = lineStatus('QuantityInvoiced', 'InvoiceStatus', 'IsInvoiceClosed');
const text =
  (status: Derive): Derive =>
  (row, division) =>
    STATUS_TEXTS[Number(status(row, division))] ?? null;

const headerOf = (line: Row, { division, parent }: Change): Row => {
  const header = parent ?? division.find('SalesOrders', line['OrderID']);
  if (!header) throw forbidden('Forbidden');
  return header;
};

/** A line of an order that is still being made is counted with the order. */
const followStock = (line: Row, delivered: number, change: Change): void => {
  const header = change.division.find('SalesOrders', line['OrderID']);
  if (header) moveStock(line, header['WarehouseID'], delivered, change);
};

const refuseClosed = (line: Row, change: Change): void => {
  if (change.actor === 'api' && isClosed(headerOf(line, change)))
    throw ruleFailure('Not allowed: The sales order is complete or canceled');
};

/** salesorder/SalesOrderLines: amounts rounded to the cent a line; AmountFC excludes VAT, VATAmount comes on top. */
export const SALES_ORDER_LINE_RULES: SetRules = {
  derive: {
    AmountDC: companyAmount('AmountFC', ofOrder('Currency')),
    ItemCode: through('Item', 'Items', 'Code'),
    ItemDescription: through('Item', 'Items', 'Description'),
    OrderNumber: ofOrder('OrderNumber'),
    OrderStatus: ofOrder('Status'),
    DeliveryStatus: deliveryStatus,
    DeliveryStatusDescription: text(deliveryStatus),
    InvoiceStatus: invoiceStatus,
    InvoiceStatusDescription: text(invoiceStatus),
    Status: ofOrder('Status'),
    StatusDescription: text(ofOrder('Status')),
    UnitDescription: throughCode('UnitCode', 'Units', 'Description'),
    VATCodeDescription: throughCode('VATCode', 'VATCodes', 'Description'),
    PricelistDescription: through('Pricelist', 'SalesPriceLists', 'Description'),
  },
  defaults: {
    QuantityDelivered: constant(0),
    QuantityInvoiced: constant(0),
    CostPriceFC: constant(0),
    Margin: constant(0),
    UseDropShipment: constant(0),
  },
  mandatory: { Item: 'Item', OrderID: 'OrderID' },
  beforeCreate: (draft, change) => {
    refuseClosed(draft, change);
    draft['LineNumber'] ??= change.lineNumber ?? nextLineNumber('SalesOrderLines', 'OrderID', draft, change);
    completeLine(draft, headerOf(draft, change), change, 'VATAmount');
  },
  beforeUpdate: (row, changed, change) => {
    refuseClosed(row, change);
    const next = { ...row, ...changed };
    if (Number(row['QuantityDelivered'] ?? 0) > Number(next['Quantity']))
      throw ruleFailure('Invalid: Quantity - Less than what is delivered');
    if ('Quantity' in changed && Number(row['QuantityInvoiced'] ?? 0) > Number(next['Quantity']))
      throw ruleFailure('Invalid: Quantity - Less than what is invoiced');
    repriceLine(row, changed, headerOf(row, change), change, 'VATAmount');
  },
  beforeRemove: (row, change) => {
    refuseClosed(row, change);
    if (Number(row['QuantityDelivered'] ?? 0) !== 0) throw ruleFailure('Cannot be deleted: The line is delivered');
    if (Number(row['QuantityInvoiced'] ?? 0) !== 0) throw ruleFailure('Cannot be deleted: The line is invoiced');
  },
  afterWrite: (row, before, change) => {
    refreshOrder(row, change);
    followStock(row, Number(row['QuantityDelivered'] ?? 0) - Number(before?.['QuantityDelivered'] ?? 0), change);
  },
  afterRemove: (row, change) => {
    refreshOrder(row, change);
    followStock(row, 0, change);
  },
};
