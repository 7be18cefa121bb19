import { PGlite } from '@electric-sql/pglite';
import { CamelCasePlugin, Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { PgBoss, fromPglite, type ConstructorOptions } from 'pg-boss';
import { isTandemError, TandemError } from '../errors/index.ts';
import { BoundedPool } from './bounded-pool.ts';
import { tellDatabaseError, type Room } from './database-errors.ts';
import { lockDirectory } from './directory-lock.ts';
import { assertRoom, guardEmbedded } from './embedded-guard.ts';
import type { Database } from './schema.ts';

const INT8_OID = 20;
/** int8 as a number: see `INT8_AS_NUMBER`. */
const PARSERS = { [INT8_OID]: Number };
const POOL_SIZE = 10;
/** Connections of work that may take its time. */
const PATIENT_POOL_SIZE = 2;
/**
 * A frozen server, or a network that drops packets, is noticed after these: a request meets one of each at most and is answered
 * within ten seconds. The server itself ends a statement half a second earlier, so that a slow one costs no connection.
 */
const CONNECT_MS = 3_000;
const ANSWER_MS = 6_000;
const SESSION_BOUNDS = {
  text: "set statement_timeout = '5500ms'; set idle_in_transaction_session_timeout = '60s'",
  query_timeout: CONNECT_MS,
};
/** Not as start-up parameters, which a PgBouncer in between refuses. */
const BOUND_SESSION = { onConnect: (client: pg.ClientBase) => client.query(SESSION_BOUNDS) };
/** The queue has a pool of its own, and nobody waits for it. */
const QUEUE_BOUNDS = { query_timeout: 30_000, keepAlive: true };

/** Where the rows live. `directory` undefined: in memory, for tests. */
export type DatabaseLocation =
  | { readonly kind: 'server'; readonly connectionString: string }
  /** Without a directory in memory; there it may begin as the copy of another one (a dump of its data directory). */
  | { readonly kind: 'embedded'; readonly directory?: string | undefined; readonly copyOf?: Blob | undefined };

/** An open database: Kysely over it, a pg-boss on it, and how to close it. */
export interface OpenDatabase {
  readonly db: Kysely<Database>;
  /** The same database for work of operators that may take minutes: migrations, forgetting an org, retention. */
  readonly patientDb: Kysely<Database>;
  readonly room: Room;
  /** A pg-boss on the same database, not started. */
  createBoss(options: Partial<ConstructorOptions>): PgBoss;
  close(): Promise<void>;
}

/**
 * Opens PostgreSQL by its connection string, or the embedded one. Both answer int8 as a number and speak the same SQL.
 * The embedded one has one connection: nothing may wait for the network inside a transaction.
 */
export function openDatabase(location: DatabaseLocation): Promise<OpenDatabase> {
  return location.kind === 'server' ? openServer(location.connectionString) : openEmbedded(location);
}

async function openServer(connectionString: string): Promise<OpenDatabase> {
  const common = {
    connectionString,
    types: INT8_AS_NUMBER,
    keepAlive: true,
    application_name: 'tandem',
  };
  const pool = new pg.Pool({
    ...common,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_MS,
    ...BOUND_SESSION,
  });
  const patientPool = new pg.Pool({ ...common, max: PATIENT_POOL_SIZE, connectionTimeoutMillis: CONNECT_MS });
  const over = (bounded: BoundedPool): Kysely<Database> =>
    new Kysely<Database>({ dialect: new PostgresDialect({ pool: bounded }), plugins: [camelCase()] });
  const room: Room = { isShort: false };
  const db = over(new BoundedPool(pool, { connectMs: CONNECT_MS, answerMs: ANSWER_MS }, room));
  const patientDb = over(new BoundedPool(patientPool, { connectMs: CONNECT_MS }, room));
  return {
    db,
    patientDb,
    room,
    createBoss: (options) =>
      new PgBoss({
        connectionString,
        schema: 'pgboss',
        connectionTimeoutMillis: CONNECT_MS,
        ...QUEUE_BOUNDS,
        ...options,
      }),
    close: async () => {
      await Promise.all([db.destroy(), patientDb.destroy()]);
    },
  };
}

/** The files of the embedded database, in the directory of its location. */
export function embeddedDirectory(directory: string): string {
  return path.join(directory, 'postgres');
}

async function openEmbedded({ directory, copyOf }: Extract<DatabaseLocation, { kind: 'embedded' }>): Promise<OpenDatabase> {
  if (directory !== undefined) await mkdir(directory, { recursive: true, mode: 0o700 });
  const release = directory === undefined ? undefined : await lockDirectory(embeddedDirectory(directory));
  try {
    const room: Room = { isShort: false };
    const opened = directory === undefined ? await openInMemory(copyOf) : await openFiles(directory, room);
    const pglite = guardEmbedded(opened, directory, room);
    const db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite }), plugins: [camelCase()] });
    return {
      db,
      patientDb: db,
      room,
      createBoss: (options) => new PgBoss({ db: fromPglite(pglite), backend: 'pglite', ...options }),
      close: async () => {
        await db.destroy();
        if (!pglite.closed) await pglite.close();
        release?.();
      },
    };
  } catch (error) {
    release?.();
    throw error;
  }
}

async function openInMemory(copyOf: Blob | undefined): Promise<PGlite> {
  return PGlite.create({ parsers: PARSERS, ...(copyOf === undefined ? {} : { loadDataDir: copyOf }) });
}

async function openFiles(directory: string, room: Room): Promise<PGlite> {
  const dataDir = embeddedDirectory(directory);
  await assertRoom(directory);
  // It would be made anew over what is left of it.
  const isTorn = existsSync(dataDir) && !existsSync(path.join(dataDir, 'PG_VERSION')) && readdirSync(dataDir).length > 0;
  if (isTorn) throw new TandemError('database_damaged', { directory: dataDir });
  try {
    return await PGlite.create({ dataDir, parsers: PARSERS });
  } catch (error) {
    const told = tellDatabaseError(error, room);
    throw isTandemError(told, 'database_full')
      ? told
      : new TandemError('database_damaged', { directory: dataDir }, { cause: error });
  }
}

function camelCase(): CamelCasePlugin {
  return new CamelCasePlugin({ maintainNestedObjectKeys: true });
}

/** The driver hands out int8 as text, the embedded database as a number: here both do. */
const INT8_AS_NUMBER = new pg.TypeOverrides();
INT8_AS_NUMBER.setTypeParser(pg.types.builtins.INT8, Number);
