import { divisionOfPage, isGuid } from '../../exact/index.ts';
import { plainText } from '../../mapping/index.ts';
import { readDebtors } from '../customers/index.ts';
import type { FlowContext } from '../flow.ts';
import { inTurns, type Steps } from '../turns.ts';
import { agreementIn, CANCELLED_CONTENT, isCancelled, readInFull, saidBy } from './amendments/index.ts';
import { contentHash } from './content.ts';
import { postedLines } from './order-lines.ts';
import { registersOf, targetOf, type DocumentRegister, type ExactDocument, type ExactDocumentLine } from './targets/index.ts';
import type { ExistingOrder, OrderFacts, OrderInput, SentLook } from './types.ts';
import { ORDER_SETTINGS, REFERENCE_FIELDS, type OrdersConfiguration, type ReferenceField } from './settings.ts';

type Draft = Pick<OrderInput, 'order' | 'lines' | 'customer' | 'reference' | 'target' | 'intent' | 'choice'>;

/** The document in Exact that an order became, as far as Salesforce or our own memory know. */
function sentIdOf({ order, intent }: Pick<OrderInput, 'order' | 'intent'>): string | undefined {
  const isNews = intent?.exactId !== undefined && (intent.isWriteBackPending || order.Exact_Id__c === null);
  return (isNews ? intent.exactId : order.Exact_Id__c)?.toLowerCase();
}

/**
 * What Exact says of orders that were sent, by order id. One that says what it said when it was sent is trusted, unless a person
 * asks (`isExplicit`) or Salesforce was not told: then it is looked up. Lines are read only where the order changed since.
 */
export async function lookAtSent(
  context: FlowContext,
  drafts: readonly Draft[],
  isExplicit: boolean,
): Promise<Map<string, SentLook>> {
  const sent = drafts.flatMap((draft) => {
    const exactId = sentIdOf(draft);
    return exactId === undefined ? [] : [{ draft, exactId }];
  });
  if (sent.length === 0) return new Map();
  const settings = ORDER_SETTINGS.of(context.configuration);
  const vatCodes = await context.references.vatCodes();
  const known = sent.flatMap(({ draft, exactId }) => (draft.intent?.exactId?.toLowerCase() === exactId ? [draft] : []));
  const same = await inTurns(sayingAsPosted(known, settings, vatCodes));
  // Sent while orders went to another company: it is there, and asking this one would find it gone.
  const isElsewhere = ({ draft }: (typeof sent)[number]): boolean =>
    draft.order.Exact_Id__c !== null &&
    ![undefined, context.division].includes(divisionOfPage(plainText(draft.order['Exact_Url__c'])));
  const isSame = ({ order, intent }: Draft): boolean => same.has(order.Id) && intent?.amendment === undefined;
  const isAsSent = ({ draft }: (typeof sent)[number]): boolean =>
    !isExplicit && isSame(draft) && draft.order.Exact_Id__c !== null && draft.intent?.isWriteBackPending === false;
  const isTrusted = (one: (typeof sent)[number]): boolean => isElsewhere(one) || isAsSent(one);
  const asked = sent.filter((one) => !isTrusted(one));
  // What may be changed there is read as a whole, in one call.
  const isWhole = ({ draft }: (typeof sent)[number]): boolean =>
    draft.target === 'salesOrder' && !isSame(draft) && (settings.amendments.changes === 'send' || isCancelled(draft.order));
  const whole = await readInFull(
    context.exact,
    asked.filter(isWhole).map(({ exactId }) => exactId),
  );
  const placed = ({ draft, exactId }: (typeof sent)[number]): Placed => ({
    register: targetOf(draft.target).register,
    id: exactId,
  });
  const headers = await documentsById(context, asked.filter((one) => !isWhole(one)).map(placed));
  // What was noted of it may be that Exact stored something else.
  const isInDoubt = (draft: Draft): boolean => !isSame(draft) || draft.order['Exact_Sync_Status__c'] === 'Problem';
  const doubted = asked.filter((one) => !isWhole(one) && isInDoubt(one.draft) && headers.has(one.exactId));
  const lines = await linesByDocument(context, doubted.map(placed));
  return new Map(
    sent.map((one): [string, SentLook] => {
      if (isTrusted(one)) return [one.draft.order.Id, { kind: 'trusted' }];
      const inFull = whole.get(one.exactId);
      if (inFull !== undefined) {
        const order = { ...inFull, kind: 'salesOrder' as const };
        return [one.draft.order.Id, { kind: 'there', order, lines: inFull.SalesOrderLines, inFull }];
      }
      const header = headers.get(one.exactId);
      if (header === undefined) return [one.draft.order.Id, { kind: 'gone' }];
      const found = isInDoubt(one.draft) ? (lines.get(one.exactId) ?? []) : undefined;
      return [one.draft.order.Id, { kind: 'there', order: header, lines: found }];
    }),
  );
}

