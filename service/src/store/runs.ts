import { randomUUID } from 'node:crypto';
import { sql, type Selectable, type Updateable } from 'kysely';
import type { ToldProblem } from '../errors/index.ts';
import type { OrgScope } from './org-scope.ts';
import type { RunTable } from './schema.ts';

export type RunState = RunTable['state'];
export type RunMode = RunTable['mode'];

export interface RunCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly blocked: number;
  readonly failed: number;
}

/** A problem as it is stored: by code and params, so that each reader is told it in his language. */
export interface StoredProblem extends ToldProblem {
  /** HTTP status when a request is answered with it. */
  readonly status: number;
  readonly field?: string | undefined;
  readonly recordId?: string | undefined;
}

export interface Run {
  readonly id: string;
  readonly flow: string;
  readonly division: number;
  readonly mode: RunMode;
  readonly state: RunState;
  /** What was asked for: ids, since, full, and a person's choice about the record of a push. */
  readonly request: Readonly<Record<string, unknown>>;
  /** Positions that may be saved once everything of the run is stored on the other side. */
  readonly cursors: Readonly<Record<string, string>>;
  readonly configVersion: number;
  readonly progress: { readonly done: number; readonly total: number | null };
  readonly counts: RunCounts;
  readonly calls: { readonly exact: number; readonly salesforce: number };
  readonly problem: StoredProblem | null;
  /** True once everything of its scope was looked at: only what waits is left. */
  readonly isRead: boolean;
  /** Null while nothing holds it up. */
  readonly waiting: RunWaiting | null;
  /** Records of an approved plan that changed since, and were left as they are. */
  readonly dropped: number;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

/** By flow. */
export interface NewestRuns {
  readonly runs: ReadonlyMap<string, Run>;
  /** Those for a part of the past. */
  readonly histories: ReadonlyMap<string, Run>;
}

/** Why a run is not through: a limit, a lock, or a system that does not answer. */
export interface RunWaiting {
  /** Records that wait; null where it is not known how many there are. */
  readonly count: number | null;
  readonly until: Date;
  readonly reason: StoredProblem;
}

/** What is added to a run's sums; absent ones stay. */
export interface RunProgress {
  readonly counts?: Partial<RunCounts>;
  readonly calls?: { readonly exact: number; readonly salesforce: number };
  readonly done?: number;
  /** Replaces the total. */
  readonly total?: number;
  readonly dropped?: number;
}

const PURPOSE = 'run';
/** A preview is over too: applying it starts it anew. */
const OVER: ReadonlySet<RunState> = new Set(['planned', 'succeeded', 'failed', 'cancelled']);
const NOT_WAITING = { waitingCount: null, waitingUntil: null, waitingProblem: null };

/** Runs of an org, a person's or a lane's. */
export class RunRepository {
  readonly #scope: OrgScope;

  constructor(scope: OrgScope) {
    this.#scope = scope;
  }

  /** A new run in state `queued`; answers its id. */
  async create(run: {
    readonly flow: string;
    readonly division: number;
    readonly mode: RunMode;
    readonly request: Readonly<Record<string, unknown>>;
    readonly configVersion: number;
    /** How many records it is about, where that is known. */
    readonly total?: number | undefined;
  }): Promise<string> {
    const id = randomUUID();
    await this.#scope.run((tx) =>
      tx
        .insertInto('run')
        .values({
          id,
          orgId: this.#scope.orgId,
          flow: run.flow,
          division: run.division,
          mode: run.mode,
          state: 'queued',
          request: JSON.stringify(run.request),
          cursors: '{}',
          configVersion: run.configVersion,
          progressTotal: run.total ?? null,
          createdAt: this.#scope.base.clock.now(),
        })
        .execute(),
    );
    return id;
  }

  async find(runId: string): Promise<Run | undefined> {
    const row = await this.#scope.run((tx) =>
      tx.selectFrom('run').selectAll().where('orgId', '=', this.#scope.orgId).where('id', '=', runId).executeTakeFirst(),
    );
    return row === undefined ? undefined : this.#toRun(row);
  }

