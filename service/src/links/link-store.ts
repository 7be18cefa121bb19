import type { LinkRepository, StoredLink } from '../store/index.ts';
import { parseLinkKey } from './link-key.ts';
import type { LinkMemory } from './link-memory.ts';
import { salesforceRef, type ExactRef, type RecordRef, type SalesforceRef } from './record-ref.ts';
import { factsOfRole, ROLE_NAMES, type LinkRole } from './roles.ts';

/** A record of Salesforce and a record of Exact that belong together. */
export interface Link {
  readonly role: LinkRole;
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
}

/** The links of an org over all its divisions, as they are remembered: a cache, the truth stands in the customer's own systems. */
export class LinkStore {
  readonly #links: LinkRepository;

  constructor(links: LinkRepository) {
    this.#links = links;
  }

  /**
   * All links of a record, those that its page shows first in front, then by division. A reference to Exact without a division means
   * every division.
   */
  async of(ref: RecordRef): Promise<readonly Link[]> {
    if (ref.system === 'salesforce') return this.#find({ salesforceIds: [ref.id] });
    const roles = ref.object === undefined ? ROLE_NAMES : rolesOf(ref.object);
    return this.#find({ roles, division: ref.division, exactIds: [ref.id] });
  }

  /** The links behind a key of `ExactLink__c`; none for a text that is no key. */
  async byKey(key: string): Promise<readonly Link[]> {
    const parsed = parseLinkKey(key);
    if (parsed === undefined) return [];
    return this.of({ system: 'exact', object: parsed.entity, division: parsed.division, id: parsed.exactId });
  }

  /** Notes that these records are in step now. One statement, whatever their number. */
  async inStep(role: LinkRole, links: readonly LinkInStep[]): Promise<void> {
    await this.#links.remember(links.map((link) => ({ ...link, role, fingerprint: '', isInStep: true })));
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
      remember: (role, remembered) =>
        links.remember(remembered.map((link) => ({ ...link, role, division, isInStep: link.fingerprint !== '' }))),
      doubt: (role, exactIds) => links.doubt({ role, division }, exactIds),
      forget: (role, salesforceIds) => links.forget({ role, division }, salesforceIds),
    };
  }

  async #find(search: Parameters<LinkRepository['find']>[0]): Promise<readonly Link[]> {
    const rows = await this.#links.find({ roles: ROLE_NAMES, ...search });
    return rows
      .filter((row): row is StoredLink & { role: LinkRole } => row.exactId !== '')
      .map((row) => ({
        role: row.role,
        record: salesforceRef(row.salesforceId),
        document: { system: 'exact' as const, object: factsOfRole(row.role).entity, division: row.division, id: row.exactId },
        inStepAt: row.inStepAt ?? undefined,
      }))
      .sort((a, b) => ROLE_NAMES.indexOf(a.role) - ROLE_NAMES.indexOf(b.role) || a.document.division - b.document.division);
  }
}

function rolesOf(entity: string): readonly LinkRole[] {
  return ROLE_NAMES.filter((role) => factsOfRole(role).entity === entity);
}
