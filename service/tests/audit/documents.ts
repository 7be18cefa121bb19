import { Decimal } from 'decimal.js';
import type { StoredRow } from '../../../simulators/data/index.ts';
import { dayOf, idIn, isLed, linkedIn, textIn, type Books } from './books.ts';
import { decimalOf, Differences } from './differences.ts';
import { setsApart, wholeSets } from './sets-on-orders.ts';

const PARTIAL = 20;
const COMPLETE = 21;
const CANCELLED = 45;
const CREDIT_NOTE = 8021;
const PROCESSED = 50;
const MATCHED = 50;
const DELETED = 'Deleted in Exact';

/** Quantities of an order product in sets, by those of the lines of its parts. */
const OF_SETS = {
  Quantity: 'Exact_Ordered_Quantity__c',
  QuantityDelivered: 'Exact_Delivered_Quantity__c',
  QuantityInvoiced: 'Exact_Invoiced_Quantity__c',
};

/** What an order has come to, in one word. */
export function progressOf({ Status, DeliveryStatus, InvoiceStatus }: StoredRow): string {
  if (Status === CANCELLED) return 'Cancelled';
  if (InvoiceStatus === COMPLETE) return 'Invoiced';
  if (InvoiceStatus === PARTIAL) return 'Partly invoiced';
  if (DeliveryStatus === COMPLETE) return 'Delivered';
  return DeliveryStatus === PARTIAL ? 'Partly delivered' : 'Open';
}

/** A quantity of an order product, whatever it counts in. */
function inPieces(product: StoredRow, field: string): string | undefined {
  return decimalOf(product[field])
    ?.times(decimalOf(product['Price_Quantity__c']) ?? 1)
    .toString();
}

/** Orders that were sent, line by line. */
export function auditOrders(books: Books): readonly string[] {
  const { exact, org, division, isDefault } = books;
  const sets = setsApart(books);
  const parts = new Set(sets.flatMap((set) => set.lines.map(({ line }) => idIn(line))));
  const differences = new Differences(`orders of ${division}`);
  const salesOrders = new Map(exact.orders.map((row) => [idIn(row, 'OrderID'), row]));
  const lines = new Map(exact.orderLines.map((row) => [idIn(row), row]));
  for (const order of org.orders) {
    const exactId = idIn(order, 'Exact_Id__c');
    const salesOrder = salesOrders.get(exactId);
    // An order is of one company: in the demo, of the default one.
    if (exactId === '' || (salesOrder === undefined && !isDefault)) continue;
    const number = String(order['OrderNumber']);
    differences.text(
      `progress of ${number}`,
      order['Exact_Progress__c'],
      salesOrder === undefined ? DELETED : progressOf(salesOrder),
    );
    if (salesOrder === undefined) continue;
    differences.amount(`net amount of ${number}`, order['Exact_Net_Amount__c'], salesOrder['AmountFCExclVat']);
    differences.amount(`gross amount of ${number}`, order['Exact_Gross_Amount__c'], salesOrder['AmountFC']);
    for (const product of org.orderProducts.filter((row) => row['OrderId'] === order['Id'])) {
      const lineId = idIn(product, 'Exact_Line_Id__c');
      for (const set of sets.filter((each) => each.product['Id'] === product['Id']))
        for (const [field, shown] of Object.entries(OF_SETS)) {
          const whole = wholeSets(set, field);
          if (whole !== undefined) differences.amount(`${field} of a set on ${number}`, inPieces(product, shown), whole);
        }
      if (lineId === '') continue;
      const line = lines.get(lineId);
      const what = `line ${String(line?.['LineNumber'])} of ${number}`;
      differences.amount(`ordered of ${what}`, inPieces(product, 'Exact_Ordered_Quantity__c'), line?.['Quantity']);
      differences.amount(
        `delivered of ${what}`,
        inPieces(product, 'Exact_Delivered_Quantity__c'),
        line?.['QuantityDelivered'] ?? 0,
      );
      differences.amount(`invoiced of ${what}`, inPieces(product, 'Exact_Invoiced_Quantity__c'), line?.['QuantityInvoiced'] ?? 0);
    }
    const borne = new Set(org.orderProducts.map((row) => idIn(row, 'Exact_Line_Id__c')));
    const added = [...lines].filter(([id, line]) => idIn(line, 'OrderID') === exactId && !borne.has(id) && !parts.has(id));
    differences.fact(
      `lines were added to ${number}, which does not say so`,
      added.length === 0 || Boolean(order['Exact_Changed__c']),
    );
  }
  return differences.found;
}

