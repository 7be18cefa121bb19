import { sql, type RawBuilder } from 'kysely';
import type { Clock } from './clock.ts';
import { isWithin, type FlowDivision } from './flow-division.ts';
import type { LaneKey } from './lanes.ts';
import type { OrgScope } from './org-scope.ts';

export interface NewWorkItem {
  readonly flow: string;
  readonly division: number;
  readonly recordId: string;
  /** Higher goes first; 0 is the poll's. */
  readonly priority?: number;
  readonly notBefore?: Date | undefined;
  /** A person chose this record: the start point of the flow does not hold it back. */
  readonly isExplicit?: boolean;
}

/** A work item in the hands of a slice. `generation` tells a later hint from the one that is being worked. */
export interface TakenWorkItem {
  readonly recordId: string;
  readonly generation: number;
  /** Attempts before this one. */
  readonly attempts: number;
  readonly isExplicit: boolean;
}

/** The lane that an item waits in, within its org. */
export type ItemLane = Omit<LaneKey, 'orgId'>;

export interface WorkItemRef {
  readonly recordId: string;
  readonly generation: number;
}

/**
 * What `WorkItemRepository.take` runs: from the highest priority down, what is due of each. It may cost what is due, never what is
 * not: a load leaves 100,000 prices of the future. Asked for all priorities at once, the planner may walk through all of them.
 */
export function takeDueItems(
  orgId: string,
  flow: string,
  division: number,
  limit: number,
  clock: Clock,
): RawBuilder<TakenWorkItem> {
  const isWaiting = sql`org_id = ${orgId} and flow = ${flow} and division = ${division}::int and state = 'waiting'`;
  return sql<TakenWorkItem>`
    with recursive level (priority) as (
      (select priority from work_item where ${isWaiting} order by priority desc limit 1)
      union all
      select (select w.priority from work_item w where ${isWaiting} and w.priority < level.priority order by w.priority desc limit 1)
      from level where level.priority is not null)
    update work_item set state = 'working' where id in (
      select due.id from level cross join lateral (
        select id, priority, next_attempt_at from work_item
        where ${isWaiting} and priority = level.priority and next_attempt_at <= ${clock.now()}
        order by next_attempt_at, id limit ${limit}::int for update skip locked) due
      order by due.priority desc, due.next_attempt_at, due.id limit ${limit}::int)
    returning record_id, generation, attempts, is_explicit`;
}

/** Records that a flow must look at: ids only, one row a record, flow and division. */
export class WorkItemRepository {
  readonly #scope: OrgScope;

  constructor(scope: OrgScope) {
    this.#scope = scope;
  }

