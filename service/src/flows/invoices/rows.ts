import { linkKey } from '../../links/index.ts';
import { soqlForValues, soqlText, type SalesforceRow } from '../../salesforce/index.ts';
import type { FlowContext } from '../flow.ts';
import { INVOICE_OBJECT, INVOICE_SETTINGS, LINE_OBJECT, RECEIVABLE_OBJECT } from './settings.ts';
import type { InvoiceFacts } from './types.ts';

const INVOICE_FIELDS = [
  ...['Id', 'Key__c', 'Division__c', 'Exact_Account_Id__c', 'Account__c', 'Order__c', 'Invoice_Number__c', 'Invoice_Kind__c'],
  ...['Invoice_Status__c', 'Invoice_Date__c', 'Due_Date__c', 'Currency_Code__c', 'Net_Amount__c', 'Vat_Amount__c'],
  ...['Gross_Amount__c', 'Open_Amount__c', 'Paid__c'],
];
const LINE_FIELDS = [
  ...['Id', 'Key__c', 'Division__c', 'Invoice__c', 'Invoice__r.Key__c', 'Invoice__r.Exact_Account_Id__c', 'Order__c'],
  ...['Exact_Item_Id__c', 'Product__c', 'Line_Number__c', 'Quantity__c', 'Net_Amount__c'],
];
const RECEIVABLE_FIELDS = [
  ...['Id', 'Key__c', 'Division__c', 'Exact_Account_Id__c', 'Account__c', 'Invoice__c', 'Invoice_Number__c', 'Invoice_Date__c'],
  ...['Due_Date__c', 'Currency_Code__c', 'Amount__c', 'Company_Amount__c', 'Is_Open__c', 'Settled_On__c'],
];

/** The entities that keys of rows name, by object. */
const ENTITIES = { invoices: 'SalesInvoices', lines: 'SalesInvoiceLines', receivables: 'PaymentTerms' } as const;
type Kind = keyof typeof ENTITIES;

/** SOQL for the rows of one division. */
export class RowQueries {
  readonly #division: number;
  readonly #selects: Readonly<Record<Kind, string>>;
  readonly #ofDivision: string;
  readonly #today: string;

  constructor({ configuration, division }: FlowContext, { limits, today }: InvoiceFacts) {
    const { rules } = INVOICE_SETTINGS.of(configuration);
    // A field that the org lacks is a problem of the record that fills it.
    const ruled = (object: string): string[] =>
      rules.filter((rule) => rule.object === object && limits.get(object)?.has(rule.field) === true).map(({ field }) => field);
    const select = (object: string, fields: readonly string[]): string =>
      `SELECT ${[...new Set([...fields, ...ruled(object)])].join(', ')} FROM ${object} WHERE`;
    this.#division = division;
    this.#today = today;
    this.#ofDivision = `Division__c = ${soqlText(String(division))}`;
    this.#selects = {
      invoices: select(INVOICE_OBJECT, INVOICE_FIELDS),
      lines: select(LINE_OBJECT, LINE_FIELDS),
      receivables: select(RECEIVABLE_OBJECT, RECEIVABLE_FIELDS),
    };
  }

  keyOf(kind: Kind, exactId: string): string {
    return linkKey({ division: this.#division, entity: ENTITIES[kind], exactId });
  }

  /** Rows of records of Exact by their ids. */
  byId(kind: Kind, exactIds: Iterable<string>): string[] {
    const keys = [...exactIds].map((exactId) => this.keyOf(kind, exactId));
    return this.by(kind, 'Key__c', keys);
  }

  /** Lines of invoices by the ids of these. */
  linesOf(invoiceIds: Iterable<string>): string[] {
    const keys = [...invoiceIds].map((exactId) => this.keyOf('invoices', exactId));
    return this.by('lines', 'Invoice__r.Key__c', keys);
  }

  /** Lines of these items that name no product. */
  withoutProduct(itemIds: readonly string[]): string[] {
    return soqlForValues('Exact_Item_Id__c', itemIds, (condition) =>
      this.where('lines', `Product__c = null AND Quantity__c != null AND ${condition}`),
    );
  }

  by(kind: Kind, field: string, values: readonly string[]): string[] {
    return soqlForValues(field, values, (condition) => this.where(kind, condition));
  }

  where(kind: Kind, condition: string): string {
    return `${this.#selects[kind]} ${this.#ofDivision} AND ${condition}`;
  }

  /** What is open, overdue and paid this year of debtors, in the currency of the company: one row a debtor, `total`. */
  sums(debtorIds: readonly string[]): Readonly<Record<'open' | 'overdue' | 'paidThisYear', string[]>> {
    const sum = (counted: string): string[] =>
      soqlForValues(
        'Exact_Account_Id__c',
        debtorIds,
        (condition) =>
          `SELECT Exact_Account_Id__c, SUM(Company_Amount__c) total FROM ${RECEIVABLE_OBJECT} WHERE ${this.#ofDivision} AND ${condition} AND ${counted} GROUP BY Exact_Account_Id__c`,
      );
    const year = this.#today.slice(0, 4);
    return {
      open: sum('Is_Open__c = true'),
      overdue: sum(`Is_Open__c = true AND Company_Amount__c > 0 AND Due_Date__c < ${this.#today}`),
      paidThisYear: sum(
        `Is_Open__c = false AND Invoice_Number__c != null AND Settled_On__c >= ${year}-01-01 AND Settled_On__c <= ${year}-12-31`,
      ),
    };
  }

  /** Rows that count otherwise since a day: due since, or settled in a year that is over. */
  turnedSince(day: string): string[] {
    const debtors = `SELECT Exact_Account_Id__c FROM ${RECEIVABLE_OBJECT} WHERE ${this.#ofDivision} AND`;
    const due = `${debtors} Is_Open__c = true AND Company_Amount__c > 0 AND Due_Date__c >= ${day} AND Due_Date__c < ${this.#today}`;
    const [former, year] = [day.slice(0, 4), this.#today.slice(0, 4)];
    if (former === year) return [due];
    const settled = `Is_Open__c = false AND Invoice_Number__c != null AND Settled_On__c >= ${former}-01-01 AND Settled_On__c < ${year}-01-01`;
    return [due, `${debtors} ${settled}`];
  }
}

/** Queries by what they are for, asked together: five share a call. */
export async function askTogether<Name extends string>(
  { salesforce }: Pick<FlowContext, 'salesforce'>,
  queries: Readonly<Record<Name, readonly string[]>>,
): Promise<Record<Name, SalesforceRow[][]>> {
  const named = Object.entries(queries) as [Name, readonly string[]][];
  const all = named.flatMap(([, ofName]) => ofName);
  const answers = all.length === 0 ? [] : await salesforce.queryMany(all);
  let from = 0;
  const sliced = named.map(([name, { length }]) => [name, answers.slice(from, (from += length))]);
  return Object.fromEntries(sliced) as Record<Name, SalesforceRow[][]>;
}
