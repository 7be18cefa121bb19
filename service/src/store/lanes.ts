import { sql, type RawBuilder } from 'kysely';
import { TandemError } from '../errors/index.ts';
import type { Clock } from './clock.ts';
import type { StoreBase } from './org-scope.ts';
import type { StoredProblem } from './runs.ts';

export interface LaneKey {
  readonly orgId: string;
  readonly division: number;
  readonly flow: string;
}

export interface Lane extends LaneKey {
  readonly state: 'idle' | 'stopped';
  readonly stoppedCode: string | null;
  /** The whole reason, where the slice gave it. */
  readonly stoppedProblem: StoredProblem | null;
  readonly dueAt: Date;
  readonly epoch: number;
  readonly isLeased: boolean;
  readonly lastRunAt: Date | null;
}

/** A lane in the hands of a slice: every write of the slice names this epoch. */
export interface LaneLease extends LaneKey {
  readonly epoch: number;
}

const PURPOSE = 'lane';

/** What `LaneRepository.due` runs. It may cost what is due, never what is not. */
export function findDueLanes(limit: number, clock: Clock): RawBuilder<LaneKey> {
  const now = clock.now();
  return sql<LaneKey>`
    select l.org_id, l.division, l.flow from lane l join org o on o.id = l.org_id
    where l.due_at <= ${now} and o.state = 'active' and (l.lease_until is null or l.lease_until <= ${now})
    order by l.due_at limit ${limit}::int`;
}

/** Lanes of all orgs: when each is due, who works on it, and why it stopped. */
export class LaneRepository {
  readonly #base: StoreBase;

  constructor(base: StoreBase) {
    this.#base = base;
  }

  /**
   * The lane looks at its queue within `inMs` at the latest. Makes it if it is new, in one statement: a slice that finds nothing to
   * do may take the lane away at this moment.
   */
  async dueWithin(lane: LaneKey, inMs: number): Promise<void> {
    const dueAt = this.#base.clock.in(inMs);
    await this.#base.db
      .insertInto('lane')
      .values({
        orgId: lane.orgId,
        division: lane.division,
        flow: lane.flow,
        dueAt,
        stoppedCode: null,
        stoppedProblem: null,
        holder: null,
        leaseUntil: null,
        lastRunAt: null,
      })
      .onConflict((conflict) =>
        conflict.columns(['orgId', 'division', 'flow']).doUpdateSet({ dueAt: sql<Date>`least(lane.due_at, ${dueAt})` }),
      )
      .execute();
  }

  /** Lanes that are due, free, and whose org is not paused; the longest due first. A stopped lane is due when it may look again. */
  async due(limit: number): Promise<LaneKey[]> {
    const { rows } = await findDueLanes(limit, this.#base.clock).execute(this.#base.db);
    return rows;
  }

  /** The moment the next lane becomes due, undefined when there is none. */
  async nextDueAt(): Promise<Date | undefined> {
    const { rows } = await sql<{ at: Date | null }>`
      select min(l.due_at) as at from lane l join org o on o.id = l.org_id
      where o.state = 'active'`.execute(this.#base.db);
    return rows[0]?.at ?? undefined;
  }

  /** Due now, and no longer stopped: the cause is gone, or a person wants it tried. */
  restart(orgId: string): Promise<LaneKey[]> {
    return this.#base.db
      .updateTable('lane')
      .set({
        dueAt: sql<Date>`least(due_at, ${this.#base.clock.now()})`,
        state: 'idle',
        stoppedCode: null,
        stoppedProblem: null,
      })
      .where('orgId', '=', orgId)
      .returning(['orgId', 'division', 'flow'])
      .execute();
  }

  /**
   * Takes the lane for a slice; undefined when somebody else has it, or its org is paused: then it stays due until it goes on. The lane becomes due when the lease ends, should
   * its holder die; a `wake` before that is seen by `release`.
   */
  async acquire(lane: LaneKey, holder: string, leaseMs: number): Promise<LaneLease | undefined> {
    return this.#take(this.#base.db, lane, { holder, leaseMs });
  }

  /**
   * The same for a flow whose lanes write on the same records: only while no other lane of it is worked. What one has read of a record
   * would else be written after the other has written on it.
   */
  async acquireAlone(lane: LaneKey, holder: string, leaseMs: number): Promise<LaneLease | undefined> {
    return this.#base.db.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`tandem.lane/${lane.orgId}/${lane.flow}`}, 0))`.execute(tx);
      return this.#take(tx, lane, { holder, leaseMs, isAlone: true });
    });
  }

