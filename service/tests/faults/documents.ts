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

/** One order that was sent; what differs is what an auditor finds who knows nothing of the flow. */
async function openDocuments(
  faults: FaultWorld,
  { settings = {}, ...what }: Pick<Catalogue, 'flow' | 'tells'> & { readonly settings?: object },
  compare: (books: Books) => readonly string[],
  change: (world: World, count: number) => Promise<void>,
): Promise<Catalogue> {
  const { world } = faults;
  await faults.configure({ products: true, orders: true });
  await stockShop(world);
  await sendFirstOrder(faults);
  await faults.configure({ products: true, orders: true, further: { [what.flow]: settings } });
  let changes = 0;
  return {
    ...what,
    change: async () => {
      changes += 1;
      await change(world, changes);
    },
    faults: async () => (await readBooks(world, [DIVISION], companyDay())).flatMap(compare).map((found) => `wrong: ${found}`),
  };
}
