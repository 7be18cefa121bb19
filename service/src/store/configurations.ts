import { sql } from 'kysely';
import { TandemError } from '../errors/index.ts';
import type { OrgScope } from './org-scope.ts';

export interface ConfigVersion {
  readonly version: number;
  readonly document: Readonly<Record<string, unknown>>;
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
  latest(): Promise<ConfigVersion | undefined> {
    return this.#scope.run((tx) =>
      tx
        .selectFrom('configVersion')
        .select(COLUMNS)
        .where('orgId', '=', this.#scope.orgId)
        .orderBy('version', 'desc')
        .limit(1)
        .executeTakeFirst(),
    );
  }

  find(version: number): Promise<ConfigVersion | undefined> {
    return this.#scope.run((tx) =>
      tx
        .selectFrom('configVersion')
        .select(COLUMNS)
        .where('orgId', '=', this.#scope.orgId)
        .where('version', '=', version)
        .executeTakeFirst(),
    );
  }

  /** Newest first, without the documents. */
  list(limit: number): Promise<Omit<ConfigVersion, 'document'>[]> {
    return this.#scope.run((tx) =>
      tx
        .selectFrom('configVersion')
        .select(['version', 'author', 'savedAt'])
        .where('orgId', '=', this.#scope.orgId)
        .orderBy('version', 'desc')
        .limit(limit)
        .execute(),
    );
  }

  /** Saves on top of `expectedVersion` (0: the first one). Throws `configuration_outdated` when somebody else was faster. */
  async append(expectedVersion: number, document: Readonly<Record<string, unknown>>, author: string): Promise<ConfigVersion> {
    const { rows } = await this.#scope.run((tx) =>
      sql<ConfigVersion>`
        insert into config_version (org_id, version, document, author, saved_at)
        select ${this.#scope.orgId}::text, ${expectedVersion}::int + 1, ${JSON.stringify(document)}::json, ${author}::text, ${this.#scope.base.clock.now()}
        where coalesce((select max(version) from config_version where org_id = ${this.#scope.orgId}), 0) = ${expectedVersion}::int
        on conflict do nothing
        returning version, document, author, saved_at`.execute(tx),
    );
    const saved = rows[0];
    if (saved === undefined) throw new TandemError('configuration_outdated');
    return saved;
  }
}