  async #take(
    db: StoreBase['db'],
    lane: LaneKey,
    { holder, leaseMs, isAlone = false }: { readonly holder: string; readonly leaseMs: number; readonly isAlone?: boolean },
  ): Promise<LaneLease | undefined> {
    const { clock } = this.#base;
    const isOtherWorked = sql<boolean>`exists (
      select from lane other where other.org_id = ${lane.orgId} and other.flow = ${lane.flow}
        and other.division <> ${lane.division}::int and other.lease_until > ${clock.now()})`;
    return db
      .updateTable('lane')
      .set((eb) => ({ holder, epoch: eb('epoch', '+', 1), leaseUntil: clock.in(leaseMs), dueAt: clock.in(leaseMs) }))
      .where('orgId', '=', lane.orgId)
      .where('division', '=', lane.division)
      .where('flow', '=', lane.flow)
      .where((eb) => eb.or([eb('leaseUntil', 'is', null), eb('leaseUntil', '<=', clock.now())]))
      .where((eb) =>
        eb.exists(eb.selectFrom('org').select('org.id').whereRef('org.id', '=', 'lane.orgId').where('org.state', '=', 'active')),
      )
      .$if(isAlone, (query) => query.where((eb) => eb.not(isOtherWorked)))
      .returning(['orgId', 'division', 'flow', 'epoch'])
      .executeTakeFirst();
  }

  /** Holds the lane for another `leaseMs`. Throws `lease_lost` when another slice has it. */
  async extend(lease: LaneLease, leaseMs: number): Promise<void> {
    const result = await this.#base.db
      .updateTable('lane')
      .set({
        leaseUntil: this.#base.clock.in(leaseMs),
        dueAt: sql<Date>`case when due_at <= ${this.#base.clock.whenWritten()} then due_at else ${this.#base.clock.in(leaseMs)} end`,
      })
      .where(isHeldUnder(lease))
      .where('leaseUntil', '>', this.#base.clock.now())
      .executeTakeFirst();
    if (result.numUpdatedRows === 0n) throw new TandemError('lease_lost');
  }

  /** Throws `lease_lost` unless the lane is still held under this epoch; false when its org is paused. Called before every write. */
  async assertHeld(lease: LaneLease): Promise<boolean> {
    const row = await this.#base.db
      .selectFrom('lane')
      .innerJoin('org', 'org.id', 'lane.orgId')
      .select('org.state')
      .where(isHeldUnder(lease))
      .where('leaseUntil', '>', this.#base.clock.now())
      .executeTakeFirst();
    if (row === undefined) throw new TandemError('lease_lost');
    return row.state === 'active';
  }

  /**
   * Gives the lane back: when it is due again, whether a pass over it was finished, or why it stopped. A lane that was
   * woken during the slice is due at once. Does nothing when another slice has it.
   */
  async release(
    lease: LaneLease,
    next: {
      readonly dueAt: Date;
      readonly hasRun: boolean;
      readonly stoppedCode?: string | undefined;
      readonly stoppedProblem?: StoredProblem | undefined;
    },
  ): Promise<void> {
    await this.#base.db
      .updateTable('lane')
      .set({
        holder: null,
        leaseUntil: null,
        dueAt: sql<Date>`case when due_at <= ${this.#base.clock.whenWritten()} then due_at else ${next.dueAt.toISOString()}::timestamptz end`,
        state: next.stoppedCode === undefined ? 'idle' : 'stopped',
        stoppedCode: next.stoppedCode ?? null,
        stoppedProblem:
          next.stoppedProblem === undefined ? null : this.#base.keyRing.sealJson(lease.orgId, PURPOSE, next.stoppedProblem),
        ...(next.hasRun ? { lastRunAt: this.#base.clock.now() } : {}),
      })
      .where(isHeldUnder(lease))
      .execute();
  }

  async list(orgId: string): Promise<Lane[]> {
    const { rows } = await sql<Omit<Lane, 'stoppedProblem'> & { stoppedProblem: string | null }>`
      select org_id, division, flow, state, stopped_code, stopped_problem, due_at, epoch, last_run_at,
             coalesce(lease_until > ${this.#base.clock.now()}, false) as is_leased
      from lane where org_id = ${orgId} order by flow, division`.execute(this.#base.db);
    return rows.map(({ stoppedProblem, ...lane }) => ({
      ...lane,
      stoppedProblem: stoppedProblem === null ? null : this.#base.keyRing.openJson<StoredProblem>(orgId, PURPOSE, stoppedProblem),
    }));
  }

  /**
   * A flow that was switched off or moved to another division has no lane any more. False, and the lane stays, when it was woken
   * during the slice or another slice has it.
   */
  async remove(lease: LaneLease): Promise<boolean> {
    const result = await this.#base.db
      .deleteFrom('lane')
      .where(isHeldUnder(lease))
      .where('dueAt', '>', this.#base.clock.whenWritten())
      .executeTakeFirst();
    return result.numDeletedRows > 0n;
  }
}

function isHeldUnder({ orgId, division, flow, epoch }: LaneLease): RawBuilder<boolean> {
  return sql<boolean>`(lane.org_id = ${orgId} and lane.division = ${division} and lane.flow = ${flow} and lane.epoch = ${epoch})`;
}
