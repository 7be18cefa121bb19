import { Decimal } from 'decimal.js';
import type { StoredRow } from '../../../simulators/data/index.ts';
import { dayOf, idIn, linkedIn, textIn, type Books } from './books.ts';
import { progressOf } from './documents.ts';
import { Differences } from './differences.ts';

const DELETED = 'Deleted in Exact';
const IN_SALESFORCE = 'Order in Salesforce';

/** Orders that nobody sent from Salesforce, on the accounts of their debtors; none that is an order of Salesforce. */
export function auditBornOrders(books: Books): readonly string[] {
  const { exact, org, division, today } = books;
  const differences = new Differences(`orders born in ${division}`);
  const accountOf = linkedIn(books, 'Accounts');
  const sent = new Set(org.orders.map((row) => idIn(row, 'Exact_Id__c')));
  const rows = new Map(org.bornOrders.map((row) => [textIn(row, 'Key__c'), row]));
  const keys = new Set<string>();
  for (const order of exact.orders) {
    const id = idIn(order, 'OrderID');
    const key = `${division}-SalesOrders-${id}`;
    const row = rows.get(key);
    keys.add(key);
    const number = textIn(order, 'OrderNumber');
    if (sent.has(id)) {
      differences.fact(`${number} was sent and is shown twice`, row === undefined || row['Order_Status__c'] === IN_SALESFORCE);
      continue;
    }
    if (row === undefined && isHistory(order, today)) continue;
    const account = accountOf(idIn(order, 'OrderedBy'));
    if (account === undefined) {
      differences.text(`account of ${number}, which nobody is`, row?.['Account__c'], undefined);
      continue;
    }
    differences.text(`account of ${number}`, row?.['Account__c'], account['Id']);
    differences.text(`number of ${number}`, row?.['Order_Number__c'], number);
    differences.text(`day of ${number}`, row?.['Order_Date__c'], dayOf(order['OrderDate']));
    differences.text(`status of ${number}`, row?.['Order_Status__c'], progressOf(order));
    differences.text(`currency of ${number}`, row?.['Currency_Code__c'], order['Currency']);
    differences.amount(`net amount of ${number}`, row?.['Net_Amount__c'], order['AmountFCExclVat']);
    differences.amount(`gross amount of ${number}`, row?.['Gross_Amount__c'], order['AmountFC']);
    const vat = new Decimal(String(order['AmountFC'])).minus(String(order['AmountFCExclVat']));
    differences.amount(`VAT of ${number}`, row?.['Vat_Amount__c'], vat.toString());
  }
  for (const [key, row] of rows)
    if (key.startsWith(`${division}-`) && !keys.has(key)) {
      differences.text(`${key} is gone`, row['Order_Status__c'], DELETED);
      differences.fact(`${key} is gone and has an amount`, row['Gross_Amount__c'] == null);
    }
  return differences.found;
}

/** Of another year, and over: it was over before anybody asked for such orders. */
function isHistory(order: StoredRow, today: string): boolean {
  const yearAgo = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`;
  return dayOf(order['OrderDate']) < yearAgo && ['Invoiced', 'Cancelled'].includes(progressOf(order));
}
