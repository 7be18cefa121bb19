// Writes a migrated database without a row to a file, of which tests begin as copies:
//   node service/tests/support/write-empty-database.ts <file>
import { PGlite } from '@electric-sql/pglite';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { embeddedDirectory, openStore } from '../../src/store/index.ts';
import { testMasterKeys } from './test-store.ts';

const [file] = process.argv.slice(2);
if (file === undefined) throw new RangeError('the file to write is missing');
const directory = await mkdtemp(path.join(tmpdir(), 'tandem-empty-'));
try {
  const location = { kind: 'embedded', directory } as const;
  const store = await openStore({ location, masterKeys: testMasterKeys(), timeScale: 1, isProduction: false });
  await store.migrate();
  // Every test has keys of its own.
  await store.queryAsOwner('delete from key_canary');
  await store.close();
  const database = await PGlite.create({ dataDir: embeddedDirectory(directory) });
  const dump = await database.dumpDataDir('none');
  await database.close();
  await writeFile(file, new Uint8Array(await dump.arrayBuffer()));
} finally {
  await rm(directory, { recursive: true, force: true });
}
