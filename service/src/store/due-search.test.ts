import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CamelCasePlugin,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
} from 'kysely';
import { makeOrg, openTestStore, type TestStore } from '../../tests/support/test-store.ts';
import { Clock } from './clock.ts';
import { findDueLanes } from './lanes.ts';
import type { Database } from './schema.ts';
import { takeDueItems } from './work-items.ts';

const FUTURE_ROWS = 100_000;
const FUTURE_LANES = 20_000;
/** Pages of 8 kB. Walking through all of the future reads 1,500 of the index alone. */
const FEW_PAGES = 300;

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Index Cond'?: string;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly PlanNode[];
}

describe('the search for what is due, among 100,000 rows that are not', () => {
  const compiler = new Kysely<Database>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    plugins: [new CamelCasePlugin()],
  });
  let test: TestStore;
  let orgId: string;

  beforeAll(async () => {
    test = await openTestStore();
    orgId = (await makeOrg(test.store)).orgId;
    // Without the look at the org for each row.
    await test.query('set session_replication_role = replica');
    await test.query(
      `insert into work_item (org_id, flow, division, record_id, priority, next_attempt_at)
       select $1, 'products', 1, 'r' || i, i % 3, now() + interval '1 day' + i * interval '1 second' from generate_series(1, ${FUTURE_ROWS}) i`,
      [orgId],
    );
    await test.query(
      `insert into lane (org_id, division, flow, due_at)
       select $1, i, 'products', now() + interval '1 day' + i * interval '1 second' from generate_series(1, ${FUTURE_LANES}) i`,
      [orgId],
    );
    await test.query(
      `insert into work_item (org_id, flow, division, record_id, priority, next_attempt_at)
       select $1, 'products', 1, 'due' || i, i % 3, now() - i * interval '1 second' from generate_series(1, 5) i`,
      [orgId],
    );
    await test.query(
      `insert into lane (org_id, division, flow, due_at) values ($1, 0, 'products', now() - interval '1 minute')`,
      [orgId],
    );
    await test.query('set session_replication_role = origin');
  }, 120_000);
  afterAll(() => test.close());

  /** How PostgreSQL carries the statement out, and what it read for that. The statement runs and is undone. */
  async function planOf(query: RawBuilder<unknown>): Promise<PlanNode> {
    const { sql, parameters } = query.compile(compiler);
    await test.query('begin');
    try {
      const [row] = await test.query(`explain (analyze, buffers, format json) ${sql}`, parameters);
      return (row?.['QUERY PLAN'] as readonly { readonly Plan: PlanNode }[])[0]!.Plan;
    } finally {
      await test.query('rollback');
    }
  }

  function conditionsOf(node: PlanNode): string[] {
    return [node['Index Cond'] ?? '', ...(node.Plans ?? []).flatMap(conditionsOf)];
  }

  function pagesOf(node: PlanNode): number {
    return node['Shared Hit Blocks'] + node['Shared Read Blocks'];
  }

  it('looks the moment up in an index and reads a few pages', async () => {
    // The embedded database gathers no statistics, and a server has none yet in the middle of a load.
    const untold = await planOf(takeDueItems(orgId, 'products', 1, 100, new Clock()));
    await test.query('analyze work_item, lane');
    const items = await planOf(takeDueItems(orgId, 'products', 1, 100, new Clock()));
    const lanes = await planOf(findDueLanes(100, new Clock()));

    for (const plan of [untold, items]) {
      expect(conditionsOf(plan).join()).toContain('next_attempt_at <= statement_timestamp()');
      expect(pagesOf(plan)).toBeLessThan(FEW_PAGES);
    }
    expect(conditionsOf(lanes).join()).toContain('due_at <= statement_timestamp()');
    expect(pagesOf(lanes)).toBeLessThan(FEW_PAGES);
  });

  it('finds all of it, the most urgent first', async () => {
    expect((await test.store.lanes.due(10)).map(({ division }) => division)).toEqual([0]);
    const { workItems } = test.store.forOrg(orgId);
    const take = async (limit: number) => (await workItems.take('products', 1, limit)).map(({ recordId }) => recordId).sort();
    expect(await take(3)).toEqual(['due2', 'due4', 'due5']);
    expect(await take(3)).toEqual(['due1', 'due3']);
    expect(await take(3)).toEqual([]);
  });
});
