import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeOrg, openTestStore, type TestStore } from '../../tests/support/test-store.ts';
import { TENANT_ROLE, TENANT_TABLES } from './tenant-role.ts';

const ITEM = {
  itemId: 'item',
  isSalesItem: true,
  isFractionAllowed: false,
  isStockItem: true,
  unit: 'pc',
  vatCode: null,
  startDate: null,
  endDate: null,
};
const OPEN_ORDER = {
  orderId: 'order',
  debtorId: 'debtor',
  isOpen: true,
  amount: '1',
  linesAmount: '1',
  isPartlyInvoiced: false,
  lines: {},
};

describe('row-level security', () => {
  let test: TestStore;
  let own: string;
  let foreign: string;

  beforeAll(async () => {
    test = await openTestStore();
    own = (await makeOrg(test.store)).orgId;
    foreign = (await makeOrg(test.store)).orgId;
    for (const orgId of [own, foreign]) await furnish(orgId);
  });
  afterAll(() => test.close());

  /** One row in every table that belongs to an org. */
  async function furnish(orgId: string): Promise<void> {
    const store = test.store.forOrg(orgId);
    await test.store.vault.save(orgId, 'exact', { refreshToken: 'r' }, {});
    await store.configurations.append(0, {}, 'tester');
    await store.salesforceUsage.save(1, 2);
    await store.alerts.raise(
      { code: 'code', cause: 'code', title: 'title', text: 'text', action: 'action', lane: { division: 1, flow: 'orders' } },
      { repeatAfterMs: 1, reopenWithinMs: 1 },
    );
    await test.store.alertQueue.take('salesforce', 10, 1000);
    await test.store.lanes.dueWithin({ orgId, division: 1, flow: 'orders' }, 0);
    await store.cursors.save(1, 'orders', { a: '1' });
    await store.workItems.enqueue([{ flow: 'orders', division: 1, recordId: 'r' }]);
    await store.claims({ flow: 'orders', division: 1, besides: [] }, 'job').take(['r']);
    const runId = await store.runs.create({ flow: 'orders', division: 1, mode: 'plan', request: {}, configVersion: 1 });
    await store.runRecords.save(runId, [{ recordId: 'r', state: 'waiting', status: null, attempts: 0, until: new Date() }]);
    await store.operations.append(runId, [{ recordId: 'r', key: 'k', digest: 'd', payload: {} }]);
    await store.links.remember([
      { role: 'account', division: 1, salesforceId: 's', exactId: 'e', fingerprint: 'f', isInStep: true },
    ]);
    await store.itemFacts(1).remember([ITEM]);
    await store.openOrders(1).remember([OPEN_ORDER], new Date());
    await store.approvals.ask({
      ...{
        flow: 'orders',
        division: 1,
        recordId: 'r',
        code: 'c',
        digest: 'd',
        label: 'l',
        params: {},
        reason: 'why',
        lastsMs: 1_000,
      },
      by: { userId: 'u', name: 'Anna' },
    });
    await store.activities.record([{ flow: 'orders', recordId: 'r', status: 'created', direction: 'toExact', payload: {} }]);
    await test.query(
      `insert into issue (id, org_id, flow, division, record_id, code, payload, first_at, last_at)
       values ($1, $2, 'orders', 1, 'r', 'c', 'p', now(), now())`,
      [`issue-${orgId}`, orgId],
    );
  }

  /** Plain SQL as a tenant's transaction runs it, without the repositories' own conditions. */
  async function asTenant(orgId: string, statement: string): Promise<Record<string, unknown>[]> {
    await test.query('begin');
    try {
      await test.query("select set_config('tandem.org_id', $1, true), set_config('role', $2, true)", [orgId, TENANT_ROLE]);
      return await test.query(statement);
    } finally {
      await test.query('rollback');
    }
  }

  it('is in force on this database', () => {
    expect(test.store.isRowSecurityActive).toBe(true);
  });

  it('covers every table that carries an org id, days of the activity log included, except those at the door', async () => {
    const rows = await test.query(
      `select c.relname as name, c.relrowsecurity as secured from pg_class c join pg_attribute a on a.attrelid = c.oid
       where a.attname = 'org_id' and c.relkind in ('r', 'p') and c.relnamespace = current_schema::regnamespace`,
    );

    const open = rows.filter((row) => row['secured'] !== true).map((row) => row['name']);
    expect(open.sort()).toEqual(['api_key', 'oauth_state', 'pairing_code']);
  });

  it('opens the listed tables to a tenant, each with a policy, and nothing else, also after the second start', async () => {
    // What versions before this one left behind.
    await test.query(`do $$ begin
      execute format('grant all on all tables in schema %I to ${TENANT_ROLE}', current_schema);
      execute format('grant all on all sequences in schema %I to ${TENANT_ROLE}', current_schema);
    end $$`);
    const [today] = await test.query(`select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = to_regclass('activity') order by 1`);

    await test.store.migrate();

    const open = await test.query(
      `select c.relname as name, c.relrowsecurity as secured, count(p.polname)::int as policies
       from pg_class c left join pg_policy p on p.polrelid = c.oid
       where c.relnamespace = current_schema::regnamespace and case when c.relkind = 'S'
         then has_sequence_privilege($1, c.oid, 'select, usage, update')
         else c.relkind in ('r', 'p', 'v', 'm', 'f')
           and has_table_privilege($1, c.oid, 'select, insert, update, delete, truncate, references, trigger') end
       group by c.oid order by 1`,
      [TENANT_ROLE],
    );
    expect(open).toEqual(TENANT_TABLES.map((name) => ({ name, secured: true, policies: 1 })));
    const secured = await test.query(`select bool_and(relrowsecurity) as all from pg_class where oid in
      (select inhrelid from pg_inherits where inhparent = to_regclass('activity'))`);
    expect(secured).toEqual([{ all: true }]);
    await expect(asTenant(own, `select 1 from ${String(today?.['name'])}`)).rejects.toThrow(/permission denied/);
  });

  it('shows a tenant its own rows only, even to a query that forgets the condition', async () => {
    for (const table of TENANT_TABLES) {
      const rows = await asTenant(own, `select distinct org_id from ${table}`);
      expect({ table, seen: rows.map((row) => row['org_id']) }).toEqual({ table, seen: [own] });
    }
  });

  it('changes no row of another org and plants none there', async () => {
    expect(await asTenant(own, `update run set flow = 'stolen' where org_id = '${foreign}' returning id`)).toEqual([]);
    expect(await asTenant(own, `update alert_delivery set attempts = 9 where org_id = '${foreign}' returning channel`)).toEqual(
      [],
    );
    expect(await asTenant(own, `delete from cursor where org_id = '${foreign}' returning name`)).toEqual([]);
    await expect(
      asTenant(own, `insert into cursor (org_id, division, flow, name, value) values ('${foreign}', 1, 'x', 'y', 'z')`),
    ).rejects.toThrow(/row-level security/);
  });

  it.each(['org', 'api_key', 'pairing_code', 'oauth_state', 'budget', 'kysely_migration'])(
    'keeps a tenant away from the table %s',
    async (table) => {
      await expect(asTenant(own, `select 1 from ${table}`)).rejects.toThrow(/permission denied/);
    },
  );

  it('shows nothing when no org is set', async () => {
    expect(await asTenant('', 'select 1 from run')).toEqual([]);
  });
});
