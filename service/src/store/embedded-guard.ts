import type { PGlite, Transaction } from '@electric-sql/pglite';
import { statfs } from 'node:fs/promises';
import { databaseFull, databaseUnavailable, tellDatabaseError, type Room } from './database-errors.ts';

/**
 * The write-ahead log grows by files of 16 MB, and PostgreSQL dies when it cannot make one. On a server that is a restart; here it
 * would be the end of the database inside this process, so nothing is asked of it any more while there is less than this.
 */
const NEEDED_BYTES = 64 * 1024 * 1024;
const LOOK_AGAIN_MS = 500;

/**
 * The embedded database with the errors of the catalogue: `database_full` while its disk has too little room, and again at work as
 * soon as it has. `directory` undefined: in memory.
 */
export function guardEmbedded(pglite: PGlite, directory: string | undefined, room: Room): PGlite {
  const guard = new EmbeddedGuard(pglite, directory, room);
  return new Proxy(pglite, {
    get: (_target, name) => {
      if (name === 'query') return (...given: Parameters<PGlite['query']>) => guard.run(() => pglite.query(...given));
      if (name === 'exec') return (...given: Parameters<PGlite['exec']>) => guard.run(() => pglite.exec(...given));
      if (name === 'transaction') return (work: (tx: Transaction) => Promise<unknown>) => guard.transaction(work);
      const member: unknown = Reflect.get(pglite, name, pglite);
      return typeof member === 'function' ? (member.bind(pglite) as unknown) : member;
    },
  });
}

class EmbeddedGuard {
  readonly #pglite: PGlite;
  readonly #directory: string | undefined;
  readonly #room: Room;
  /** Ends what waits for a statement: from a database that has died no answer comes. */
  readonly #waiting = new Set<(error: unknown) => void>();
  #hasDied = false;
  #hasRoom = true;
  #lookedAt = -LOOK_AGAIN_MS;

  constructor(pglite: PGlite, directory: string | undefined, room: Room) {
    this.#pglite = pglite;
    this.#directory = directory;
    this.#room = room;
  }

  async run<T>(statement: () => Promise<T>): Promise<T> {
    const refusal = await this.#refusal();
    if (refusal !== undefined) throw refusal;
    return this.#told(statement);
  }

  /** A refused one begins all the same, and refuses its first statement: the dialect waits for its beginning without an end. */
  async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const refusal = await this.#refusal();
    if (refusal === undefined) return this.#told(() => this.#pglite.transaction((tx) => work(this.#guarded(tx))));
    await work(this.#guarded({} as Transaction, refusal));
    throw refusal;
  }

  #guarded(tx: Transaction, refusal?: Error): Transaction {
    return {
      ...tx,
      query: <Row>(...given: Parameters<Transaction['query']>) =>
        this.#told(async () => {
          if (refusal !== undefined) throw refusal;
          return tx.query<Row>(...given);
        }),
    };
  }

  async #told<T>(statement: () => Promise<T>): Promise<T> {
    try {
      return await this.#answerOf(statement);
    } catch (error) {
      if (typeof error === 'object' && error !== null && 'severity' in error && error.severity === 'PANIC') {
        this.#hasDied = true;
        for (const end of this.#waiting) end(error);
      }
      throw tellDatabaseError(error, this.#room);
    }
  }

  /** Not a race against one promise that lasts as long as the process: it would hold on to the rows of every statement. */
  async #answerOf<T>(statement: () => Promise<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    this.#waiting.add(reject);
    statement().then(resolve, reject);
    return promise.finally(() => this.#waiting.delete(reject));
  }

  async #refusal(): Promise<Error | undefined> {
    if (this.#hasDied) return databaseUnavailable('the embedded database ended when its disk was full: restart Tandem');
    if (this.#directory === undefined) return undefined;
    if (performance.now() - this.#lookedAt >= LOOK_AGAIN_MS) {
      this.#lookedAt = performance.now();
      this.#hasRoom = await hasRoomIn(this.#directory);
    }
    if (this.#hasRoom) return undefined;
    this.#room.isShort = true;
    return tooLittleRoom(this.#directory);
  }
}

/** Throws `database_full` where the database may not even be opened: it writes then too. */
export async function assertRoom(directory: string): Promise<void> {
  if (!(await hasRoomIn(directory))) throw tooLittleRoom(directory);
}

async function hasRoomIn(directory: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize >= NEEDED_BYTES;
}

function tooLittleRoom(directory: string): Error {
  return databaseFull(new Error(`less than ${NEEDED_BYTES / 1024 / 1024} MB are free in ${directory}`));
}
