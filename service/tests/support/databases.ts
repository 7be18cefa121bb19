import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';

/** Where the migrated databases without a row are of which tests begin as copies; `write-empty-databases.ts` writes them. */
const { EMPTY_DATABASES, TEMPLATE_DATABASE } = process.env;

export interface OwnDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** What is loaded into memory, and the folder that a service with an embedded database starts with a copy of. */
export const COPY_FILE = 'copy.tar';
export const COPY_FOLDER = 'files';

/**
 * A database of its own on the server in DATABASE_URL, until it is dropped: a copy of TEMPLATE_DATABASE, where there is one. Making
 * its tables takes ten times as long as copying them.
 */
export async function createDatabase({ isBare = false }: { readonly isBare?: boolean } = {}): Promise<OwnDatabase> {
  // Measurements start their server, and name it, after this was loaded.
  const { DATABASE_URL } = process.env;
  if (DATABASE_URL === undefined) throw new Error('DATABASE_URL is not set');
  const admin = new pg.Client({ connectionString: DATABASE_URL });
  await admin.connect();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await admin.query(`create database ${name}${isBare || !TEMPLATE_DATABASE ? '' : ` template ${TEMPLATE_DATABASE}`}`);
  const url = new URL(DATABASE_URL);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: async () => {
      await admin.query(`drop database if exists ${name} with (force)`);
      await admin.end();
    },
  };
}

/** A folder for a service with an embedded database, with a copy of the empty one in it where there is one. */
export async function createDataDirectory(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'tandem-'));
  if (EMPTY_DATABASES) await cp(path.join(EMPTY_DATABASES, COPY_FOLDER), directory, { recursive: true });
  return directory;
}

export async function removeDataDirectory(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true });
}

let copied: Promise<Blob> | undefined;

/** What a database in memory begins as; undefined where a test runs by itself, which then takes seconds longer. */
export async function emptyDatabase(): Promise<Blob | undefined> {
  if (!EMPTY_DATABASES) return undefined;
  copied ??= readFile(path.join(EMPTY_DATABASES, COPY_FILE)).then((content) => new Blob([new Uint8Array(content)]));
  return await copied;
}
