import { listed, TandemError } from '../../errors/index.ts';
import type { RememberedLink } from '../../links/index.ts';
import type { FlowContext } from '../flow.ts';
import { isSalesOrder } from '../order-lines/index.ts';
import { MEGABYTES, MOST_BYTES } from './limits.ts';
import { markOf } from './mark.ts';
import { fingerprintOf, LOOKED, lookIn, SENT, sentKey } from './memory.ts';
import { filesOfOrders } from './order-files.ts';
import { chosenFiles, type ChosenFile } from './selection.ts';
import { ATTACHMENT_SETTINGS, choiceOf, type AttachmentsConfiguration } from './settings.ts';
import { standingOf, type Standing } from './standing.ts';
import type { FileInput, FileState, OrderFile, OrderInput, OrderRow, SalesOrder } from './types.ts';

/** What is noted of an order of which nothing is to go. */
const NOTHING = '';

/** An order with the files that the rule chooses of it. */
interface Looked {
  readonly order: OrderRow;
  readonly chosen: readonly ChosenFile[];
  readonly note: RememberedLink | undefined;
  /** True where it stands as it was looked at last, and who was to be told of it was. */
  readonly isKnown: boolean;
  readonly fingerprint: string;
}

/** Puts files of orders next to what was sent of them. Exact is asked only for orders of which something is to go and nobody knows what went. */
export class AttachmentReader {
  readonly context: FlowContext;
  readonly settings: AttachmentsConfiguration;

  constructor(context: FlowContext) {
    this.context = context;
    this.settings = ATTACHMENT_SETTINGS.of(context.configuration);
  }

  /** Orders of which something is to be done or told; `isExplicit`: a person asks, and is told of each. */
  async inputsOf(orders: readonly OrderRow[], isExplicit: boolean): Promise<OrderInput[]> {
    const [sent, unsent] = [orders.filter(isSent), orders.filter((order) => !isSent(order))];
    const looked = await this.#looked(sent, isExplicit);
    const open = looked.filter(({ isKnown }) => isExplicit || !isKnown);
    const inputs = await this.#withStates(open, isExplicit);
    return isExplicit ? [...inputs, ...unsent.map(notSent)] : inputs;
  }

