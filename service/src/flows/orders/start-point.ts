import { amountText, toDecimal } from '../../money/index.ts';
import { soqlDateTime, type SalesforceOrg, type SalesforceRow } from '../../salesforce/index.ts';
import type { FlowStart, WaitingRecords } from '../flow.ts';
import { soldOnly } from '../sold-only.ts';
import { newlyChosen, selectedSince } from './selection.ts';
import { ORDER_SETTINGS } from './settings.ts';
import { sourcesOf } from './source-settings.ts';
import type { OrderSource } from './sources/index.ts';

/** From when on orders go by themselves, and how many stand ready between two such moments. */
export const ORDERS_START: FlowStart = {
  pointOf: (configuration) => {
    const { enabled, sendFrom } = ORDER_SETTINGS.of(configuration);
    return enabled && sendFrom !== undefined ? new Date(sendFrom) : undefined;
  },
  countReleased,
};

/** Functions of formulas that read the value tables. */
const LOOKS_UP = /\b(?:lookup|countryCode|phone|vatNumber|chamberOfCommerce)\s*\(/;

type Settings = Parameters<FlowStart['countReleased']>[1];

/** One composite call of aggregates: an order counts by when it was activated, or made where it is not active. */
async function countReleased(salesforce: SalesforceOrg, settings: Settings, now: Date): Promise<WaitingRecords | undefined> {
  const queries: string[] = [];
  for (const source of sourcesOf(settings.configuration)) {
    const selected = selectedSince(source, settings.configuration);
    if (selected === undefined) continue;
    const sold = `${selected}${soldOnly((await salesforce.describe(source.object)).fields)}`;
    queries.push(...releasedSpans(source, settings, now).flatMap((span) => queriesOf(source, sold, span)));
  }
  if (queries.length === 0) return undefined;
  const [orders, { defaultCurrency }] = await Promise.all([salesforce.queryMany(queries), salesforce.features()]);
  const groups = orders.flat().filter((group) => Number(group['n'] ?? 0) > 0);
  const moments = (name: string): number[] => groups.map((group) => Date.parse(String(group[name])));
  return {
    count: groups.reduce((sum, group) => sum + Number(group['n']), 0),
    // A condition is a formula, which no query understands.
    isAtMost: ORDER_SETTINGS.of(settings.configuration).when !== undefined || isConditionLoosened(settings),
    oldest: groups.length === 0 ? undefined : new Date(Math.min(...moments('oldest'))),
    newest: groups.length === 0 ? undefined : new Date(Math.max(...moments('newest'))),
    amount: amountOf(groups),
    currency: defaultCurrency,
  };
}

/** Orders of these days, as far as the condition holds for them. */
interface Span {
  readonly from?: Date;
  readonly until: Date;
  readonly condition?: string;
}

/** Before the former start point everything is new; after it, what the former settings did not choose, or no record of the object at all. */
function releasedSpans(source: OrderSource, settings: Settings, now: Date): Span[] {
  const { configuration, former } = settings;
  const start = ORDERS_START.pointOf(configuration);
  const formerStart = former === undefined ? undefined : ORDERS_START.pointOf(former);
  if (start === undefined) return [];
  if (former === undefined || formerStart === undefined) return start < now ? [{ until: now }] : [];
  if (isConditionLoosened(settings)) return [{ until: now }];
  const earlier = start < formerStart ? [{ until: formerStart }] : [];
  const before = sourcesOf(former).find(({ object }) => object === source.object);
  if (before === undefined) return [{ until: now }];
  const condition = newlyChosen(source, before);
  return condition === undefined ? earlier : [...earlier, { from: formerStart, until: now, condition }];
}

/**
 * Another condition may hold for any order that the former one left out, and so may the same one where it looks up in tables that say
 * something else; none where there was none can only leave out.
 */
function isConditionLoosened({ configuration, former }: Settings): boolean {
  const before = (former === undefined ? undefined : ORDER_SETTINGS.of(former))?.when;
  if (former === undefined || before === undefined) return false;
  if (before.text !== ORDER_SETTINGS.of(configuration).when?.text) return true;
  return LOOKS_UP.test(before.text) && JSON.stringify(former.tables) !== JSON.stringify(configuration.tables);
}

function queriesOf({ object, fields }: OrderSource, selected: string, { from, until, condition }: Span): string[] {
  const { ActivatedDate: activated, TotalAmount: total } = fields;
  const byDate =
    activated === undefined
      ? [['CreatedDate', '']]
      : [
          [activated, ''],
          ['CreatedDate', `${activated} = null AND `],
        ];
  const amount = total === undefined ? '' : `, SUM(${total}) amount`;
  return byDate.map(([date = '', kind = '']) => {
    const since = from === undefined ? '' : ` AND ${date} >= ${soqlDateTime(from)}`;
    const chosen = condition === undefined ? '' : ` AND ${condition}`;
    return `SELECT COUNT(Id) n, MIN(${date}) oldest, MAX(${date}) newest${amount} FROM ${object} WHERE ${selected} AND ${kind}${date} < ${soqlDateTime(until)}${since}${chosen}`;
  });
}

/** Sums of amounts come in the org's own currency, whatever the orders have. */
function amountOf(groups: readonly SalesforceRow[]): string {
  const amounts = groups.flatMap((group) => toDecimal(group['amount']) ?? []);
  const [first, ...others] = amounts;
  return first === undefined ? '0' : amountText(others.reduce((sum, amount) => sum.plus(amount), first));
}
