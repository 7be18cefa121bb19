// Writes migrated databases without a row, of which tests begin as copies:
//   node service/tests/support/write-empty-databases.ts <folder>    for the embedded database, into files of this folder
//   node service/tests/support/write-empty-databases.ts --server    on the server in DATABASE_URL, under the name of TEMPLATE_DATABASE
import { PGlite } from '@electric-sql/pglite';
import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { embeddedDirectory, openStore, type StoreConfig } from '../../src/store/index.ts';
import { COPY_FILE, COPY_FOLDER } from './databases.ts';
import { testMasterKeys } from './test-store.ts';

const [target] = process.argv.slice(2);
if (target === undefined) throw new RangeError('the folder to write is missing');
await (target === '--server' ? writeTemplate() : writeFiles(target));

async function writeFiles(folder: string): Promise<void> {
  const directory = path.join(folder, COPY_FOLDER);
  const files = embeddedDirectory(directory);
  await migrate({ kind: 'embedded', directory });
  const database = await PGlite.create({ dataDir: files });
  const dump = await database.dumpDataDir('none');
  await database.close();
  await writeFile(path.join(folder, COPY_FILE), new Uint8Array(await dump.arrayBuffer()));
  const others = (await readdir(directory)).map((name) => path.join(directory, name)).filter((name) => name !== files);
  for (const other of others) await rm(other, { recursive: true });
}

async function writeTemplate(): Promise<void> {
  const { DATABASE_URL: server = '', TEMPLATE_DATABASE: name = '' } = process.env;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.query(`create database ${name}`);
  await admin.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  await migrate({ kind: 'server', connectionString: url.href });
}

async function migrate(location: StoreConfig['location']): Promise<void> {
  const store = await openStore({ location, masterKeys: testMasterKeys(), timeScale: 1, isProduction: false });
  await store.migrate();
  // Every test has keys of its own.
  await store.queryAsOwner('delete from key_canary');
  await store.close();
}
