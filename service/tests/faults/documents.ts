import { companyDay } from '../../../simulators/data/index.ts';
import { idIn, readBooks, type Books } from '../audit/books.ts';
import { auditBornOrders } from '../audit/born-orders.ts';
import { auditDeliveries, auditInvoices, auditOrders } from '../audit/documents.ts';
import { DIVISION, type World } from '../support/world.ts';
import { enterRow, erp, type Catalogue } from './catalogue.ts';
import type { FaultWorld } from './fault-world.ts';
import { sendFirstOrder } from './first-order.ts';
import { stockShop } from './order-book.ts';

const ORDERS = 'salesorder/SalesOrders';
const ORDER_LINES = 'salesorder/SalesOrderLines';
const DELIVERIES = 'salesorder/GoodsDeliveries';
const DELIVERY_LINES = 'salesorder/GoodsDeliveryLines';
const INVOICES = 'salesinvoice/SalesInvoices';
/** Enough to deliver from for every cell of a row. */
const ORDERED = 10_000;

/** What an order becomes: with a change one of each line is delivered, or not any more. */
export function openProgress(faults: FaultWorld): Promise<Catalogue> {
  return openDocuments(faults, { flow: 'progress' }, auditOrders, async (world, change) => {
    for (const line of await world.exact.rows(DIVISION, ORDER_LINES))
      await erp(world, 'PATCH', `${ORDER_LINES}/${String(line['ID'])}`, { QuantityDelivered: change % 2 });
  });
}

/** Orders that are typed in Exact: with a change one more of the customer whose order was sent. */
export function openBornOrders(faults: FaultWorld): Promise<Catalogue> {
  const told = { flow: 'progress', settings: { bornInExact: true } };
  return openDocuments(faults, told, auditBornOrders, async (world, change) => {
    const [order] = await world.exact.rows(DIVISION, ORDERS);
    const [item] = await world.exact.rows(DIVISION, 'logistics/Items');
    const line = { Item: idIn(item), Quantity: change };
    await enterRow(world, ORDERS, { OrderedBy: idIn(order, 'OrderedBy'), SalesOrderLines: [line] }, 'OrderID');
  });
}

/** Deliveries of an order: with a change comes a new one, the one before is corrected, and the one before that goes. */
export function openDeliveries(faults: FaultWorld): Promise<Catalogue> {
  const made: string[] = [];
  const told = { flow: 'deliveries', tells: ['delivery_deleted_in_exact'] };
  return openDocuments(faults, told, auditDeliveries, async (world, change) => {
    const [line] = await world.exact.rows(DIVISION, ORDER_LINES);
    if (change === 1) await erp(world, 'PATCH', `${ORDER_LINES}/${idIn(line)}`, { Quantity: ORDERED });
    const shipped = { SalesOrderLineID: idIn(line), QuantityDelivered: 2 };
    const delivery = { DeliveryDate: `${companyDay()}T00:00:00`, TrackingNumber: `3S${change}`, GoodsDeliveryLines: [shipped] };
    made.push(await enterRow(world, DELIVERIES, delivery, 'EntryID'));
    const [gone, corrected] = [made.at(-3), made.at(-2)];
    const lines = await world.exact.rows(DIVISION, DELIVERY_LINES);
    for (const row of lines.filter((each) => idIn(each, 'EntryID') === corrected))
      await erp(world, 'PATCH', `${DELIVERY_LINES}/${idIn(row)}`, { QuantityDelivered: 1 });
    if (gone !== undefined) await erp(world, 'DELETE', `${DELIVERIES}/${gone}`);
  });
}

