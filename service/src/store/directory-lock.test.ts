import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { testMasterKeys } from '../../tests/support/test-store.ts';
import { lockDirectory } from './directory-lock.ts';
import { openStore } from './store.ts';

describe('directory lock', () => {
  let parent: string;
  let directory: string;

  beforeEach(async () => {
    parent = await mkdtemp(path.join(tmpdir(), 'tandem-lock-'));
    directory = path.join(parent, 'postgres');
  });
  afterEach(() => rm(parent, { recursive: true }));

  it('lets one in, and the next one only after it was given back', async () => {
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => lockDirectory(directory)));
    const held = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));

    expect(held).toHaveLength(1);
    await held[0]?.();
    await (
      await lockDirectory(directory)
    )();
    expect(await readdir(parent)).toEqual([]);
  });

  it('takes over from a process that died, once', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    await writeFile(`${directory}.lock`, JSON.stringify({ pid, startedAt: null, token: 'dead' }));

    const results = await Promise.allSettled(Array.from({ length: 5 }, () => lockDirectory(directory)));

    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
  });

  it('is not fooled by another process that got the number of a dead one', async () => {
    await writeFile(`${directory}.lock`, JSON.stringify({ pid: process.pid, startedAt: '1', token: 'dead' }));

    await expect(lockDirectory(directory)).resolves.toEqual(expect.any(Function));
  });

  it('does not remove a lock that is no longer its own', async () => {
    const release = await lockDirectory(directory);
    await writeFile(`${directory}.lock`, 'somebody else');
    await release();

    expect(await readFile(`${directory}.lock`, 'utf8')).toBe('somebody else');
  });

  it('guards the embedded database, which is refused in production', async () => {
    const config = {
      location: { kind: 'embedded', directory: parent },
      masterKeys: testMasterKeys(),
      timeScale: 1,
      isProduction: false,
    } as const;
    const store = await openStore(config);

    await expect(openStore(config)).rejects.toMatchObject({ code: 'database_in_use' });
    await expect(openStore({ ...config, isProduction: true })).rejects.toMatchObject({ code: 'embedded_in_production' });
    await store.close();
    await (await openStore(config)).close();
  });
});
