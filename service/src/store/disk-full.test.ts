import { afterAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeOrg, openTestStore, testMasterKeys } from '../../tests/support/test-store.ts';
import { openStore } from './store.ts';

const isServer = process.env['DATABASE_URL'] !== undefined;

(isServer ? describe : describe.skip)('a server whose disk is full', () => {
  /** PostgreSQL says what it says on a full disk, as long as the returned function is not called. */
  async function fillDisk(query: (text: string) => Promise<Record<string, unknown>[]>): Promise<() => Promise<void>> {
    await query(`create function refuse() returns trigger language plpgsql as
      $$ begin raise 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$`);
    await query('create trigger full_disk before insert on cursor execute function refuse()');
    await query(`create function refuse_table() returns event_trigger language plpgsql as $$ begin
      raise 'No space left on device' using errcode = 'disk_full'; end $$`);
    await query(
      `create event trigger full_disk on ddl_command_end when tag in ('CREATE TABLE AS') execute function refuse_table()`,
    );
    return async () => {
      await query('drop event trigger full_disk');
      await query('drop trigger full_disk on cursor');
    };
  }

  it('says so to whoever stores something, is not ready until it has room, and then goes on', async () => {
    const test = await openTestStore();
    const { orgId } = await makeOrg(test.store);
    const { cursors } = test.store.forOrg(orgId);
    const freeDisk = await fillDisk(test.query);
    await test.store.ping();

    await expect(cursors.save(1, 'orders', { a: '1' })).rejects.toMatchObject({ code: 'database_full', status: 503 });
    await expect(test.store.ping()).rejects.toMatchObject({ code: 'database_full' });
    await expect(test.store.ping()).rejects.toMatchObject({ code: 'database_full' });
    await freeDisk();
    await test.store.ping();
    await cursors.save(1, 'orders', { a: '1' });

    expect(await cursors.read(1, 'orders')).toEqual({ a: '1' });
    expect(await test.query(`select to_regclass('space_probe') as left_behind`)).toEqual([{ left_behind: null }]);
    await test.close();
  });
});

/** A small disk of its own; undefined where this user may not mount one. */
function smallDisk(): string | undefined {
  if (isServer || process.getuid?.() !== 0) return undefined;
  const directory = mkdtempSync(path.join(tmpdir(), 'tandem-disk-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'tmpfs', directory]);
  if (status === 0) return directory;
  rmSync(directory, { recursive: true });
  return undefined;
}

const disk = smallDisk();

// A small disk is a mount, which only root may make. The embedded database is tested by itself.
(disk === undefined ? describe.skip : describe)('an embedded database whose disk is full', () => {
  const directory = disk ?? '';
  afterAll(() => {
    // Lazily: a test that failed has it open still.
    spawnSync('umount', ['--lazy', directory]);
    rmSync(directory, { recursive: true, force: true });
  });

  it('says so before PostgreSQL dies of it, and goes on as soon as there is room', async () => {
    const location = { kind: 'embedded', directory } as const;
    const store = await openStore({ location, masterKeys: testMasterKeys(), timeScale: 1, isProduction: false });
    await store.migrate();
    const { orgId } = await makeOrg(store);
    const { bavail, bsize } = statfsSync(directory);
    const ballast = path.join(directory, 'ballast');
    const { cursors } = store.forOrg(orgId);
    // It looks at its disk twice a second, not at each statement.
    const eventually = async (code: string | undefined): Promise<void> => {
      for (let attempt = 0; attempt < 500; attempt += 1) {
        const told = await store.ping().then(
          () => undefined,
          (error: unknown) => (error as { code?: string }).code,
        );
        if (told === code) return;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      throw new Error(`it never answered ${code ?? 'that it is well'}`);
    };

    writeFileSync(ballast, Buffer.alloc(bavail * bsize - 30 * 1024 * 1024));
    await eventually('database_full');
    await expect(cursors.save(1, 'orders', { a: '1' })).rejects.toMatchObject({ code: 'database_full', status: 503 });
    rmSync(ballast);
    await eventually(undefined);
    await cursors.save(1, 'orders', { a: '1' });

    expect(await cursors.read(1, 'orders')).toEqual({ a: '1' });
    await store.close();
  });
});
