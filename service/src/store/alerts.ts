import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { OrgScope, StoreBase } from './org-scope.ts';

/** What is said in an alert. */
export interface AlertText {
  readonly title: string;
  readonly body: string;
}

export interface NewAlert extends AlertText {
  readonly code: string;
  /** The same for all that has one cause: an org has one open alert a cause. */
  readonly cause: string;
  readonly lane: AlertLane;
}

/** A lane, without its org. */
export interface AlertLane {
  readonly division: number;
  readonly flow: string;
}

/** An alert in the hands of one instance, to be delivered. */
export interface TakenAlert extends AlertText {
  readonly id: number;
  readonly orgId: string;
  readonly code: string;
  readonly cause: string;
  /** Lanes that met the cause and have not come right since. */
  readonly lanes: readonly AlertLane[];
  /** Made by `announce`: told once, whatever the lanes do. */
  readonly isNotice: boolean;
  /** Attempts before this one. */
  readonly attempts: number;
}

const PURPOSE = 'alert';
const NOTICE = 'notice/';

/** What an administrator must be told: raised by lanes that stop, delivered by `AlertQueue`. */
export class AlertRepository {
  readonly #scope: OrgScope;

  constructor(scope: OrgScope) {
    this.#scope = scope;
  }

  /**
   * Raises an alert, or adds the lane to the open one of this cause, which is told again when it was told `repeatAfterMs` ago.
   * A cause that comes back within `reopenWithinMs` was not solved.
   */
  async raise(alert: NewAlert, after: { readonly repeatAfterMs: number; readonly reopenWithinMs: number }): Promise<void> {
    const { clock } = this.#scope.base;
    const { orgId } = this.#scope;
    const payload = this.#scope.seal(PURPOSE, { title: alert.title, body: alert.body } satisfies AlertText);
    const lane = keyOf(alert.lane);
    const isDueAgain = sql`alert.delivered_at <= ${clock.in(-after.repeatAfterMs)}`;
    await this.#scope.run(async (tx) => {
      await sql`update alert set solved_at = null
        where id = (select id from alert where org_id = ${orgId} and cause = ${alert.cause} order by id desc limit 1)
          and solved_at > ${clock.in(-after.reopenWithinMs)}`.execute(tx);
      await sql`insert into alert (org_id, code, cause, payload, lanes, created_at, next_attempt_at)
        values (${orgId}, ${alert.code}, ${alert.cause}, ${payload}, jsonb_build_array(${lane}::text), ${clock.now()}, ${clock.now()})
        on conflict (org_id, cause) where solved_at is null do update set
          lanes = (alert.lanes - ${lane}::text) || jsonb_build_array(${lane}::text),
          delivered_at = case when ${isDueAgain} then null else alert.delivered_at end,
          attempts = case when ${isDueAgain} then 0 else alert.attempts end,
          next_attempt_at = case when ${isDueAgain} then ${clock.now()} else alert.next_attempt_at end,
          code = case when ${isDueAgain} then excluded.code else alert.code end,
          payload = case when ${isDueAgain} then excluded.payload else alert.payload end`.execute(tx);
    });
  }

  /** Tells the administrators once of something that is over and has stopped nothing. */
  async announce(notice: AlertText & { readonly code: string }): Promise<void> {
    const { clock } = this.#scope.base;
    const payload = this.#scope.seal(PURPOSE, { title: notice.title, body: notice.body } satisfies AlertText);
    const cause = `${NOTICE}${randomUUID()}`;
    await this.#scope.run((tx) =>
      sql`insert into alert (org_id, code, cause, payload, created_at, next_attempt_at)
        values (${this.#scope.orgId}, ${notice.code}, ${cause}, ${payload}, ${clock.now()}, ${clock.now()})`.execute(tx),
    );
  }

  /** A connection came back, or a person wants it tried: what is not delivered is tried at once. */
  async makeDue(): Promise<void> {
    const now = this.#scope.base.clock.now();
    await this.#scope.run((tx) =>
      sql`update alert set next_attempt_at = least(next_attempt_at, ${now})
        where org_id = ${this.#scope.orgId} and delivered_at is null and solved_at is null`.execute(tx),
    );
  }
}

/** Open alerts of all orgs, for those who deliver them. */
export class AlertQueue {
  readonly #base: StoreBase;

  constructor(base: StoreBase) {
    this.#base = base;
  }

  /** Takes alerts that are to be delivered now; nobody else gets them for `leaseMs`, so that a process that dies loses none. */
  async take(limit: number, leaseMs: number): Promise<TakenAlert[]> {
    const { clock, db, keyRing } = this.#base;
    const { rows } = await sql<AlertRow>`
      update alert set next_attempt_at = ${clock.in(leaseMs)} where id in (
        select id from alert
        where solved_at is null and delivered_at is null and cause is not null and next_attempt_at <= ${clock.now()}
          and exists (select from org o where o.id = alert.org_id and o.state = 'active')
        order by next_attempt_at, id limit ${limit}::int for update skip locked)
      returning id, org_id, code, cause, payload, lanes, attempts`.execute(db);
    return rows.map(({ payload, lanes, ...row }) => ({
      ...row,
      lanes: lanes.map(laneOf),
      isNotice: row.cause.startsWith(NOTICE),
      ...keyRing.openJson<AlertText>(row.orgId, PURPOSE, payload),
    }));
  }

  async markDelivered(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    await sql`update alert set delivered_at = ${this.#base.clock.now()} where id = any(${ids.map(String)}::text[]::bigint[])`.execute(
      this.#base.db,
    );
  }

  /** Not told: tried again in `delayMs`. */
  async postpone(ids: readonly number[], delayMs: number, isAttemptSpent: boolean): Promise<void> {
    if (ids.length === 0) return;
    await sql`update alert set next_attempt_at = ${this.#base.clock.in(delayMs)},
      attempts = attempts + ${isAttemptSpent ? 1 : 0}::int where id = any(${ids.map(String)}::text[]::bigint[])`.execute(
      this.#base.db,
    );
  }

  /** Nobody needs to be told any more. */
  async settle(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    await sql`update alert set solved_at = ${this.#base.clock.now()}
      where id = any(${ids.map(String)}::text[]::bigint[]) and solved_at is null`.execute(this.#base.db);
  }

  /** The lane works again or is gone: alerts that were about it alone are solved. One statement: it runs after every slice. */
  async laneCameRight({ orgId, division, flow }: AlertLane & { readonly orgId: string }): Promise<void> {
    const lane = keyOf({ division, flow });
    await sql`update alert set lanes = lanes - ${lane}::text,
        solved_at = case when lanes - ${lane}::text = '[]'::jsonb then ${this.#base.clock.now()} end
      where org_id = ${orgId} and solved_at is null and lanes @> jsonb_build_array(${lane}::text)`.execute(this.#base.db);
  }
}

interface AlertRow {
  readonly id: number;
  readonly orgId: string;
  readonly code: string;
  readonly cause: string;
  readonly payload: string;
  readonly lanes: readonly string[];
  readonly attempts: number;
}

function keyOf({ division, flow }: AlertLane): string {
  return `${division}/${flow}`;
}

function laneOf(key: string): AlertLane {
  const [division = '', flow = ''] = key.split('/');
  return { division: Number(division), flow };
}
