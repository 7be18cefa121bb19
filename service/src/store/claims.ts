import { sql, type RawBuilder } from 'kysely';
import { TandemError } from '../errors/index.ts';
import { isWithin, type FlowDivision } from './flow-division.ts';
import type { OrgScope } from './org-scope.ts';

/** What a claim remembers of a document: see `Intent` of the flows. */
export interface StoredIntent {
  readonly recordId: string;
  readonly division: number;
  readonly reference: string;
  readonly exactId?: string | undefined;
  readonly exactNumber?: string | undefined;
  readonly postedAt?: Date | undefined;
  readonly content?: string | undefined;
  readonly kind?: string | undefined;
  readonly agreement?: string | undefined;
  readonly amendment?: { readonly agreement: string; readonly begunAt: Date } | undefined;
  readonly isWriteBackPending: boolean;
}

/** A document of ours in Exact: its reference there and a hash of what the record said when it was made. */
export interface SettledDocument {
  readonly exactId: string;
  readonly exactNumber: string;
  readonly reference: string;
  readonly content: string;
  /** What it is, where a record may become one of several. */
  readonly kind?: string | undefined;
  readonly agreement?: string | undefined;
}

const INTENT_COLUMNS = sql.raw(
  'record_id, division, reference, exact_id, exact_number, posted_at, content, kind, agreement, amendment, amended_at, is_write_back_pending',
);

/**
 * Exclusive claims of one job on records of one flow in one division, and the intents that outlive it. A claim is free when nobody
 * holds it or its lease is over; each change of hands raises its epoch, and writes name the epoch they know. Who still works in a
 * division that the flow has left holds a record for all: a document is not to be made here while it may be made there.
 */
export class ClaimRepository {
  readonly #scope: OrgScope;
  readonly #place: FlowDivision;
  readonly #holder: string;
  readonly #leaseMs: number;
  readonly #epochs = new Map<string, number>();
  /** Claims that this held and that somebody else had since: what was read under them may be over. */
  readonly #lost = new Set<string>();

  constructor(scope: OrgScope, place: FlowDivision, holder: string, leaseMs: number) {
    this.#scope = scope;
    this.#place = place;
    this.#holder = holder;
    this.#leaseMs = leaseMs;
  }

  /** Claims what is free, and what this holder has already (its lease is renewed). Answers the ids it now holds. */
  async take(recordIds: readonly string[]): Promise<ReadonlySet<string>> {
    const { clock } = this.#scope.base;
    const { flow, division } = this.#place;
    const { rows } = await this.#scope.run(async (tx) => {
      // Of two who take a record in two divisions at once neither would see the other.
      await sql`select pg_advisory_xact_lock(hashtextextended(${`tandem.claim/${this.#scope.orgId}/${flow}`}, 0))`.execute(tx);
      return sql<{ recordId: string; epoch: number; isNew: boolean }>`
        insert into claim (org_id, flow, record_id, division, holder, epoch, lease_until)
        select ${this.#scope.orgId}::text, ${flow}::text, r.id, ${division}::int, ${this.#holder}::text, 1, ${clock.in(this.#leaseMs)}
        from (select distinct id from unnest(${[...recordIds]}::text[]) as t(id) order by id) r
        where not exists (
          select from claim other
          where other.org_id = ${this.#scope.orgId} and other.flow = ${flow} and other.record_id = r.id
            and other.division <> ${division}::int and ${isWithin(this.#place, 'other.division')}
            and other.holder is not null and other.lease_until > ${clock.now()})
        on conflict (org_id, flow, record_id, division) do update set
          epoch = case when claim.holder = excluded.holder then claim.epoch else claim.epoch + 1 end,
          holder = excluded.holder, lease_until = excluded.lease_until
        where claim.holder is null or claim.lease_until <= ${clock.now()} or claim.holder = excluded.holder
        returning record_id, epoch, (xmax = 0) as is_new`.execute(tx);
    });
    const taken = new Map(rows.map((row) => [row.recordId, row.epoch]));
    // One that somebody else gave back is made anew.
    const kept = new Map(rows.filter(({ isNew }) => !isNew).map((row) => [row.recordId, row.epoch]));
    for (const id of recordIds) if (this.#epochs.has(id) && this.#epochs.get(id) !== kept.get(id)) this.#lost.add(id);
    for (const [id, epoch] of taken) this.#epochs.set(id, epoch);
    return new Set(taken.keys());
  }

