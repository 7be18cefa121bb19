import { parseAmount, parseQuantity } from './amounts.ts';
import { readRetailRows } from './read-lines.ts';
import { WALK_IN, type RetailData, type RetailLine, type RetailOrder } from './retail-data.ts';

/** An invoice of the file whose number begins with C: it takes back what other invoices sold. */
export interface RetailReturn {
  readonly invoice: string;
  /** What comes back, quantities more than zero. */
  readonly lines: readonly RetailLine[];
  /** The order of that customer that sold all of it at these prices; undefined where the file, which is a part of a longer one, has none. */
  readonly original: RetailOrder | undefined;
}

/** Reads what the file takes back, next to the orders of it. */
export async function collectRetailReturns(file: string, { orders, items }: RetailData): Promise<readonly RetailReturn[]> {
  const codes = new Map(items.map(({ code }) => [code.toUpperCase(), code]));
  const returns = new Map<string, { readonly customerId: string; readonly lines: RetailLine[] }>();
  for await (const row of readRetailRows(file)) {
    const [quantity, unitPrice] = [parseQuantity(row.Quantity), parseAmount(row.UnitPrice)];
    const sku = codes.get(row.StockCode.toUpperCase());
    if (!/^C/i.test(row.InvoiceNo) || quantity === undefined || unitPrice === undefined || sku === undefined) continue;
    const taken = returns.get(row.InvoiceNo) ?? { customerId: row.CustomerID === '' ? WALK_IN : row.CustomerID, lines: [] };
    returns.set(row.InvoiceNo, taken);
    taken.lines.push({ sku, quantity: -quantity, unitPrice });
  }
  return [...returns].map(([invoice, { customerId, lines }]) => ({
    invoice,
    lines,
    original: orders.find((order) => order.customerId === customerId && hasSold(order, lines)),
  }));
}

function hasSold({ lines: sold }: RetailOrder, lines: readonly RetailLine[]): boolean {
  return lines.every((line) =>
    sold.some(({ sku, quantity, unitPrice }) => sku === line.sku && quantity >= line.quantity && unitPrice.eq(line.unitPrice)),
  );
}
