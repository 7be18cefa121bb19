import { linkKey, parseLinkKey } from '../../links/index.ts';
import { soqlForValues, soqlText, type SalesforceRow } from '../../salesforce/index.ts';
import type { FlowContext } from '../flow.ts';
import { BORN_OBJECT } from './settings.ts';
import { CLOSED, DELETED, IN_SALESFORCE } from './statuses.ts';

/** What Salesforce has of an order that was born in Exact. */
export interface BornRow extends SalesforceRow {
  readonly Id: string;
  /** `division-SalesOrders-guid`. */
  readonly Key__c: string;
  readonly Order_Number__c: string | null;
}

const FIELDS = [
  ...['Id', 'Key__c', 'Division__c', 'Exact_Account_Id__c', 'Account__c', 'Order_Number__c', 'Order_Date__c', 'Delivery_Date__c'],
  ...['Order_Status__c', 'Delivery_Status__c', 'Invoice_Status__c', 'Your_Ref__c', 'Order_Description__c', 'Currency_Code__c'],
  ...['Net_Amount__c', 'Vat_Amount__c', 'Gross_Amount__c', 'Exact_Url__c'],
].join(', ');

/** SOQL for the rows of one division. */
export class BornRows {
  readonly #context: Pick<FlowContext, 'division' | 'salesforce'>;

  constructor(context: Pick<FlowContext, 'division' | 'salesforce'>) {
    this.#context = context;
  }

  queriesOf(orderIds: readonly string[]): string[] {
    const keys = orderIds.map((exactId) => bornKey(this.#context.division, exactId));
    return soqlForValues('Key__c', keys, (condition) => `SELECT ${FIELDS} FROM ${BORN_OBJECT} WHERE ${condition}`);
  }

  /** What the answers say, by lower-case id of the order. */
  byOrder(answers: readonly (readonly SalesforceRow[])[]): ReadonlyMap<string, BornRow> {
    const rows = answers.flat() as BornRow[];
    return new Map(rows.map((row) => [parseLinkKey(row.Key__c)?.exactId.toLowerCase() ?? '', row]));
  }

  /** Ids of all orders of the division of which more may become, page by page. */
  async *pending(): AsyncIterable<string[]> {
    const over = [...CLOSED, DELETED, IN_SALESFORCE].map(soqlText).join(',');
    const query = `SELECT Id, Key__c FROM ${BORN_OBJECT} WHERE Division__c = ${soqlText(String(this.#context.division))} AND Order_Status__c NOT IN (${over})`;
    for await (const page of this.#context.salesforce.pages<BornRow>(query)) yield [...this.byOrder([page]).keys()];
  }
}

/** What makes the row of an order unique. */
export function bornKey(division: number, orderId: string): string {
  return linkKey({ division, entity: 'SalesOrders', exactId: orderId });
}
