import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { TandemError } from '../errors/index.ts';
import { makeOrg, openTestStore, testMasterKeys, type TestStore } from '../../tests/support/test-store.ts';
import { KeyRing } from './sealing.ts';

const OLD = testMasterKeys('old');
const NEW = testMasterKeys('new_one');
const PLACES = [
  ['connection', 'credentials', (row: Row) => `connection.${String(row['system'])}`],
  ['connection', 'names', () => 'connection.names'],
  ['org', 'paused_by', () => 'author'],
  ['lane', 'stopped_problem', () => 'lane'],
  ['issue', 'payload', () => 'issue'],
  ['alert', 'payload', () => 'alert'],
  ['run', 'problem', () => 'run'],
  ['operation', 'payload', () => 'operation'],
  ['config_version', 'author', () => 'author'],
  ['approval', 'payload', () => 'approval'],
  ['approval', 'decision', () => 'approval'],
  ['activity', 'payload', () => 'activity'],
] as const;
type Row = Record<string, unknown>;
const PROBLEM = { code: 'c', title: 't', status: 500, message: 'of Jansen BV', action: 'a' };

describe('sealing anew', () => {
  let test: TestStore;
  let orgId: string;

  beforeEach(async () => {
    test = await openTestStore({ masterKeys: `${NEW},${OLD}` });
    ({ orgId } = await makeOrg(test.store));
  });
  afterEach(() => test.close());

  /** Something in every sealed column, in the hands of the store; then all of it as the old key would have sealed it. */
  async function furnish(): Promise<void> {
    const store = test.store.forOrg(orgId);
    const lane = { orgId, division: 1, flow: 'orders' };
    for (const system of ['exact', 'salesforce'] as const)
      await test.store.vault.save(orgId, system, { refreshToken: 'r0' }, { userName: 'Jan Jansen' });
    await test.store.lanes.dueWithin(lane, 0);
    const lease = await test.store.lanes.acquire(lane, 'slice', 60_000);
    if (lease === undefined) throw new Error('the lane is free');
    const stopped = { dueAt: new Date(), hasRun: false, stoppedCode: 'c', stoppedProblem: PROBLEM };
    await test.store.lanes.release(lease, stopped);
    await test.store.orgs.setState(orgId, 'paused', 'Jan Jansen');
    const error = new TandemError('flow_off', { flow: 'orders' });
    await store.issues.report({ flow: 'orders', division: 1, besides: [], recordId: 'i', label: 'Jansen BV', error });
    const alert = new KeyRing(NEW).sealJson(orgId, 'alert', 'Jansen BV');
    await test.query(`insert into alert (org_id, code, payload) values ($1, 'c', $2)`, [orgId, alert]);
    await store.configurations.append(0, {}, 'Jan Jansen');
    const runId = await store.runs.create({ flow: 'orders', division: 1, mode: 'plan', request: {}, configVersion: 1 });
    await store.runs.transition(runId, ['queued'], 'failed', PROBLEM);
    await store.operations.append(
      runId,
      Array.from({ length: 450 }, (_, n) => ({ recordId: `r${n}`, key: `k${n}`, digest: 'd', payload: { n } })),
    );
    const question = { flow: 'orders', division: 1, recordId: 'r', code: 'c', digest: 'd', label: 'Jansen BV', params: {} };
    const { approval } = await store.approvals.ask({
      ...{ ...question, reason: 'an old customer', lastsMs: 60_000 },
      by: { userId: 'u1', name: 'Jan Jansen' },
    });
    await store.approvals.decide(approval.id, {
      ...{ verdict: 'approved', reason: 'he pays on Monday' },
      by: { userId: 'u2', name: 'Els Bos' },
    });
    await store.activities.record(
      Array.from({ length: 450 }, (_, n) => ({
        flow: 'orders',
        recordId: `r${n}`,
        status: 'created',
        direction: 'toExact' as const,
        payload: { n },
      })),
    );
    await age();
  }

  async function age(): Promise<void> {
    const both = new KeyRing(`${NEW},${OLD}`);
    const old = new KeyRing(OLD);
    for (const [table, column, purposeOf] of PLACES) {
      const rows = await test.query(`select t.*, t.${column} as sealed from ${table} t where t.${column} is not null`);
      for (const row of rows) {
        const purpose = purposeOf(row);
        const aged = old.seal(orgId, purpose, both.open(orgId, purpose, String(row['sealed'])));
        await test.query(`update ${table} set ${column} = $1 where ${column} = $2`, [aged, row['sealed']]);
      }
    }
  }

  async function keysInUse(): Promise<Record<string, unknown[]>> {
    const entries = PLACES.map(async ([table, column]) => {
      const rows = await test.query(
        `select distinct split_part(${column}, '.', 2) as key from ${table} where ${column} is not null order by 1`,
      );
      return [`${table}.${column}`, rows.map(({ key }) => key)] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  }

  it('leaves nothing that needs the old key, in any table and over many pages, and changes no content', async () => {
    await furnish();
    expect(Object.values(await keysInUse()).flat()).toEqual(PLACES.map(() => 'old'));

    const orgsDone: number[] = [];
    const counts = await test.store.reseal((done) => orgsDone.push(done));

    expect(Object.values(await keysInUse()).flat()).toEqual(PLACES.map(() => 'new_one'));
    expect(Object.fromEntries(counts.map(({ table, resealed }) => [table, resealed]))).toEqual({
      ...{
        connection: 4,
        org: 1,
        lane: 1,
        issue: 1,
        alert: 1,
        run: 1,
        operation: 450,
        config_version: 1,
        approval: 2,
        activity: 450,
      },
    });
    expect(counts.filter(({ overtaken, unreadable }) => overtaken + unreadable > 0)).toEqual([]);
    expect(orgsDone).toEqual([1]);
    const onlyNew = new KeyRing(NEW);
    const [activity] = await test.query(`select payload from activity where record_id = 'r449'`);
    expect(onlyNew.openJson(orgId, 'activity', String(activity?.['payload']))).toEqual({ n: 449 });
    expect((await test.store.vault.read(orgId, 'exact')).credentials.refreshToken).toBe('r0');
  });

  it('has nothing to do the second time', async () => {
    await furnish();
    await test.store.reseal();

    expect((await test.store.reseal()).filter(({ resealed }) => resealed > 0)).toEqual([]);
  });

  it('lets a token win that is renewed while the walk goes on, whoever comes first', async () => {
    await furnish();
    await Promise.all([
      test.store.reseal(),
      test.store.vault.exclusively(orgId, 'exact', async (_current, store) => store({ refreshToken: 'r1' })),
      test.store.vault.exclusively(orgId, 'salesforce', async (current, store) => {
        await test.store.reseal();
        // Sealed anew in the meantime: the version is the same, so the writer may still store.
        await store({ ...current.credentials, refreshToken: 'r2' });
      }),
    ]);

    expect((await test.store.vault.read(orgId, 'exact')).credentials.refreshToken).toBe('r1');
    expect((await test.store.vault.read(orgId, 'salesforce')).credentials.refreshToken).toBe('r2');
    expect((await keysInUse())['connection.credentials']).toEqual(['new_one']);
  });

  it('replaces a value only if it is still the one that was read', async () => {
    await furnish();
    const newer = new KeyRing(NEW).sealJson(orgId, 'connection.exact', { refreshToken: 'r1' });
    const seal = KeyRing.prototype.seal;
    const overtaking: Promise<unknown>[] = [];
    const spy = jest.spyOn(KeyRing.prototype, 'seal').mockImplementation(function (this: KeyRing, org, purpose, text) {
      // Between the read of the page and its update.
      if (purpose === 'connection.exact')
        overtaking.push(test.query(`update connection set credentials = $1 where system = 'exact'`, [newer]));
      return seal.call(this, org, purpose, text);
    });
    await test.store.reseal();
    spy.mockRestore();
    await Promise.all(overtaking);

    expect(overtaking).toHaveLength(1);
    expect((await test.store.vault.read(orgId, 'exact')).credentials.refreshToken).toBe('r1');
  });

  it('counts what no key opens and goes on', async () => {
    await furnish();
    const stranger = new KeyRing(testMasterKeys('lost')).sealJson(orgId, 'run', PROBLEM);
    await test.query('update run set problem = $1', [stranger]);

    const counts = await test.store.reseal();

    expect(counts.find(({ table }) => table === 'run')).toMatchObject({ resealed: 0, unreadable: 1 });
    expect((await keysInUse())['activity.payload']).toEqual(['new_one']);
  });
});
