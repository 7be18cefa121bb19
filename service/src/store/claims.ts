import { sql } from 'kysely';
import { TandemError } from '../errors/index.ts';
import type { OrgScope } from './org-scope.ts';

/** What a claim remembers of a document: see `Intent` of the flows. */
export interface StoredIntent {
  readonly recordId: string;
  readonly reference: string;
  readonly exactId?: string | undefined;
  readonly exactNumber?: string | undefined;
  readonly postedAt?: Date | undefined;
  readonly content?: string | undefined;
  readonly isWriteBackPending: boolean;
}

/** A document of ours in Exact: its reference there and a hash of what the record said when it was made. */
export interface SettledDocument {
  readonly exactId: string;
  readonly exactNumber: string;
  readonly reference: string;
  readonly content: string;
}

/**
 * Exclusive claims of one job on records of one flow, and the intents that outlive it. A claim is free when nobody holds
 * it or its lease is over; each change of hands raises its epoch, and writes name the epoch they know.
 */
export class ClaimRepository {
  readonly #scope: OrgScope;
  readonly #flow: string;
  readonly #holder: string;
  readonly #leaseMs: number;
  readonly #epochs = new Map<string, number>();

  constructor(scope: OrgScope, flow: string, holder: string, leaseMs: number) {
    this.#scope = scope;
    this.#flow = flow;
    this.#holder = holder;
    this.#leaseMs = leaseMs;
  }

  /** Claims what is free, and what this holder has already (its lease is renewed). Answers the ids it now holds. */
  async take(recordIds: readonly string[]): Promise<ReadonlySet<string>> {
    const { clock } = this.#scope.base;
    const { rows } = await this.#scope.run((tx) =>
      sql<{ recordId: string; epoch: number }>`
        insert into claim (org_id, flow, record_id, holder, epoch, lease_until)
        select ${this.#scope.orgId}::text, ${this.#flow}::text, r.id, ${this.#holder}::text, 1, ${clock.in(this.#leaseMs)}
        from (select distinct id from unnest(${[...recordIds]}::text[]) as t(id) order by id) r
        on conflict (org_id, flow, record_id) do update set
          epoch = case when claim.holder = excluded.holder then claim.epoch else claim.epoch + 1 end,
          holder = excluded.holder, lease_until = excluded.lease_until
        where claim.holder is null or claim.lease_until <= ${clock.now()} or claim.holder = excluded.holder
        returning record_id, epoch`.execute(tx),
    );
    for (const row of rows) this.#epochs.set(row.recordId, row.epoch);
    return new Set(rows.map((row) => row.recordId));
  }

  /** Gives back what this holder has. Intents stay; a claim that never led to one is gone. */
  async release(recordIds: readonly string[]): Promise<void> {
    await this.#scope.run(async (tx) => {
      const own = sql`org_id = ${this.#scope.orgId} and flow = ${this.#flow} and holder = ${this.#holder} and record_id = any(${[...recordIds]}::text[])`;
      await sql`delete from claim where ${own} and reference is null`.execute(tx);
      await sql`update claim set holder = null, lease_until = null where ${own}`.execute(tx);
    });
    for (const recordId of recordIds) this.#epochs.delete(recordId);
  }

  /** What is known of documents for these records, whoever made them. */
  async intents(recordIds: readonly string[]): Promise<ReadonlyMap<string, StoredIntent>> {
    const { rows } = await this.#scope.run((tx) =>
      sql<IntentRow>`
        select record_id, reference, exact_id, exact_number, posted_at, content, is_write_back_pending from claim
        where org_id = ${this.#scope.orgId} and flow = ${this.#flow} and reference is not null
          and record_id = any(${[...recordIds]}::text[])`.execute(tx),
    );
    return new Map(rows.map((row) => [row.recordId, toIntent(row)]));
  }

  /**
   * The document is about to be posted. Durable when it resolves; throws `lease_lost` when the claim is no longer held. An
   * earlier document of the record is forgotten by it.
   */
  async intend(recordId: string, reference: string, content: string): Promise<void> {
    const { clock } = this.#scope.base;
    const { rows } = await this.#scope.run((tx) =>
      sql`
        update claim set reference = ${reference}, posted_at = ${clock.now()}, lease_until = ${clock.in(this.#leaseMs)},
          content = ${content}, exact_id = null, exact_number = null, settled_at = null, is_write_back_pending = false
        where org_id = ${this.#scope.orgId} and flow = ${this.#flow} and record_id = ${recordId}
          and holder = ${this.#holder} and epoch = ${this.#epochs.get(recordId) ?? -1}::int and lease_until > ${clock.now()}
        returning record_id`.execute(tx),
    );
    if (rows.length === 0) throw new TandemError('lease_lost', {}, { recordId });
  }

  /** Exact has the document. Stored even when the claim was lost: what is in Exact is in Exact. */
  async settle(recordId: string, document: SettledDocument): Promise<void> {
    const { exactId, exactNumber, reference, content } = document;
    await this.#update(
      [recordId],
      sql`exact_id = ${exactId}, exact_number = ${exactNumber}, reference = ${reference}, content = ${content},
        settled_at = ${this.#scope.base.clock.now()}, is_write_back_pending = true`,
    );
  }

  /** Salesforce says so too. */
  async writtenBack(recordIds: readonly string[]): Promise<void> {
    await this.#update(recordIds, sql`is_write_back_pending = false`);
  }

  /** It was read that Exact has no such document: the intent is void and the record may be sent again. */
  async forgetIntent(recordId: string): Promise<void> {
    await this.#update(
      [recordId],
      sql`reference = null, posted_at = null, settled_at = null, exact_id = null, exact_number = null, content = null, is_write_back_pending = false`,
    );
  }

  async #update(recordIds: readonly string[], assignments: ReturnType<typeof sql>): Promise<void> {
    await this.#scope.run((tx) =>
      sql`
        update claim set ${assignments}
        where org_id = ${this.#scope.orgId} and flow = ${this.#flow} and record_id = any(${[...recordIds]}::text[])`.execute(tx),
    );
  }
}

