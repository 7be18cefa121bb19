import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createDataDirectory, removeDataDirectory } from '../../tests/support/databases.ts';
import { testMasterKeys } from '../../tests/support/test-store.ts';
import { eventually } from '../../tests/support/eventually.ts';
import { lockDirectory } from './directory-lock.ts';
import { openStore } from './store.ts';

const HOLD = `
  const { lockDirectory } = await import(${JSON.stringify(pathToFileURL(path.join(import.meta.dirname, 'directory-lock.ts')).href)});
  try {
    await lockDirectory(process.argv[1]);
    process.stdout.write('held');
    setInterval(() => undefined, 1e6);
  } catch (error) {
    process.stdout.write(error.code);
  }`;
const NODE_ARGUMENTS = ['--no-warnings', '--input-type=module', '--eval', HOLD];

/** Whether this user may make a process that sees no others, as a container does. */
const UNSHARE = ['--pid', '--fork', '--kill-child', '--mount-proc'];
const canHide = spawnSync('unshare', [...UNSHARE, 'true']).status === 0;

describe('directory lock', () => {
  let parent: string;
  let directory: string;
  const children: ChildProcess[] = [];

  beforeEach(async () => {
    parent = await mkdtemp(path.join(tmpdir(), 'tandem-lock-'));
    directory = path.join(parent, 'postgres');
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await rm(parent, { recursive: true });
  });

  /** A process that tries to hold the lock; answers what became of that. */
  async function tryInProcess(isHidden = false): Promise<{ child: ChildProcess; answer: string }> {
    const command = isHidden ? 'unshare' : process.execPath;
    const before = isHidden ? [...UNSHARE, process.execPath] : [];
    const child = spawn(command, [...before, ...NODE_ARGUMENTS, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    const [answer] = (await once(child.stdout, 'data')) as [Buffer];
    return { child, answer: answer.toString() };
  }

  it('lets one in, and the next one only after it was given back', async () => {
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => lockDirectory(directory)));
    const held = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));

    expect(held).toHaveLength(1);
    expect((await tryInProcess()).answer).toBe('database_in_use');
    held[0]?.();
    (await lockDirectory(directory))();
  });

  it('is gone with a process that was killed', async () => {
    const { child, answer } = await tryInProcess();
    expect(answer).toBe('held');
    await expect(lockDirectory(directory)).rejects.toMatchObject({ code: 'database_in_use' });

    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
    (await lockDirectory(directory))();
  });

  it('holds while its process is stopped, and could go on at any moment', async () => {
    const { child } = await tryInProcess();
    child.kill('SIGSTOP');

    await expect(lockDirectory(directory)).rejects.toMatchObject({ code: 'database_in_use' });
  });

  // The state of a process is read from /proc.
  (process.platform === 'linux' ? it : it.skip)(
    'is gone with a process that is a zombie, of which nobody has taken notice',
    async () => {
      // A shell that does not wait for the holder: once killed, that stays as a zombie.
      const shell = spawn(
        'sh',
        ['-c', '"$@" & echo " $!"; exec tail -f /dev/null', 'sh', process.execPath, ...NODE_ARGUMENTS, directory],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      children.push(shell);
      let said = '';
      for await (const chunk of shell.stdout) {
        said += String(chunk);
        if (/held/.test(said) && /\d/.test(said)) break;
      }
      const pid = Number(/\d+/.exec(said)?.[0]);
      process.kill(pid, 'SIGKILL');
      // Until it is dead; its number stays taken.
      while (!/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) continue;

      // Its other threads let go of what it held a moment after.
      const release = await eventually(
        () => lockDirectory(directory).catch(() => undefined),
        (found) => found !== undefined,
        'the lock',
      );
      expect(() => process.kill(pid, 0)).not.toThrow();
      release?.();
    },
  );

  // Another PID namespace is made by root only, and on Linux.
  (canHide ? it : it.skip)('holds against a process that does not see its holder, as in another container', async () => {
    const hidden = await tryInProcess(true);
    expect(hidden.answer).toBe('held');
    await expect(lockDirectory(directory)).rejects.toMatchObject({ code: 'database_in_use' });
    expect((await tryInProcess(true)).answer).toBe('database_in_use');

    const exit = once(hidden.child, 'exit');
    hidden.child.kill('SIGKILL');
    await exit;
  });

  it('guards the embedded database, which is refused in production', async () => {
    const directory = await createDataDirectory();
    const config = {
      location: { kind: 'embedded', directory },
      masterKeys: testMasterKeys(),
      timeScale: 1,
      isProduction: false,
    } as const;
    const store = await openStore(config);

    await expect(openStore(config)).rejects.toMatchObject({ code: 'database_in_use' });
    await expect(openStore({ ...config, isProduction: true })).rejects.toMatchObject({ code: 'embedded_in_production' });
    await store.close();
    await (await openStore(config)).close();
    await removeDataDirectory(directory);
  });
});
