import { Decimal } from 'decimal.js';
import { badRequest, ExactFailure, ruleFailure } from '../failure.ts';
import { readGuid } from '../odata/literals.ts';
import type { JsonObject } from '../records/read-body.ts';
import type { Change, SetRules } from '../records/rules.ts';
import type { Row, Value } from '../schema/index.ts';
import type { Division } from '../store/division.ts';
import { createWithLines, documentLines } from './document-lines.ts';
import { invoiceTotals } from './invoice-totals.ts';
import { CANCELLED } from './order-status.ts';

const MOST_LINES = 500;
const BY_DELIVERED = 0;
const PER_CUSTOMER = 0;
/** Orders that differ in one of these do not go on one invoice. */
const TOGETHER = ['OrderedBy', 'InvoiceTo', 'Currency', 'PaymentCondition', 'Discount'] as const;

interface Part {
  readonly order: Row;
  readonly line: Row;
  readonly quantity: Decimal;
}

const amount = (row: Row, field: string): Decimal => new Decimal(Number(row[field] ?? 0));

/** Whether a delivery is among those that are asked for; without a number and dates all are. */
const isWanted = (delivery: Row | undefined, wish: Row): boolean =>
  delivery !== undefined &&
  (typeof wish['DeliveryNumber'] !== 'number' || delivery['DeliveryNumber'] === wish['DeliveryNumber']) &&
  (typeof wish['StartDate'] !== 'number' || Number(delivery['DeliveryDate']) >= wish['StartDate']) &&
  (typeof wish['EndDate'] !== 'number' || Number(delivery['DeliveryDate']) <= wish['EndDate']);

const deliveredOf = (line: Row, wish: Row, division: Division): Decimal => {
  if (!['DeliveryNumber', 'StartDate', 'EndDate'].some((field) => typeof wish[field] === 'number'))
    return amount(line, 'QuantityDelivered');
  return division
    .table('GoodsDeliveryLines')
    .find('SalesOrderLineID', line['ID'] ?? null)
    .filter((each) => isWanted(division.find('GoodsDeliveries', each['EntryID']), wish))
    .reduce((sum, each) => sum.plus(amount(each, 'QuantityDelivered')), new Decimal(0));
};

/** What of a line of an order may be invoiced now: delivered or ordered, less what is on an invoice already. */
const partOf = (order: Row, line: Row, wish: Row, division: Division): Part => {
  const invoiced = amount(line, 'QuantityInvoiced');
  const byOrder = amount(line, 'Quantity').minus(invoiced);
  if (wish['InvoiceMode'] !== BY_DELIVERED) return { order, line, quantity: byOrder };
  const open = amount(line, 'QuantityDelivered').minus(invoiced);
  return { order, line, quantity: Decimal.min(open, deliveredOf(line, wish, division)) };
};

const partsOf = (order: Row, wish: Row, division: Division): Part[] => {
  const number = String(order['OrderNumber']);
  if (order['Status'] === CANCELLED) throw ruleFailure(`Sales order ${number}: Canceled`);
  const parts = linesOf(order, division)
    .map((line) => partOf(order, line, wish, division))
    .filter(({ quantity, line }) => !quantity.isZero() && quantity.isNegative() === amount(line, 'Quantity').isNegative());
  if (parts.length === 0) throw ruleFailure(`Sales order ${number}: There is nothing to invoice`);
  return parts;
};

const linesOf = (order: Row, division: Division): Row[] =>
  division
    .table('SalesOrderLines')
    .find('OrderID', order['OrderID'] ?? null)
    .sort((left, right) => Number(left['LineNumber']) - Number(right['LineNumber']));

const wireDate = (value: Value | undefined): string | null => (typeof value === 'number' ? `/Date(${value})/` : null);

