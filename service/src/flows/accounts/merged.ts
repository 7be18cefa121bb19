import { ACCOUNTS, SALES_ORDERS, type ExactAccount } from '../../exact/index.ts';
import { isFurtherDivision } from '../../mapping/index.ts';
import { soqlForValues } from '../../salesforce/index.ts';
import { otherOwners } from '../customers/index.ts';
import type { FlowContext } from '../flow.ts';
import type { AccountInput } from './types.ts';

type Account = AccountInput['account'];

/** As many of an account's orders say where they went. */
const ORDERS_AN_ACCOUNT = 5;

interface SentOrder {
  readonly AccountId: string;
  readonly Exact_Id__c: string;
}

/**
 * The debtors that those of these accounts were merged into in Exact Online, by id of the account. Exact tells of a merge as of a deletion; the orders
 * of the account went along, so that they tell: where all that are still there name one debtor, which no other account has, that is the one. One call of
 * each system, and one more where there is such a debtor.
 */
export async function mergedInto(context: FlowContext, accounts: readonly Account[]): Promise<ReadonlyMap<string, ExactAccount>> {
  // In a further company nobody wrote on the order which one it is there.
  if (accounts.length === 0 || isFurtherDivision(context.configuration, context.division)) return new Map();
  const ids = accounts.map(({ Id: id }) => id);
  const queries = soqlForValues(
    'AccountId',
    ids,
    (condition) =>
      `SELECT AccountId, Exact_Id__c FROM Order WHERE Exact_Id__c != null AND ${condition} ORDER BY CreatedDate DESC LIMIT 1000`,
  );
  const sent = (await context.salesforce.queryMany(queries)).flat() as unknown as SentOrder[];
  const ordersOf = Map.groupBy(sent, ({ AccountId }) => AccountId);
  const named = new Map(
    [...ordersOf].map(([id, orders]) => [id, orders.slice(0, ORDERS_AN_ACCOUNT).map((order) => order.Exact_Id__c.toLowerCase())]),
  );
  const asked = [...named.values()].flat();
  if (asked.length === 0) return new Map();
  const orders = await context.exact.findAny(SALES_ORDERS, 'OrderID', 'guid', asked);
  const debtorOf = new Map(orders.map(({ OrderID: id, OrderedBy }) => [id.toLowerCase(), OrderedBy?.toLowerCase()]));
  const winners = new Map(
    [...named].flatMap(([id, orderIds]) => {
      const debtors = new Set(orderIds.flatMap((orderId) => debtorOf.get(orderId) ?? []));
      const [only] = debtors;
      return only === undefined || debtors.size > 1 ? [] : [[id, only] as const];
    }),
  );
  return free(context, winners);
}

/** Those that are there, and that no other account has: two accounts of one debtor are for a person. */
async function free(context: FlowContext, winners: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, ExactAccount>> {
  const ids = [...new Set(winners.values())];
  const standing = ids.length === 0 ? [] : await context.exact.findAny(ACCOUNTS, 'ID', 'guid', ids);
  const owners = await otherOwners(context, standing);
  const heirs = Map.groupBy(winners, ([, debtorId]) => debtorId);
  return new Map(
    standing.flatMap((debtor) => {
      const debtorId = debtor.ID.toLowerCase();
      const [heir, ...others] = (heirs.get(debtorId) ?? []).map(([id]) => id);
      const isTaken = (owners.get(debtorId) ?? []).some(({ id }) => id !== heir);
      return heir === undefined || others.length > 0 || isTaken ? [] : [[heir, debtor] as const];
    }),
  );
}
