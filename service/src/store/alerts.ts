import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { ErrorParams } from '../errors/index.ts';
import type { OrgScope } from './org-scope.ts';
import type { KeyRing } from './sealing.ts';

/** What is said in an alert: in English, as the operator gets it. */
export interface AlertText {
  readonly title: string;
  /** What happened. */
  readonly text: string;
  /** What a person can do; empty in alerts of older versions, whose text says it too. */
  readonly action: string;
  /** Of its code, for readers of other languages; undefined in alerts of older versions. */
  readonly params?: ErrorParams | undefined;
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

const PURPOSE = 'alert';
/** How the cause of an `announce` begins. */
export const NOTICE = 'notice/';
/** An instance of the version before, in a rolling deploy, leaves the alert so long to one that knows its channels. */
const LEFT_BY_OLDER_MS = 3_600_000;

/** What an administrator must be told: raised by lanes that stop, delivered by `AlertQueue`. */
export class AlertRepository {
  readonly #scope: OrgScope;

  constructor(scope: OrgScope) {
    this.#scope = scope;
  }

  /**
   * Raises an alert, or adds the lane to the open one of this cause, which each channel tells again that was through with it
   * `repeatAfterMs` ago. A cause that comes back within `reopenWithinMs` was not solved.
   */
  async raise(alert: NewAlert, after: { readonly repeatAfterMs: number; readonly reopenWithinMs: number }): Promise<void> {
    const { clock } = this.#scope.base;
    const { orgId } = this.#scope;
    const lane = keyOf(alert.lane);
    await this.#scope.run(async (tx) => {
      await sql`update alert set solved_at = null
        where id = (select id from alert where org_id = ${orgId} and cause = ${alert.cause} order by id desc limit 1)
          and solved_at > ${clock.in(-after.reopenWithinMs)}`.execute(tx);
      const { rows: again } = await sql`update alert_delivery d
        set delivered_at = null, refused_at = null, attempts = 0, next_attempt_at = ${clock.now()}, last_problem = null
        from alert a
        where a.id = d.alert_id and a.org_id = ${orgId} and a.cause = ${alert.cause} and a.solved_at is null
          and coalesce(d.delivered_at, d.refused_at) <= ${clock.in(-after.repeatAfterMs)}
        returning d.channel`.execute(tx);
      const isToldAgain = sql`${again.length > 0}::boolean`;
      await sql`insert into alert (org_id, code, cause, payload, lanes, created_at, next_attempt_at)
        values (${orgId}, ${alert.code}, ${alert.cause}, ${this.#seal(alert)}, jsonb_build_array(${lane}::text), ${clock.now()},
          ${clock.in(LEFT_BY_OLDER_MS)})
        on conflict (org_id, cause) where solved_at is null do update set
          lanes = (alert.lanes - ${lane}::text) || jsonb_build_array(${lane}::text),
          code = case when ${isToldAgain} then excluded.code else alert.code end,
          payload = case when ${isToldAgain} then excluded.payload else alert.payload end`.execute(tx);
    });
  }

  /** Tells the administrators once of something that is over and has stopped nothing. */
  async announce(notice: AlertText & { readonly code: string }): Promise<void> {
    const { clock } = this.#scope.base;
    const cause = `${NOTICE}${randomUUID()}`;
    await this.#scope.run((tx) =>
      sql`insert into alert (org_id, code, cause, payload, created_at, next_attempt_at)
        values (${this.#scope.orgId}, ${notice.code}, ${cause}, ${this.#seal(notice)}, ${clock.now()},
          ${clock.in(LEFT_BY_OLDER_MS)})`.execute(tx),
    );
  }

  /** A connection came back, or a person wants it tried: what is not delivered is tried at once. */
  async makeDue(): Promise<void> {
    const now = this.#scope.base.clock.now();
    await this.#scope.run((tx) =>
      sql`update alert_delivery d set next_attempt_at = least(d.next_attempt_at, ${now}) from alert a
        where a.id = d.alert_id and a.org_id = ${this.#scope.orgId} and a.solved_at is null
          and d.delivered_at is null and d.refused_at is null`.execute(tx),
    );
  }

  #seal({ title, text, action, params }: AlertText): string {
    return this.#scope.seal(PURPOSE, { title, body: text, action, params } satisfies SealedText);
  }
}

/** Opens what `AlertRepository` sealed for the org. */
export function openAlertText(keyRing: KeyRing, orgId: string, payload: string): AlertText {
  const { title, body, action = '', params } = keyRing.openJson<SealedText>(orgId, PURPOSE, payload);
  return { title, text: body, action, params };
}

/** A lane as alerts keep it. */
export function keyOf({ division, flow }: AlertLane): string {
  return `${division}/${flow}`;
}

/** The lane of such a key. */
export function laneOf(key: string): AlertLane {
  const [division = '', flow = ''] = key.split('/');
  return { division: Number(division), flow };
}

/** `body` and no action is what the version before knows. */
interface SealedText {
  readonly title: string;
  readonly body: string;
  readonly action?: string;
  readonly params?: ErrorParams | undefined;
}
