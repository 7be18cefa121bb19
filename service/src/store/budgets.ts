import { sql } from 'kysely';
import type { StoreBase } from './org-scope.ts';

/** `interactive`: a person waits, and the reserve may be used. */
export type BudgetClass = 'interactive' | 'batch';

export type BudgetAnswer =
  | { readonly isGranted: true }
  | { readonly isGranted: false; readonly reason: 'minute' | 'day' | 'blocked' | 'errors'; readonly retryAfterMs: number };

export interface BudgetWindow {
  readonly limit: number;
  readonly used: number;
  readonly resetsAt: Date;
}

export interface BudgetState {
  readonly minute: BudgetWindow;
  readonly day: BudgetWindow;
}

/** What the response headers said; an absent window is unknown, never zero. */
export interface BudgetHeaders {
  readonly minute?: { readonly limit: number; readonly remaining: number; readonly resetAt?: Date | undefined } | undefined;
  readonly day?: { readonly limit: number; readonly remaining: number; readonly resetAt?: Date | undefined } | undefined;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Share of a minute that only interactive calls may use, and how long before the minute's end it melts away. */
const RESERVE_SHARE = 0.2;
const RESERVE_DECAY_MS = 15_000;
/** Exact blocks a key for an hour after more than ten errors at one endpoint within an hour; Tandem stops itself before. */
const MAX_ERRORS_PER_HOUR = 6;
/** Of a division that no answer has told of yet; every answer of Exact names its own. */
const DEFAULT_MINUTE_LIMIT = 60;
const DEFAULT_DAY_LIMIT = 5000;

/**
 * Calls to Exact that may still be made, counted in one row for each host, app and division, shared by every instance and
 * every org of that division. Minutes are clock minutes (divided by the time scale), days are UTC days.
 */
export class BudgetRepository {
  readonly #base: StoreBase;
  readonly #scale: number;

  constructor(base: StoreBase, timeScale: number) {
    this.#base = base;
    this.#scale = timeScale;
  }

