import { resource } from './reading.ts';
import { date, guid, text } from './writing.ts';

/** Header of a sales order. Amounts in the order's currency; gross is `amountFc`, net `amountFcExclVat`. */
export interface ExactSalesOrder {
  readonly id: string;
  readonly number: string | null;
  readonly yourRef: string | null;
  readonly description: string | null;
  readonly orderedBy: string | null;
  readonly deliverTo: string | null;
  readonly invoiceTo: string | null;
  readonly deliveryAddress: string | null;
  readonly orderDate: string | null;
  readonly deliveryDate: string | null;
  readonly currency: string | null;
  readonly amountFc: string | null;
  readonly amountFcExclVat: string | null;
  readonly paymentCondition: string | null;
  readonly shippingMethod: string | null;
  readonly status: number | null;
  readonly statusDescription: string | null;
  readonly deliveryStatus: number | null;
  readonly invoiceStatus: number | null;
  readonly approvalStatus: number | null;
  readonly modifiedAt: string | null;
}

/** Sales orders, 60 a page; the created row comes back from `create`, without line ids. */
export const SALES_ORDERS = resource<ExactSalesOrder>({
  path: 'salesorder/SalesOrders',
  key: 'OrderID',
  select: [
    'OrderID',
    'OrderNumber',
    'YourRef',
    'Description',
    'OrderedBy',
    'DeliverTo',
    'InvoiceTo',
    'DeliveryAddress',
    'OrderDate',
    'DeliveryDate',
    'Currency',
    'AmountFC',
    'AmountFCExclVat',
    'PaymentCondition',
    'ShippingMethod',
    'Status',
    'StatusDescription',
    'DeliveryStatus',
    'InvoiceStatus',
    'ApprovalStatus',
    'Modified',
  ],
  read: (row) => ({
    id: row.key('OrderID'),
    number: row.text('OrderNumber'),
    yourRef: row.text('YourRef'),
    description: row.text('Description'),
    orderedBy: row.text('OrderedBy'),
    deliverTo: row.text('DeliverTo'),
    invoiceTo: row.text('InvoiceTo'),
    deliveryAddress: row.text('DeliveryAddress'),
    orderDate: row.date('OrderDate'),
    deliveryDate: row.date('DeliveryDate'),
    currency: row.text('Currency'),
    amountFc: row.amount('AmountFC'),
    amountFcExclVat: row.amount('AmountFCExclVat'),
    paymentCondition: row.text('PaymentCondition'),
    shippingMethod: row.text('ShippingMethod'),
    status: row.integer('Status'),
    statusDescription: row.text('StatusDescription'),
    deliveryStatus: row.integer('DeliveryStatus'),
    invoiceStatus: row.integer('InvoiceStatus'),
    approvalStatus: row.integer('ApprovalStatus'),
    modifiedAt: row.instant('Modified'),
  }),
  writable: {
    OrderedBy: guid,
    DeliveryAddress: guid,
    OrderedByContactPerson: guid,
    YourRef: text(30),
    Description: text(60),
    Remarks: text(32_000),
    OrderDate: date,
    DeliveryDate: date,
    Currency: text(3),
    PaymentCondition: text(20),
    PaymentReference: text(20),
    ShippingMethod: guid,
  },
});
