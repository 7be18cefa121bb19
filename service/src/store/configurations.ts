import { sql } from 'kysely';
import { TandemError } from '../errors/index.ts';
import { openAuthor, sealAuthor } from './authors.ts';
import type { OrgScope } from './org-scope.ts';

export interface ConfigVersion {
  readonly version: number;
  readonly document: Readonly<Record<string, unknown>>;
  /** Initials after a while; see `Retention`. */
  readonly author: string;
  readonly savedAt: Date;
}

const COLUMNS = ['version', 'document', 'author', 'savedAt'] as const;

/** The configuration documents of an org: append-only, the highest version counts. */
export class ConfigurationRepository {
  readonly #scope: OrgScope;

  constructor(scope: OrgScope) {
    this.#scope = scope;
  }

  /** Undefined before the first one was saved. */
  async latest(): Promise<ConfigVersion | undefined> {
    const row = await this.#scope.run((tx) =>
      tx
        .selectFrom('configVersion')
        .select(COLUMNS)
        .where('orgId', '=', this.#scope.orgId)
        .orderBy('version', 'desc')
        .limit(1)
        .executeTakeFirst(),
    );
    return row === undefined ? undefined : this.#opened(row);
  }

  async find(version: number): Promise<ConfigVersion | undefined> {
    const row = await this.#scope.run((tx) =>
      tx
        .selectFrom('configVersion')
        .select(COLUMNS)
        .where('orgId', '=', this.#scope.orgId)
        .where('version', '=', version)
        .executeTakeFirst(),
    );
    return row === undefined ? undefined : this.#opened(row);
  }

  /** Newest first, without the documents. */
  async list(limit: number): Promise<Omit<ConfigVersion, 'document'>[]> {
    const rows = await this.#scope.run((tx) =>
      tx
        .selectFrom('configVersion')
        .select(['version', 'author', 'savedAt'])
        .where('orgId', '=', this.#scope.orgId)
        .orderBy('version', 'desc')
        .limit(limit)
        .execute(),
    );
    return rows.map((row) => this.#opened(row));
  }

  /** Saves on top of `expectedVersion` (0: the first one). Throws `configuration_outdated` when somebody else was faster. */
  async append(expectedVersion: number, document: Readonly<Record<string, unknown>>, author: string): Promise<ConfigVersion> {
    const { rows } = await this.#scope.run((tx) =>
      sql<ConfigVersion>`
        insert into config_version (org_id, version, document, author, saved_at)
        select ${this.#scope.orgId}::text, ${expectedVersion}::int + 1, ${JSON.stringify(document)}::json, ${sealAuthor(this.#scope, author)}::text, ${this.#scope.base.clock.now()}
        where coalesce((select max(version) from config_version where org_id = ${this.#scope.orgId}), 0) = ${expectedVersion}::int
        on conflict do nothing
        returning version, document, author, saved_at`.execute(tx),
    );
    const saved = rows[0];
    if (saved === undefined) throw new TandemError('configuration_outdated');
    return this.#opened(saved);
  }

  #opened<Row extends { readonly author: string }>(row: Row): Row {
    return { ...row, author: openAuthor(this.#scope, row.author) };
  }
}
