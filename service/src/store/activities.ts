import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import type { Database } from './schema.ts';
import type { OrgScope, StoreBase } from './org-scope.ts';

export interface NewActivity {
  readonly flow: string;
  readonly recordId: string;
  /** The record in Salesforce where `recordId` is an id of Exact: the record page asks by it. */
  readonly salesforceId?: string | undefined;
  readonly runId?: string | undefined;
  readonly status: string;
  readonly direction: 'toSalesforce' | 'toExact';
  readonly code?: string | undefined;
  readonly durationMs?: number | undefined;
  /** Label, message and what was written; sealed. */
  readonly payload: unknown;
}

export interface StoredActivity {
  readonly id: number;
  readonly at: Date;
  readonly flow: string;
  readonly recordId: string;
  readonly status: string;
  readonly direction: 'toSalesforce' | 'toExact';
  readonly code: string | null;
  readonly payload: unknown;
}

/** Sums of one flow over a span of days. */
export interface FlowInsight {
  readonly flow: string;
  readonly status: string;
  readonly count: number;
  readonly meanDurationMs: number | null;
  readonly lastAt: Date;
}

const PURPOSE = 'activity';
const CHUNK = 250;
const PARTITION_PREFIX = 'activity_p';

/** The activity log of an org. */
export class ActivityRepository {
  readonly #scope: OrgScope;
  readonly #partitions: ActivityPartitions;

  constructor(scope: OrgScope, partitions: ActivityPartitions) {
    this.#scope = scope;
    this.#partitions = partitions;
  }

  /** Inside a transaction the days of the log must have been ensured before. */
  async record(activities: readonly NewActivity[]): Promise<void> {
    if (activities.length === 0) return;
    // The embedded database has one connection, and the transaction has it.
    if (!this.#scope.isInTransaction) await this.#partitions.ensure();
    await this.#scope.run(async (tx) => {
      for (let start = 0; start < activities.length; start += CHUNK) {
        const rows = activities.slice(start, start + CHUNK).map((activity) => this.#toRow(activity));
        await tx.insertInto('activity').values(rows).execute();
        // Sealing keeps the process to itself, and so does the embedded database: others have their turn in between.
        await nextTurn();
      }
    });
  }

  #toRow(activity: NewActivity) {
    return {
      orgId: this.#scope.orgId,
      at: this.#scope.base.clock.now(),
      flow: activity.flow,
      recordId: activity.recordId,
      salesforceId: activity.salesforceId ?? null,
      runId: activity.runId ?? null,
      status: activity.status,
      direction: activity.direction,
      code: activity.code ?? null,
      durationMs: activity.durationMs ?? null,
      payload: this.#scope.seal(PURPOSE, activity.payload),
    };
  }

  /** Newest first; before the id `before` where given. */
  async list(query: {
    readonly recordId?: string | undefined;
    readonly before?: number | undefined;
    readonly limit: number;
  }): Promise<StoredActivity[]> {
    const { recordId } = query;
    const rows = await this.#scope.run((tx) => {
      let select = tx.selectFrom('activity').selectAll().where('orgId', '=', this.#scope.orgId);
      if (recordId !== undefined) {
        select = select.where((eb) => eb.or([eb('recordId', '=', recordId), eb('salesforceId', '=', recordId)]));
      }
      if (query.before !== undefined) select = select.where('id', '<', query.before);
      return select.orderBy('id', 'desc').limit(query.limit).execute();
    });
    return rows.map((row) => this.#toActivity(row));
  }

  async find(id: number): Promise<StoredActivity | undefined> {
    const row = await this.#scope.run((tx) =>
      tx.selectFrom('activity').selectAll().where('orgId', '=', this.#scope.orgId).where('id', '=', id).executeTakeFirst(),
    );
    return row === undefined ? undefined : this.#toActivity(row);
  }

  /** What a run told with this code, in its order. */
  async ofRun(runId: string, code: string, limit: number): Promise<StoredActivity[]> {
    const rows = await this.#scope.run((tx) =>
      tx
        .selectFrom('activity')
        .selectAll()
        .where('orgId', '=', this.#scope.orgId)
        .where('runId', '=', runId)
        .where('code', '=', code)
        .orderBy('id')
        .limit(limit)
        .execute(),
    );
    return rows.map((row) => this.#toActivity(row));
  }

  /** Volumes, durations and the last moment, by flow and status. */
  async insights(days: number): Promise<FlowInsight[]> {
    const { rows } = await this.#scope.run((tx) =>
      sql<FlowInsight>`
        select flow, status, count(*)::int as count, avg(duration_ms)::float8 as mean_duration_ms, max(at) as last_at
        from activity
        where org_id = ${this.#scope.orgId} and at > ${this.#scope.base.clock.now()} - ${days}::int * interval '1 day'
        group by flow, status order by flow, status`.execute(tx),
    );
    return rows;
  }

  #toActivity(row: Omit<StoredActivity, 'payload'> & { readonly payload: string }): StoredActivity {
    const { id, at, flow, recordId, status, direction, code } = row;
    return { id, at, flow, recordId, status, direction, code, payload: this.#scope.open<unknown>(PURPOSE, row.payload) };
  }
}

/** The days of the activity log. Made by the owner of the tables before they are needed, dropped when they are too old. */
export class ActivityPartitions {
  readonly #base: StoreBase;
  #ensuredDay = '';

  constructor(base: StoreBase) {
    this.#base = base;
  }

  /** Makes today's and tomorrow's partition once a day. */
  async ensure(): Promise<void> {
    const today = await this.#today();
    if (today === this.#ensuredDay) return;
    await this.#base.db.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended('tandem.activity', 0))`.execute(tx);
      await createPartition(tx, today);
      await createPartition(tx, dayAfter(today));
    });
    this.#ensuredDay = today;
  }

  /** Drops the days that are older than `retentionDays`; answers their names. */
  async dropOlderThan(retentionDays: number): Promise<string[]> {
    const today = await this.#today();
    const oldest = new Date(Date.parse(today) - retentionDays * 86_400_000).toISOString().slice(0, 10);
    const { rows } = await sql<{ name: string }>`
      select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = to_regclass('activity') order by 1`.execute(this.#base.db);
    const expired = rows.map((row) => row.name).filter((name) => name < partitionOf(oldest));
    for (const name of expired) await sql`drop table if exists ${sql.table(name)}`.execute(this.#base.db);
    return expired;
  }

  async #today(): Promise<string> {
    const { rows } = await sql<{ today: string }>`
      select to_char(${this.#base.clock.now()} at time zone 'utc', 'YYYY-MM-DD') as today`.execute(this.#base.db);
    return rows[0]?.today ?? new Date().toISOString().slice(0, 10);
  }
}

/** Under row-level security as the whole log is, without a policy of its own: it is read through the log only. */
async function createPartition(db: Kysely<Database>, day: string): Promise<void> {
  const partition = sql.table(partitionOf(day));
  await sql`create table if not exists ${partition} partition of activity
    for values from (${sql.lit(`${day}T00:00:00Z`)}) to (${sql.lit(`${dayAfter(day)}T00:00:00Z`)})`.execute(db);
  await sql`alter table ${partition} enable row level security`.execute(db);
}

function partitionOf(day: string): string {
  return `${PARTITION_PREFIX}${day.replaceAll('-', '')}`;
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}
