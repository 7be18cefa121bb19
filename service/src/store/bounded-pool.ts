import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';
import { databaseUnavailable, tellDatabaseError, type Room } from './database-errors.ts';

/** How long a connection and an answer may take, in milliseconds. */
export interface PoolBounds {
  readonly connectMs: number;
  /** No answer by then: the connection is given up. Undefined where a statement may take as long as it needs. */
  readonly answerMs?: number | undefined;
}

/** What Kysely sends around a transaction. */
const BEGIN = 'begin';
const ENDS: ReadonlySet<string> = new Set(['commit', 'rollback']);
const NOTHING = { command: 'COMMIT', rowCount: 0, rows: [] } as const satisfies PostgresQueryResult<unknown>;
/** Meanwhile nobody waits for what has just been waited for in vain. */
const LOOK_AGAIN_MS = 1_000;

/**
 * A pool of PostgreSQL connections, as Kysely takes it, that never waits for ever. A server that is frozen, or a network that
 * drops packets, ends in `database_unavailable` after the bounds; what follows within a second ends at once, and no connection of
 * before is used again: of those that are still open nobody knows whether anything comes through. The `begin` of a transaction goes
 * out together with its first statement where that has no parameters: most of ours are short, and each way to the server costs CPU.
 */
export class BoundedPool implements PostgresPool {
  readonly options: object;
  readonly #pool: pg.Pool;
  readonly #bounds: PoolBounds;
  readonly #room: Room;
  readonly #epochs = new WeakMap<pg.PoolClient, number>();
  #epoch = 0;
  #isSilentUntil = 0;

  constructor(pool: pg.Pool, bounds: PoolBounds, room: Room) {
    this.#pool = pool;
    this.#bounds = bounds;
    this.#room = room;
    this.options = pool.options;
    // A connection that the server drops must not end the process, be it idle or between two statements of a transaction: the
    // next statement on it fails and is told of, the next query opens another.
    pool.on('error', () => undefined);
    pool.on('connect', (client) => {
      client.on('error', () => undefined);
      this.#epochs.set(client, this.#epoch);
    });
  }

  async connect(): Promise<PostgresPoolClient> {
    if (performance.now() < this.#isSilentUntil) throw databaseUnavailable('it did not answer a moment ago');
    const client = await this.#within(this.#bounds.connectMs, this.#connectAnew());
    return this.#bounded(client);
  }

  end(): Promise<void> {
    return this.#pool.end();
  }

  /** The first free connection that was made since the database was last silent. */
  async #connectAnew(): Promise<pg.PoolClient> {
    for (;;) {
      const client = await this.#pool.connect();
      if (this.#epochs.get(client) === this.#epoch) return client;
      client.release(true);
    }
  }

  /** The pool bounds the wait for a free connection and the making of one, each: here both together. */
  async #within(ms: number, connecting: Promise<pg.PoolClient>): Promise<pg.PoolClient> {
    const { promise: late, resolve } = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => resolve(undefined), ms);
    try {
      const client = await Promise.race([connecting, late]);
      if (client !== undefined) return client;
    } catch (error) {
      // Whatever keeps a connection from being made, a wrong password included, it is not the fault of who asked.
      throw databaseUnavailable(error);
    } finally {
      clearTimeout(timer);
    }
    connecting.then(
      (client) => client.release(),
      () => undefined,
    );
    throw databaseUnavailable('no connection in time');
  }

  #bounded(client: pg.PoolClient): PostgresPoolClient {
    let isLost = false;
    let isToBegin = false;
    const query = async <R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>> => {
      if (isLost) throw databaseUnavailable('the connection is lost');
      const { answerMs } = this.#bounds;
      const startedAt = performance.now();
      try {
        const statement = { text, values: [...values], ...(answerMs === undefined ? {} : { query_timeout: answerMs }) };
        return (await client.query(statement)) as unknown as PostgresQueryResult<R>;
      } catch (error) {
        const told = tellDatabaseError(error, this.#room);
        isLost = told !== error && !isStatementError(error);
        if (isLost && answerMs !== undefined && performance.now() - startedAt >= answerMs) throw this.#silent(error);
        throw told;
      }
    };
    const begun = async <R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>> => {
      if (text === BEGIN) {
        isToBegin = true;
        return NOTHING;
      }
      if (!isToBegin) return query<R>(text, values);
      isToBegin = false;
      if (ENDS.has(text)) return NOTHING;
      if (values.length > 0) {
        await query(BEGIN, []);
        return query<R>(text, values);
      }
      const answers: unknown = await query(`${BEGIN}; ${text}`, []);
      return (answers as PostgresQueryResult<R>[])[1] ?? NOTHING;
    };
    return {
      query: <R>(statement: string | PostgresCursor<R>, values: readonly unknown[] = []) => {
        if (typeof statement !== 'string') throw new RangeError('no rows are streamed');
        return begun<R>(statement, values) as Promise<PostgresQueryResult<R>> & PostgresCursor<R>;
      },
      release: (isDiscarded = false) => client.release(isDiscarded || isLost),
    };
  }

  #silent(cause: unknown): Error {
    this.#epoch += 1;
    this.#isSilentUntil = performance.now() + LOOK_AGAIN_MS;
    return databaseUnavailable(cause);
  }
}

/** The server answered, if only to refuse: the connection is good. */
function isStatementError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'severity' in error && error.severity === 'ERROR';
}
