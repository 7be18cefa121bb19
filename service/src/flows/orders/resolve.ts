import { TandemError } from '../../errors/index.ts';
import type { Configuration } from '../../mapping/index.ts';
import { rememberedAddresses, rememberedDebtors, resolveCustomers, untoldCustomers, type Customer } from '../customers/index.ts';
import type { FlowContext, Intent, PersonsChoice } from '../flow.ts';
import { eachInTurn, inTurns } from '../turns.ts';
import { customerOfOrder } from './customer.ts';
import { divisionsBy } from './division.ts';
import { findExisting, lookAtSent, sayingAsPosted } from './existing.ts';
import { returnRefused } from './reductions.ts';
import { referenceOf } from './reference.ts';
import { targetFor } from './targets/index.ts';
import { reasonNotToSend } from './selection.ts';
import { dealsSentBy } from './sent-deals.ts';
import { begunElsewhere } from './sent-problems.ts';
import type { OrderInput, OrderRow, OrderRows } from './types.ts';
import { ORDER_SETTINGS, type OrdersConfiguration } from './settings.ts';

/** Characters that every field takes that a reference can stand in. */
const LONGEST_REFERENCE = 30;

type Draft = Omit<
  OrderInput,
  | 'doubt'
  | 'deal'
  | 'elsewhere'
  | 'debtor'
  | 'person'
  | 'remembered'
  | 'knownAddress'
  | 'rememberedDebtor'
  | 'untold'
  | 'sent'
  | 'existing'
  | 'isChangedSincePost'
> & {
  /** Why no rule can tell what it becomes. */
  readonly unruled: TandemError | undefined;
};

/** Who asks for the orders, and what a person decided about them. */
export interface Asked {
  readonly isExplicit: boolean;
  readonly choice: PersonsChoice;
}

/** Finds out for every order whether Exact has it already and who its debtor is, with as few calls as the batch allows. */
export async function resolveOrders(context: FlowContext, rows: OrderRows, asked: Asked): Promise<OrderInput[]> {
  const settings = ORDER_SETTINGS.of(context.configuration);
  const intents = await context.claims.intents(rows.orders.map((order) => order.Id));
  const divisions = divisionsBy(context.configuration, rows.orders, intents);
  const drafts = await inTurns(
    eachInTurn(rows.orders, (order) => {
      const draft = draftOf(order, rows, context.configuration, intents.get(order.Id), asked);
      const elsewhere = returnRefused(order) ?? goesElsewhere(order, divisions.get(order.Id), context);
      return { ...draft, elsewhere, doubt: draft.unruled ?? doubtOf(draft, context) };
    }),
  );
  const certain = drafts.filter(({ doubt, elsewhere }) => doubt === undefined && elsewhere === undefined);
  const sent = await lookAtSent(context, certain, asked.isExplicit);
  // One that was sent itself, or begun, is not asked about others.
  const isBegun = ({ order, intent }: Draft): boolean => sent.has(order.Id) || intent?.postedAt !== undefined;
  const fresh = certain.filter((draft) => !isBegun(draft) && draft.notSent === undefined);
  const deals = await dealsSentBy(
    context,
    fresh.map(({ order }) => order),
  );
  const isOpen = (draft: Draft): boolean => {
    const look = sent.get(draft.order.Id);
    if (deals.has(draft.order.Id)) return false;
    return draft.notSent === undefined && (look === undefined || (look.kind === 'gone' && draft.choice.sendAgain === true));
  };
  const open = certain.filter(isOpen);
  const existing = await findExisting(context, open);
  const toSend = open.filter((draft) => draft.lines.length > 0);
  const customers = await resolveCustomers(context, toSend.map(customerIn), settings);
  const addresses = await rememberedAddresses(context, toSend.map(customerIn));
  // Where the order itself may be in Exact already.
  const mayBeThere = certain.filter((draft) => !isOpen(draft) || existing.has(draft.order.Id));
  const remembered = await rememberedDebtors(context, mayBeThere.map(customerIn));
  const isNewsLost = ({ order }: Draft): boolean =>
    (existing.get(order.Id) ?? []).length > 0 || sent.get(order.Id)?.kind === 'there';
  const untold = await untoldCustomers(context, mayBeThere.filter(isNewsLost).map(customerIn));
  const changed = await changedSincePost(context, open, settings);
  return drafts.map((draft) => ({
    ...draft,
    deal: deals.get(draft.order.Id),
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

function goesElsewhere(order: OrderRow, division: number | undefined, context: FlowContext): TandemError | undefined {
  if (division === undefined || division === context.division) return undefined;
  const params = { order: order.OrderNumber, division: String(division), here: String(context.division) };
  return new TandemError('order_of_other_division', params, { recordId: order.Id });
}

/** One that was begun in a company that orders go to still is never read here: see `divisionsBy`. */
function doubtOf({ order, reference, intent, choice }: Draft, { division }: FlowContext): TandemError | undefined {
  if (order.key === '' || reference.length > LONGEST_REFERENCE) return keyUnusable(order, reference);
  if (order.Exact_Id__c !== null || intent === undefined || intent.division === division) return undefined;
  const isOpen = intent.postedAt !== undefined || intent.exactId !== undefined;
  return isOpen && choice.sendAgain !== true ? begunElsewhere({ order, reference }, intent.division) : undefined;
}

function keyUnusable({ OrderNumber: label, source, Id }: OrderRow, reference: string): TandemError {
  const params = { order: label, field: source.key, reference, most: LONGEST_REFERENCE };
  return new TandemError('order_key_unusable', params, { recordId: Id, field: source.key });
}

function draftOf(
  order: OrderRow,
  rows: OrderRows,
  configuration: Configuration,
  intent: Intent | undefined,
  { isExplicit, choice }: Asked,
): Draft {
  const contacts = rows.contactsOf.get(order.AccountId ?? '') ?? [];
  const { target, problem } = targetFor(order, intent, ORDER_SETTINGS.of(configuration));
  return {
    order,
    target,
    unruled: problem,
    customer: customerOfOrder(order, contacts),
    lines: rows.linesOf.get(order.Id) ?? [],
    // An order that was sent under another prefix is still looked for under it.
    reference: choice.reference ?? intent?.reference ?? referenceOf(order, configuration),
    choice,
    notSent: reasonNotToSend(order, configuration, isExplicit),
    intent,
  };
}
