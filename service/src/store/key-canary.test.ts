import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDatabase } from '../../tests/support/databases.ts';
import { makeOrg, testMasterKeys } from '../../tests/support/test-store.ts';
import { embeddedDirectory, type DatabaseLocation } from './database.ts';
import { openStore, type Store } from './store.ts';

const isServer = process.env['DATABASE_URL'] !== undefined;

describe('master keys and the database they seal', () => {
  let location: DatabaseLocation;
  let directory: string;
  let dispose: () => Promise<void>;
  const opened: Store[] = [];

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'tandem-keys-'));
    dispose = () => rm(directory, { recursive: true });
    location = { kind: 'embedded', directory };
    if (!isServer) return;
    const database = await createDatabase();
    location = { kind: 'server', connectionString: database.url };
    dispose = async () => {
      await database.drop();
      await rm(directory, { recursive: true });
    };
  });
  afterEach(async () => {
    await closeAll();
    await dispose();
  });

  async function closeAll(): Promise<void> {
    for (const store of opened.splice(0)) await store.close();
  }

  /** The service comes up on the same database once more, after its last end. */
  async function start(masterKeys: string): Promise<Store> {
    await closeAll();
    const store = await openStore({ location, masterKeys, timeScale: 1, isProduction: false });
    opened.push(store);
    await store.migrate();
    return store;
  }

  it('refuses another key and one of the same name with another value, names it, and changes nothing', async () => {
    const keys = testMasterKeys('k1');
    await start(keys);

    await expect(start(testMasterKeys('k2'))).rejects.toMatchObject({
      code: 'master_keys_wrong',
      message: 'MASTER_KEYS cannot open what is in the database: it holds "k2", but this database was sealed with the key "k1".',
    });
    await expect(start(testMasterKeys('k1'))).rejects.toMatchObject({
      code: 'master_keys_wrong',
      message: expect.stringContaining('its key "k1" is not the key of that name'),
    });
    await start(keys);
  });

  it('lets a key be replaced, and its predecessor go after everything was sealed anew', async () => {
    const [old, next] = [testMasterKeys('old'), testMasterKeys('next')];
    await start(old);
    await start(`${next},${old}`);
    await expect(start(next)).rejects.toMatchObject({ code: 'master_keys_wrong' });

    await (await start(`${next},${old}`)).reseal();

    await start(next);
    await expect(start(old)).rejects.toMatchObject({ code: 'master_keys_wrong' });
  }, 120_000);

  it('knows the wrong keys of a database of an older version by its sign-ins', async () => {
    const keys = testMasterKeys('k1');
    const store = await start(keys);
    const { orgId } = await makeOrg(store);
    await store.vault.save(orgId, 'exact', { refreshToken: 'r' }, {});
    await store.queryAsOwner('delete from key_canary');

    await expect(start(testMasterKeys('k1'))).rejects.toMatchObject({ code: 'master_keys_wrong' });
    await start(keys);
    await expect(start(testMasterKeys('k1'))).rejects.toMatchObject({ code: 'master_keys_wrong' });
  }, 120_000);

  (isServer ? it.skip : it)('tells of damaged files by their path, and makes nothing anew over them', async () => {
    const keys = testMasterKeys();
    await start(keys);
    await closeAll();
    const files = embeddedDirectory(directory);
    await rm(path.join(files, 'PG_VERSION'));
    await expect(start(keys)).rejects.toMatchObject({ code: 'database_damaged', message: expect.stringContaining(files) });

    await writeFile(path.join(files, 'PG_VERSION'), '17\n');
    await writeFile(path.join(files, 'global', 'pg_control'), Buffer.alloc(8192, 7));
    await expect(start(keys)).rejects.toMatchObject({
      code: 'database_damaged',
      action: expect.stringMatching(/copy of that directory/),
    });
  });
});
