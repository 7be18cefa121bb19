import { textIn, type StoredRow } from '../control.ts';
import type { ExactTarget } from '../exact-seeding.ts';
import type { SeedRow } from '../exact-rows.ts';
import type { DemoCompany } from './company.ts';

const ORDERS = 'salesorder/SalesOrders';
const LINES = 'salesorder/SalesOrderLines';
const INVOICES = 'salesinvoice/SalesInvoices';
/** Journal of sales in every company. */
const SALES_JOURNAL = '50';
/** Calendar years before this one in which there were sales. */
const YEARS_AGO = [2, 3, 4] as const;
/** Of the oldest sales the last one was never paid. */
const OLDEST = 4;
const PLENTY = 100;

/** An order of former years, typed in Exact. */
interface PastSale {
  readonly debtorId: string;
  readonly day: string;
  readonly isPaid: boolean;
  readonly row: SeedRow;
}

/** Two sales a customer and year, each shipped, invoiced and paid on its day, but one. `today`: `yyyy-mm-dd`. */
export function pastSales(
  { items, stock }: Pick<DemoCompany, 'items' | 'stock'>,
  debtorIds: readonly string[],
  today: string,
): readonly PastSale[] {
  const year = Number(today.slice(0, 4));
  // What is shipped is taken off the stock there is.
  const plenty = new Set(stock.filter(({ quantity }) => quantity >= PLENTY).map(({ item }) => item));
  const sold = items.filter(({ code, row, price }) => plenty.has(code) && row['EndDate'] == null && price !== undefined);
  return YEARS_AGO.flatMap((ago) =>
    debtorIds.flatMap((debtorId, customer) =>
      ['03-15', '10-05'].map((monthDay, sale) => {
        const day = `${year - ago}-${monthDay}`;
        const lines = [0, 1].map((line) => {
          const item = sold[(ago * 7 + customer * 3 + sale * 5 + line) % sold.length];
          return { Item: item?.row['ID'] ?? null, Quantity: 6 + line * 6 + ago, NetPrice: item?.price?.toNumber() ?? 0 };
        });
        return {
          debtorId,
          day,
          isPaid: ago !== OLDEST || customer > 0 || sale === 0,
          row: { OrderedBy: debtorId, OrderDate: `${day}T00:00:00`, DeliveryDate: `${day}T00:00:00`, SalesOrderLines: lines },
        };
      }),
    ),
  );
}

/** Enters them, one after the other as they happened; how many. */
export async function seedPastSales({ control, division }: ExactTarget, sales: readonly PastSale[]): Promise<number> {
  const rows = (path: string): Promise<readonly StoredRow[]> => control.rows(division, path);
  const newest = async (path: string, number: string): Promise<StoredRow> => {
    const [first, ...others] = await rows(path);
    if (first === undefined) throw new Error(`${path} took nothing`);
    return others.reduce((last, row) => (Number(row[number]) > Number(last[number]) ? row : last), first);
  };
  for (const { row, day, isPaid } of sales.toSorted((one, other) => one.day.localeCompare(other.day))) {
    await control.seed(division, { [ORDERS]: [row] });
    const orderId = textIn(await newest(ORDERS, 'OrderNumber'), 'OrderID');
    const lines = (await rows(LINES)).filter((line) => textIn(line, 'OrderID') === orderId);
    const shipped = lines.map((line) => ({ SalesOrderLineID: textIn(line, 'ID'), QuantityDelivered: Number(line['Quantity']) }));
    await control.seed(division, {
      'salesorder/GoodsDeliveries': [{ DeliveryDate: `${day}T00:00:00`, GoodsDeliveryLines: shipped }],
      'salesinvoice/InvoiceSalesOrders': [
        { SalesOrderIDs: [{ ID: orderId }], InvoiceMode: 0, CreateMode: 1, JournalCode: SALES_JOURNAL },
      ],
    });
    const [made] = (await rows(INVOICES)).filter(({ InvoiceNumber: number }) => Number(number ?? 0) === 0);
    const invoiceId = made === undefined ? '' : textIn(made, 'InvoiceID');
    await control.seed(division, { 'salesinvoice/PrintedSalesInvoices': [{ InvoiceID: invoiceId, InvoiceDate: day }] });
    if (isPaid && made !== undefined) await control.pay(division, invoiceId, textIn(made, 'AmountFC'), day);
  }
  return sales.length;
}
