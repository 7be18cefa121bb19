import { sql } from 'kysely';
import type { OrgScope } from './org-scope.ts';

export interface StoredLink {
  readonly salesforceId: string;
  readonly exactId: string;
  /** Hash of the mapped values last sent. */
  readonly fingerprint: string;
}

/** Remembered links of one division: a cache, the truth stands in the customer's own systems. */
export class LinkRepository {
  readonly #scope: OrgScope;
  readonly #division: number;

  constructor(scope: OrgScope, division: number) {
    this.#scope = scope;
    this.#division = division;
  }

  /** By Salesforce id. */
  async find(entity: string, salesforceIds: readonly string[]): Promise<ReadonlyMap<string, StoredLink>> {
    const { rows } = await this.#scope.run((tx) =>
      sql<StoredLink>`
        select salesforce_id, exact_id, fingerprint from link
        where org_id = ${this.#scope.orgId} and entity = ${entity} and division = ${this.#division}::int
          and salesforce_id = any(${[...salesforceIds]}::text[])`.execute(tx),
    );
    return new Map(rows.map((row) => [row.salesforceId, row]));
  }

  /** By id in Exact, in whatever case it is stored. */
  async findByExactId(entity: string, exactIds: readonly string[]): Promise<readonly StoredLink[]> {
    if (exactIds.length === 0) return [];
    const wanted = exactIds.map((id) => id.toLowerCase());
    const { rows } = await this.#scope.run((tx) =>
      sql<StoredLink>`
        select salesforce_id, exact_id, fingerprint from link
        where org_id = ${this.#scope.orgId} and entity = ${entity} and division = ${this.#division}::int
          and lower(exact_id) = any(${wanted}::text[]) order by salesforce_id`.execute(tx),
    );
    return rows;
  }

  async remember(entity: string, links: readonly StoredLink[]): Promise<void> {
    const unique = [...new Map(links.map((link) => [link.salesforceId, link])).values()];
    if (unique.length === 0) return;
    await this.#scope.run((tx) =>
      sql`
        insert into link (org_id, entity, division, salesforce_id, exact_id, fingerprint)
        select ${this.#scope.orgId}::text, ${entity}::text, ${this.#division}::int, l."salesforceId", l."exactId", l.fingerprint
        from jsonb_to_recordset(${JSON.stringify(unique)}::text::jsonb) as l("salesforceId" text, "exactId" text, fingerprint text)
        order by l."salesforceId"
        on conflict (org_id, entity, division, salesforce_id) do update
          set exact_id = excluded.exact_id, fingerprint = excluded.fingerprint`.execute(tx),
    );
  }

  /** Takes the fingerprints of links to these records, so that they fit nothing. */
  async doubt(entity: string, exactIds: readonly string[]): Promise<void> {
    await this.#scope.run((tx) =>
      sql`
        update link set fingerprint = '' where org_id = ${this.#scope.orgId} and entity = ${entity}
          and division = ${this.#division}::int and lower(exact_id) = any(${exactIds.map((id) => id.toLowerCase())}::text[])`.execute(
        tx,
      ),
    );
  }

  async forget(entity: string, salesforceIds: readonly string[]): Promise<void> {
    await this.#scope.run((tx) =>
      sql`
        delete from link where org_id = ${this.#scope.orgId} and entity = ${entity} and division = ${this.#division}::int
          and salesforce_id = any(${[...salesforceIds]}::text[])`.execute(tx),
    );
  }
}

/** Remembered links of an org over all divisions. */
export class LinkIndex {
  readonly #scope: OrgScope;

  constructor(scope: OrgScope) {
    this.#scope = scope;
  }

  /** The link of a Salesforce record, where one is remembered. */
  find(salesforceId: string): Promise<{ entity: string; division: number; exactId: string } | undefined> {
    return this.#scope.run((tx) =>
      tx
        .selectFrom('link')
        .select(['entity', 'division', 'exactId'])
        .where('orgId', '=', this.#scope.orgId)
        .where('salesforceId', '=', salesforceId)
        .orderBy('division')
        .limit(1)
        .executeTakeFirst(),
    );
  }
}