  /** The newest run of each flow, and the newest for a part of the past. */
  async newestByFlow(): Promise<NewestRuns> {
    const isHistory = sql<boolean>`request ? 'history'`;
    const rows = await this.#scope.run((tx) =>
      tx
        .selectFrom('run')
        .selectAll()
        .distinctOn(['flow', isHistory])
        .where('orgId', '=', this.#scope.orgId)
        .orderBy('flow')
        .orderBy(isHistory)
        .orderBy('seq', 'desc')
        .execute(),
    );
    const runs = rows.map((row) => this.#toRun(row));
    const byFlow = (ofHistory: boolean): ReadonlyMap<string, Run> =>
      new Map(runs.filter(({ request }) => Object.hasOwn(request, 'history') === ofHistory).map((run) => [run.flow, run]));
    return { runs: byFlow(false), histories: byFlow(true) };
  }

  /** Runs that are not over and have something to do now, oldest first: taken up again after a restart too. */
  async workable(flow: string, division: number): Promise<Run[]> {
    const waiting = sql`select 1 from run_record w where w.run_id = run.id and w.state = 'waiting'`;
    const rows = await this.#scope.run((tx) =>
      tx
        .selectFrom('run')
        .selectAll()
        .where('orgId', '=', this.#scope.orgId)
        .where('flow', '=', flow)
        .where('division', '=', division)
        .where('state', 'in', ['queued', 'running'])
        .where(
          sql<boolean>`(not is_read or not exists (${waiting}) or exists (${waiting} and w.until <= ${this.#scope.base.clock.now()}))`,
        )
        .orderBy('seq')
        .execute(),
    );
    return rows.map((row) => this.#toRun(row));
  }

  /** Moves a run on if it is in one of the states `from`; false when it is not. Sets startedAt and finishedAt. */
  async transition(runId: string, from: readonly RunState[], to: RunState, problem?: StoredProblem): Promise<boolean> {
    const now = this.#scope.base.clock.now();
    const result = await this.#scope.run((tx) =>
      tx
        .updateTable('run')
        .set({
          state: to,
          ...(to === 'running' ? { startedAt: sql<Date>`coalesce(started_at, ${now})` } : {}),
          ...(OVER.has(to) ? { finishedAt: now, ...NOT_WAITING } : {}),
          ...(to === 'queued' ? { problem: null } : {}),
          ...(problem === undefined ? {} : { problem: this.#scope.seal(PURPOSE, problem) }),
        })
        .where('orgId', '=', this.#scope.orgId)
        .where('id', '=', runId)
        .where('state', 'in', [...from])
        .executeTakeFirst(),
    );
    return result.numUpdatedRows > 0n;
  }

  /** A push that the process which began it cannot finish becomes a run for whoever works its lane. */
  async handOver(runId: string): Promise<void> {
    await this.#scope.run((tx) =>
      tx
        .updateTable('run')
        .set({ state: 'queued', request: sql<string>`request - 'isPush'` })
        .where('orgId', '=', this.#scope.orgId)
        .where('id', '=', runId)
        .where('state', '=', 'running')
        .execute(),
    );
  }

  /** A reviewed plan starts over as a run that applies it; false when it is not a finished plan. */
  async restartApproved(runId: string): Promise<boolean> {
    const result = await this.#scope.run((tx) =>
      tx
        .updateTable('run')
        .set({
          mode: 'apply',
          state: 'queued',
          request: sql<string>`request || '{"isApproved": true}'::jsonb`,
          cursors: '{}',
          ...{ progressDone: 0, created: 0, updated: 0, unchanged: 0, skipped: 0, blocked: 0, failed: 0 },
          ...{ progressTotal: null, isRead: false, dropped: 0 },
          startedAt: null,
          finishedAt: null,
        })
        .where('orgId', '=', this.#scope.orgId)
        .where('id', '=', runId)
        .where('mode', '=', 'plan')
        .where('state', '=', 'planned')
        .executeTakeFirst(),
    );
    return result.numUpdatedRows > 0n;
  }

  async addProgress(runId: string, progress: RunProgress): Promise<void> {
    const { counts = {}, calls } = progress;
    await this.#scope.run((tx) =>
      tx
        .updateTable('run')
        .set((eb) => ({
          created: eb('created', '+', counts.created ?? 0),
          updated: eb('updated', '+', counts.updated ?? 0),
          unchanged: eb('unchanged', '+', counts.unchanged ?? 0),
          skipped: eb('skipped', '+', counts.skipped ?? 0),
          blocked: eb('blocked', '+', counts.blocked ?? 0),
          failed: eb('failed', '+', counts.failed ?? 0),
          callsExact: eb('callsExact', '+', calls?.exact ?? 0),
          callsSalesforce: eb('callsSalesforce', '+', calls?.salesforce ?? 0),
          progressDone: eb('progressDone', '+', progress.done ?? 0),
          dropped: eb('dropped', '+', progress.dropped ?? 0),
          ...(progress.total === undefined ? {} : { progressTotal: progress.total }),
        }))
        .where('orgId', '=', this.#scope.orgId)
        .where('id', '=', runId)
        .execute(),
    );
  }

  /** Everything of its scope was looked at; `total` records there are. */
  async markRead(runId: string, total: number): Promise<void> {
    await this.#set(runId, { isRead: true, progressTotal: total });
  }

  /** Says what holds the run up, or that nothing does. */
  async setWaiting(runId: string, waiting: RunWaiting | null): Promise<void> {
    await this.#set(
      runId,
      waiting === null
        ? NOT_WAITING
        : {
            waitingCount: waiting.count,
            waitingUntil: waiting.until,
            waitingProblem: this.#scope.seal(PURPOSE, waiting.reason),
          },
    );
  }

  /** The reason stays. */
  async setWaitingCount(runId: string, count: number, until: Date): Promise<void> {
    await this.#set(runId, { waitingCount: count, waitingUntil: until });
  }

  async #set(runId: string, values: Updateable<RunTable>): Promise<void> {
    await this.#scope.run((tx) =>
      tx.updateTable('run').set(values).where('orgId', '=', this.#scope.orgId).where('id', '=', runId).execute(),
    );
  }

  /** Merges positions into those of the run; false when it is not running any more: paused or cancelled. */
  async saveCursors(runId: string, cursors: Readonly<Record<string, string>>): Promise<boolean> {
    const saved = await this.#scope.run((tx) =>
      tx
        .updateTable('run')
        .set({ cursors: sql<string>`cursors || ${JSON.stringify(cursors)}::text::jsonb` })
        .where('orgId', '=', this.#scope.orgId)
        .where('id', '=', runId)
        .returning('state')
        .executeTakeFirst(),
    );
    return saved?.state === 'running';
  }

  #toRun(row: RunRow): Run {
    return {
      id: row.id,
      flow: row.flow,
      division: row.division,
      mode: row.mode,
      state: row.state,
      request: row.request,
      cursors: row.cursors,
      configVersion: row.configVersion,
      progress: { done: row.progressDone, total: row.progressTotal },
      counts: {
        created: row.created,
        updated: row.updated,
        unchanged: row.unchanged,
        skipped: row.skipped,
        blocked: row.blocked,
        failed: row.failed,
      },
      calls: { exact: row.callsExact, salesforce: row.callsSalesforce },
      problem: row.problem === null ? null : this.#scope.open<StoredProblem>(PURPOSE, row.problem),
      isRead: row.isRead,
      waiting:
        row.waitingUntil === null || row.waitingProblem === null
          ? null
          : {
              count: row.waitingCount,
              until: row.waitingUntil,
              reason: this.#scope.open<StoredProblem>(PURPOSE, row.waitingProblem),
            },
      dropped: row.dropped,
      createdAt: row.createdAt,
      startedAt: row.startedAt,
      finishedAt: row.finishedAt,
    };
  }
}

type RunRow = Selectable<RunTable>;
