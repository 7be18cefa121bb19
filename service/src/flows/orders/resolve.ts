import type { Configuration } from '../../mapping/index.ts';
import { rememberedAddresses, rememberedDebtors, resolveCustomers, untoldCustomers, type Customer } from '../customers/index.ts';
import type { FlowContext, Intent, PersonsChoice } from '../flow.ts';
import { eachInTurn, inTurns } from '../turns.ts';
import { customerOfOrder } from './customer.ts';
import { findExisting, lookAtSent, sayingAsPosted } from './existing.ts';
import { reasonNotToSend } from './selection.ts';
import type { OrderInput, OrderRow, OrderRows } from './types.ts';
import { ORDER_SETTINGS, type OrdersConfiguration } from './settings.ts';

type Draft = Omit<
  OrderInput,
  'debtor' | 'person' | 'remembered' | 'knownAddress' | 'rememberedDebtor' | 'untold' | 'sent' | 'existing' | 'isChangedSincePost'
>;

/** Who asks for the orders, and what a person decided about them. */
export interface Asked {
  readonly isExplicit: boolean;
  readonly choice: PersonsChoice;
}

/** Finds out for every order whether Exact has it already and who its debtor is, with as few calls as the batch allows. */
export async function resolveOrders(context: FlowContext, rows: OrderRows, asked: Asked): Promise<OrderInput[]> {
  const settings = ORDER_SETTINGS.of(context.configuration);
  const intents = await context.claims.intents(rows.orders.map((order) => order.Id));
  const drafts = await inTurns(
    eachInTurn(rows.orders, (order) => draftOf(order, rows, context.configuration, intents.get(order.Id), asked)),
  );
  const sent = await lookAtSent(context, drafts, asked.isExplicit);
  const isOpen = (draft: Draft): boolean => {
    const look = sent.get(draft.order.Id);
    return draft.notSent === undefined && (look === undefined || (look.kind === 'gone' && draft.choice.sendAgain === true));
  };
  const open = drafts.filter(isOpen);
  const existing = await findExisting(context, open);
  const toSend = open.filter((draft) => draft.lines.length > 0);
  const customers = await resolveCustomers(context, toSend.map(customerIn), settings);
  const addresses = await rememberedAddresses(context, toSend.map(customerIn));
  // Where the order itself may be in Exact already.
  const mayBeThere = drafts.filter((draft) => !isOpen(draft) || existing.has(draft.order.Id));
  const remembered = await rememberedDebtors(context, mayBeThere.map(customerIn));
  const isNewsLost = ({ order }: Draft): boolean =>
    (existing.get(order.Id) ?? []).length > 0 || sent.get(order.Id)?.kind === 'there';
  const untold = await untoldCustomers(context, mayBeThere.filter(isNewsLost).map(customerIn));
  const changed = await changedSincePost(context, open, settings);
  return drafts.map((draft) => ({
    ...draft,
    sent: sent.get(draft.order.Id),
    existing: existing.get(draft.order.Id) ?? [],
    isChangedSincePost: changed.has(draft.order.Id),
    rememberedDebtor: remembered.get(draft.order.AccountId ?? '')?.exactId,
    untold: untold.get(draft.order.Id),
    ...(customers.get(draft.order.Id) ?? { debtor: undefined }),
    knownAddress: addresses.get(draft.order.AccountId ?? ''),
  }));
}

function customerIn({ customer }: Draft): Customer {
  return customer;
}

/** Orders whose POST lost its answer and that say something else by now. */
async function changedSincePost(
  context: FlowContext,
  drafts: readonly Draft[],
  settings: OrdersConfiguration,
): Promise<ReadonlySet<string>> {
  const unanswered = drafts.filter(({ intent }) => intent?.postedAt !== undefined && intent.content !== undefined);
  if (unanswered.length === 0) return new Set();
  const vatCodes = await context.references.vatCodes();
  const same = await inTurns(sayingAsPosted(unanswered, settings, vatCodes));
  return new Set(unanswered.map(({ order }) => order.Id).filter((id) => !same.has(id)));
}

function draftOf(
  order: OrderRow,
  rows: OrderRows,
  configuration: Configuration,
  intent: Intent | undefined,
  { isExplicit, choice }: Asked,
): Draft {
  const contacts = rows.contactsOf.get(order.AccountId ?? '') ?? [];
  return {
    order,
    customer: customerOfOrder(order, contacts),
    lines: rows.linesOf.get(order.Id) ?? [],
    // An order that was sent under another prefix is still looked for under it.
    reference:
      choice.reference ?? intent?.reference ?? `${ORDER_SETTINGS.of(configuration).reference.prefix}${order.OrderNumber}`,
    choice,
    notSent: reasonNotToSend(order, configuration, isExplicit),
    intent,
  };
}
