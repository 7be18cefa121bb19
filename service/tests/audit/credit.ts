import { Decimal } from 'decimal.js';
import type { StoredRow } from '../../../simulators/data/index.ts';
import { idIn, linkedIn, textIn, type Books } from './books.ts';
import { decimalOf, Differences } from './differences.ts';
import { openByDebtor } from './documents.ts';

const CLOSED = [21, 45];

/** What each customer of the default company may still buy: its credit line, less what is owed, less what is ordered and not invoiced. */
export function auditCredit(books: Books): readonly string[] {
  const { exact, division, isDefault } = books;
  if (!isDefault) return [];
  const differences = new Differences(`credit of ${division}`);
  const accountOf = linkedIn(books, 'Accounts');
  const open = openByDebtor(books);
  const linesOf = Map.groupBy(exact.orderLines, (line) => idIn(line, 'OrderID'));
  const ordersOf = Map.groupBy(exact.orders, (order) => idIn(order, 'InvoiceTo') || idIn(order, 'OrderedBy'));
  for (const debtor of exact.debtors) {
    const account = accountOf(idIn(debtor));
    if (account === undefined) continue;
    const name = textIn(account, 'Name');
    const limit = decimalOf(debtor['CreditLineSales']);
    const line = limit === undefined || limit.isZero() ? undefined : limit;
    const ordered = (ordersOf.get(idIn(debtor)) ?? []).map((order) =>
      notInvoiced(order, linesOf.get(idIn(order, 'OrderID')) ?? []),
    );
    const sum = ordered.reduce((total, amount) => total.plus(amount), new Decimal(0));
    const owed = open.get(idIn(debtor)) ?? new Decimal(0);
    differences.amount(`credit line of ${name}`, account['Exact_Credit_Line__c'], line?.toString());
    differences.amount(`orders of ${name} that are not invoiced`, account['Exact_Open_Orders__c'], sum.toString());
    const available = line?.minus(owed).minus(sum);
    differences.amount(`available credit of ${name}`, account['Exact_Available_Credit__c'], available?.toString());
    const discount = (decimalOf(debtor['DiscountSales']) ?? new Decimal(0)).times(100);
    differences.amount(`discount of ${name}`, account['Exact_Discount__c'], discount.toString());
    differences.text(`VAT code of ${name}`, account['Exact_Sales_Vat_Code__c'] ?? null, debtor['SalesVATCode'] ?? null);
    differences.text(`currency of ${name}`, account['Exact_Currency__c'] ?? null, debtor['SalesCurrency'] ?? null);
    differences.text(`price list of ${name}`, idIn(account, 'Exact_Price_List_Id__c'), idIn(debtor, 'PriceList'));
    differences.text(`whether ${name} is blocked`, account['Exact_Blocked__c'] ?? false, debtor['Blocked'] === true);
  }
  return differences.found;
}

/** What of an order is on no invoice yet, with VAT and less its discount, in the currency of the company. */
function notInvoiced(order: StoredRow, lines: readonly StoredRow[]): Decimal {
  if (CLOSED.includes(Number(order['Status'])) || CLOSED.includes(Number(order['InvoiceStatus']))) return new Decimal(0);
  const whole = decimalOf(order['AmountDC']) ?? new Decimal(0);
  const gross = lines.map((line) => (decimalOf(line['AmountFC']) ?? new Decimal(0)).plus(decimalOf(line['VATAmount']) ?? 0));
  const rests = lines.map((line, index) => (gross[index] ?? new Decimal(0)).times(openShare(line)));
  const [all, rest] = [gross, rests].map((amounts) => amounts.reduce((sum, amount) => sum.plus(amount), new Decimal(0)));
  if (all === undefined || rest === undefined || all.isZero() || rest.eq(all)) return whole;
  return whole.times(rest).div(all).toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
}

function openShare(line: StoredRow): Decimal {
  const quantity = decimalOf(line['Quantity']) ?? new Decimal(0);
  if (quantity.isZero()) return new Decimal(0);
  const share = new Decimal(1).minus((decimalOf(line['QuantityInvoiced']) ?? new Decimal(0)).div(quantity));
  return Decimal.clamp(share, 0, 1);
}
