import { amountText, toDecimal } from '../../money/index.ts';
import type { Configuration } from '../../mapping/index.ts';
import { soqlDateTime, type SalesforceOrg, type SalesforceRow } from '../../salesforce/index.ts';
import type { FlowStart, WaitingRecords } from '../flow.ts';
import { selectedSince } from './selection.ts';

/** From when on orders go by themselves, and how many stand ready between two such moments. */
export const ORDERS_START: FlowStart = {
  pointOf: ({ flows: { orders } }) => (orders.enabled && orders.sendFrom !== undefined ? new Date(orders.sendFrom) : undefined),
  countUntil: countOrdersUntil,
};

/** One composite call of two aggregates: an order counts by when it was activated, or made where it is not active. */
async function countOrdersUntil(salesforce: SalesforceOrg, configuration: Configuration, until: Date): Promise<WaitingRecords> {
  const { orders: settings } = configuration.flows;
  const selected = selectedSince(settings);
  const [orders, { defaultCurrency }] = await Promise.all([
    selected === undefined ? [] : salesforce.queryMany(queriesUntil(selected, until)),
    salesforce.features(),
  ]);
  const groups = orders.flat().filter((group) => Number(group['n'] ?? 0) > 0);
  const moments = (name: string): number[] => groups.map((group) => Date.parse(String(group[name])));
  return {
    count: groups.reduce((sum, group) => sum + Number(group['n']), 0),
    // A condition is a formula, which no query understands.
    isAtMost: settings.when !== undefined,
    oldest: groups.length === 0 ? undefined : new Date(Math.min(...moments('oldest'))),
    newest: groups.length === 0 ? undefined : new Date(Math.max(...moments('newest'))),
    amount: amountOf(groups),
    currency: defaultCurrency,
  };
}

function queriesUntil(selected: string, until: Date): string[] {
  return [
    ['ActivatedDate', `ActivatedDate < ${soqlDateTime(until)}`],
    ['CreatedDate', `ActivatedDate = null AND CreatedDate < ${soqlDateTime(until)}`],
  ].map(
    ([date, condition]) =>
      `SELECT COUNT(Id) n, MIN(${date}) oldest, MAX(${date}) newest, SUM(TotalAmount) amount FROM Order WHERE ${selected} AND ${condition}`,
  );
}

/** Sums of amounts come in the org's own currency, whatever the orders have. */
function amountOf(groups: readonly SalesforceRow[]): string {
  const amounts = groups.flatMap((group) => toDecimal(group['amount']) ?? []);
  const [first, ...others] = amounts;
  return first === undefined ? '0' : amountText(others.reduce((sum, amount) => sum.plus(amount), first));
}
