import { TandemError } from '../../errors/index.ts';
import type { FlowContext, Intent } from '../flow.ts';
import { findUnder } from './existing.ts';
import { goingBefore, namedDeals, othersOf, readSiblings, takenBy, takenByNamed } from './deals.ts';
import { targetOf } from './targets/index.ts';
import { referenceOf } from './reference.ts';
import { ORDER_SETTINGS } from './settings.ts';
import { sourcesOf } from './source-settings.ts';
import type { OrderRow } from './types.ts';

/**
 * Why records are not sent since another one of their deal is, or goes before, by id. A call of Salesforce where others may be there, and one
 * of Exact where others are: what arrived in Exact before our memory was lost is known by its reference alone.
 */
export async function dealsSentBy(context: FlowContext, orders: readonly OrderRow[]): Promise<ReadonlyMap<string, TandemError>> {
  if (orders.length === 0) return new Map();
  const siblings = await readSiblings(context, orders);
  const ids = [...siblings.map(({ Id: id }) => id), ...orders.flatMap(namedDeals)];
  const intents = ids.length === 0 ? new Map<string, Intent>() : await context.claims.intents([...new Set(ids)]);
  const taken = problemsOf(orders, (order) => takenBy(order, siblings, intents) ?? takenByNamed(order, intents));
  const open = orders.filter(({ Id: id }) => !taken.has(id));
  const found = await foundInExact(context, open, siblings);
  const going = open.filter(({ Id: id }) => !found.has(id));
  return new Map([...taken, ...found, ...goingBefore(going, sourcesOf(context.configuration))]);
}

async function foundInExact(
  context: FlowContext,
  orders: readonly OrderRow[],
  siblings: readonly OrderRow[],
): Promise<ReadonlyMap<string, TandemError>> {
  const others = orders.flatMap((order) => othersOf(order, siblings)).filter(({ key }) => key !== '');
  if (others.length === 0) return new Map();
  const { configuration } = context;
  const { field } = ORDER_SETTINGS.of(configuration).reference;
  const references = [...new Set(others.map((other) => referenceOf(other, configuration)))];
  const documents = await findUnder(context, field, references);
  const byReference = new Map(documents.map((found) => [found.reference.toLowerCase(), found]));
  return problemsOf(orders, (order) => {
    for (const other of othersOf(order, siblings)) {
      const reference = referenceOf(other, configuration);
      const found = byReference.get(reference.toLowerCase());
      if (found === undefined) continue;
      const number = targetOf(found.target).named(found.order.OrderNumber ?? '');
      const params = { order: order.OrderNumber, number, reference };
      const named = { object: other.source.object, other: other.OrderNumber };
      return new TandemError('order_deal_found', { ...params, ...named }, { recordId: order.Id });
    }
    return undefined;
  });
}

function problemsOf(
  orders: readonly OrderRow[],
  problemOf: (order: OrderRow) => TandemError | undefined,
): ReadonlyMap<string, TandemError> {
  return new Map(
    orders.flatMap((order) => {
      const problem = problemOf(order);
      return problem === undefined ? [] : [[order.Id, problem] as const];
    }),
  );
}