  /** Gives back what this holder has. Intents stay; a claim that never led to one is gone. */
  async release(recordIds: readonly string[]): Promise<void> {
    await this.#scope.run(async (tx) => {
      const own = sql`${this.#isOwn(recordIds)} and holder = ${this.#holder}`;
      await sql`delete from claim where ${own} and reference is null`.execute(tx);
      await sql`update claim set holder = null, lease_until = null where ${own}`.execute(tx);
    });
    for (const recordId of recordIds) {
      this.#epochs.delete(recordId);
      this.#lost.delete(recordId);
    }
  }

  /** What is known of documents for these records, whoever made them: of this division, else of one that the flow has left. */
  async intents(recordIds: readonly string[]): Promise<ReadonlyMap<string, StoredIntent>> {
    const { rows } = await this.#scope.run((tx) =>
      sql<IntentRow>`
        select distinct on (record_id) ${INTENT_COLUMNS} from claim
        where ${this.#isOf(recordIds)} and ${isWithin(this.#place, 'division')} and reference is not null
        order by record_id, (division = ${this.#place.division}::int) desc, coalesce(posted_at, settled_at) desc nulls last`.execute(
        tx,
      ),
    );
    return new Map(rows.map((row) => [row.recordId, toIntent(row)]));
  }

  /**
   * The document is about to be posted. Durable when it resolves; throws `lease_lost` when the claim is no longer held. An
   * earlier document of the record is forgotten by it.
   */
  intend(recordId: string, reference: string, content: string, kind?: string): Promise<void> {
    const { clock } = this.#scope.base;
    return this.#begin(
      recordId,
      sql`reference = ${reference}, posted_at = ${clock.now()}, content = ${content}, kind = ${kind ?? null}, exact_id = null,
        exact_number = null, settled_at = null, agreement = null, amendment = null, amended_at = null, is_write_back_pending = false`,
    );
  }

  /** Its document is about to be changed. Durable when it resolves; throws `lease_lost` as `intend` does. */
  amend(recordId: string, agreement: string): Promise<void> {
    return this.#begin(
      recordId,
      sql`amendment = ${agreement}, amended_at = ${this.#scope.base.clock.now()}, is_write_back_pending = true`,
    );
  }

  async #begin(recordId: string, assignments: ReturnType<typeof sql>): Promise<void> {
    // One claim may guard several records, such as that of a deal: none of them is posted once it was in other hands.
    if (this.#lost.size > 0) throw new TandemError('lease_lost', {}, { recordId });
    const { clock } = this.#scope.base;
    const { rows } = await this.#scope.run((tx) =>
      sql`
        update claim set ${assignments}, lease_until = ${clock.in(this.#leaseMs)}
        where ${this.#isOwn([recordId])}
          and holder = ${this.#holder} and epoch = ${this.#epochs.get(recordId) ?? -1}::int and lease_until > ${clock.now()}
        returning record_id`.execute(tx),
    );
    if (rows.length === 0) throw new TandemError('lease_lost', {}, { recordId });
  }

  /** Exact has the document. Stored even when the claim was lost: what is in Exact is in Exact. */
  async settle(recordId: string, document: SettledDocument): Promise<void> {
    const { exactId, exactNumber, reference, content, kind = null, agreement = null } = document;
    await this.#scope.run((tx) =>
      sql`
        update claim set exact_id = ${exactId}, exact_number = ${exactNumber}, reference = ${reference}, content = ${content}, kind = ${kind},
          agreement = ${agreement}, amendment = null, amended_at = null, settled_at = ${this.#scope.base.clock.now()}, is_write_back_pending = true
        where ${this.#isOwn([recordId])}`.execute(tx),
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
      sql`reference = null, posted_at = null, settled_at = null, exact_id = null, exact_number = null, content = null, kind = null,
        agreement = null, amendment = null, amended_at = null, is_write_back_pending = false`,
    );
  }

  /** Of the documents that `intents` tells. */
  async #update(recordIds: readonly string[], assignments: ReturnType<typeof sql>): Promise<void> {
    await this.#scope.run((tx) =>
      sql`update claim set ${assignments} where ${this.#isOf(recordIds)} and ${isWithin(this.#place, 'division')}`.execute(tx),
    );
  }

  #isOwn(recordIds: readonly string[]): RawBuilder<boolean> {
    return sql<boolean>`${this.#isOf(recordIds)} and division = ${this.#place.division}::int`;
  }

  #isOf(recordIds: readonly string[]): RawBuilder<boolean> {
    return sql<boolean>`org_id = ${this.#scope.orgId} and flow = ${this.#place.flow} and record_id = any(${[...recordIds]}::text[])`;
  }
}

