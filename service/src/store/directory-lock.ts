import { randomUUID } from 'node:crypto';
import { link, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { TandemError } from '../errors/index.ts';

/**
 * The embedded database does not guard its directory: two processes on it lose rows without an error. This lock is a
 * file beside the directory (`<directory>.lock`) with the process that holds it; a dead holder's lock is taken over.
 * Answers the function that gives the lock back. Throws `database_in_use` when a living process holds it.
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  const file = `${directory}.lock`;
  const own = JSON.stringify({ pid: process.pid, startedAt: await startOf(process.pid), token: randomUUID() });
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (await createExclusively(file, own)) return () => releaseIfOwn(file, own);
    const held = await readFile(file, 'utf8').catch(() => undefined);
    if (held !== undefined && (await isHolderAlive(held))) throw new TandemError('database_in_use', { directory });
    if (held !== undefined) await removeStale(file, held);
  }
  throw new TandemError('database_in_use', { directory });
}

/** Written aside and linked into place, so that nobody ever reads half a lock. */
async function createExclusively(file: string, content: string): Promise<boolean> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, content, { flag: 'wx', mode: 0o600 });
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (isNodeError(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await unlink(draft);
  }
}

/** Two processes may find the same dead lock: the one that renames a fresh one by mistake puts it back. */
async function removeStale(file: string, expected: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if (isNodeError(error, 'ENOENT')) return;
    throw error;
  }
  if ((await readFile(aside, 'utf8')) !== expected) await link(aside, file).catch(() => undefined);
  await unlink(aside);
}

async function releaseIfOwn(file: string, own: string): Promise<void> {
  const held = await readFile(file, 'utf8').catch(() => undefined);
  if (held === own) await unlink(file);
}

async function isHolderAlive(held: string): Promise<boolean> {
  const holder = parseHolder(held);
  if (holder === undefined) return false;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (isNodeError(error, 'ESRCH')) return false;
  }
  return holder.startedAt === null || holder.startedAt === (await startOf(holder.pid));
}

function parseHolder(text: string): { pid: number; startedAt: string | null } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('pid' in value) || typeof value.pid !== 'number') return undefined;
    return { pid: value.pid, startedAt: 'startedAt' in value && typeof value.startedAt === 'string' ? value.startedAt : null };
  } catch {
    return undefined;
  }
}

/** The start time of a process in clock ticks, so that a number used again is not taken for the holder. */
async function startOf(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

function isNodeError(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
