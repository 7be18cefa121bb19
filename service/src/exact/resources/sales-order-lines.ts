import { resource, type RowReader } from './reading.ts';
import { amount, date, guid, text } from './writing.ts';

/** A line of a sales order. */
export interface ExactSalesOrderLine {
  readonly id: string;
  readonly orderId: string;
  readonly orderNumber: string | null;
  readonly lineNumber: number | null;
  readonly item: string | null;
  readonly itemCode: string | null;
  readonly description: string | null;
  readonly quantity: string | null;
  readonly quantityDelivered: string | null;
  readonly quantityInvoiced: string | null;
  readonly unitCode: string | null;
  readonly unitPrice: string | null;
  readonly netPrice: string | null;
  /** A fraction: 0.1 is ten percent. */
  readonly discount: string | null;
  readonly amountFc: string | null;
  readonly vatCode: string | null;
  readonly vatAmount: string | null;
  readonly vatPercentage: string | null;
  readonly deliveryDate: string | null;
  readonly notes: string | null;
}

const SELECT = [
  'ID',
  'OrderID',
  'OrderNumber',
  'LineNumber',
  'Item',
  'ItemCode',
  'Description',
  'Quantity',
  'QuantityDelivered',
  'QuantityInvoiced',
  'UnitCode',
  'UnitPrice',
  'NetPrice',
  'Discount',
  'AmountFC',
  'VATCode',
  'VATAmount',
  'VATPercentage',
  'DeliveryDate',
  'Notes',
] as const;

const read = (row: RowReader): ExactSalesOrderLine => ({
  id: row.key('ID'),
  orderId: row.key('OrderID'),
  orderNumber: row.text('OrderNumber'),
  lineNumber: row.integer('LineNumber'),
  item: row.text('Item'),
  itemCode: row.text('ItemCode'),
  description: row.text('Description'),
  quantity: row.amount('Quantity'),
  quantityDelivered: row.amount('QuantityDelivered'),
  quantityInvoiced: row.amount('QuantityInvoiced'),
  unitCode: row.text('UnitCode'),
  unitPrice: row.amount('UnitPrice'),
  netPrice: row.amount('NetPrice'),
  discount: row.amount('Discount'),
  amountFc: row.amount('AmountFC'),
  vatCode: row.text('VATCode'),
  vatAmount: row.amount('VATAmount'),
  vatPercentage: row.amount('VATPercentage'),
  deliveryDate: row.date('DeliveryDate'),
  notes: row.text('Notes'),
});

/** Lines of sales orders, 60 a page. */
export const SALES_ORDER_LINES = resource({
  path: 'salesorder/SalesOrderLines',
  key: 'ID',
  select: SELECT,
  read,
  writable: {
    Item: guid,
    Quantity: amount,
    NetPrice: amount,
    VATCode: text(3),
    Description: text(100),
    Notes: text(32_000),
    DeliveryDate: date,
    CostCenter: text(10),
    CostUnit: text(10),
    UnitCode: text(8),
  },
});
