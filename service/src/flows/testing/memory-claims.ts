import { TandemError } from '../../errors/index.ts';
import type { ClaimBook, Intent, ItemFacts, ItemMemory, LinkMemory, RememberedLink, SentDocuments } from '../flow.ts';
import type { SettledDocument } from '../operation.ts';

/** A claim book of one job in memory: everything is free, intents stay. */
export class MemoryClaims implements ClaimBook {
  readonly known = new Map<string, Intent>();
  /** Held by another job. */
  readonly taken = new Set<string>();
  /** Records whose claim is lost before the next intent. */
  readonly lost = new Set<string>();
  readonly #division: number;

  constructor(division = 1) {
    this.#division = division;
  }

  take(recordIds: readonly string[]): Promise<ReadonlySet<string>> {
    return Promise.resolve(new Set(recordIds.filter((id) => !this.taken.has(id))));
  }

  release(): Promise<void> {
    return Promise.resolve();
  }

  intents(recordIds: readonly string[]): Promise<ReadonlyMap<string, Intent>> {
    return Promise.resolve(
      new Map(recordIds.flatMap((id) => (this.known.has(id) ? [[id, this.known.get(id) as Intent] as const] : []))),
    );
  }

  intend(recordId: string, reference: string, content: string, kind?: string): Promise<void> {
    if (this.lost.has(recordId)) return Promise.reject(new TandemError('lease_lost'));
    const begun = {
      recordId,
      division: this.#division,
      reference,
      content,
      kind,
      postedAt: new Date(0),
      isWriteBackPending: false,
    };
    this.known.set(recordId, begun);
    return Promise.resolve();
  }

  amend(recordId: string, agreement: string): Promise<void> {
    const intent = this.known.get(recordId);
    if (this.lost.has(recordId) || intent === undefined) return Promise.reject(new TandemError('lease_lost'));
    this.known.set(recordId, { ...intent, amendment: { agreement, begunAt: new Date(0) }, isWriteBackPending: true });
    return Promise.resolve();
  }

  settle(recordId: string, document: SettledDocument): Promise<void> {
    this.known.set(recordId, {
      ...this.known.get(recordId),
      recordId,
      division: this.#division,
      agreement: undefined,
      amendment: undefined,
      ...document,
      isWriteBackPending: true,
    });
    return Promise.resolve();
  }

  /** See `FlowContext`. */
  sentDocuments(exactIds: readonly string[], references: readonly string[]): Promise<SentDocuments> {
    const ids = new Set(exactIds.map((id) => id.toLowerCase()));
    const sent = [...this.known.values()];
    const known = sent.flatMap(({ exactId }) => exactId?.toLowerCase() ?? []).filter((id) => ids.has(id));
    const onTheirWay = sent.filter(({ exactId, postedAt }) => exactId === undefined && postedAt !== undefined);
    return Promise.resolve({
      exactIds: new Set(known),
      references: new Set(onTheirWay.map(({ reference }) => reference).filter((reference) => references.includes(reference))),
    });
  }

  forgetIntent(recordId: string): Promise<void> {
    this.known.delete(recordId);
    return Promise.resolve();
  }

  writtenBack(recordIds: readonly string[]): Promise<void> {
    for (const recordId of recordIds) {
      const intent = this.known.get(recordId);
      if (intent !== undefined) this.known.set(recordId, { ...intent, isWriteBackPending: false });
    }
    return Promise.resolve();
  }
}

/** A link memory that forgets nothing. */
export class MemoryLinks implements LinkMemory {
  /** Records of Exact that are known to be of other divisions, by lower-case id. */
  readonly ofOthers = new Map<string, number>();
  readonly #links = new Map<string, RememberedLink>();

  find(entity: string, salesforceIds: readonly string[]): Promise<ReadonlyMap<string, RememberedLink>> {
    return Promise.resolve(
      new Map(
        salesforceIds.flatMap((id) => {
          const link = this.#links.get(`${entity}/${id}`);
          return link === undefined ? [] : [[id, link] as const];
        }),
      ),
    );
  }

  findByExactId(entity: string, exactIds: readonly string[]): Promise<readonly RememberedLink[]> {
    const wanted = new Set(exactIds.map((id) => id.toLowerCase()));
    const links = [...this.#links].filter(
      ([key, { exactId }]) => key.startsWith(`${entity}/`) && wanted.has(exactId.toLowerCase()),
    );
    return Promise.resolve(links.map(([, link]) => link));
  }

  divisionsOf(_role: string, exactIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const known = exactIds.map((id) => [id.toLowerCase(), this.ofOthers.get(id.toLowerCase())] as const);
    return Promise.resolve(new Map(known.flatMap(([id, division]) => (division === undefined ? [] : [[id, division] as const]))));
  }

  forget(entity: string, salesforceIds: readonly string[]): Promise<void> {
    for (const id of salesforceIds) this.#links.delete(`${entity}/${id}`);
    return Promise.resolve();
  }

  remember(entity: string, links: readonly RememberedLink[]): Promise<void> {
    for (const link of links) this.#links.set(`${entity}/${link.salesforceId}`, link);
    return Promise.resolve();
  }

  doubt(entity: string, exactIds: readonly string[]): Promise<void> {
    for (const [key, link] of this.#links)
      if (key.startsWith(`${entity}/`) && exactIds.includes(link.exactId)) this.#links.set(key, { ...link, fingerprint: '' });
    return Promise.resolve();
  }
}

/** An item memory of one division. */
export class MemoryItems implements ItemMemory {
  readonly #items = new Map<string, { readonly facts: ItemFacts; readonly readAt: Date }>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  find(itemIds: readonly string[], readSince = new Date(0)): Promise<ReadonlyMap<string, ItemFacts>> {
    const known = itemIds.flatMap((id) => this.#items.get(id.toLowerCase()) ?? []).filter(({ readAt }) => readAt >= readSince);
    return Promise.resolve(new Map(known.map(({ facts }) => [facts.itemId, facts])));
  }

  remember(items: readonly ItemFacts[]): Promise<void> {
    for (const item of items) {
      const itemId = item.itemId.toLowerCase();
      this.#items.set(itemId, { facts: { ...item, itemId }, readAt: this.#now() });
    }
    return Promise.resolve();
  }

  forget(itemIds: readonly string[]): Promise<void> {
    for (const id of itemIds) this.#items.delete(id.toLowerCase());
    return Promise.resolve();
  }

  elsewhere(): Promise<ReadonlyMap<string, number>> {
    return Promise.resolve(new Map());
  }
}
