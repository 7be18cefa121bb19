import { Decimal } from 'decimal.js';
import { badRequest, forbidden, ruleFailure } from '../failure.ts';
import type { Change, Derive, SetRules } from '../records/rules.ts';
import type { Row, Value } from '../schema/index.ts';
import { localDate } from '../records/zone.ts';
import { moveStock } from './item-warehouses.ts';
import { constant, through, throughCode } from './lookups.ts';
import { defaultVatCode, isSalesVatCode, lineAmounts } from './order-amounts.ts';
import { CANCELLED, isClosed, progressOf, STATUS_TEXTS } from './order-status.ts';
import { refreshOrder } from './order-totals.ts';
import { defaultPrice } from './prices.ts';

const ofOrder = (field: string): Derive => through('OrderID', 'SalesOrders', field);

const lineStatus =
  (doneField: string, headerField: string): Derive =>
  (row, division) => {
    const header = division.find('SalesOrders', row['OrderID']);
    if (header?.['Status'] === CANCELLED || header?.['IsClosedByHand']) return header[headerField] ?? null;
    return progressOf(row, doneField);
  };

const deliveryStatus = lineStatus('QuantityDelivered', 'DeliveryStatus');
const invoiceStatus = lineStatus('QuantityInvoiced', 'InvoiceStatus');
const text =
  (status: Derive): Derive =>
  (row, division) =>
    STATUS_TEXTS[Number(status(row, division))] ?? null;

/** Refused as a wrong request, not as a broken rule: each counts to the ten errors an hour. */
const checkItem = (item: Row, line: Row, day: number): void => {
  const code = String(item['Code']);
  if (item['IsSalesItem'] === false) throw badRequest(`Invalid: Item - ${code} is not a sales item`);
  const [start, end] = [item['StartDate'], item['EndDate']];
  if ((typeof start === 'number' && start > day) || (typeof end === 'number' && end < day))
    throw badRequest(`Invalid: Item - ${code} is not active`);
  if (item['IsFractionAllowedItem'] !== true && !Number.isInteger(line['Quantity']))
    throw badRequest(`Invalid: Quantity - ${code} cannot be sold in fractions`);
};

interface Given {
  readonly unitPrice: Value | undefined;
  readonly netPrice: Value | undefined;
  readonly discount: Value | undefined;
  readonly amount: Value | undefined;
  readonly vatAmount: Value | undefined;
}

const isNumber = (value: Value | undefined): value is number => typeof value === 'number';

/**
 * Completes the prices and amounts of a line. A net price wins over unit price and discount; without any of them, and
 * without an amount, the price management of the company decides and the discount of the customer applies.
 */
const price = (line: Row, given: Given, header: Row, { division, now }: Change): void => {
  const item = division.find('Items', line['Item']) ?? {};
  const account = division.find('Accounts', header['OrderedBy']);
  const day = isNumber(header['OrderDate']) ? header['OrderDate'] : localDate(now);
  const quantity = new Decimal(Number(line['Quantity']));
  checkItem(item, line, day);
  const standard = defaultPrice(division, {
    item: line['Item'] ?? null,
    account: header['OrderedBy'] ?? null,
    currency: header['Currency'] ?? null,
    unit: line['UnitCode'] ?? null,
    quantity: quantity.toNumber(),
    day,
  });
  const fromAmount =
    isNumber(given.amount) && !quantity.isZero()
      ? new Decimal(given.amount).div(quantity).toDecimalPlaces(6).toNumber()
      : undefined;
  const net = isNumber(given.netPrice) ? given.netPrice : isNumber(given.unitPrice) ? undefined : fromAmount;
  const unit = new Decimal(isNumber(given.unitPrice) ? given.unitPrice : (standard ?? net ?? 0));
  const isFree = !isNumber(given.unitPrice) && net === undefined && !isNumber(given.discount);
  const discount = new Decimal(isNumber(given.discount) ? given.discount : isFree ? Number(account?.['DiscountSales'] ?? 0) : 0);
  const netPrice = net === undefined ? unit.times(new Decimal(1).minus(discount)) : new Decimal(net);
  const code = division.byCode('VATCodes', line['VATCode']);
  if (code && !isSalesVatCode(code))
    throw ruleFailure(`Invalid: VATCode - ${String(code['Code'])} is blocked or for purchase only`);
  const amounts = lineAmounts(quantity, netPrice, code);
  line['UnitPrice'] = unit.toNumber();
  line['NetPrice'] = netPrice.toNumber();
  line['Discount'] =
    net === undefined || unit.isZero()
      ? discount.toNumber()
      : new Decimal(1).minus(netPrice.div(unit)).toDecimalPlaces(10).toNumber();
  line['AmountFC'] = amounts.exclVat.toNumber();
  line['VATAmount'] = isNumber(given.vatAmount) ? given.vatAmount : amounts.vat.toNumber();
  line['VATPercentage'] = amounts.percentage;
};

