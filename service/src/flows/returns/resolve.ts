import type { FlowContext, PersonsChoice } from '../flow.ts';
import { contentHash, isSameContent, originalsIn } from './content.ts';
import { creditNotesUnder, invoicesById, withLines } from './exact-reads.ts';
import { readOriginals } from './originals.ts';
import { referenceOf } from './reference.ts';
import { NEEDS_APPROVAL } from './approval.ts';
import type { ReturnRows } from './rows.ts';
import { reasonNotToSend } from './selection.ts';
import type { Invoice, ReturnInput, SentLook } from './types.ts';

type Draft = Omit<ReturnInput, 'sent' | 'existing' | 'original' | 'approved'>;

/** Finds out for every return whether Exact has it already, and what Exact has of the order that it takes back. */
export async function resolveReturns(
  context: FlowContext,
  { orders, linesOf }: ReturnRows,
  asked: { readonly isExplicit: boolean; readonly choice: PersonsChoice },
): Promise<ReturnInput[]> {
  const { configuration } = context;
  const intents = await context.claims.intents(orders.map(({ Id: id }) => id));
  const drafts = orders.map((order): Draft => {
    const intent = intents.get(order.Id);
    return {
      ...{ order, intent, choice: asked.choice, lines: linesOf.get(order.Id) ?? [] },
      reference: intent?.reference ?? referenceOf(order.OrderNumber, configuration),
      notSent: reasonNotToSend(order, configuration, asked.isExplicit),
    };
  });
  const sent = await lookAtSent(context, drafts, asked.isExplicit);
  const open = drafts.filter(({ order, notSent, choice }) => {
    const look = sent.get(order.Id);
    return notSent === undefined && (look === undefined || (look.kind === 'gone' && choice.sendAgain === true));
  });
  const existing = await findExisting(context, open);
  const toSend = open.filter(({ order }) => (existing.get(order.Id) ?? []).length === 0);
  const wanted = toSend.flatMap(({ lines }) => originalsIn(lines)).filter(({ Exact_Id__c: id }) => id !== null);
  const originals =
    wanted.length === 0
      ? new Map<string, never>()
      : await readOriginals(context, [...new Map(wanted.map((order) => [order.Id, order])).values()]);
  const approved = await context.approvals.granted(
    NEEDS_APPROVAL,
    toSend.map(({ order }) => order.Id),
  );
  return drafts.map((draft) => ({
    ...draft,
    sent: sent.get(draft.order.Id),
    existing: existing.get(draft.order.Id) ?? [],
    original: originals.get(originalsIn(draft.lines)[0]?.Id ?? ''),
    approved: approved.get(draft.order.Id),
  }));
}

/** The credit note that a return became, as far as Salesforce or our own memory know. */
function sentIdOf({ order, intent }: Draft): string | undefined {
  const isNews = intent?.exactId !== undefined && (intent.isWriteBackPending || order.Exact_Id__c === null);
  return (isNews ? intent.exactId : order.Exact_Id__c)?.toLowerCase();
}

/** One that says what it said when it was sent is trusted, unless a person asks or Salesforce was not told. Its lines are read only where nobody remembers. */
async function lookAtSent(context: FlowContext, drafts: readonly Draft[], isExplicit: boolean): Promise<Map<string, SentLook>> {
  const sent = drafts.flatMap((draft) => {
    const exactId = sentIdOf(draft);
    return exactId === undefined ? [] : [{ draft, exactId }];
  });
  const isSame = ({ intent, lines }: Draft): boolean => intent?.content === contentHash(lines);
  const isTrusted = ({ draft }: (typeof sent)[number]): boolean =>
    !isExplicit && isSame(draft) && draft.order.Exact_Id__c !== null && draft.intent?.isWriteBackPending === false;
  const asked = sent.filter((one) => !isTrusted(one));
  const headers = await invoicesById(
    context.exact,
    asked.map(({ exactId }) => exactId),
  );
  const doubted = asked.filter(({ draft }) => !isSame(draft)).flatMap(({ exactId }) => headers.get(exactId) ?? []);
  const read = new Map((await withLines(context.exact, doubted)).map((one) => [one.header.InvoiceID.toLowerCase(), one]));
  return new Map(
    sent.map((one): [string, SentLook] => {
      const { draft, exactId } = one;
      const header = headers.get(exactId);
      if (isTrusted(one)) return [draft.order.Id, { kind: 'trusted' }];
      if (header === undefined) return [draft.order.Id, { kind: 'gone' }];
      const invoice = read.get(exactId);
      const isChanged = invoice !== undefined && !isSameContent(draft.lines, invoice);
      return [draft.order.Id, { kind: 'there', header, isChanged }];
    }),
  );
}

/** Credit notes that bear the references of these returns, by id of the return. */
async function findExisting({ exact }: FlowContext, drafts: readonly Draft[]): Promise<ReadonlyMap<string, readonly Invoice[]>> {
  const found = await withLines(
    exact,
    await creditNotesUnder(
      exact,
      drafts.map(({ reference }) => reference),
    ),
  );
  const byReference = Map.groupBy(found, ({ header }) => (header.YourRef ?? '').toLowerCase());
  return new Map(drafts.map(({ order, reference }) => [order.Id, byReference.get(reference.toLowerCase()) ?? []]));
}
