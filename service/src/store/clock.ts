import { sql, type RawBuilder } from 'kysely';

/**
 * The moment, as the database sees it: several instances share one clock that way. Tests give a clock of their own.
 * The moment of a statement, not of its transaction.
 */
export class Clock {
  readonly #now: (() => Date) | undefined;

  constructor(now?: () => Date) {
    this.#now = now;
  }

  now(): RawBuilder<Date> {
    return this.#now === undefined ? sql<Date>`clock_timestamp()` : sql<Date>`${this.#now().toISOString()}::timestamptz`;
  }

  /** The moment plus a duration in milliseconds. */
  in(durationMs: number): RawBuilder<Date> {
    return sql<Date>`(${this.now()} + ${durationMs}::double precision * interval '1 millisecond')`;
  }

  /** Milliseconds since the epoch. */
  epochMs(): RawBuilder<number> {
    return sql<number>`floor(extract(epoch from ${this.now()}) * 1000)::bigint`;
  }
}
