import type { FormulaVariable } from '../../mapping/index.ts';
import type { LinkRow } from '../../links/index.ts';
import { soqlIn, soqlName } from '../../salesforce/index.ts';
import { accountFields, CONTACT_FIELDS, type ContactRow, ACCOUNT } from '../customers/index.ts';
import type { FlowContext } from '../flow.ts';
import { ordersInDivision, rowQueriesOf } from './in-division.ts';
import { SETS_FIELD } from '../order-lines/index.ts';
import { inPieces } from './in-pieces.ts';
import { listPriceFields, withStandardPieces } from './list-prices.ts';
import type { LineRow, OrderRow, OrderRows } from './types.ts';
import { ORDER_SETTINGS } from './settings.ts';
import { LINE, ORDER, PRODUCT } from './variables.ts';

const ORDER_STATE = [
  'CreatedDate',
  'ActivatedDate',
  'SystemModstamp',
  'BillToContactId',
  'Exact_Id__c',
  'Exact_Number__c',
  'Exact_Url__c',
  'Exact_Net_Amount__c',
  'Exact_Gross_Amount__c',
  'Exact_Sync_Status__c',
  'Exact_Sync_Problem__c',
  'Exact_Sync_Action__c',
  SETS_FIELD,
] as const;

const PRODUCT_FIELDS = [
  ...['Id', 'Name', 'ProductCode', 'Exact_Id__c', 'Exact_Vat_Code__c', 'Price_Includes_Vat__c', 'Exact_Set__c'],
] as const;

// Fields of formulas that are not fields of the record.
const NOT_ON_LINE = ['ProductCode', 'ProductName'] as const;

/**
 * One composite call: the orders with account and bill-to contact, their lines with products, the accounts' contacts, and the links of a
 * further division. Lines are in pieces, with the price of one.
 */
export async function readOrderRows(context: FlowContext, ids: readonly string[]): Promise<OrderRows> {
  const { salesforce } = context;
  if (ids.length === 0) return { orders: [], linesOf: new Map(), contactsOf: new Map() };
  const features = await salesforce.features();
  const order = await salesforce.describe('Order');
  const isOnOrder = (field: string): boolean => order.fields.has(field);
  const orderFields = [
    ...[...Object.keys(ORDER.fields), ...namedFields(context, ORDER), ...ORDER_STATE].filter(isOnOrder),
    ...accountFields(namedFields(context, ACCOUNT), features).map((field) => `Account.${field}`),
    ...(isOnOrder('BillToContactId') ? CONTACT_FIELDS.map((field) => `BillToContact.${field}`) : []),
  ];
  const lineFields = [
    ...[...Object.keys(LINE.fields), ...namedFields(context, LINE)].filter(
      (field) => !NOT_ON_LINE.some((other) => other === field),
    ),
    'OrderId',
    ...[...PRODUCT_FIELDS, ...namedFields(context, PRODUCT)].map((field) => `Product2.${field}`),
    ...listPriceFields(features.hasMultiCurrency),
  ];
  const accountsOfOrders = `SELECT AccountId FROM Order WHERE ${soqlIn('Id', ids)}`;
  const [orders = [], lines = [], contacts = [], ...rows] = await salesforce.queryMany([
    `SELECT ${list(orderFields)} FROM Order WHERE ${soqlIn('Id', ids)}`,
    `SELECT ${list(lineFields)} FROM OrderItem WHERE ${soqlIn('OrderId', ids)} ORDER BY OrderId, OrderItemNumber`,
    `SELECT ${list(CONTACT_FIELDS)} FROM Contact WHERE AccountId IN (${accountsOfOrders}) ORDER BY CreatedDate, Id`,
    ...rowQueriesOf(context, ids),
  ]);
  const told = await withStandardPieces(context, lines as LineRow[]);
  const read = {
    orders: orders as OrderRow[],
    linesOf: Map.groupBy(told.map(inPieces), (line) => line.OrderId),
    contactsOf: Map.groupBy(contacts as ContactRow[], (contact) => contact.AccountId ?? ''),
  };
  return ordersInDivision(context, read, rows.flat() as LinkRow[]);
}

/** Fields of a record that a rule or a condition names: custom fields among them. */
function namedFields(context: FlowContext, variable: FormulaVariable): string[] {
  const { rules, when, divisionRules, furtherConditions } = ORDER_SETTINGS.of(context.configuration);
  return [
    ...[...rules.map((rule) => rule.formula), ...(when === undefined ? [] : [when])],
    ...[...divisionRules.map((rule) => rule.when), ...furtherConditions.values()],
  ]
    .flatMap((formula) => formula.references)
    .filter((reference) => reference.variable === variable.name)
    .map((reference) => reference.field);
}

function list(fields: readonly string[]): string {
  return [...new Set(fields)].map(soqlName).join(', ');
}
