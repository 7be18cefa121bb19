import { divisionOfPage } from '../../exact/index.ts';
import { divisionsOfFlow } from '../../mapping/index.ts';
import { soqlDateTime, soqlForValues, soqlName } from '../../salesforce/index.ts';
import type { FlowContext } from '../flow.ts';
import { DOCUMENT_FIELD, salesOrdersOnly } from '../order-lines/index.ts';
import { soldOnly } from '../sold-only.ts';
import { ATTACHMENT_SETTINGS, type AttachmentsConfiguration } from './settings.ts';
import type { OrderRow } from './types.ts';
import { FILED_ORDER } from './variables.ts';

const DAY_MS = 86_400_000;
/** What the flow itself reads of an order. */
const READ = ['Id', 'OrderNumber', 'ActivatedDate', 'CreatedDate', 'SystemModstamp'];
const LINK_FIELDS = ['Exact_Id__c', 'Exact_Number__c', 'Exact_Url__c', DOCUMENT_FIELD];

/** From when on a change of an order counts, so that its files are looked at. */
export function watchedSince({ watchDays }: AttachmentsConfiguration, now: Date): Date {
  return new Date(now.getTime() - watchDays * DAY_MS);
}

/** Orders that are in Exact, a page at a time, the oldest change first; all there are without `since`. */
export async function* ordersInExact(context: FlowContext, since: Date | undefined): AsyncGenerator<OrderRow[]> {
  const changed = since === undefined ? '' : ` AND SystemModstamp >= ${soqlDateTime(since)}`;
  const fields = await orderFields(context);
  const soql = `SELECT ${fields} FROM Order WHERE Exact_Id__c != null${salesOrdersOnly(DOCUMENT_FIELD)}${await sold(context)}${changed} ORDER BY SystemModstamp, Id`;
  for await (const page of context.salesforce.pages<OrderRow>(soql)) yield page.filter((order) => isOwn(context, order));
}

/** The orders that changed last. One call. */
export async function latestInExact(context: FlowContext, count: number): Promise<OrderRow[]> {
  const fields = await orderFields(context);
  const soql = `SELECT ${fields} FROM Order WHERE Exact_Id__c != null${salesOrdersOnly(DOCUMENT_FIELD)}${await sold(context)} ORDER BY SystemModstamp DESC, Id LIMIT ${count}`;
  return (await context.salesforce.query<OrderRow>(soql)).filter((order) => isOwn(context, order));
}

/** These orders, whether they are in Exact or not; none that went to another company. */
export async function ordersNamed(context: FlowContext, ids: readonly string[]): Promise<OrderRow[]> {
  const [fields, ofSales] = [await orderFields(context), await sold(context)];
  const queries = soqlForValues('Id', ids, (condition) => `SELECT ${fields} FROM Order WHERE ${condition}${ofSales}`);
  if (queries.length === 0) return [];
  return (await context.salesforce.queryMany<OrderRow>(queries)).flat().filter((order) => isOwn(context, order));
}

/** Each company has a lane of its own, for the orders that went there. */
function isOwn({ configuration, division }: FlowContext, { Exact_Url__c: url }: OrderRow): boolean {
  const [usual] = divisionsOfFlow(configuration, ATTACHMENT_SETTINGS.flow);
  return (divisionOfPage(url ?? undefined) ?? usual) === division;
}

/** A return has no sales order whose documents its files could be. */
async function sold({ salesforce }: FlowContext): Promise<string> {
  return soldOnly((await salesforce.describe('Order')).fields);
}

async function orderFields({ salesforce, configuration }: FlowContext): Promise<string> {
  const { fields } = await salesforce.describe('Order');
  const { when, rules } = ATTACHMENT_SETTINGS.of(configuration);
  const read = [when, ...rules.map(({ formula }) => formula)]
    .flatMap((formula) => formula?.references ?? [])
    .flatMap(({ variable, field }) => (variable === FILED_ORDER.name ? [field] : []));
  const further = [...Object.keys(FILED_ORDER.fields), ...read].filter((field) => fields.has(field)).map(soqlName);
  return [...new Set([...READ, ...LINK_FIELDS, ...further])].join(', ');
}