const lineBody = ({ order, line, quantity }: Part): JsonObject => ({
  Item: line['Item'] ?? null,
  Quantity: quantity.toNumber(),
  UnitPrice: line['UnitPrice'] ?? null,
  NetPrice: line['NetPrice'] ?? null,
  Discount: line['Discount'] ?? null,
  VATCode: line['VATCode'] ?? null,
  UnitCode: line['UnitCode'] ?? null,
  Description: line['Description'] ?? null,
  Notes: line['Notes'] ?? null,
  DeliveryDate: wireDate(line['DeliveryDate']),
  SalesOrder: order['OrderID'] ?? null,
  SalesOrderLine: line['ID'] ?? null,
  // VAT that was given by hand holds for the whole line only.
  ...(quantity.equals(amount(line, 'Quantity')) ? { VATAmountFC: line['VATAmount'] ?? null } : {}),
});

const invoiceBody = (parts: readonly Part[], wish: Row): JsonObject => {
  const order = parts[0]?.order ?? {};
  const orders = new Set(parts.map((part) => part.order['OrderID']));
  const same = [
    'OrderedBy',
    'InvoiceTo',
    'DeliverTo',
    'Currency',
    'PaymentCondition',
    'PaymentReference',
    'YourRef',
    'Description',
  ]
    .concat(['OrderedByContactPerson', 'InvoiceToContactPerson', 'DeliverToContactPerson', 'ShippingMethod', 'Salesperson'])
    .filter((field) => order[field] !== undefined && order[field] !== null);
  return {
    ...Object.fromEntries(same.map((field) => [field, order[field] ?? null])),
    ...(order['DeliveryAddress'] ? { DeliverToAddress: order['DeliveryAddress'] } : {}),
    ...(amount(order, 'Discount').isZero() ? {} : { Discount: amount(order, 'Discount').toNumber() }),
    ...(orders.size === 1 ? { OrderNumber: order['OrderNumber'] ?? null } : {}),
    OrderDate: wireDate(order['OrderDate']),
    Journal: wish['JournalCode'] ?? null,
    SalesInvoiceLines: parts.map(lineBody),
  };
};

const ordersOf = (body: JsonObject, { division }: Change): Row[] => {
  const orders = documentLines(body, 'SalesOrderIDs').map((named) => {
    const id = typeof named['ID'] === 'string' ? readGuid(named['ID']) : undefined;
    if (id === undefined) throw badRequest("Error processing request stream. A guid is expected for 'ID' of SalesOrderIDs.");
    const order = division.find('SalesOrders', id);
    if (!order) throw ruleFailure(`Invalid reference: SalesOrderIDs - ${id}`);
    return order;
  });
  const lines = orders.reduce((sum, order) => sum + linesOf(order, division).length, 0);
  if (orders.length > 1 && lines > MOST_LINES)
    throw ruleFailure(`Invalid: SalesOrderIDs - More than ${MOST_LINES} lines of more than one sales order`);
  return orders;
};

const groupKey = (order: Row, wish: Row): string =>
  wish['CreateMode'] === PER_CUSTOMER ? TOGETHER.map((field) => String(order[field] ?? '')).join('|') : String(order['OrderID']);

/** salesinvoice/InvoiceSalesOrders: makes open invoices of orders; what fails is told in the answer, which is a 201 all the same. */
export const INVOICE_SALES_ORDERS_RULES: SetRules = {
  create: (body, change) => {
    const { writer, division } = change;
    const wish = writer.prepare('InvoiceSalesOrders', body, { actor: change.actor });
    const orders = ordersOf(body, change);
    const errors: string[] = [];
    const attempt = <T>(work: () => T): T[] => {
      try {
        return [work()];
      } catch (error) {
        if (!(error instanceof ExactFailure)) throw error;
        errors.push(error.message);
        return [];
      }
    };
    const parts = orders.flatMap((order) => attempt(() => partsOf(order, wish, division)).flat());
    const sets = { header: 'SalesInvoices', lines: 'SalesInvoiceLines' };
    const invoices = [...Map.groupBy(parts, ({ order }) => groupKey(order, wish)).values()].flatMap((group) =>
      attempt(() => createWithLines(invoiceBody(group, wish), { ...change, actor: 'erp' }, sets, invoiceTotals)),
    );
    return {
      ...wish,
      NumberOfCreatedInvoices: invoices.length,
      NumberOfFailedInvoices: errors.length,
      Errors: errors.length > 0 ? errors.join('\r\n') : null,
    };
  },
};
