import { SALES_ORDERS } from '../../exact/index.ts';
import type { Configuration } from '../../mapping/index.ts';
import type { FlowContext, Intent, RememberedLink } from '../flow.ts';
import { resolveCustomers } from './customer-resolve.ts';
import { withCustomer } from './customer.ts';
import { LINKS } from './keys.ts';
import type { OrderRows } from './read-rows.ts';
import { reasonNotToSend } from './selection.ts';
import type { OrderInput, OrderRow } from './types.ts';

type Draft = Omit<OrderInput, 'debtor' | 'person' | 'remembered' | 'knownAddress' | 'rememberedDebtor'>;

/** Finds out for every order whether Exact has it already and who its debtor is, with as few calls as the batch allows. */
export async function resolveOrders(context: FlowContext, rows: OrderRows, isExplicit: boolean): Promise<OrderInput[]> {
  const intents = await context.claims.intents(rows.orders.map((order) => order.Id));
  const drafts = rows.orders.map((order): Draft =>
    draftOf(order, rows, context.configuration, intents.get(order.Id), isExplicit),
  );
  const existing = await existingOrders(
    context,
    drafts.filter((draft) => (isOpen(draft) ? draft.notSent === undefined : isUntold(draft))),
  );
  const known = drafts.map((draft): Draft => ({ ...draft, existing: existing.get(draft.reference.toLowerCase()) ?? [] }));
  const toSend = known.filter(
    (draft) => isOpen(draft) && draft.existing.length === 0 && draft.notSent === undefined && draft.lines.length > 0,
  );
  const customers = await resolveCustomers(context, toSend, rows.contactsOf);
  const accountIds = toSend.map(({ order }) => order.AccountId ?? '').filter((id) => id !== '');
  const addresses =
    accountIds.length === 0 ? new Map<string, RememberedLink>() : await context.links.find(LINKS.deliveryAddress, accountIds);
  const unshown = known.flatMap(({ order, existing: [found] }) =>
    found !== undefined && order.AccountId !== null && order.Account?.Exact_Id__c === null ? [order.AccountId] : [],
  );
  const debtorsOfFound =
    unshown.length === 0 ? new Map<string, RememberedLink>() : await context.links.find(LINKS.account, unshown);
  return known.map((draft) => ({
    ...draft,
    rememberedDebtor: debtorsOfFound.get(draft.order.AccountId ?? '')?.exactId,
    ...(customers.get(draft.order.Id) ?? { debtor: undefined }),
    knownAddress: addresses.get(draft.order.AccountId ?? ''),
  }));
}

/** Not yet in Exact as far as Salesforce and our own memory know. */
function isOpen({ order, intent }: Draft): boolean {
  return order.Exact_Id__c === null && intent?.exactId === undefined;
}

/** Exact has it and Salesforce does not know: what it shows, amounts included, is read again. */
function isUntold({ order, intent }: Draft): boolean {
  return order.Exact_Id__c === null && intent?.exactId !== undefined;
}

function draftOf(
  order: OrderRow,
  rows: OrderRows,
  configuration: Configuration,
  intent: Intent | undefined,
  isExplicit: boolean,
): Draft {
  const contacts = rows.contactsOf.get(order.AccountId ?? '') ?? [];
  return {
    ...withCustomer(order, contacts),
    lines: rows.linesOf.get(order.Id) ?? [],
    // An order that was sent under another prefix is still looked for under it.
    reference: intent?.reference ?? `${configuration.flows.orders.reference.prefix}${order.OrderNumber}`,
    notSent: reasonNotToSend(order, configuration, isExplicit),
    existing: [],
    intent,
  };
}

async function existingOrders(context: FlowContext, drafts: readonly Draft[]): Promise<Map<string, OrderInput['existing']>> {
  if (drafts.length === 0) return new Map();
  const { field } = context.configuration.flows.orders.reference;
  const found = await context.exact.findAny(
    SALES_ORDERS,
    field,
    'text',
    drafts.map(({ reference }) => reference),
  );
  return Map.groupBy(found, (order) => (order.yourRef ?? '').toLowerCase());
}