const headerOf = (line: Row, { division, parent }: Change): Row => {
  const header = parent ?? division.find('SalesOrders', line['OrderID']);
  if (!header) throw forbidden('Forbidden');
  return header;
};

const complete = (draft: Row, change: Change): void => {
  const header = headerOf(draft, change);
  const item = change.division.find('Items', draft['Item']) ?? {};
  const account = change.division.find('Accounts', header['OrderedBy']);
  if (draft['Quantity'] === undefined || draft['Quantity'] === null) draft['Quantity'] = 1;
  draft['UnitCode'] ??= item['Unit'] ?? null;
  draft['VATCode'] ??= defaultVatCode(change.division, account, item);
  draft['Description'] ??= item['Description'] ?? null;
  draft['DeliveryDate'] ??= header['DeliveryDate'] ?? null;
  draft['LineNumber'] ??= change.lineNumber ?? nextLineNumber(draft, change);
  const given: Given = {
    unitPrice: draft['UnitPrice'],
    netPrice: draft['NetPrice'],
    discount: draft['Discount'],
    amount: draft['AmountFC'],
    vatAmount: draft['VATAmount'],
  };
  price(draft, given, header, change);
};

const nextLineNumber = (draft: Row, { division }: Change): number =>
  Math.max(
    0,
    ...division
      .table('SalesOrderLines')
      .find('OrderID', draft['OrderID'] ?? null)
      .map((line) => Number(line['LineNumber'])),
  ) + 1;

/** A line of an order that is still being made is counted with the order. */
const followStock = (line: Row, delivered: number, change: Change): void => {
  const header = change.division.find('SalesOrders', line['OrderID']);
  if (header) moveStock(line, header['WarehouseID'], delivered, change);
};

const refuseClosed = (line: Row, change: Change): void => {
  if (change.actor === 'api' && isClosed(headerOf(line, change)))
    throw ruleFailure('Not allowed: The sales order is complete or canceled');
};

const PRICED = ['Item', 'Quantity', 'UnitPrice', 'NetPrice', 'Discount', 'AmountFC', 'VATAmount', 'VATCode', 'UnitCode'];

/** salesorder/SalesOrderLines: amounts rounded to the cent a line; AmountFC excludes VAT, VATAmount comes on top. */
export const SALES_ORDER_LINE_RULES: SetRules = {
  derive: {
    AmountDC: (row) => row['AmountFC'] ?? null,
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
    complete(draft, change);
  },
  beforeUpdate: (row, changed, change) => {
    refuseClosed(row, change);
    const next = { ...row, ...changed };
    if (Number(row['QuantityDelivered'] ?? 0) > Number(next['Quantity']))
      throw ruleFailure('Invalid: Quantity - Less than what is delivered');
    if (!PRICED.some((field) => field in changed)) return;
    const isRepriced = 'UnitPrice' in changed || 'Discount' in changed || 'AmountFC' in changed;
    const given: Given = {
      unitPrice: 'UnitPrice' in changed ? changed['UnitPrice'] : row['UnitPrice'],
      netPrice: 'NetPrice' in changed ? changed['NetPrice'] : isRepriced ? undefined : row['NetPrice'],
      discount: 'Discount' in changed ? changed['Discount'] : row['Discount'],
      amount: changed['AmountFC'],
      vatAmount: changed['VATAmount'],
    };
    price(next, given, headerOf(row, change), change);
    Object.assign(changed, next);
  },
  beforeRemove: (row, change) => {
    refuseClosed(row, change);
    if (Number(row['QuantityDelivered'] ?? 0) !== 0) throw ruleFailure('Cannot be deleted: The line is delivered');
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
