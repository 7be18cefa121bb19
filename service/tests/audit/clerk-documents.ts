import type { StoredRow } from '../../../simulators/data/index.ts';
import type { Changes, ClerkDesk } from './clerk-desk.ts';

const ORDERS = 'salesorder/SalesOrders';
const ORDER_LINES = 'salesorder/SalesOrderLines';
const DELIVERIES = 'salesorder/GoodsDeliveries';
const DELIVERY_LINES = 'salesorder/GoodsDeliveryLines';
const INVOICES = 'salesinvoice/SalesInvoices';
const DEBTORS = 'crm/Accounts';
const CREDIT_NOTE = 8021;
const CANCELLED = 45;
const PROCESSED = 50;

/** What a person changes of orders, deliveries, invoices, payments and debtors. */
export function documentChanges(desk: ClerkDesk): Changes {
  return {
    'order typed': () => enterOrder(desk),
    'order delivered': () => deliver(desk),
    'order delivered too': () => deliver(desk),
    'delivery corrected': () => desk.patchOne(DELIVERY_LINES, () => ({ QuantityDelivered: 1 + desk.below(3) })),
    'delivery tracked': () => desk.patchOne(DELIVERIES, () => ({ TrackingNumber: `3S${desk.count}` }), { key: 'EntryID' }),
    'delivery deleted': () => desk.removeOne(DELIVERIES, { key: 'EntryID' }),
    'order line changed': () => desk.patchOne(ORDER_LINES, () => ({ Quantity: 1 + desk.below(30) })),
    'order line deleted': () => desk.removeOne(ORDER_LINES),
    'order cancelled': () => desk.rarely(() => desk.patchOne(ORDERS, () => ({ Status: CANCELLED }), { key: 'OrderID' })),
    'order deleted': () => desk.rarely(() => desk.removeOne(ORDERS, { key: 'OrderID' })),
    'order invoiced': () => invoiceOrder(desk),
    'invoice entered': () => enterInvoice(desk, false),
    'credit note entered': () => enterInvoice(desk, true),
    'invoice printed': () => print(desk),
    'invoice deleted': () => desk.rarely(() => desk.removeOne(INVOICES, { key: 'InvoiceID' })),
    'invoice paid': () => pay(desk),
    'credit set off': () => setOff(desk),
    'credit line given': () => desk.patchOne(DEBTORS, () => ({ CreditLineSales: desk.below(9_000) })),
    'standing discount changed': () => desk.patchOne(DEBTORS, () => ({ DiscountSales: desk.below(4) / 40 })),
    'credit line taken away': () => desk.patchOne(DEBTORS, () => ({ CreditLineSales: 0 })),
    'debtor blocked': () => desk.rarely(() => desk.patchOne(DEBTORS, () => ({ Blocked: true }))),
    'debtor released': () => desk.patchOne(DEBTORS, () => ({ Blocked: false }), { fits: (row) => row['Blocked'] === true }),
  };
}

/** A part or all of what is left of some lines of an order. */
async function deliver(desk: ClerkDesk): Promise<boolean> {
  const order = await desk.pick(ORDERS, (row) => Number(row['Status']) !== CANCELLED);
  const lines = (await desk.rows(ORDER_LINES)).filter((line) => line['OrderID'] === order?.['OrderID']);
  const left = (line: StoredRow): number => Number(line['Quantity'] ?? 0) - Number(line['QuantityDelivered'] ?? 0);
  const shipped = lines
    .filter((line) => left(line) > 0 && desk.random.next() < 0.7)
    .map((line) => ({ SalesOrderLineID: String(line['ID']), QuantityDelivered: 1 + desk.below(left(line)) }));
  if (shipped.length === 0) return false;
  return desk.seed(DELIVERIES, { DeliveryDate: `${desk.today}T00:00:00`, GoodsDeliveryLines: shipped });
}

/** What is delivered, or what is ordered. */
async function invoiceOrder(desk: ClerkDesk): Promise<boolean> {
  const order = await desk.pick(ORDERS);
  if (order === undefined) return false;
  const before = (await desk.rows(INVOICES)).length;
  const wish = { SalesOrderIDs: [{ ID: String(order['OrderID']) }], CreateMode: 1, JournalCode: '50' };
  await desk.seed('salesinvoice/InvoiceSalesOrders', { ...wish, InvoiceMode: desk.random.next() < 0.5 ? 0 : 1 });
  return (await desk.rows(INVOICES)).length > before;
}

/** Of a debtor who may be no account in Salesforce. */
async function enterOrder(desk: ClerkDesk): Promise<boolean> {
  const debtor = await desk.pick(DEBTORS, (row) => row['Status'] === 'C' && row['Blocked'] !== true);
  const item = await desk.pick('logistics/Items', (row) => row['IsSalesItem'] === true && !('EndDate' in row));
  const line = { Item: String(item?.['ID']), Quantity: 1 + desk.below(9) };
  return desk.seed(ORDERS, { OrderedBy: String(debtor?.['ID']), YourRef: `typed ${desk.count}`, SalesOrderLines: [line] });
}

async function enterInvoice(desk: ClerkDesk, isCredit: boolean): Promise<boolean> {
  const debtor = await desk.pick(DEBTORS, (row) => row['Status'] === 'C');
  const item = await desk.pick('logistics/Items', (row) => row['IsSalesItem'] === true && !('EndDate' in row));
  const line = { Item: String(item?.['ID']), Quantity: 1 + desk.below(9), NetPrice: desk.price() };
  const header = { OrderedBy: String(debtor?.['ID']), Journal: '50', PaymentCondition: '30', SalesInvoiceLines: [line] };
  return desk.seed(INVOICES, isCredit ? { ...header, Type: CREDIT_NOTE } : header);
}

async function print(desk: ClerkDesk): Promise<boolean> {
  const invoice = await desk.pick(INVOICES, (row) => Number(row['Status']) < PROCESSED);
  if (invoice === undefined) return false;
  return desk.seed('salesinvoice/PrintedSalesInvoices', { InvoiceID: String(invoice['InvoiceID']) });
}

async function pay(desk: ClerkDesk): Promise<boolean> {
  const invoice = await desk.pick(INVOICES, isProcessed(false));
  const amount = ((1 + desk.below(20_000)) / 100).toFixed(2);
  const payment = { division: desk.division, invoice: String(invoice?.['InvoiceID']), amount };
  return invoice !== undefined && desk.send('POST', 'payments', payment);
}

async function setOff(desk: ClerkDesk): Promise<boolean> {
  const credit = await desk.pick(INVOICES, isProcessed(true));
  const isOfInvoice = isProcessed(false);
  const invoice = await desk.pick(INVOICES, (row) => isOfInvoice(row) && row['InvoiceTo'] === credit?.['InvoiceTo']);
  if (credit === undefined || invoice === undefined) return false;
  const [creditNote, ofInvoice] = [String(credit['InvoiceID']), String(invoice['InvoiceID'])];
  return desk.send('POST', 'set-offs', { division: desk.division, creditNote, invoice: ofInvoice });
}

function isProcessed(isCredit: boolean): (row: StoredRow) => boolean {
  return (row) => Number(row['Status']) >= PROCESSED && (row['Type'] === CREDIT_NOTE) === isCredit;
}
