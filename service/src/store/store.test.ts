import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeOrg, openTestStore, type TestStore } from '../../tests/support/test-store.ts';

const onServer = process.env['DATABASE_URL'] === undefined ? it.skip : it;

describe('store', () => {
  let test: TestStore;

  beforeAll(async () => {
    test = await openTestStore();
  });
  afterAll(() => test.close());

  it('starts on a database that a newer version has migrated, as in a rolling deploy', async () => {
    const at = new Date().toISOString();
    await test.query(`insert into kysely_migration (name, timestamp) values ('9999-of-tomorrow', '${at}')`);

    await test.store.migrate();

    await test.query(`delete from kysely_migration where name = '9999-of-tomorrow'`);
  });

  it('migrates again without touching anything', async () => {
    const { orgId } = await makeOrg(test.store);

    await test.store.migrate();

    expect(await test.store.orgs.find(orgId)).toMatchObject({ id: orgId, state: 'active' });
  });

  it('commits what is done in one transaction together or not at all', async () => {
    const { orgId } = await makeOrg(test.store);
    const store = test.store.forOrg(orgId);

    await expect(
      store.transaction(async (inner) => {
        await inner.cursors.save(1, 'products', { Items: '10' });
        await inner.workItems.enqueue([{ flow: 'products', division: 1, recordId: 'a' }]);
        throw new Error('power cut');
      }),
    ).rejects.toThrow('power cut');

    expect(await store.cursors.read(1, 'products')).toEqual({});
    expect(await store.workItems.find('a')).toBeUndefined();
  });

  onServer('begins a transaction of an org with one way to the server', async () => {
    const { orgId } = await makeOrg(test.store);
    const seen = await test.store
      .forOrg(orgId)
      .transaction(() =>
        test.query(`select query from pg_stat_activity where state = 'idle in transaction' and query like $1`, [`%${orgId}%`]),
      );
    expect(seen).toEqual([{ query: expect.stringMatching(/^begin; select set_config\('tandem\.org_id'/) }]);
  });

  onServer('goes on when the server cuts a connection between two statements of a transaction', async () => {
    const { orgId } = await makeOrg(test.store);
    const store = test.store.forOrg(orgId);

    await expect(
      store.transaction(async (inner) => {
        await inner.cursors.save(1, 'products', { Items: '10' });
        await test.query(
          `select pg_terminate_backend(pid, 5000) from pg_locks
           where relation = 'cursor'::regclass and pid <> pg_backend_pid()`,
        );
        await inner.cursors.save(1, 'products', { Items: '11' });
      }),
    ).rejects.toThrow();

    expect(await store.cursors.read(1, 'products')).toEqual({});
  });

  it('forgets everything of an org that is deleted', async () => {
    const { orgId, apiKey } = await makeOrg(test.store);
    const store = test.store.forOrg(orgId);
    await store.activities.record([{ flow: 'orders', recordId: 'r', status: 'created', direction: 'toExact', payload: {} }]);
    await store.configurations.append(0, { version: 1 }, 'tester');

    expect(await test.store.orgs.delete(orgId)).toBe(true);

    expect(await test.store.apiKeys.resolve(apiKey)).toBeUndefined();
    expect(await test.query('select 1 from activity where org_id = $1', [orgId])).toEqual([]);
    expect(await test.query('select 1 from config_version where org_id = $1', [orgId])).toEqual([]);
  });

  it('gives a pg-boss that works on the same database', async () => {
    const boss = test.store.pgBoss();
    await boss.start();
    await boss.createQueue('lanes');

    const id = await boss.send('lanes', { orgId: 'x' });

    expect(id).toEqual(expect.any(String));
    await boss.stop({ graceful: false });
  });
});
