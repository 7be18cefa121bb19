import { sql, type RawBuilder } from 'kysely';

/**
 * The moment, as the database sees it: several instances share one clock that way. Tests give a clock of their own.
 */
export class Clock {
  readonly #now: (() => Date) | undefined;

  constructor(now?: () => Date) {
    this.#now = now;
  }

  /**
   * When the statement (not its transaction) began. One value for all of its rows, so that the planner may look it up in an index:
   * with `clock_timestamp()`, which changes from row to row, a search for what is due reads all that is not.
   */
  now(): RawBuilder<Date> {
    return this.#now === undefined ? sql<Date>`statement_timestamp()` : this.#given(this.#now);
  }

  /**
   * The moment at which this row is written. For a change that must not undo what another statement stored while this one waited
   * for the row; never for a search.
   */
  whenWritten(): RawBuilder<Date> {
    return this.#now === undefined ? sql<Date>`clock_timestamp()` : this.#given(this.#now);
  }

  /** The moment plus a duration in milliseconds. */
  in(durationMs: number): RawBuilder<Date> {
    return sql<Date>`(${this.now()} + ${durationMs}::double precision * interval '1 millisecond')`;
  }

  /** Milliseconds since the epoch. */
  epochMs(): RawBuilder<number> {
    return sql<number>`floor(extract(epoch from ${this.now()}) * 1000)::bigint`;
  }

  #given(now: () => Date): RawBuilder<Date> {
    return sql<Date>`${now().toISOString()}::timestamptz`;
  }
}