/** Deliveries of orders that were sent, and of the past that was loaded. */
export function auditDeliveries(books: Books): readonly string[] {
  const { exact, org, division, historyFrom } = books;
  const accountOf = linkedIn(books, 'Accounts');
  const differences = new Differences(`deliveries of ${division}`);
  const productOf = new Map([
    ...org.orderProducts.map((row): [string, StoredRow] => [idIn(row, 'Exact_Line_Id__c'), row]),
    ...setsApart(books).flatMap(({ product, lines }) => lines.map(({ line }): [string, StoredRow] => [idIn(line), product])),
  ]);
  const rows = new Map(org.deliveries.map((row) => [String(row['Key__c']), row]));
  const lineRows = new Map(org.deliveryLines.map((row) => [String(row['Key__c']), row]));
  const [keys, lineKeys] = [new Set<string>(), new Set<string>()];
  const linesOf = Map.groupBy(exact.deliveryLines, (line) => idIn(line, 'EntryID'));
  for (const delivery of exact.deliveries) {
    const entryId = idIn(delivery, 'EntryID');
    const ofSentOrders = (linesOf.get(entryId) ?? []).filter((line) => productOf.has(idIn(line, 'SalesOrderLineID')));
    const account = accountOf(idIn(delivery, 'DeliveryAccount'));
    const isOfPast = historyFrom !== undefined && account !== undefined && dayOf(delivery['DeliveryDate']) >= historyFrom;
    const own = isOfPast ? (linesOf.get(entryId) ?? []) : ofSentOrders;
    const key = `${division}-GoodsDeliveries-${entryId}`;
    keys.add(key);
    for (const line of linesOf.get(entryId) ?? []) lineKeys.add(`${division}-GoodsDeliveryLines-${idIn(line)}`);
    if (own.length === 0) continue;
    const row = rows.get(key);
    const number = String(delivery['DeliveryNumber']);
    differences.fact(`${number} is not there`, row !== undefined && row['Deleted_In_Exact__c'] !== true);
    if (isOfPast && ofSentOrders.length === 0) differences.text(`account of ${number}`, row?.['Account__c'], account['Id']);
    differences.text(`number of ${number}`, row?.['Exact_Number__c'], number);
    differences.text(`day of ${number}`, row?.['Delivery_Date__c'], dayOf(delivery['DeliveryDate']));
    differences.text(`code of ${number}`, row?.['Tracking_Number__c'], delivery['TrackingNumber']);
    for (const line of own) {
      const stands = lineRows.get(`${division}-GoodsDeliveryLines-${idIn(line)}`);
      const what = `a line of ${number}`;
      differences.amount(`quantity of ${what}`, stands?.['Quantity__c'], line['QuantityDelivered']);
      differences.text(
        `order product of ${what}`,
        stands?.['Order_Product__c'],
        productOf.get(idIn(line, 'SalesOrderLineID'))?.['Id'],
      );
    }
  }
  for (const [key, row] of rows)
    if (key.startsWith(`${division}-`) && !keys.has(key)) differences.text(`${key} is gone`, row['Deleted_In_Exact__c'], true);
  for (const [key, row] of lineRows)
    if (key.startsWith(`${division}-`) && !lineKeys.has(key)) differences.amount(`${key} is gone`, row['Quantity__c'], 0);
  return differences.found;
}