/** Invoices of a customer: with a change comes a new one, and the one before is paid in part. */
export function openInvoices(faults: FaultWorld): Promise<Catalogue> {
  let former: string | undefined;
  return openDocuments(faults, { flow: 'invoices' }, auditInvoices, async (world, change) => {
    const [order] = await world.exact.rows(DIVISION, 'salesorder/SalesOrders');
    const [item] = await world.exact.rows(DIVISION, 'logistics/Items');
    const line = { Item: idIn(item), Quantity: 1, NetPrice: 100 + change };
    const header = { OrderedBy: idIn(order, 'OrderedBy'), Journal: '50', PaymentCondition: '30', SalesInvoiceLines: [line] };
    const made = await enterRow(world, INVOICES, header, 'InvoiceID');
    await world.exact.seed(DIVISION, { 'salesinvoice/PrintedSalesInvoices': [{ InvoiceID: made }] });
    if (former !== undefined) await world.exact.pay(DIVISION, former, '1.00');
    former = made;
  });
}

/** Settled invoices of two years ago: with a change comes one more. */
export function openPastInvoices(faults: FaultWorld): Promise<Catalogue> {
  return openDocuments(faults, { flow: 'invoices', historyYears: 2 }, auditInvoices, async (world, change) => {
    const day = `${yearOf(2)}-06-15`;
    const [order] = await world.exact.rows(DIVISION, ORDERS);
    const [item] = await world.exact.rows(DIVISION, 'logistics/Items');
    const line = { Item: idIn(item), Quantity: 1, NetPrice: 100 + change };
    const header = { OrderedBy: idIn(order, 'OrderedBy'), Journal: '50', PaymentCondition: '30', SalesInvoiceLines: [line] };
    const made = await enterRow(world, INVOICES, header, 'InvoiceID');
    await world.exact.seed(DIVISION, { 'salesinvoice/PrintedSalesInvoices': [{ InvoiceID: made, InvoiceDate: day }] });
    const printed = (await world.exact.rows(DIVISION, INVOICES)).find((row) => idIn(row, 'InvoiceID') === made);
    await world.exact.pay(DIVISION, made, String(printed?.['AmountFC']), day);
  });
}

/** Deliveries of last year of orders that were typed in Exact: with a change comes one more. */
export function openPastDeliveries(faults: FaultWorld): Promise<Catalogue> {
  return openDocuments(faults, { flow: 'deliveries', historyYears: 1 }, auditDeliveries, async (world, change) => {
    const [order] = await world.exact.rows(DIVISION, ORDERS);
    const [item] = await world.exact.rows(DIVISION, 'logistics/Items');
    const typed = { OrderedBy: idIn(order, 'OrderedBy'), SalesOrderLines: [{ Item: idIn(item), Quantity: change }] };
    const orderId = await enterRow(world, ORDERS, typed, 'OrderID');
    const line = (await world.exact.rows(DIVISION, ORDER_LINES)).find((row) => idIn(row, 'OrderID') === orderId);
    const shipped = { SalesOrderLineID: idIn(line), QuantityDelivered: change };
    const delivery = { DeliveryDate: `${yearOf(1)}-06-15T00:00:00`, GoodsDeliveryLines: [shipped] };
    await enterRow(world, DELIVERIES, delivery, 'EntryID');
  });
}

/** The calendar year that many years before this one. */
function yearOf(yearsAgo: number): number {
  return Number(companyDay().slice(0, 4)) - yearsAgo;
}

/** One order that was sent; what differs is what an auditor finds who knows nothing of the flow. */
async function openDocuments(
  faults: FaultWorld,
  { settings = {}, ...what }: Pick<Catalogue, 'flow' | 'tells' | 'historyYears'> & { readonly settings?: object },
  compare: (books: Books) => readonly string[],
  change: (world: World, count: number) => Promise<void>,
): Promise<Catalogue> {
  const { world } = faults;
  await faults.configure({ products: true, orders: true });
  await stockShop(world);
  await sendFirstOrder(faults);
  await faults.configure({ products: true, orders: true, further: { [what.flow]: settings } });
  let changes = 0;
  const { historyYears } = what;
  const period = {
    today: companyDay(),
    historyFrom: historyYears === undefined ? undefined : `${yearOf(historyYears)}-01-01`,
  };
  return {
    ...what,
    change: async () => {
      changes += 1;
      await change(world, changes);
    },
    faults: async () => (await readBooks(world, [DIVISION], period)).flatMap(compare).map((found) => `wrong: ${found}`),
  };
}