/** Reads over all claims of an org, whoever holds them. */
export class IntentRepository {
  readonly #scope: OrgScope;

  constructor(scope: OrgScope) {
    this.#scope = scope;
  }

  /** Records whose document is in Exact while Salesforce does not yet say so. */
  async pendingWriteBacks(flow: string, division: number, limit: number): Promise<string[]> {
    const rows = await this.#scope.run((tx) =>
      tx
        .selectFrom('claim')
        .select('recordId')
        .where('orgId', '=', this.#scope.orgId)
        .where('flow', '=', flow)
        .where('division', '=', division)
        .where('isWriteBackPending', '=', true)
        .orderBy('recordId')
        .limit(limit)
        .execute(),
    );
    return rows.map((row) => row.recordId);
  }

  /** Documents of these ids, in lower case, and those on their way under these references whose ids are not known yet. */
  async sentDocuments(
    exactIds: readonly string[],
    references: readonly string[],
  ): Promise<{ readonly exactIds: ReadonlySet<string>; readonly references: ReadonlySet<string> }> {
    const { rows } = await this.#scope.run((tx) =>
      sql<{ exactId: string | null; reference: string }>`
        select lower(exact_id) as exact_id, reference from claim
        where org_id = ${this.#scope.orgId} and reference is not null and (
          lower(exact_id) = any(${exactIds.map((id) => id.toLowerCase())}::text[])
          or (exact_id is null and posted_at is not null and reference = any(${[...references]}::text[])))`.execute(tx),
    );
    return {
      exactIds: new Set(rows.flatMap(({ exactId }) => exactId ?? [])),
      references: new Set(rows.flatMap(({ exactId, reference }) => (exactId === null ? [reference] : []))),
    };
  }

  /** The document of a record in a lane. */
  async findIn(lane: { readonly flow: string; readonly division: number }, recordId: string): Promise<StoredIntent | undefined> {
    const { rows } = await this.#scope.run((tx) =>
      sql<IntentRow>`
        select ${INTENT_COLUMNS} from claim
        where org_id = ${this.#scope.orgId} and flow = ${lane.flow} and division = ${lane.division}::int
          and record_id = ${recordId} and reference is not null`.execute(tx),
    );
    return rows[0] === undefined ? undefined : toIntent(rows[0]);
  }

  /** The document of a record, in any flow and division: one of which Salesforce does not know yet, else the newest. */
  async find(recordId: string): Promise<(StoredIntent & { readonly flow: string }) | undefined> {
    const { rows } = await this.#scope.run((tx) =>
      sql<IntentRow & { flow: string }>`
        select flow, ${INTENT_COLUMNS} from claim
        where org_id = ${this.#scope.orgId} and record_id = ${recordId} and reference is not null
        order by is_write_back_pending desc, coalesce(posted_at, settled_at) desc nulls last limit 1`.execute(tx),
    );
    const row = rows[0];
    return row === undefined ? undefined : { ...toIntent(row), flow: row.flow };
  }
}

interface IntentRow {
  readonly recordId: string;
  readonly division: number;
  readonly reference: string;
  readonly exactId: string | null;
  readonly exactNumber: string | null;
  readonly postedAt: Date | null;
  readonly content: string | null;
  readonly kind: string | null;
  readonly agreement: string | null;
  readonly amendment: string | null;
  readonly amendedAt: Date | null;
  readonly isWriteBackPending: boolean;
}

function toIntent(row: IntentRow): StoredIntent {
  return {
    recordId: row.recordId,
    division: row.division,
    reference: row.reference,
    exactId: row.exactId ?? undefined,
    exactNumber: row.exactNumber ?? undefined,
    postedAt: row.postedAt ?? undefined,
    content: row.content ?? undefined,
    kind: row.kind ?? undefined,
    agreement: row.agreement ?? undefined,
    amendment:
      row.amendment === null || row.amendedAt === null ? undefined : { agreement: row.amendment, begunAt: row.amendedAt },
    isWriteBackPending: row.isWriteBackPending,
  };
}
