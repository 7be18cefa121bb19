import { PGlite } from '@electric-sql/pglite';
import { CamelCasePlugin, Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { PgBoss, fromPglite, type ConstructorOptions } from 'pg-boss';
import { lockDirectory } from './directory-lock.ts';
import type { Database } from './schema.ts';

const INT8_OID = 20;
const POOL_SIZE = 10;

/** Where the rows live. `directory` undefined: in memory, for tests. */
export type DatabaseLocation =
  | { readonly kind: 'server'; readonly connectionString: string; readonly schema?: string | undefined }
  | { readonly kind: 'embedded'; readonly directory?: string | undefined };

/** An open database: Kysely over it, a pg-boss on it, and how to close it. */
export interface OpenDatabase {
  readonly db: Kysely<Database>;
  /** A pg-boss on the same database, not started. */
  createBoss(options: Partial<ConstructorOptions>): PgBoss;
  close(): Promise<void>;
}

/**
 * Opens PostgreSQL by its connection string, or the embedded one. Both answer int8 as a number and speak the same SQL.
 * The embedded one has one connection: nothing may wait for the network inside a transaction.
 */
export function openDatabase(location: DatabaseLocation): Promise<OpenDatabase> {
  return location.kind === 'server' ? openServer(location.connectionString, location.schema) : openEmbedded(location.directory);
}

async function openServer(connectionString: string, schema: string | undefined): Promise<OpenDatabase> {
  const pool = new pg.Pool({
    connectionString,
    max: POOL_SIZE,
    types: INT8_AS_NUMBER,
    ...(schema === undefined ? {} : { options: `-c search_path=${schema}` }),
  });
  // A connection that the server drops must not end the process, be it idle or between two statements of a transaction: the
  // next statement on it fails and is told of, the next query opens another.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }), plugins: [camelCase()] });
  return {
    db,
    createBoss: (options) =>
      new PgBoss({ connectionString, schema: schema === undefined ? 'pgboss' : `${schema}_boss`, ...options }),
    close: () => db.destroy(),
  };
}

async function openEmbedded(directory: string | undefined): Promise<OpenDatabase> {
  if (directory !== undefined) await mkdir(directory, { recursive: true, mode: 0o700 });
  const release = directory === undefined ? undefined : await lockDirectory(path.join(directory, 'postgres'));
  try {
    const pglite = await PGlite.create({
      ...(directory === undefined ? {} : { dataDir: path.join(directory, 'postgres') }),
      parsers: { [INT8_OID]: Number },
    });
    const db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite }), plugins: [camelCase()] });
    return {
      db,
      createBoss: (options) => new PgBoss({ db: fromPglite(pglite), backend: 'pglite', ...options }),
      close: async () => {
        await db.destroy();
        if (!pglite.closed) await pglite.close();
        await release?.();
      },
    };
  } catch (error) {
    await release?.();
    throw error;
  }
}

function camelCase(): CamelCasePlugin {
  return new CamelCasePlugin({ maintainNestedObjectKeys: true });
}

/** The driver hands out int8 as text, the embedded database as a number: here both do. */
const INT8_AS_NUMBER = new pg.TypeOverrides();
INT8_AS_NUMBER.setTypeParser(pg.types.builtins.INT8, Number);
