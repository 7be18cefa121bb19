import { sql, type Kysely, type Transaction } from 'kysely';
import type { Clock } from './clock.ts';
import type { Database } from './schema.ts';
import type { KeyRing } from './sealing.ts';

/** What every repository stands on. */
export interface StoreBase {
  readonly db: Kysely<Database>;
  /** The same for work of operators that may take minutes. */
  readonly patientDb: Kysely<Database>;
  readonly keyRing: KeyRing;
  readonly clock: Clock;
  /** The role that owns nothing, once it is known that this database has it. */
  readonly tenantRole: () => string | undefined;
  /** Ends waits for somebody else's lease. */
  readonly stopping: AbortSignal | undefined;
}

/**
 * The door to the rows of one org. Each piece of work is a short transaction under the tenant role with the org's id
 * set, so that a forgotten condition still sees one org only. Never wait for the network inside.
 */
export class OrgScope {
  readonly orgId: string;
  readonly base: StoreBase;
  readonly #transaction: Transaction<Database> | undefined;

  constructor(base: StoreBase, orgId: string, transaction?: Transaction<Database>) {
    this.base = base;
    this.orgId = orgId;
    this.#transaction = transaction;
  }

  get isInTransaction(): boolean {
    return this.#transaction !== undefined;
  }

  run<T>(work: (tx: Transaction<Database>) => Promise<T>): Promise<T> {
    if (this.#transaction !== undefined) return work(this.#transaction);
    return this.base.db.transaction().execute(async (tx) => {
      await this.#enter(tx);
      return work(tx);
    });
  }

  /** From here on this transaction sees the rows of the org only; for what had to be done before as the owner of the tables. */
  async within(tx: Transaction<Database>): Promise<OrgScope> {
    await this.#enter(tx);
    return new OrgScope(this.base, this.orgId, tx);
  }

  async #enter(tx: Transaction<Database>): Promise<void> {
    const role = this.base.tenantRole();
    // Written out and not as parameters: so it goes out with the transaction's begin.
    const orgId = sql.lit(this.orgId);
    await (
      role === undefined
        ? sql`select set_config('tandem.org_id', ${orgId}, true)`
        : sql`select set_config('tandem.org_id', ${orgId}, true), set_config('role', ${sql.lit(role)}, true)`
    ).execute(tx);
  }

  /** The same door inside one transaction: everything done through it is committed together or not at all. */
  together<T>(work: (scope: OrgScope) => Promise<T>): Promise<T> {
    return this.run((tx) => work(new OrgScope(this.base, this.orgId, tx)));
  }

  seal(purpose: string, value: unknown): string {
    return this.base.keyRing.sealJson(this.orgId, purpose, value);
  }

  open<T>(purpose: string, sealed: string): T {
    return this.base.keyRing.openJson<T>(this.orgId, purpose, sealed);
  }
}
