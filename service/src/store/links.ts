import { sql } from 'kysely';
import type { OrgScope } from './org-scope.ts';

/** A remembered link. The column of the role is called `entity`, from before the same record of Exact could be several things. */
export interface StoredLink {
  /** What the record of Exact is to the record of Salesforce. */
  readonly role: string;
  readonly division: number;
  readonly salesforceId: string;
  readonly exactId: string;
  /** Hash of the mapped values last sent; empty where they have to be looked at. */
  readonly fingerprint: string;
  /** When both sides were last known to say the same. */
  readonly inStepAt: Date | null;
}

export interface NewLink extends Omit<StoredLink, 'inStepAt'> {
  readonly isInStep: boolean;
}

/** Which links: by the id of either side, everywhere where nothing narrows it. */
export interface LinkSearch {
  readonly salesforceIds?: readonly string[] | undefined;
  /** In whatever case. */
  readonly exactIds?: readonly string[] | undefined;
  readonly roles?: readonly string[] | undefined;
  readonly division?: number | undefined;
}

/** The links that are kept together: a record of Salesforce has at most one of them. */
export interface LinkPlace {
  readonly role: string;
  readonly division: number;
}

/** Remembered links of an org, over all its divisions: a cache, the truth stands in the customer's own systems. */
export class LinkRepository {
  readonly #scope: OrgScope;

  constructor(scope: OrgScope) {
    this.#scope = scope;
  }

  /** Links by their ids, in the order of Salesforce ids; none where the search names no id. */
  async find({ salesforceIds, exactIds, roles, division }: LinkSearch): Promise<readonly StoredLink[]> {
    if ((salesforceIds ?? exactIds ?? []).length === 0) return [];
    const conditions = [
      ...(salesforceIds === undefined ? [] : [sql`salesforce_id = any(${[...salesforceIds]}::text[])`]),
      ...(exactIds === undefined ? [] : [sql`lower(exact_id) = any(${lowerCase(exactIds)}::text[])`]),
      ...(roles === undefined ? [] : [sql`entity = any(${[...roles]}::text[])`]),
      ...(division === undefined ? [] : [sql`division = ${division}::int`]),
    ];
    const { rows } = await this.#scope.run((tx) =>
      sql<StoredLink>`
        select entity as role, division, salesforce_id, exact_id, fingerprint, in_step_at from link
        where org_id = ${this.#scope.orgId} and ${sql.join(conditions, sql` and `)}
        order by salesforce_id, division, entity`.execute(tx),
    );
    return rows;
  }

  /**
   * Takes links in place of those that stand there. When one was in step is kept as long as it leads to the same record. `notedEveryMs`:
   * one that leads to the same record and was noted as in step since then stays as it is, which costs a quarter of writing it.
   * `keepsFingerprints`: one that leads to the same record keeps what was sent last.
   */
  async remember(links: readonly NewLink[], { notedEveryMs = 0, keepsFingerprints = false } = {}): Promise<void> {
    const unique = [...new Map(links.map((link) => [`${link.role}/${link.division}/${link.salesforceId}`, link])).values()];
    if (unique.length === 0) return;
    const { clock } = this.#scope.base;
    const isDue = sql`where lower(link.exact_id) <> lower(excluded.exact_id) or link.in_step_at is null
                         or link.in_step_at < ${clock.in(-notedEveryMs)}`;
    await this.#scope.run((tx) =>
      sql`
        insert into link (org_id, entity, division, salesforce_id, exact_id, fingerprint, in_step_at)
        select ${this.#scope.orgId}::text, l.role, l.division, l."salesforceId", l."exactId", l.fingerprint,
               case when l."isInStep" then ${clock.now()} end
        from jsonb_to_recordset(${JSON.stringify(unique)}::text::jsonb)
          as l(role text, division int, "salesforceId" text, "exactId" text, fingerprint text, "isInStep" boolean)
        order by l.role, l.division, l."salesforceId"
        on conflict (org_id, entity, division, salesforce_id) do update set
          exact_id = excluded.exact_id,
          fingerprint = case when ${keepsFingerprints} and lower(link.exact_id) = lower(excluded.exact_id)
                             then link.fingerprint else excluded.fingerprint end,
          in_step_at = coalesce(excluded.in_step_at,
                                case when lower(link.exact_id) = lower(excluded.exact_id) then link.in_step_at end)
        ${notedEveryMs > 0 ? isDue : sql``}`.execute(tx),
    );
  }

  /** Takes the fingerprints of links to these records of Exact, so that they fit nothing. */
  async doubt({ role, division }: LinkPlace, exactIds: readonly string[]): Promise<void> {
    await this.#scope.run((tx) =>
      sql`
        update link set fingerprint = '' where org_id = ${this.#scope.orgId} and entity = ${role}
          and division = ${division}::int and lower(exact_id) = any(${lowerCase(exactIds)}::text[])`.execute(tx),
    );
  }

  /** By Salesforce id. */
  async forget({ role, division }: LinkPlace, salesforceIds: readonly string[]): Promise<void> {
    await this.#scope.run((tx) =>
      sql`
        delete from link where org_id = ${this.#scope.orgId} and entity = ${role} and division = ${division}::int
          and salesforce_id = any(${[...salesforceIds]}::text[])`.execute(tx),
    );
  }
}

function lowerCase(ids: readonly string[]): string[] {
  return ids.map((id) => id.toLowerCase());
}
