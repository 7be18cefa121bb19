import { TandemError } from '../errors/index.ts';

/** SQLite's answer when another connection has the lock (https://www.sqlite.org/rescode.html#busy). */
const SQLITE_BUSY = 5;

/**
 * The embedded database does not guard its directory: two processes on it lose rows without an error. This is a lock of the
 * operating system on the file beside it (`<directory>.held`, empty, never removed), held as long as this process lives: it holds
 * across containers that share a volume, which do not see each other's processes, and is gone with a process that was killed or is
 * a zombie. Node has no call for it; its SQLite has.
 * Answers the function that gives the lock back. Throws `database_in_use` when somebody else holds it.
 */
export async function lockDirectory(directory: string): Promise<() => void> {
  const { DatabaseSync } = await import('node:sqlite');
  const lock = new DatabaseSync(`${directory}.held`, { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if (isBusy(error)) throw new TandemError('database_in_use', { directory }, { cause: error });
    throw error;
  }
  return () => lock.close();
}

function isBusy(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'errcode' in error && error.errcode === SQLITE_BUSY;
}