  /** One call, or the reason and the time to wait. A single statement decides, so the limit holds under any concurrency. */
  async acquire(key: string, callClass: BudgetClass, endpoint: string): Promise<BudgetAnswer> {
    const windowMs = MINUTE_MS / this.#scale;
    const reserveShare = callClass === 'interactive' ? 0 : RESERVE_SHARE;
    const minuteUsed = sql`(case when budget.window_start >= excluded.window_start then budget.minute_used else 0 end)`;
    const dayUsed = sql`(case when budget.day >= excluded.day then budget.day_used else 0 end)`;
    const melted = sql`least(1, greatest(0, (excluded.window_start + ${windowMs}::float8 - excluded.touched_at) / ${RESERVE_DECAY_MS / this.#scale}::float8))`;
    const { rows } = await sql`
      with moment as (select ${this.#base.clock.epochMs()} as ms)
      insert into budget (key, window_start, touched_at, minute_used, minute_limit, day, day_used, day_limit)
      select ${key}::text, (floor(ms / ${windowMs}::float8) * ${windowMs}::float8)::bigint, ms, 1, ${DEFAULT_MINUTE_LIMIT}::int,
             to_char(to_timestamp(ms / 1000.0) at time zone 'utc', 'YYYY-MM-DD'), 1, ${DEFAULT_DAY_LIMIT}::int
      from moment
      where (select count(*) from budget_error e
             where e.key = ${key} and e.endpoint = ${endpoint} and e.at > moment.ms - ${HOUR_MS / this.#scale}::float8) < ${MAX_ERRORS_PER_HOUR}::int
      on conflict (key) do update set
        window_start = greatest(budget.window_start, excluded.window_start),
        touched_at = excluded.touched_at,
        minute_used = ${minuteUsed} + 1,
        day = greatest(budget.day, excluded.day),
        day_used = ${dayUsed} + 1
      where budget.blocked_until <= excluded.touched_at
        and ${minuteUsed} + 1 <= budget.minute_limit - floor(budget.minute_limit * ${reserveShare}::float8 * ${melted})
        and ${dayUsed} + 1 <= budget.day_limit
      returning key`.execute(this.#base.db);
    return rows.length > 0 ? { isGranted: true } : this.#refusal(key, callClass, endpoint);
  }

  /** Takes over what the response headers say, where they speak of the window that is still open. */
  async correct(key: string, headers: BudgetHeaders): Promise<void> {
    const { minute, day } = headers;
    if (minute === undefined && day === undefined) return;
    const windowMs = MINUTE_MS / this.#scale;
    const windowEnd = minute?.resetAt?.getTime() ?? null;
    const resetDay = day?.resetAt === undefined ? null : new Date(day.resetAt.getTime() - DAY_MS / 2).toISOString().slice(0, 10);
    // One statement for both: it runs after every call.
    await sql`
      update budget set
        minute_limit = coalesce(${minute?.limit ?? null}::int, minute_limit),
        minute_used = case
          when ${windowEnd}::bigint is null or abs(window_start + ${windowMs}::float8 - ${windowEnd}::bigint) < ${windowMs / 2}::float8
          then greatest(minute_used, ${usedIn(minute)}::int) else minute_used end,
        day_limit = coalesce(${day?.limit ?? null}::int, day_limit),
        day_used = case
          when ${resetDay}::text is null or day = ${resetDay}::text
          then greatest(day_used, ${usedIn(day)}::int) else day_used end
      where key = ${key}`.execute(this.#base.db);
  }

  /** Nothing goes out before `until`; without it, not before the minute is over (a refusal without headers). */
  async block(key: string, until?: Date): Promise<void> {
    const windowMs = MINUTE_MS / this.#scale;
    const end =
      until === undefined
        ? sql`(floor(${this.#base.clock.epochMs()} / ${windowMs}::float8) + 1) * ${windowMs}::float8`
        : sql`${until.getTime()}::bigint`;
    await sql`update budget set blocked_until = greatest(blocked_until, (${end})::bigint) where key = ${key}`.execute(
      this.#base.db,
    );
  }

  /** Counts an answer of 400, 401, 403 or 404 against the endpoint; answers how many there were in the last hour. */
  async recordError(key: string, endpoint: string): Promise<number> {
    const hourMs = HOUR_MS / this.#scale;
    const { rows } = await sql<{ errors: number }>`
      with moment as (select ${this.#base.clock.epochMs()} as ms),
           gone as (delete from budget_error using moment where at <= moment.ms - ${hourMs}::float8),
           added as (insert into budget_error (key, endpoint, at) select ${key}::text, ${endpoint}::text, ms from moment)
      select count(*)::int + 1 as errors from budget_error e, moment
      where e.key = ${key} and e.endpoint = ${endpoint} and e.at > moment.ms - ${hourMs}::float8`.execute(this.#base.db);
    return rows[0]?.errors ?? 1;
  }

  /** What is used and left at this moment; a division that was never called has everything left. */
  async state(key: string): Promise<BudgetState> {
    const row = await this.#row(key);
    const windowMs = MINUTE_MS / this.#scale;
    const windowStart = Math.floor(row.now / windowMs) * windowMs;
    const today = new Date(row.now).toISOString().slice(0, 10);
    return {
      minute: {
        limit: row.minuteLimit ?? DEFAULT_MINUTE_LIMIT,
        used: (row.windowStart ?? 0) >= Math.floor(windowStart) ? (row.minuteUsed ?? 0) : 0,
        resetsAt: new Date(windowStart + windowMs),
      },
      day: {
        limit: row.dayLimit ?? DEFAULT_DAY_LIMIT,
        used: (row.day ?? '') >= today ? (row.dayUsed ?? 0) : 0,
        resetsAt: new Date(Date.parse(`${today}T00:00:00Z`) + DAY_MS),
      },
    };
  }

  async #refusal(key: string, callClass: BudgetClass, endpoint: string): Promise<BudgetAnswer> {
    const row = await this.#row(key);
    const { minute, day } = await this.state(key);
    const oldest = await sql<{ at: number | null; errors: number }>`
      select min(at) as at, count(*)::int as errors from budget_error
      where key = ${key} and endpoint = ${endpoint} and at > ${row.now - HOUR_MS / this.#scale}::float8`.execute(this.#base.db);
    const { at = null, errors = 0 } = oldest.rows[0] ?? {};
    const wait = (untilMs: number): number => Math.max(1, Math.ceil(untilMs - row.now));
    if (errors >= MAX_ERRORS_PER_HOUR) {
      return { isGranted: false, reason: 'errors', retryAfterMs: wait((at ?? row.now) + HOUR_MS / this.#scale) };
    }
    const blockedUntil = row.blockedUntil ?? 0;
    if (blockedUntil > row.now) return { isGranted: false, reason: 'blocked', retryAfterMs: wait(blockedUntil) };
    if (day.used >= day.limit) return { isGranted: false, reason: 'day', retryAfterMs: wait(day.resetsAt.getTime()) };
    const resetsAt = minute.resetsAt.getTime();
    const free = minute.limit - minute.used;
    if (callClass === 'interactive' || free <= 0) return { isGranted: false, reason: 'minute', retryAfterMs: wait(resetsAt) };
    // A batch that met the reserve goes on as soon as its next call has melted off, not only in the next minute.
    const callMeltsInMs = RESERVE_DECAY_MS / this.#scale / (minute.limit * RESERVE_SHARE);
    const nextCallAt = Math.floor(resetsAt - free * callMeltsInMs) + 1;
    return { isGranted: false, reason: 'minute', retryAfterMs: wait(Math.min(nextCallAt, resetsAt)) };
  }

  async #row(key: string): Promise<BudgetRow> {
    const { rows } = await sql<BudgetRow>`
      with moment as (select ${this.#base.clock.epochMs()} as now)
      select moment.now, b.window_start, b.minute_used, b.minute_limit, b.day, b.day_used, b.day_limit, b.blocked_until
      from moment left join budget b on b.key = ${key}`.execute(this.#base.db);
    return rows[0] ?? { ...EMPTY_ROW, now: Date.now() };
  }
}

interface BudgetRow {
  readonly now: number;
  readonly windowStart: number | null;
  readonly minuteUsed: number | null;
  readonly minuteLimit: number | null;
  readonly day: string | null;
  readonly dayUsed: number | null;
  readonly dayLimit: number | null;
  readonly blockedUntil: number | null;
}

const EMPTY_ROW = {
  windowStart: null,
  minuteUsed: null,
  minuteLimit: null,
  day: null,
  dayUsed: null,
  dayLimit: null,
  blockedUntil: null,
} as const;

/** Null leaves a count as it is. */
function usedIn(window: BudgetHeaders['minute']): number | null {
  return window === undefined ? null : window.limit - window.remaining;
}
