import { createHash } from 'node:crypto';
import { phrase, TandemError } from '../../errors/index.ts';
import { divisionOfPage } from '../../exact/index.ts';
import { divisionsOfFlow, plainText, type Configuration } from '../../mapping/index.ts';
import { soqlIn, soqlName } from '../../salesforce/index.ts';
import { isWanted } from '../condition.ts';
import { accountFields, ACCOUNT, customerScope } from '../customers/index.ts';
import type { DivisionContext, Intent } from '../flow.ts';
import { customerOfOrder } from './customer.ts';
import { bySource, sourcesOf } from './source-settings.ts';
import { orderOf } from './source-rows.ts';
import { ownField, relationOf, type OrderSource } from './sources/index.ts';
import type { OrderRow } from './types.ts';
import { ORDER_SETTINGS } from './settings.ts';
import { ORDER } from './variables.ts';

/** True where the settings send orders to several companies, each by a rule. */
function goesToSeveral(configuration: Configuration): boolean {
  return divisionsOfFlow(configuration, ORDER_SETTINGS.flow).length > 1;
}

/**
 * Name of the position up to which unsent orders were read: rules of their own have one. Orders that others sent to another company were
 * left to its lane; with these they are looked at again.
 */
export function unsentPosition(configuration: Configuration): string {
  if (!goesToSeveral(configuration)) return 'orders';
  const rules = ORDER_SETTINGS.of(configuration).divisionRules.map(({ when, division }) => [when.text, division]);
  const said = [divisionsOfFlow(configuration, ORDER_SETTINGS.flow)[0], rules, configuration.tables];
  return `orders/${createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 16)}`;
}

/** Own fields of records that tell where each goes; none where all go to one company. */
export async function divisionFields(
  context: Pick<DivisionContext, 'salesforce' | 'configuration'>,
  source: OrderSource,
): Promise<readonly string[]> {
  const { salesforce, configuration } = context;
  if (!goesToSeveral(configuration)) return [];
  const read = ORDER_SETTINGS.of(configuration).divisionRules.flatMap(({ when }) => when.references);
  const named = (variable: { readonly name: string }): string[] =>
    read.filter((reference) => reference.variable === variable.name).map(({ field }) => field);
  const [{ fields }, features] = await Promise.all([salesforce.describe(source.object), salesforce.features()]);
  const ofOrder = [
    ...[...Object.keys(ORDER.fields), 'Exact_Id__c', 'Exact_Url__c'].flatMap((name) => ownField(source, name) ?? []),
    ...named(ORDER),
    ...[source.key, ...(source.wonFlag === undefined ? [] : [source.wonFlag])],
  ].filter((field) => fields.has(field));
  const account = relationOf(source.fields['AccountId'] ?? '');
  const ofAccount = accountFields(named(ACCOUNT), features).map((field) => `${account}.${field}`);
  return [...new Set([...ofOrder, ...ofAccount])].filter((field) => field !== 'Id').map(soqlName);
}

/** Reads where these orders go, or went. One call an object; none where all go to one company. */
export async function divisionsOfRecords(context: DivisionContext, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { salesforce, configuration } = context;
  if (!goesToSeveral(configuration) || ids.length === 0) return new Map();
  const orders: OrderRow[] = [];
  for (const [source, own] of await bySource(salesforce, sourcesOf(configuration), ids)) {
    const fields = await divisionFields(context, source);
    const rows = await salesforce.query(`SELECT Id, ${fields.join(', ')} FROM ${source.object} WHERE ${soqlIn('Id', own)}`);
    orders.push(...rows.map((row) => orderOf(row, source)));
  }
  return divisionsOf(context, orders);
}

/** Where orders go, or went, by id; none where all go to one company. `orders`: with the `divisionFields`. No call. */
export async function divisionsOf(
  { configuration, claims }: Pick<DivisionContext, 'configuration' | 'claims'>,
  orders: readonly OrderRow[],
): Promise<ReadonlyMap<string, number>> {
  return goesToSeveral(configuration)
    ? divisionsBy(configuration, orders, await claims.intents(orders.map(({ Id: id }) => id)))
    : new Map();
}

/** The same of orders whose intents are known. Pure. */
export function divisionsBy(
  configuration: Configuration,
  orders: readonly OrderRow[],
  intents: ReadonlyMap<string, Intent>,
): ReadonlyMap<string, number> {
  if (!goesToSeveral(configuration)) return new Map();
  return new Map(
    orders.flatMap((order) => {
      const division = divisionOf(order, intents.get(order.Id), configuration);
      return division === undefined ? [] : [[order.Id, division]];
    }),
  );
}

/** One that was sent, or begun, stays where it is; one that no rule can tell of waits in the company of the flow, where a person is told why. */
function divisionOf(order: OrderRow, intent: Intent | undefined, configuration: Configuration): number | undefined {
  const divisions = divisionsOfFlow(configuration, ORDER_SETTINGS.flow);
  const isSent = (order.Exact_Id__c ?? null) !== null;
  const went = isSent ? divisionOfPage(plainText(order['Exact_Url__c'])) : intent?.division;
  if (went !== undefined && divisions.includes(went)) return went;
  const ruled = divisionByRule(order, configuration);
  return ruled instanceof TandemError ? divisions[0] : ruled;
}

/** The company of the first rule that holds, else that of the flow; or why a rule cannot be worked out. Pure. */
export function divisionByRule(order: OrderRow, configuration: Configuration): number | undefined | TandemError {
  const { divisionRules } = ORDER_SETTINGS.of(configuration);
  const [usual] = divisionsOfFlow(configuration, ORDER_SETTINGS.flow);
  if (divisionRules.length === 0) return usual;
  // Like a condition, a rule reads order and account alone.
  const scope = customerScope({ ...customerOfOrder(order, []), contact: undefined });
  const record = phrase('record_order', { order: order.OrderNumber });
  for (const { when, division } of divisionRules) {
    const answer = isWanted({ when, scope, record });
    if (answer instanceof TandemError) return answer;
    if (answer) return division;
  }
  return usual;
}
