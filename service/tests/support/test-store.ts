import { PGlite } from '@electric-sql/pglite';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { openStore, type Store, type StoreConfig } from '../../src/store/index.ts';
import { createDatabase, emptyDatabase } from './databases.ts';

export interface TestStore {
  readonly store: Store;
  /** Plain SQL as the owner of the tables, past every repository. */
  query(text: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export interface TestStoreOptions extends Partial<Pick<StoreConfig, 'timeScale' | 'now' | 'masterKeys' | 'stopping'>> {
  /** Another way to the server of DATABASE_URL, for the store alone: what leads to a database leads to it here. */
  readonly through?: (databaseUrl: string) => string;
  /** SQL text of the database before the migrations; else it is empty. */
  readonly dump?: string;
}

/** A migrated store of its own: in memory, or a database on the PostgreSQL server in DATABASE_URL, which `close` drops. */
export async function openTestStore(options: TestStoreOptions = {}): Promise<TestStore> {
  const { dump, through } = options;
  const database = process.env['DATABASE_URL'] === undefined ? undefined : await createDatabase({ isBare: dump !== undefined });
  const admin = database === undefined ? undefined : new pg.Client({ connectionString: database.url });
  await admin?.connect();
  if (dump !== undefined) await admin?.query(dump);
  const store = await openStore({
    location:
      database === undefined
        ? { kind: 'embedded', copyOf: await (dump === undefined ? emptyDatabase() : restored(dump)) }
        : { kind: 'server', connectionString: through?.(database.url) ?? database.url },
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
      await admin?.end();
      await database?.drop();
    },
  };
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
