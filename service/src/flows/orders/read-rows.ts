import type { FormulaVariable } from '../../mapping/index.ts';
import type { LinkRow } from '../../links/index.ts';
import { isFurtherDivision } from '../../mapping/index.ts';
import { soqlIn, soqlName } from '../../salesforce/index.ts';
import {
  ACCOUNT,
  accountFields,
  accountLosersQuery,
  CONTACT_FIELDS,
  noteMerges,
  type ContactRow,
  type Loser,
} from '../customers/index.ts';
import type { FlowContext } from '../flow.ts';
import { dealPaths } from './deals.ts';
import { ordersInDivision, rowQueriesOf } from './in-division.ts';
import { inPieces } from './in-pieces.ts';
import { listPriceFields, withStandardPieces } from './list-prices.ts';
import { bySource, sourcesOf } from './source-settings.ts';
import { lineOf, orderOf } from './source-rows.ts';
import { ownField, relationOf, type OrderSource } from './sources/index.ts';
import type { OrderRows } from './types.ts';
import { ORDER_SETTINGS } from './settings.ts';
import { LINE, ORDER, PRODUCT } from './variables.ts';

const PRODUCT_FIELDS = [
  ...['Id', 'Name', 'ProductCode', 'Exact_Id__c', 'Exact_Vat_Code__c', 'Price_Includes_Vat__c', 'Exact_Set__c'],
] as const;

// Fields of formulas that are not fields of the record.
const NOT_ON_LINE = ['ProductCode', 'ProductName'] as const;

/**
 * One composite call for the records of one object: with account and contact, their lines with products, the accounts' contacts, and the
 * links of a further division. Lines are in pieces, with the price of one. Ids of what is not sent are left out.
 */
export async function readOrderRows(context: FlowContext, ids: readonly string[]): Promise<OrderRows> {
  const bySources = await bySource(context.salesforce, sourcesOf(context.configuration), ids);
  const parts: OrderRows[] = [];
  for (const [source, own] of bySources) if (own.length > 0) parts.push(await readRowsOf(context, source, own));
  return {
    orders: parts.flatMap(({ orders }) => orders),
    linesOf: new Map(parts.flatMap(({ linesOf }) => [...linesOf])),
    contactsOf: new Map(parts.flatMap(({ contactsOf }) => [...contactsOf])),
  };
}

async function readRowsOf(context: FlowContext, source: OrderSource, ids: readonly string[]): Promise<OrderRows> {
  const { salesforce } = context;
  const { object, line } = source;
  const features = await salesforce.features();
  const accountLookup = source.fields['AccountId'] ?? '';
  const account = relationOf(accountLookup);
  const headers = await headerFields(context, source);
  const contact = contactLookup(source, headers);
  const orderFields = [
    ...headers,
    ...accountFields(namedFields(context, ACCOUNT), features).map((field) => `${account}.${field}`),
    ...(contact === undefined ? [] : CONTACT_FIELDS.map((field) => `${relationOf(contact)}.${field}`)),
  ];
  const lineFields = [
    ...(await ownLineFields(context, source)),
    line.parent,
    ...[...PRODUCT_FIELDS, ...namedFields(context, PRODUCT)].map((field) => `${relationOf(line.product)}.${field}`),
    ...(line.hasEntry ? listPriceFields(features.hasMultiCurrency) : []),
  ];
  const accountsOfOrders = `SELECT ${accountLookup} FROM ${object} WHERE ${soqlIn('Id', ids)}`;
  // In a further division rows say whose debtor is whose, and Salesforce moves those by itself.
  const merges = isFurtherDivision(context.configuration, context.division)
    ? []
    : [accountLosersQuery(`IN (${accountsOfOrders})`)];
  const [orders = [], lines = [], contacts = [], ...others] = await salesforce.queryMany([
    `SELECT ${list(orderFields)} FROM ${object} WHERE ${soqlIn('Id', ids)}`,
    `SELECT ${list(lineFields)} FROM ${line.object} WHERE ${soqlIn(line.parent, ids)} ORDER BY ${line.parent}, ${line.sortedBy}`,
    `SELECT ${list(CONTACT_FIELDS)} FROM Contact WHERE AccountId IN (${accountsOfOrders}) ORDER BY CreatedDate, Id`,
    ...merges,
    ...rowQueriesOf(context, source, ids),
  ]);
  const rows = others.slice(merges.length);
  await noteMerges(context, { accounts: others.slice(0, merges.length).flat() as Loser[], contacts: [] });
  const told = await withStandardPieces(
    context,
    lines.map((row) => lineOf(row, source)),
  );
  const read = {
    orders: orders.map((row) => orderOf(row, source)),
    linesOf: Map.groupBy(told.map(inPieces), (each) => each.OrderId),
    contactsOf: Map.groupBy(contacts as ContactRow[], (each) => each.AccountId ?? ''),
  };
  return ordersInDivision(context, read, rows.flat() as LinkRow[]);
}

/** Own fields of a record that the org lets us read. */
export async function headerFields(
  context: Pick<FlowContext, 'salesforce' | 'configuration'>,
  source: OrderSource,
): Promise<string[]> {
  const { fields } = await context.salesforce.describe(source.object);
  const own = Object.keys({ ...source.fields, ...source.result, CurrencyIsoCode: '' }).flatMap(
    (name) => ownField(source, name) ?? [],
  );
  const besides = [source.key, ...[source.wonFlag, source.closedOn].filter((field) => field !== undefined)];
  const isAlone = sourcesOf(context.configuration).length === 1;
  const deal = isAlone ? source.deal.filter((path) => fields.has(path)) : await dealPaths(context.salesforce, source);
  const named = namedFields(context, ORDER).filter((field) => !Object.hasOwn(ORDER.fields, field));
  const plain = [...own, ...named, ...besides].filter((field) => fields.has(field));
  return [...new Set(['Id', 'CreatedDate', 'SystemModstamp', ...plain, ...deal])];
}

function contactLookup({ fields }: OrderSource, headers: readonly string[]): string | undefined {
  const lookup = fields['BillToContactId'];
  return lookup !== undefined && headers.includes(lookup) ? lookup : undefined;
}

/** A field that a rule names is one of every line where nothing but one object is sent; else of those lines that have it. */
async function ownLineFields(context: FlowContext, { line }: OrderSource): Promise<readonly string[]> {
  const own = Object.entries(line.fields).flatMap(([name, field]) =>
    NOT_ON_LINE.some((other) => other === name) ? [] : [field],
  );
  const named = namedFields(context, LINE).filter((field) => !Object.hasOwn(LINE.fields, field));
  if (named.length === 0 || sourcesOf(context.configuration).length === 1) return ['Id', ...own, ...named];
  const { fields } = await context.salesforce.describe(line.object);
  return ['Id', ...own, ...named.filter((field) => fields.has(field))];
}

/** Fields of a record that a rule or a condition names: custom fields among them. */
function namedFields(context: Pick<FlowContext, 'configuration'>, variable: FormulaVariable): string[] {
  const settings = ORDER_SETTINGS.of(context.configuration);
  const { rules, when, divisionRules, furtherConditions } = settings;
  const conditions = [
    ...(when === undefined ? [] : [when]),
    ...divisionRules.map((rule) => rule.when),
    ...furtherConditions.values(),
  ];
  return [...rules.map((rule) => rule.formula), ...conditions]
    .flatMap((formula) => formula.references)
    .filter((reference) => reference.variable === variable.name)
    .map((reference) => reference.field);
}

function list(fields: readonly string[]): string {
  return [...new Set(fields)].map(soqlName).join(', ');
}
