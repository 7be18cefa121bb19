import { sql } from 'kysely';
import type { OrgScope } from './org-scope.ts';
import type { RunCounts } from './runs.ts';

export type RecordStatus = keyof RunCounts;

/** Where one record of a run stands. */
export interface RunRecord {
  readonly recordId: string;
  /** `waiting`: looked at again by the run at `until`; `done`: it counts in the run as `status`. */
  readonly state: 'done' | 'waiting';
  /** Of one that waits: what it has come to already, such as a document whose news Salesforce has not taken. */
  readonly status: RecordStatus | null;
  /** Attempts that failed. */
  readonly attempts: number;
  readonly until: Date | null;
}

const CHUNK = 500;

/** The records of runs that are not over. Only the run's own job may write. */
export class RunRecordRepository {
  readonly #scope: OrgScope;

  constructor(scope: OrgScope) {
    this.#scope = scope;
  }

  /** Those of these records that the run has looked at before, by record id. */
  async find(runId: string, recordIds: readonly string[]): Promise<ReadonlyMap<string, RunRecord>> {
    if (recordIds.length === 0) return new Map();
    const { rows } = await this.#scope.run((tx) =>
      sql<RunRecord>`
        select record_id, state, status, attempts, until from run_record
        where org_id = ${this.#scope.orgId} and run_id = ${runId} and record_id = any(${[...recordIds]}::text[])`.execute(tx),
    );
    return new Map(rows.map((row) => [row.recordId, row]));
  }

  /** Replaces what was known of these records. */
  async save(runId: string, records: readonly RunRecord[]): Promise<void> {
    for (let start = 0; start < records.length; start += CHUNK) {
      const rows = records.slice(start, start + CHUNK).map((record) => ({
        r: record.recordId,
        s: record.state,
        o: record.status,
        a: record.attempts,
        u: record.until?.toISOString() ?? null,
      }));
      await this.#scope.run((tx) =>
        sql`
          insert into run_record (org_id, run_id, record_id, state, status, attempts, until)
          select ${this.#scope.orgId}::text, ${runId}::text, i.r, i.s, i.o, i.a, i.u
          from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as i(r text, s text, o text, a int, u timestamptz)
          on conflict (run_id, record_id) do update set
            state = excluded.state, status = excluded.status, attempts = excluded.attempts, until = excluded.until`.execute(tx),
      );
    }
  }

  /** Records that wait and whose time has come, the longest due first. */
  async due(runId: string, limit: number): Promise<RunRecord[]> {
    const { rows } = await this.#scope.run((tx) =>
      sql<RunRecord>`
        select record_id, state, status, attempts, until from run_record
        where org_id = ${this.#scope.orgId} and run_id = ${runId} and state = 'waiting' and until <= ${this.#scope.base.clock.now()}
        order by until, record_id limit ${limit}::int`.execute(tx),
    );
    return rows;
  }

  /** How many wait, and when the first of them is looked at again. */
  async waiting(runId: string): Promise<{ readonly count: number; readonly until: Date | null }> {
    const { rows } = await this.#scope.run((tx) =>
      sql<{ count: number; until: Date | null }>`
        select count(*)::int as count, min(until) as until from run_record
        where org_id = ${this.#scope.orgId} and run_id = ${runId} and state = 'waiting'`.execute(tx),
    );
    return rows[0] ?? { count: 0, until: null };
  }

  /** The flow of a run in which one of these records waits, and until when. */
  async waitingFor(recordIds: readonly string[]): Promise<{ readonly flow: string; readonly until: Date | null } | undefined> {
    const { rows } = await this.#scope.run((tx) =>
      sql<{ flow: string; until: Date | null }>`
        select r.flow, w.until from run_record w join run r on r.id = w.run_id
        where w.org_id = ${this.#scope.orgId} and w.record_id = any(${[...recordIds]}::text[]) and w.state = 'waiting'
          and r.state in ('queued', 'running') limit 1`.execute(tx),
    );
    return rows[0];
  }

  /** When a run of this lane wants to look at a waiting record again. */
  async nextDueAt(flow: string, division: number): Promise<Date | undefined> {
    const { rows } = await this.#scope.run((tx) =>
      sql<{ at: Date | null }>`
        select min(w.until) as at from run_record w join run r on r.id = w.run_id
        where r.org_id = ${this.#scope.orgId} and r.flow = ${flow} and r.division = ${division}::int
          and r.state in ('queued', 'running') and w.state = 'waiting'`.execute(tx),
    );
    return rows[0]?.at ?? undefined;
  }

  /** The run is over: answers the records that still waited, and forgets all. */
  async release(runId: string): Promise<string[]> {
    return this.#scope.run(async (tx) => {
      const own = sql`org_id = ${this.#scope.orgId} and run_id = ${runId}`;
      const { rows } = await sql<{ recordId: string }>`
        select record_id from run_record where ${own} and state = 'waiting' order by record_id`.execute(tx);
      await sql`delete from run_record where ${own}`.execute(tx);
      return rows.map((row) => row.recordId);
    });
  }
}