/** Reads over all claims of an org, whoever holds them. */
export class IntentRepository {
  readonly #scope: OrgScope;

  constructor(scope: OrgScope) {
    this.#scope = scope;
  }

  /** Records whose document is in Exact while Salesforce does not yet say so. */
  async pendingWriteBacks(flow: string, limit: number): Promise<string[]> {
    const rows = await this.#scope.run((tx) =>
      tx
        .selectFrom('claim')
        .select('recordId')
        .where('orgId', '=', this.#scope.orgId)
        .where('flow', '=', flow)
        .where('isWriteBackPending', '=', true)
        .orderBy('recordId')
        .limit(limit)
        .execute(),
    );
    return rows.map((row) => row.recordId);
  }

  /** The document of a record, in any flow. */
  async find(recordId: string): Promise<(StoredIntent & { readonly flow: string }) | undefined> {
    const { rows } = await this.#scope.run((tx) =>
      sql<IntentRow & { flow: string }>`
        select flow, record_id, reference, exact_id, exact_number, posted_at, content, is_write_back_pending from claim
        where org_id = ${this.#scope.orgId} and record_id = ${recordId} and reference is not null limit 1`.execute(tx),
    );
    const row = rows[0];
    return row === undefined ? undefined : { ...toIntent(row), flow: row.flow };
  }
}

interface IntentRow {
  readonly recordId: string;
  readonly reference: string;
  readonly exactId: string | null;
  readonly exactNumber: string | null;
  readonly postedAt: Date | null;
  readonly content: string | null;
  readonly isWriteBackPending: boolean;
}

function toIntent(row: IntentRow): StoredIntent {
  return {
    recordId: row.recordId,
    reference: row.reference,
    exactId: row.exactId ?? undefined,
    exactNumber: row.exactNumber ?? undefined,
    postedAt: row.postedAt ?? undefined,
    content: row.content ?? undefined,
    isWriteBackPending: row.isWriteBackPending,
  };
}