  async #looked(orders: readonly OrderRow[], isExplicit: boolean): Promise<Looked[]> {
    if (orders.length === 0) return [];
    const ids = orders.map(({ Id: id }) => id);
    const { salesforce, links } = this.context;
    const [files, notes] = [await filesOfOrders(salesforce, this.settings, ids), await links.find(LOOKED, ids)];
    const untold = isExplicit ? new Set<string>() : await this.#untold([...notes.values()]);
    return orders.map((order) => {
      const chosen = chosenFiles(order, files.get(order.Id) ?? [], this.settings, isExplicit);
      const contents = chosen.map(({ file, problem }) => [file.checksum ?? file.versionId, file.size, problem?.code ?? '']);
      const fingerprint =
        contents.length === 0 ? NOTHING : fingerprintOf([order.Exact_Id__c, choiceOf(this.settings), contents.toSorted()]);
      const note = notes.get(order.Id);
      const isKnown = fingerprint === lookIn(note?.fingerprint ?? NOTHING).fingerprint && !untold.has(order.Id);
      return { order, chosen, note, isKnown, fingerprint };
    });
  }

  /** Orders whose look ended with something to tell, by a service that died before it made an issue of it. */
  async #untold(notes: readonly RememberedLink[]): Promise<ReadonlySet<string>> {
    const told = notes.flatMap(({ salesforceId: id, fingerprint }) => {
      const { toldAt } = lookIn(fingerprint);
      return toldAt === undefined ? [] : [{ id, toldAt }];
    });
    const untold = new Set(told.map(({ id }) => id));
    // What was looked at together was noted at one moment.
    for (const together of Map.groupBy(told, ({ toldAt }) => toldAt.getTime()).values()) {
      const [{ toldAt } = { toldAt: new Date(0) }] = together;
      const ids = together.map(({ id }) => id);
      for (const id of await this.context.reportedSince(ids, toldAt)) untold.delete(id);
    }
    return untold;
  }

  async #withStates(open: readonly Looked[], isExplicit: boolean): Promise<OrderInput[]> {
    const keys = open.flatMap(({ order, chosen }) => chosen.flatMap(({ file }) => keyOf(order, file) ?? []));
    const known = keys.length === 0 ? new Map() : await this.context.links.find(SENT, keys);
    const isOpen = (order: OrderRow, { file, problem }: ChosenFile): boolean =>
      problem === undefined && problemOf(order, file) === undefined && !known.has(keyOf(order, file) ?? '');
    const due = open.filter(({ order, chosen }) => chosen.some((each) => isOpen(order, each)));
    const types = due.length === 0 ? [] : await this.context.references.documentTypes();
    const isTyped = types.some(({ ID: id, DocumentIsCreatable: is }) => id === this.settings.documentType && is);
    const asked = isTyped ? due.filter(({ note }) => isExplicit || (note?.exactId ?? '') === '') : [];
    const standing = await standingOf(
      this.context.exact,
      asked.map(({ order }) => order),
    );
    return open.map((looked): OrderInput => {
      const { order, chosen, note, fingerprint } = looked;
      const salesOrder = asked.includes(looked) ? salesOrderIn(standing, order) : salesOrderOf(order, note);
      const isDue = due.includes(looked);
      const files = chosen.map((each): FileInput => {
        const { file, problem = problemOf(order, file) } = each;
        if (problem !== undefined) return { file, state: { kind: 'problem', problem } };
        return { file, state: isOpen(order, each) ? stateIn(standing, order, file) : { kind: 'sent' } };
      });
      const base = { order, files, salesOrder, fingerprint, isForPerson: true };
      if (isDue && !isTyped) {
        const known = types
          .filter(({ DocumentIsCreatable: is }) => is)
          .map(({ ID: id, Description: name }) => `${id} (${name ?? ''})`);
        const params = { order: order.OrderNumber, type: this.settings.documentType ?? '', types: listed(known) };
        return { ...base, problem: new TandemError('attachment_type_unknown', params, { recordId: order.Id }) };
      }
      if (isDue && salesOrder === undefined) {
        const params = { order: order.OrderNumber, number: order.Exact_Number__c ?? '' };
        return { ...base, problem: new TandemError('attachment_order_missing', params, { recordId: order.Id }) };
      }
      if (files.length > 0 || !isExplicit) return { ...base, problem: undefined };
      const none = new TandemError('attachment_none', { order: order.OrderNumber }, { recordId: order.Id });
      return { ...base, problem: none, isForPerson: false };
    });
  }
}

function isSent(order: OrderRow): boolean {
  return (order.Exact_Id__c ?? '') !== '' && isSalesOrder(order);
}

function notSent(order: OrderRow): OrderInput {
  const code = isSalesOrder(order) ? 'attachment_order_not_sent' : 'attachment_no_sales_order';
  const problem = new TandemError(code, { order: order.OrderNumber }, { recordId: order.Id });
  return { order, files: [], salesOrder: undefined, problem, isForPerson: false, fingerprint: NOTHING };
}

function keyOf({ Id: orderId }: OrderRow, { checksum }: OrderFile): string | undefined {
  return checksum === null ? undefined : sentKey(orderId, checksum);
}

/** Why a file cannot go, as far as it says itself. */
function problemOf(order: OrderRow, file: OrderFile): TandemError | undefined {
  const params = { order: order.OrderNumber, file: file.name };
  const about = { recordId: order.Id };
  if (file.checksum === null) return new TandemError('attachment_elsewhere', params, about);
  if (file.size === 0) return new TandemError('attachment_empty', params, about);
  if (file.size > MOST_BYTES) return new TandemError('attachment_too_large', { ...params, megabytes: MEGABYTES }, about);
  return undefined;
}

function salesOrderIn({ salesOrders }: Standing, { Exact_Id__c: id }: OrderRow): SalesOrder | undefined {
  return salesOrders.get((id ?? '').toLowerCase());
}

/** The order as it was when it was looked at last. */
function salesOrderOf({ Exact_Number__c: number }: OrderRow, note: RememberedLink | undefined): SalesOrder | undefined {
  return number === null || note === undefined || note.exactId === '' ? undefined : { number, debtorId: note.exactId };
}

function stateIn({ documents }: Standing, order: OrderRow, { checksum }: OrderFile): FileState {
  const document = documents.get(markOf(order.Id, checksum ?? ''));
  if (document === undefined) return { kind: 'due' };
  const { documentId, attachmentId } = document;
  return attachmentId === undefined ? { kind: 'due', documentId } : { kind: 'found', attachmentId };
}
