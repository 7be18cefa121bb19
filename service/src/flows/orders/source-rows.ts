import { plainText } from '../../mapping/index.ts';
import type { SalesforceRow } from '../../salesforce/index.ts';
import type { LineRow, OrderRow } from './types.ts';
import { ownField, relationOf, type OrderSource } from './sources/index.ts';

/** What each order says, also where its record has no such field. */
const ALWAYS = {
  OrderNumber: '',
  Status: '',
  StatusCode: '',
  AccountId: null,
  TotalAmount: null,
  CreatedDate: '',
  ActivatedDate: null,
  SystemModstamp: '',
  Exact_Id__c: null,
  Exact_Number__c: null,
} as const;

/** A record as the flow knows an order, whatever it is in Salesforce. Pure. */
export function orderOf(row: SalesforceRow, source: OrderSource): OrderRow {
  const names = Object.keys({ ...source.fields, ...source.result, ...source.progress });
  const said = Object.fromEntries(names.flatMap((name) => valueOf(row, name, ownField(source, name))));
  const { AccountId: account, BillToContactId: contact } = source.fields;
  return {
    ...row,
    ...Object.fromEntries(Object.entries(ALWAYS).filter(([name]) => !(name in row))),
    ...said,
    ...(source.wonFlag === undefined ? {} : { StatusCode: row[source.wonFlag] === true ? 'Activated' : 'Draft' }),
    ...(account === undefined ? {} : nested(row, 'Account', relationOf(account))),
    ...(contact === undefined ? {} : nested(row, 'BillToContact', relationOf(contact))),
    Id: plainText(row['Id']),
    source,
    key: plainText(row[source.key]),
    dealId: dealIdOf(row, source),
  } as OrderRow;
}

/** A line as the flow knows an order product. Pure. */
export function lineOf(row: SalesforceRow, { line }: OrderSource): LineRow {
  const said = Object.entries({ ...line.fields, ...line.progress }).flatMap(([name, own]) => valueOf(row, name, own));
  return {
    ...row,
    ...Object.fromEntries(said),
    OrderId: plainText(row[line.parent]),
    ...(line.product in row ? { Product2Id: row[line.product] } : {}),
    ...nested(row, 'Product2', relationOf(line.product)),
  } as LineRow;
}

/** Id of the record that all of a deal have in common; its own where it belongs to none. */
function dealIdOf(row: SalesforceRow, { deal }: OrderSource): string {
  const found = deal.map((path) => plainText(path.split('.').reduce<unknown>(within, row)));
  return found.find((id) => id !== '') ?? plainText(row['Id']);
}

function within(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function valueOf(row: SalesforceRow, name: string, own: string | undefined): [string, unknown][] {
  return own === undefined || !(own in row) ? [] : [[name, row[own]]];
}

function nested(row: SalesforceRow, name: string, relation: string): Record<string, unknown> {
  return relation in row ? { [name]: row[relation] } : {};
}