/** Invoices of linked debtors with their lines, with what is open of each and of each account. */
export function auditInvoices(books: Books): readonly string[] {
  const { exact, org, division } = books;
  const differences = new Differences(`invoices of ${division}`);
  const accountOf = linkedIn(books, 'Accounts');
  const rows = new Map(org.invoices.map((row) => [String(row['Key__c']), row]));
  const open = openTerms(books);
  const keys = new Set<string>();
  for (const invoice of exact.invoices) {
    const account = accountOf(idIn(invoice, 'InvoiceTo'));
    const key = `${division}-SalesInvoices-${idIn(invoice, 'InvoiceID')}`;
    keys.add(key);
    if (account === undefined) continue;
    const row = rows.get(key);
    const isProcessed = Number(invoice['Status']) >= PROCESSED;
    if (row === undefined && isProcessed && isHistory(books, invoice, open)) continue;
    const number = isProcessed ? invoice['InvoiceNumber'] : undefined;
    const what = String(number ?? key);
    differences.text(`account of ${what}`, row?.['Account__c'], account['Id']);
    differences.text(`number of ${what}`, row?.['Invoice_Number__c'], number);
    differences.text(`kind of ${what}`, row?.['Invoice_Kind__c'], invoice['Type'] === CREDIT_NOTE ? 'Credit note' : 'Invoice');
    differences.amount(`gross amount of ${what}`, row?.['Gross_Amount__c'], invoice['AmountFC']);
    auditLines(books, invoice, { what, differences });
    if (!isProcessed) continue;
    const terms = open.filter((term) => String(term['InvoiceNumber']) === String(number)).map(owed);
    const rest = terms.reduce((sum, amount) => sum.plus(amount), new Decimal(0));
    differences.amount(`open amount of ${what}`, row?.['Open_Amount__c'], rest.toString());
  }
  const openOf = openByDebtor(books);
  for (const debtorId of new Set(exact.receivables.map((row) => idIn(row, 'Account')))) {
    const account = accountOf(debtorId);
    if (account === undefined || isLed(books, account)) continue;
    const total = openOf.get(debtorId) ?? new Decimal(0);
    differences.amount(`open amount of ${String(account['Name'])}`, account['Exact_Open_Amount__c'], total.toString());
  }
  for (const [key, row] of rows)
    if (key.startsWith(`${division}-`) && !keys.has(key)) differences.text(`${key} is gone`, row['Invoice_Status__c'], DELETED);
  return differences.found;
}

/** From before last year, and nothing of it is open: it comes when somebody asks for it. */
function isHistory({ today, historyFrom }: Books, invoice: StoredRow, open: readonly StoredRow[]): boolean {
  const day = dayOf(invoice['InvoiceDate']);
  if (historyFrom !== undefined && day >= historyFrom) return false;
  const isOpen = open.some((term) => String(term['InvoiceNumber']) === String(invoice['InvoiceNumber']));
  return !isOpen && day < `${Number(today.slice(0, 4)) - 1}-01-01`;
}

/** What each debtor owes, all told, in the currency of the company. */
export function openByDebtor(books: Books): ReadonlyMap<string, Decimal> {
  const byDebtor = Map.groupBy(openTerms(books), (term) => idIn(term, 'Account'));
  return new Map(
    [...byDebtor].map(([debtorId, terms]) => [debtorId, terms.reduce((sum, term) => sum.plus(owed(term)), new Decimal(0))]),
  );
}

function auditLines(
  books: Books,
  invoice: StoredRow,
  { what, differences }: { readonly what: string; readonly differences: Differences },
): void {
  const { exact, org, division } = books;
  const productOf = linkedIn(books, 'Items');
  for (const line of exact.invoiceLines) {
    if (idIn(line, 'InvoiceID') !== idIn(invoice, 'InvoiceID')) continue;
    const key = `${division}-SalesInvoiceLines-${idIn(line)}`;
    const row = org.invoiceLines.find((each) => textIn(each, 'Key__c') === key);
    const ofLine = `line ${textIn(line, 'LineNumber')} of ${what}`;
    differences.text(`product of ${ofLine}`, row?.['Product__c'], productOf(idIn(line, 'Item'))?.['Id']);
    differences.amount(`quantity of ${ofLine}`, row?.['Quantity__c'], line['Quantity']);
    differences.amount(`net amount of ${ofLine}`, row?.['Net_Amount__c'], line['AmountFC']);
  }
}

function openTerms({ exact }: Books): readonly StoredRow[] {
  return exact.receivables.filter((row) => row['Status'] !== MATCHED);
}

/** What a customer owes is less than nothing in Exact's own list of terms. */
function owed(term: StoredRow): Decimal {
  return (decimalOf(term['AmountDC']) ?? new Decimal(0)).neg();
}
