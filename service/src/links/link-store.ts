import type { LinkRepository, NewLink } from '../store/index.ts';
import { parseLinkKey } from './link-key.ts';
import type { LinkMemory } from './link-memory.ts';
import { salesforceRef, type ExactRef, type RecordRef, type SalesforceRef } from './record-ref.ts';
import type { LinkRoles } from './roles.ts';

/** A record of Salesforce and a record of Exact that belong together. */
export interface Link {
  /** Name of the role. */
  readonly role: string;
  readonly record: SalesforceRef;
  readonly document: ExactRef & { readonly object: string; readonly division: number };
  /** When the two were last known to say the same; undefined where that was never noted. */
  readonly inStepAt: Date | undefined;
}

/** A link that a flow has just found in step, or brought there. */
export interface LinkInStep {
  readonly division: number;
  readonly salesforceId: string;
  readonly exactId: string;
  /** False where nothing had to be written. */
  readonly isNews: boolean;
}

/** How often it is noted of a link that it was found in step: a whole catalogue is compared at once, and writing is what costs. */
const FOUND_EVERY_MS = 3_600_000;

/** The links of an org over all its divisions, as they are remembered: a cache, the truth stands in the customer's own systems. */
export class LinkStore {
  readonly #links: LinkRepository;
  readonly #roles: LinkRoles;

  constructor(links: LinkRepository, roles: LinkRoles) {
    this.#links = links;
    this.#roles = roles;
  }

  /**
   * All links of a record, those that its page shows first in front, then by division. A reference to Exact without a division means
   * every division.
   */
  async of(ref: RecordRef): Promise<readonly Link[]> {
    if (ref.system === 'salesforce') return this.#find({ salesforceIds: [ref.id] });
    const roles = ref.object === undefined ? this.#roles.names : this.#roles.ofEntity(ref.object);
    return this.#find({ roles, division: ref.division, exactIds: [ref.id] });
  }

  /** The links behind a key of `ExactLink__c`; none for a text that is no key. */
  async byKey(key: string): Promise<readonly Link[]> {
    const parsed = parseLinkKey(key);
    if (parsed === undefined) return [];
    return this.of({ system: 'exact', object: parsed.entity, division: parsed.division, id: parsed.exactId });
  }

  /**
   * Notes that these records are in step now; of those that were found so, once an hour. One statement each for what is new and what was
   * found, whatever their number.
   */
  async inStep(role: string, links: readonly LinkInStep[]): Promise<void> {
    const { news = [], found = [] } = Object.groupBy(links, ({ isNews }) => (isNews ? 'news' : 'found'));
    const noted = (each: readonly LinkInStep[]): NewLink[] =>
      each.map(({ division, salesforceId, exactId }) => ({
        division,
        salesforceId,
        exactId,
        role,
        fingerprint: '',
        isInStep: true,
      }));
    await this.#links.remember(noted(news), { keepsFingerprints: true });
    await this.#links.remember(noted(found), { notedEveryMs: FOUND_EVERY_MS, keepsFingerprints: true });
  }

  /** The links of one division, as a flow uses them. */
  ofDivision(division: number): LinkMemory {
    const links = this.#links;
    return {
      find: async (role, salesforceIds) => {
        const rows = await links.find({ roles: [role], division, salesforceIds });
        return new Map(rows.map((row) => [row.salesforceId, row]));
      },
      findByExactId: (role, exactIds) => links.find({ roles: [role], division, exactIds }),
      divisionsOf: async (role, exactIds) => {
        const rows = await links.find({ roles: [role], exactIds });
        return new Map(rows.map((row) => [row.exactId.toLowerCase(), row.division]));
      },
      remember: (role, remembered) =>
        links.remember(remembered.map((link) => ({ ...link, role, division, isInStep: link.fingerprint !== '' }))),
      doubt: (role, exactIds) => links.doubt({ role, division }, exactIds),
      forget: (role, salesforceIds) => links.forget({ role, division }, salesforceIds),
    };
  }

  async #find(search: Parameters<LinkRepository['find']>[0]): Promise<readonly Link[]> {
    const { names } = this.#roles;
    const rows = await this.#links.find({ roles: names, ...search });
    const links = rows.flatMap(({ role, salesforceId, division, exactId, inStepAt }): Link[] => {
      const object = exactId === '' ? undefined : this.#roles.find(role)?.entity;
      if (object === undefined) return [];
      const document = { system: 'exact', object, division, id: exactId } as const;
      return [{ role, record: salesforceRef(salesforceId), document, inStepAt: inStepAt ?? undefined }];
    });
    return links.sort((a, b) => names.indexOf(a.role) - names.indexOf(b.role) || a.document.division - b.document.division);
  }
}
