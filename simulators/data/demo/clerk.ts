import { textIn, type StoredRow } from '../control.ts';
import type { ExactTarget } from '../exact-seeding.ts';
import type { SeedRow } from '../exact-rows.ts';

const ORDERS = 'salesorder/SalesOrders';
const LINES = 'salesorder/SalesOrderLines';
const INVOICES = 'salesinvoice/SalesInvoices';
/** Status of an order, and of an invoice, that nobody has to work on any more. */
const CANCELLED = 45;
const COMPLETE = 21;
const PROCESSED = 50;
/** Journal of sales in every company. */
const SALES_JOURNAL = '50';
/** Every third invoice is left to be reminded of. */
const UNPAID_EACH = 3;

/** What a round of work did. */
export interface ClerkRound {
  readonly delivered: number;
  readonly invoiced: number;
  readonly paid: number;
}

/**
 * The people of the demo company in Exact Online: they ship what comes in, a part first and the rest in the next round, invoice what is
 * shipped whole, and book what customers pay.
 */
export class DemoClerk {
  readonly #target: ExactTarget;
  /** Ids of invoices that were paid, or will not be. */
  readonly #settled = new Set<string>();

  constructor(target: ExactTarget) {
    this.#target = target;
  }

  /** One round. @param today day of the deliveries, `yyyy-mm-dd` */
  async work(today: string): Promise<ClerkRound> {
    const paid = await this.#bookPayments();
    const invoiced = await this.#invoice();
    return { delivered: await this.#deliver(today), invoiced, paid };
  }

  async #deliver(today: string): Promise<number> {
    const orders = (await this.#rows(ORDERS)).filter((order) => ![CANCELLED, COMPLETE].includes(Number(order['Status'])));
    const lines = Map.groupBy(await this.#rows(LINES), (line) => textIn(line, 'OrderID'));
    const deliveries = orders.flatMap((order) => {
      const open = (lines.get(textIn(order, 'OrderID')) ?? []).filter((line) => leftOf(line) > 0);
      const isFirst = open.every((line) => Number(line['QuantityDelivered'] ?? 0) === 0);
      return open.length === 0 ? [] : [deliveryOf(order, isFirst ? open.map(halfOf) : open.map(restOf), today)];
    });
    if (deliveries.length > 0) await this.#seed('salesorder/GoodsDeliveries', deliveries);
    return deliveries.length;
  }

  async #invoice(): Promise<number> {
    const lines = Map.groupBy(await this.#rows(LINES), (line) => textIn(line, 'OrderID'));
    const whole = [...lines].filter(([, ofOrder]) => ofOrder.every((line) => leftOf(line) <= 0));
    const due = whole.filter(([, ofOrder]) => ofOrder.some((line) => Number(line['QuantityInvoiced'] ?? 0) === 0));
    for (const [orderId] of due)
      await this.#seed('salesinvoice/InvoiceSalesOrders', [
        { SalesOrderIDs: [{ ID: orderId }], InvoiceMode: 0, CreateMode: 1, JournalCode: SALES_JOURNAL },
      ]);
    const open = (await this.#rows(INVOICES)).filter((invoice) => Number(invoice['Status']) < PROCESSED);
    if (open.length > 0)
      await this.#seed(
        'salesinvoice/PrintedSalesInvoices',
        open.map((invoice) => ({ InvoiceID: textIn(invoice, 'InvoiceID') })),
      );
    return open.length;
  }

  async #bookPayments(): Promise<number> {
    const due = (await this.#rows(INVOICES)).filter(
      (invoice) => Number(invoice['Status']) === PROCESSED && !this.#settled.has(textIn(invoice, 'InvoiceID')),
    );
    let paid = 0;
    for (const invoice of due) {
      const id = textIn(invoice, 'InvoiceID');
      this.#settled.add(id);
      if (this.#settled.size % UNPAID_EACH === 0) continue;
      await this.#target.control.pay(this.#target.division, id, textIn(invoice, 'AmountFC'));
      paid += 1;
    }
    return paid;
  }

  #rows(path: string): Promise<readonly StoredRow[]> {
    return this.#target.control.rows(this.#target.division, path);
  }

  async #seed(path: string, rows: readonly SeedRow[]): Promise<void> {
    await this.#target.control.seed(this.#target.division, { [path]: rows });
  }
}

function deliveryOf(order: StoredRow, shipped: readonly SeedRow[], today: string): SeedRow {
  return {
    DeliveryDate: `${today}T00:00:00`,
    TrackingNumber: `3S${textIn(order, 'OrderNumber').padStart(8, '0')}${shipped.length}`,
    ShippingMethod: textIn(order, 'ShippingMethod') || null,
    GoodsDeliveryLines: shipped,
  };
}

const leftOf = (line: StoredRow): number => Number(line['Quantity'] ?? 0) - Number(line['QuantityDelivered'] ?? 0);
const halfOf = (line: StoredRow): SeedRow => ({
  SalesOrderLineID: textIn(line, 'ID'),
  QuantityDelivered: Math.max(1, Math.floor(leftOf(line) / 2)),
});
const restOf = (line: StoredRow): SeedRow => ({ SalesOrderLineID: textIn(line, 'ID'), QuantityDelivered: leftOf(line) });
