import { PGlite } from '@electric-sql/pglite';
import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { openStore, type Store, type StoreConfig } from '../../src/store/index.ts';

export interface TestStore {
  readonly store: Store;
  /** Plain SQL as the owner of the tables, past every repository. */
  query(text: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export interface TestStoreOptions extends Partial<Pick<StoreConfig, 'timeScale' | 'now' | 'masterKeys' | 'stopping'>> {
  /** Another way to the server of DATABASE_URL, for the store alone. */
  readonly databaseUrl?: string;
  /** SQL text of the database before the migrations; else it is empty. */
  readonly dump?: string;
}

/**
 * A migrated store of its own: in memory, or a schema of the PostgreSQL server in DATABASE_URL, which `close` drops.
 */
export async function openTestStore(options: TestStoreOptions = {}): Promise<TestStore> {
  const connectionString = process.env['DATABASE_URL'];
  const schema = `t_${randomUUID().replaceAll('-', '')}`;
  const admin =
    connectionString === undefined ? undefined : new pg.Client({ connectionString, options: `-c search_path=${schema}` });
  await admin?.connect();
  await admin?.query(`create schema ${schema}; ${options.dump ?? ''}`);
  const store = await openStore({
    location:
      connectionString === undefined
        ? { kind: 'embedded', copyOf: await (options.dump === undefined ? emptyDatabase() : restored(options.dump)) }
        : { kind: 'server', connectionString: options.databaseUrl ?? connectionString, schema },
    masterKeys: options.masterKeys ?? testMasterKeys(),
    timeScale: options.timeScale ?? 1,
    isProduction: false,
    ...(options.now === undefined ? {} : { now: options.now }),
    ...(options.stopping === undefined ? {} : { stopping: options.stopping }),
  });
  await store.migrate();
  return {
    store,
    query: async (text, values = []) =>
      admin === undefined
        ? store.queryAsOwner(text, values)
        : (await admin.query<Record<string, unknown>>(text, [...values])).rows,
    close: async () => {
      await store.close();
      await admin?.query(`drop schema if exists ${schema}, ${schema}_boss cascade`);
      await admin?.end();
    },
  };
}

let copied: Promise<Blob> | undefined;

/**
 * A migrated database without a row, from the file that `npm test` has had written (`write-empty-database.ts`): making one takes
 * seconds, copying it a fraction of one. Undefined where a test runs by itself.
 */
async function emptyDatabase(): Promise<Blob | undefined> {
  const file = process.env['EMPTY_DATABASE'];
  if (file === undefined || file === '') return undefined;
  copied ??= readFile(file).then((content) => new Blob([new Uint8Array(content)]));
  return await copied;
}

async function restored(dump: string): Promise<Blob> {
  const database = await PGlite.create();
  await database.exec(dump);
  const copy = await database.dumpDataDir('none');
  await database.close();
  return copy;
}

export function testMasterKeys(id = 'test'): string {
  return `${id}:${randomBytes(32).toString('base64')}`;
}

let nextOrg = 0;

/** A connected org with a key: its id looks like a Salesforce one. */
export async function makeOrg(store: Store, name = 'Acme'): Promise<{ orgId: string; apiKey: string }> {
  nextOrg += 1;
  const orgId = `00D${String(nextOrg).padStart(12, '0')}EAA`;
  await store.orgs.save({ id: orgId, name, features: { namespace: '', isSandbox: false } });
  return { orgId, apiKey: await store.apiKeys.issue(orgId) };
}