/** Ids of the orders whose lines say what they said when they were posted. Pauses after each line. */
export function* sayingAsPosted(
  drafts: readonly Draft[],
  settings: OrdersConfiguration,
  vatCodes: OrderFacts['vatCodes'],
): Steps<ReadonlySet<string>> {
  const same = new Set<string>();
  for (const draft of drafts) {
    const { order, intent } = draft;
    if (isCancelled(order)) {
      if (intent?.content === CANCELLED_CONTENT) same.add(order.Id);
      continue;
    }
    const lines = (yield* postedLines(draft, settings, vatCodes)).map(({ values }) => values);
    const agreed = settings.amendments.changes === 'send' ? agreementIn(intent?.agreement) : undefined;
    const isSame = agreed === undefined || agreed.said === saidBy(draft, lines, settings);
    if (isSame && intent?.content === contentHash(lines)) same.add(order.Id);
  }
  return same;
}

/** Documents that carry the references of these orders, with all that tells whose they are; by order id. */
export async function findExisting(context: FlowContext, drafts: readonly Draft[]): Promise<Map<string, ExistingOrder[]>> {
  if (drafts.length === 0) return new Map();
  const { field } = ORDER_SETTINGS.of(context.configuration).reference;
  // One that was begun may have arrived with its reference where an earlier setting had it.
  const begun = drafts.filter(({ intent }) => intent !== undefined);
  const targets = begun.map(({ target }) => target);
  const all = await findUnder(context, field, drafts.flatMap(referencesOf), targets);
  for (const other of REFERENCE_FIELDS)
    if (other !== field) all.push(...(await findUnder(context, other, begun.flatMap(referencesOf), targets)));
  if (all.length === 0) return new Map();
  // One that carries it in both was found twice.
  const found = [...new Map(all.toReversed().map((one) => [one.order.OrderID, one])).values()];
  const lines = await linesByDocument(
    context,
    found.map(({ order, target }) => ({ register: targetOf(target).register, id: order.OrderID })),
  );
  const debtors = await readDebtors(
    context,
    found.flatMap(({ order }) => order.OrderedBy ?? []),
  );
  const byReference = Map.groupBy(found, ({ reference }) => reference.toLowerCase());
  const withDetails = ({ order, target, reference }: Found): ExistingOrder => ({
    order,
    target,
    reference,
    lines: lines.get(order.OrderID.toLowerCase()) ?? [],
    debtor: debtors.get((order.OrderedBy ?? '').toLowerCase()),
  });
  return new Map(
    drafts.map((draft) => {
      const candidates = referencesOf(draft).flatMap((reference) => byReference.get(reference.toLowerCase()) ?? []);
      return [draft.order.Id, candidates.map(withDetails)];
    }),
  );
}

type Found = Pick<ExistingOrder, 'order' | 'target' | 'reference'>;

/** Documents that carry one of these references in the field: a call for each place where they may stand. `begun`: what is on its way. */
export async function findUnder(
  { configuration, exact }: FlowContext,
  field: ReferenceField,
  references: readonly string[],
  begun: readonly OrderInput['target'][] = [],
): Promise<Found[]> {
  if (references.length === 0) return [];
  const found: Found[] = [];
  for (const { documents } of registersOf(ORDER_SETTINGS.of(configuration), begun)) {
    const rows = await exact.findAny(documents, field, 'text', references);
    for (const order of rows)
      if (order.kind !== undefined) found.push({ order, target: order.kind, reference: order[field] ?? '' });
  }
  return found;
}

/** An attempt under an earlier reference may still have arrived. */
function referencesOf({ reference, intent }: Draft): string[] {
  const earlier = intent?.reference;
  return earlier === undefined || earlier.toLowerCase() === reference.toLowerCase() ? [reference] : [reference, earlier];
}

/** The id of a document, and where it stands. */
interface Placed {
  readonly register: DocumentRegister;
  readonly id: string;
}

async function documentsById({ exact }: FlowContext, placed: readonly Placed[]): Promise<ReadonlyMap<string, ExactDocument>> {
  const rows: ExactDocument[] = [];
  for (const [{ documents }, ids] of idsByRegister(placed.filter(({ id }) => isGuid(id))))
    rows.push(...(await exact.findAny(documents, documents.key, 'guid', ids)));
  return new Map(rows.map((row) => [row.OrderID.toLowerCase(), row]));
}

async function linesByDocument(
  { exact }: FlowContext,
  placed: readonly Placed[],
): Promise<ReadonlyMap<string, ExactDocumentLine[]>> {
  const rows: ExactDocumentLine[] = [];
  for (const [{ lines, parent }, ids] of idsByRegister(placed)) rows.push(...(await exact.findAny(lines, parent, 'guid', ids)));
  return Map.groupBy(rows, (line) => line.OrderID.toLowerCase());
}

function idsByRegister(placed: readonly Placed[]): readonly (readonly [DocumentRegister, readonly string[]])[] {
  return [...Map.groupBy(placed, ({ register }) => register)].map(([register, own]) => [register, own.map(({ id }) => id)]);
}
