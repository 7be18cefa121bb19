import { sql, type RawBuilder } from 'kysely';
import { keyOf, laneOf, NOTICE, openAlertText, type AlertLane, type AlertText } from './alerts.ts';
import type { StoreBase } from './org-scope.ts';

/** An alert in the hands of one instance, to be delivered through one channel. */
export interface TakenAlert extends AlertText {
  readonly id: number;
  readonly orgId: string;
  readonly orgName: string;
  readonly code: string;
  readonly cause: string;
  /** Lanes that met the cause and have not come right since. */
  readonly lanes: readonly AlertLane[];
  /** Made by `announce`: told once, whatever the lanes do. */
  readonly isNotice: boolean;
  readonly raisedAt: Date;
  /** Attempts of this channel before this one. */
  readonly attempts: number;
}

/**
 * Open alerts of all orgs, for those who deliver them. What became of an alert is kept for each channel, from the first time that the
 * channel takes it: one that is set up later tells what is still open.
 */
export class AlertQueue {
  readonly #base: StoreBase;

  constructor(base: StoreBase) {
    this.#base = base;
  }

  /** Takes what this channel has to tell now; nobody else gets it for `leaseMs`, so that a process that dies loses none. */
  async take(channel: string, limit: number, leaseMs: number): Promise<TakenAlert[]> {
    const { clock, db, keyRing } = this.#base;
    const isDue = sql`d.delivered_at is null and d.refused_at is null and d.next_attempt_at <= ${clock.now()}`;
    // Who comes second sees at the conflict, if not in its search, what the first has stored.
    const { rows } = await sql<AlertRow>`
      with due as (
        select a.id, a.org_id from alert a left join alert_delivery d on d.alert_id = a.id and d.channel = ${channel}
        where a.solved_at is null and a.cause is not null and (d.alert_id is null or (${isDue}))
          and exists (select from org o where o.id = a.org_id and o.state = 'active')
        order by coalesce(d.next_attempt_at, a.created_at), a.id limit ${limit}::int),
      taken as (
        insert into alert_delivery as d (alert_id, channel, org_id, next_attempt_at)
        select id, ${channel}, org_id, ${clock.in(leaseMs)} from due order by id
        on conflict (alert_id, channel) do update set next_attempt_at = excluded.next_attempt_at where ${isDue}
        returning d.alert_id, d.attempts)
      select a.id, a.org_id, o.name as org_name, a.code, a.cause, a.payload, a.lanes, a.created_at as raised_at, t.attempts
      from taken t join alert a on a.id = t.alert_id join org o on o.id = a.org_id
      order by a.id`.execute(db);
    return rows.map(({ payload, lanes, ...row }) => ({
      ...row,
      lanes: lanes.map(laneOf),
      isNotice: row.cause.startsWith(NOTICE),
      ...openAlertText(keyRing, row.orgId, payload),
    }));
  }

  /** Told: this channel does not tell it again, unless it is raised long after. */
  async markDelivered(channel: string, ids: readonly number[]): Promise<void> {
    await this.#change(channel, ids, sql`delivered_at = ${this.#base.clock.now()}, attempts = attempts + 1, last_problem = null`);
  }

  /** Not told, and not to be tried again by this channel, unless it is raised long after. */
  async refuse(channel: string, ids: readonly number[], problem: string): Promise<void> {
    await this.#change(channel, ids, sql`refused_at = ${this.#base.clock.now()}, last_problem = ${problem}`);
  }

  /** Not told: tried again in `delayMs`. With a problem, an attempt is spent. */
  async postpone(channel: string, ids: readonly number[], delayMs: number, problem?: string): Promise<void> {
    const spent = problem === undefined ? sql`` : sql`, attempts = attempts + 1, last_problem = ${problem}`;
    await this.#change(channel, ids, sql`next_attempt_at = ${this.#base.clock.in(delayMs)}${spent}`);
  }

  /** Nobody needs to be told any more, by no channel. */
  async settle(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    await sql`update alert set solved_at = ${this.#base.clock.now()}
      where id = any(${ids.map(String)}::text[]::bigint[]) and solved_at is null`.execute(this.#base.db);
  }

  /** Settles the notices that all of these channels are through with. */
  async settleNotices(channels: readonly string[]): Promise<void> {
    await sql`update alert set solved_at = ${this.#base.clock.now()}
      where solved_at is null and cause like ${`${NOTICE}%`}
        and (select count(*) from alert_delivery d where d.alert_id = alert.id and d.channel = any(${[...channels]}::text[])
          and coalesce(d.delivered_at, d.refused_at) is not null) = ${channels.length}::int`.execute(this.#base.db);
  }

  /** The lane works again or is gone: alerts that were about it alone are solved. One statement: it runs after every slice. */
  async laneCameRight({ orgId, division, flow }: AlertLane & { readonly orgId: string }): Promise<void> {
    const lane = keyOf({ division, flow });
    await sql`update alert set lanes = lanes - ${lane}::text,
        solved_at = case when lanes - ${lane}::text = '[]'::jsonb then ${this.#base.clock.now()} end
      where org_id = ${orgId} and solved_at is null and lanes @> jsonb_build_array(${lane}::text)`.execute(this.#base.db);
  }

  async #change(channel: string, ids: readonly number[], change: RawBuilder<unknown>): Promise<void> {
    if (ids.length === 0) return;
    await sql`update alert_delivery set ${change}
      where channel = ${channel} and alert_id = any(${ids.map(String)}::text[]::bigint[])`.execute(this.#base.db);
  }
}

interface AlertRow {
  readonly id: number;
  readonly orgId: string;
  readonly orgName: string;
  readonly code: string;
  readonly cause: string;
  readonly payload: string;
  readonly lanes: readonly string[];
  readonly raisedAt: Date;
  readonly attempts: number;
}
