import { Decimal } from 'decimal.js';
import { parseAmount, parseDayFirstDate, parseQuantity } from './amounts.ts';
import { readRetailRows, type RetailRow } from './read-lines.ts';
import { WALK_IN, type Refusal, type RetailCustomer, type RetailData, type RetailItem, type RetailLine } from './retail-data.ts';

interface ItemDraft {
  readonly code: string;
  description: string;
  /** How often each price was seen, in order of first sight. */
  readonly prices: Map<string, number>;
}

interface InvoiceDraft {
  readonly customerId: string;
  readonly country: string;
  readonly date: string | undefined;
  readonly lines: RetailLine[];
  readonly problems: string[];
}

/**
 * Reads a file and sorts it into items, customers and orders.
 *
 * - Item price: the most frequent positive price of the SKU, the first seen winning a tie; a SKU that was only ever given
 *   away costs zero; a SKU whose rows name no readable price has none.
 * - A SKU is one item whatever its case, spelled as first seen.
 * - An invoice is taken whole or refused whole: one bad line and the order's total would be wrong.
 * - The customer, country and date of an invoice are those of its first line.
 */
export async function collectRetailData(file: string): Promise<RetailData> {
  const items = new Map<string, ItemDraft>();
  const invoices = new Map<string, InvoiceDraft>();
  const refused: Refusal[] = [];
  for await (const row of readRetailRows(file)) {
    noteItem(items, row);
    if (row.InvoiceNo === '') refused.push({ invoice: `line ${row.fileLine}`, reason: 'the line names no invoice' });
    else noteLine(invoices, row, items);
  }
  return toRetailData(items, invoices, refused);
}

function noteItem(items: Map<string, ItemDraft>, row: RetailRow): void {
  if (row.StockCode === '') return;
  const key = row.StockCode.toUpperCase();
  const item = items.get(key) ?? { code: row.StockCode, description: '', prices: new Map<string, number>() };
  items.set(key, item);
  if (item.description === '') item.description = row.Description;
  const price = parseAmount(row.UnitPrice);
  if (price?.greaterThanOrEqualTo(0)) item.prices.set(price.toString(), (item.prices.get(price.toString()) ?? 0) + 1);
}

function noteLine(invoices: Map<string, InvoiceDraft>, row: RetailRow, items: Map<string, ItemDraft>): void {
  const invoice = invoices.get(row.InvoiceNo) ?? {
    customerId: row.CustomerID === '' ? WALK_IN : row.CustomerID,
    country: row.Country,
    date: parseDayFirstDate(row.InvoiceDate),
    lines: [],
    problems: [],
  };
  invoices.set(row.InvoiceNo, invoice);
  const line = toLine(row, items);
  if (typeof line === 'string') invoice.problems.push(`line ${row.fileLine}: ${line}`);
  else invoice.lines.push(line);
  if (parseDayFirstDate(row.InvoiceDate) === undefined)
    invoice.problems.push(`line ${row.fileLine}: the date "${row.InvoiceDate}" is not a day/month/year`);
}

function toLine(row: RetailRow, items: Map<string, ItemDraft>): RetailLine | string {
  const sku = items.get(row.StockCode.toUpperCase())?.code;
  if (sku === undefined) return 'the stock code is missing';
  const quantity = parseQuantity(row.Quantity);
  if (quantity === undefined) return `the quantity "${row.Quantity}" is not a whole number`;
  if (quantity < 0) return `the quantity ${quantity} is negative: an order of an org holds no returns`;
  if (quantity === 0) return 'the quantity is zero';
  const unitPrice = parseAmount(row.UnitPrice);
  if (unitPrice === undefined) return `the price "${row.UnitPrice}" is not an amount`;
  if (unitPrice.lessThan(0)) return `the price ${unitPrice.toString()} is negative`;
  return { sku, quantity, unitPrice };
}

function toRetailData(items: Map<string, ItemDraft>, invoices: Map<string, InvoiceDraft>, lineRefusals: Refusal[]): RetailData {
  const customers = new Map<string, RetailCustomer>();
  const orders = [];
  const refused = [...lineRefusals];
  for (const [invoice, draft] of invoices) {
    const reason = refusalOf(invoice, draft);
    if (reason !== undefined || draft.date === undefined) {
      refused.push({ invoice, reason: reason ?? 'it has no date' });
      continue;
    }
    if (!customers.has(draft.customerId)) customers.set(draft.customerId, { id: draft.customerId, country: draft.country });
    orders.push({ invoice, customerId: draft.customerId, date: draft.date, lines: draft.lines });
  }
  return {
    items: [...items.values()].map(toItem),
    customers: [...customers.values()],
    orders,
    refused,
    invoiceCount: invoices.size,
  };
}

function refusalOf(invoice: string, draft: InvoiceDraft): string | undefined {
  if (/^C/i.test(invoice)) return 'it is a credit note (number starts with C): an order of an org holds no returns';
  const [first, ...others] = draft.problems;
  if (first === undefined) return undefined;
  return others.length === 0 ? first : `${first} (and ${others.length} more)`;
}

function toItem(draft: ItemDraft): RetailItem {
  return {
    code: draft.code,
    description: draft.description === '' ? draft.code : draft.description,
    price: listPrice(draft.prices),
    isService: !/^\d/.test(draft.code),
  };
}

function listPrice(prices: ReadonlyMap<string, number>): Decimal | undefined {
  let best: { price: Decimal; count: number } | undefined;
  for (const [text, count] of prices) {
    const price = new Decimal(text);
    if (!price.isZero() && (best === undefined || count > best.count)) best = { price, count };
  }
  return best?.price ?? (prices.size > 0 ? new Decimal(0) : undefined);
}