  /**
   * Makes items or bumps those there are: a new look, attempts from zero, the earlier date and the higher priority win.
   * An item that is being worked at this moment is looked at once more afterwards. Answers how many were named.
   */
  async enqueue(items: readonly NewWorkItem[]): Promise<number> {
    // The same record twice in one statement is refused by PostgreSQL; sorted, so that two callers cannot deadlock.
    const unique = new Map(items.map((item) => [`${item.flow}\n${item.recordId}\n${item.division}`, item]));
    const sorted = [...unique.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
    for (let start = 0; start < sorted.length; start += 1000) await this.#enqueueChunk(sorted.slice(start, start + 1000));
    return sorted.length;
  }

  async #enqueueChunk(items: readonly NewWorkItem[]): Promise<void> {
    const { clock } = this.#scope.base;
    const rows = items.map((item) => ({
      f: item.flow,
      d: item.division,
      r: item.recordId,
      p: item.priority ?? 0,
      n: item.notBefore?.toISOString() ?? null,
      e: item.isExplicit ?? false,
    }));
    await this.#scope.run((tx) =>
      sql`
        insert into work_item (org_id, flow, division, record_id, priority, next_attempt_at, is_explicit)
        select ${this.#scope.orgId}::text, i.f, i.d, i.r, i.p, coalesce(i.n, ${clock.now()}), i.e
        from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as i(f text, d int, r text, p smallint, n timestamptz, e boolean)
        order by i.f, i.r, i.d
        on conflict (org_id, flow, record_id, division) do update set
          priority = greatest(work_item.priority, excluded.priority),
          next_attempt_at = case when work_item.state = 'issue' then excluded.next_attempt_at
                                 else least(work_item.next_attempt_at, excluded.next_attempt_at) end,
          attempts = 0,
          is_explicit = work_item.is_explicit or excluded.is_explicit,
          state = case when work_item.state = 'working' then 'working' else 'waiting' end,
          generation = work_item.generation + 1`.execute(tx),
    );
  }

  /** Takes due items, most urgent first. Only the holder of the lane may call it. */
  async take(flow: string, division: number, limit: number): Promise<TakenWorkItem[]> {
    const { rows } = await this.#scope.run((tx) =>
      takeDueItems(this.#scope.orgId, flow, division, limit, this.#scope.base.clock).execute(tx),
    );
    return rows;
  }

  /** Takes exactly these, due or not, unless somebody works on them. Unknown ones are left out. */
  async takeRecords({ flow, division }: ItemLane, recordIds: readonly string[]): Promise<TakenWorkItem[]> {
    const { rows } = await this.#scope.run((tx) =>
      sql<TakenWorkItem>`
        update work_item set state = 'working' where id in (
          select id from work_item
          where org_id = ${this.#scope.orgId} and flow = ${flow} and division = ${division}::int
            and record_id = any(${[...recordIds]}::text[]) and state <> 'working'
          order by id for update skip locked)
        returning record_id, generation, attempts, is_explicit`.execute(tx),
    );
    return rows;
  }

  /** Done: gone, or waiting again when a hint came in the meantime. Answers how many wait again. */
  async complete({ flow, division }: ItemLane, items: readonly WorkItemRef[]): Promise<number> {
    if (items.length === 0) return 0;
    return this.#scope.run(async (tx) => {
      const done = sql`jsonb_to_recordset(${JSON.stringify(items)}::text::jsonb) as d("recordId" text, generation int)`;
      const isDone = sql`w.org_id = ${this.#scope.orgId} and w.flow = ${flow} and w.division = ${division}::int and w.record_id = d."recordId"`;
      await sql`delete from work_item w using ${done} where ${isDone} and w.generation = d.generation`.execute(tx);
      const { rows } = await sql`
        update work_item w set state = 'waiting' from ${done} where ${isDone} and w.state = 'working' returning w.id`.execute(tx);
      return rows.length;
    });
  }

  /** Tried in vain: waits until `at` with one attempt more, or without one when it was a limit. */
  async postpone(
    { flow, division }: ItemLane,
    item: WorkItemRef,
    at: Date,
    { code, isAttemptSpent }: { readonly code: string; readonly isAttemptSpent: boolean },
  ): Promise<void> {
    const { clock } = this.#scope.base;
    await this.#scope.run((tx) =>
      tx
        .updateTable('workItem')
        .set({
          state: 'waiting',
          lastCode: code,
          attempts: sql<number>`case when generation = ${item.generation}::int and ${isAttemptSpent}::boolean then attempts + 1 else attempts end`,
          nextAttemptAt: sql<Date>`case when generation = ${item.generation}::int then ${at.toISOString()}::timestamptz else ${clock.now()} end`,
        })
        .where('orgId', '=', this.#scope.orgId)
        .where('flow', '=', flow)
        .where('division', '=', division)
        .where('recordId', '=', item.recordId)
        .execute(),
    );
  }

  /** Needs a person: stays until a hint or a retry bumps it. A hint in the meantime makes it wait instead. */
  async park({ flow, division }: ItemLane, item: WorkItemRef, code: string): Promise<void> {
    await this.#scope.run((tx) =>
      tx
        .updateTable('workItem')
        .set({
          state: sql<'issue' | 'waiting'>`case when generation = ${item.generation}::int then 'issue' else 'waiting' end`,
          lastCode: code,
          attempts: sql<number>`attempts + 1`,
        })
        .where('orgId', '=', this.#scope.orgId)
        .where('flow', '=', flow)
        .where('division', '=', division)
        .where('recordId', '=', item.recordId)
        .execute(),
    );
  }

  /** Items that a slice left behind when it died go back to waiting. Only the new holder of the lane may call it. */
  async giveBack(flow: string, division: number): Promise<void> {
    await this.#scope.run((tx) =>
      tx
        .updateTable('workItem')
        .set({ state: 'waiting' })
        .where('orgId', '=', this.#scope.orgId)
        .where('flow', '=', flow)
        .where('division', '=', division)
        .where('state', '=', 'working')
        .execute(),
    );
  }

  async discard({ flow, division }: ItemLane, recordIds: readonly string[]): Promise<void> {
    await this.#scope.run((tx) =>
      tx
        .deleteFrom('workItem')
        .where('orgId', '=', this.#scope.orgId)
        .where('flow', '=', flow)
        .where('division', '=', division)
        .where('recordId', 'in', [...recordIds, ''])
        .execute(),
    );
  }

  /** The records went through here: what waits for them in divisions that the flow has left is done too. */
  async discardLeft(place: FlowDivision, recordIds: readonly string[]): Promise<void> {
    await this.#scope.run((tx) =>
      sql`
        delete from work_item
        where org_id = ${this.#scope.orgId} and flow = ${place.flow} and record_id = any(${[...recordIds]}::text[])
          and division <> ${place.division}::int and ${isWithin(place, 'division')}`.execute(tx),
    );
  }

  /** When the next waiting item of a lane is due. */
  async nextDueAt(flow: string, division: number): Promise<Date | undefined> {
    const row = await this.#scope.run((tx) =>
      tx
        .selectFrom('workItem')
        .select((eb) => eb.fn.min('nextAttemptAt').as('at'))
        .where('orgId', '=', this.#scope.orgId)
        .where('flow', '=', flow)
        .where('division', '=', division)
        .where('state', '=', 'waiting')
        .executeTakeFirst(),
    );
    return row?.at ?? undefined;
  }

  /** Items by flow that wait or are being worked. */
  async countWaiting(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#scope.run((tx) =>
      tx
        .selectFrom('workItem')
        .select(['flow', sql<number>`count(*)::int`.as('waiting')])
        .where('orgId', '=', this.#scope.orgId)
        .where('state', '!=', 'issue')
        .groupBy('flow')
        .execute(),
    );
    return new Map(rows.map((row) => [row.flow, row.waiting]));
  }

  /** Items by lane: all that wait or are being worked, and those of them that are to be worked within the hour. */
  async backlog(): Promise<{ flow: string; division: number; waiting: number; due: number }[]> {
    const soon = this.#scope.base.clock.in(3_600_000);
    return this.#scope.run((tx) =>
      tx
        .selectFrom('workItem')
        .select(['flow', 'division', sql<number>`count(*)::int`.as('waiting')])
        .select(sql<number>`(count(*) filter (where next_attempt_at <= ${soon}))::int`.as('due'))
        .where('orgId', '=', this.#scope.orgId)
        .where('state', '!=', 'issue')
        .groupBy(['flow', 'division'])
        .orderBy('flow')
        .orderBy('division')
        .execute(),
    );
  }

  async find(
    recordId: string,
  ): Promise<{ flow: string; state: 'waiting' | 'working' | 'issue'; lastCode: string | null } | undefined> {
    return this.findAny([recordId]);
  }

  /** Of the items of these records one that waits or is worked, else one that rests as an issue; the newest of several. */
  findAny(
    recordIds: readonly string[],
  ): Promise<{ flow: string; state: 'waiting' | 'working' | 'issue'; lastCode: string | null; nextAttemptAt: Date } | undefined> {
    return this.#scope.run((tx) =>
      tx
        .selectFrom('workItem')
        .select(['flow', 'state', 'lastCode', 'nextAttemptAt'])
        .where('orgId', '=', this.#scope.orgId)
        .where('recordId', 'in', [...recordIds])
        .orderBy(sql<boolean>`state = 'issue'`)
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst(),
    );
  }
}
