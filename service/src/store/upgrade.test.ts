import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { eventually } from '../../tests/support/eventually.ts';
import { createLedgerEngine } from '../../tests/support/ledger-engine.ts';
import { LedgerFlow } from '../../tests/support/ledger-flow.ts';
import { openTestStore, type TestStore } from '../../tests/support/test-store.ts';
import type { OrgStore } from './store.ts';

const ORG_ID = '00D000000000071EAA';
/** The key that sealed the dump. */
const MASTER_KEYS = `fixture:${Buffer.alloc(32, 'fixture').toString('base64')}`;
const DUMP = new URL('../../tests/support/before-0070.sql', import.meta.url);

let test: TestStore;
let store: OrgStore;

beforeAll(async () => {
  test = await openTestStore({ dump: await readFile(DUMP, 'utf8'), masterKeys: MASTER_KEYS });
});
beforeEach(() => {
  store = test.store.forOrg(ORG_ID);
});
afterAll(() => test.close());

it('an upgrade keeps what waits, is claimed, is complained of, is linked and is read, each once', async () => {
  expect(
    await test.query('select flow, division, record_id, state, generation::int, attempts from work_item order by record_id'),
  ).toEqual([
    { flow: 'ledger', division: 7, record_id: 'later', state: 'waiting', generation: 1, attempts: 0 },
    { flow: 'ledger', division: 7, record_id: 'left', state: 'working', generation: 1, attempts: 0 },
    { flow: 'ledger', division: 7, record_id: 'parked', state: 'issue', generation: 1, attempts: 1 },
    { flow: 'ledger', division: 7, record_id: 'waiting', state: 'waiting', generation: 1, attempts: 0 },
  ]);
  expect((await store.issues.list({ limit: 10 })).items).toMatchObject([
    { flow: 'ledger', division: 7, recordId: 'solved', state: 'resolved', label: 'Entry solved' },
    { flow: 'ledger', division: 7, recordId: 'parked', state: 'open', label: 'Entry parked', code: 'flow_not_configured' },
  ]);
  // When it was last in step is not known of one that was remembered before.
  const link = { role: 'account', division: 7, exactId: 'guid-account', fingerprint: 'f', inStepAt: null };
  expect(await store.links.find({ salesforceIds: ['001AA0000000001AAA'] })).toMatchObject([link]);
  expect(await store.links.find({ exactIds: ['GUID-ACCOUNT'] })).toMatchObject([link]);
  expect(await store.cursors.read(7, 'ledger')).toEqual({ last: 'zz' });
  // What was not asked for before is read with the next look.
  expect(await test.query('select item_id, division, unit, is_stock_item from item_fact')).toEqual([
    { item_id: 'item', division: 7, unit: 'pc', is_stock_item: null },
  ]);
  expect((await store.runs.workable('ledger', 7)).map(({ request }) => request['ids'])).toEqual([['asked', 'again']]);
  expect(test.store.isRowSecurityActive).toBe(true);
});

it('settings that were saved are settings still, without those that are none any more', async () => {
  const flows = { orders: { enabled: true, division: 8, totals: { toleranceCents: 2 } } };
  expect((await store.configurations.latest())?.document).toMatchObject({ version: 1, divisions: [{ code: 7 }, {}, {}] });
  expect((await store.configurations.latest())?.document['flows']).toEqual(flows);
});

it('a claim belongs to the division that the settings gave its flow when its document was sent', async () => {
  expect(
    await test.query(
      'select flow, record_id, division, reference, exact_id, is_write_back_pending from claim order by reference',
    ),
  ).toEqual([
    { flow: 'ledger', record_id: 'sent', division: 7, reference: 'SO-1', exact_id: 'exact-sent', is_write_back_pending: true },
    {
      flow: 'orders',
      record_id: '801AA0000000001AAA',
      division: 9,
      reference: 'SO-10',
      exact_id: 'guid-0',
      is_write_back_pending: false,
    },
    {
      flow: 'orders',
      record_id: '801AA0000000002AAA',
      division: 8,
      reference: 'SO-11',
      exact_id: 'guid-1',
      is_write_back_pending: false,
    },
    { flow: 'ledger', record_id: 'open', division: 7, reference: 'SO-2', exact_id: null, is_write_back_pending: false },
    { flow: 'ledger', record_id: 'held', division: 7, reference: null, exact_id: null, is_write_back_pending: false },
  ]);
  const orders = store.claims({ flow: 'orders', division: 8, besides: [] }, 'job');
  expect(
    new Map([...(await orders.intents(['801AA0000000001AAA', '801AA0000000002AAA']))].map(([id, { exactId }]) => [id, exactId])),
  ).toEqual(
    new Map([
      ['801AA0000000001AAA', 'guid-0'],
      ['801AA0000000002AAA', 'guid-1'],
    ]),
  );
});

it('what waited before an upgrade is worked after it, and what was posted is known', async () => {
  const flow = new LedgerFlow();
  for (const id of ['waiting', 'left', 'parked', 'asked', 'again', 'sent']) flow.from.set(id, { text: id });
  const engine = createLedgerEngine(test.store, [flow], { timeScale: 100 });
  await engine.start();

  try {
    const [open] = (await store.issues.list({ state: 'open', limit: 10 })).items;
    await engine.retryIssues(ORG_ID, [open?.id ?? '']);
    await eventually(
      () => [...flow.writes].sort(),
      (writes) => writes.length === 5,
      'five entries',
    );
    await eventually(
      () => store.runs.newestByFlow(),
      ({ runs }) => runs.get('ledger')?.state === 'succeeded',
      'the end of the run',
    );
    await eventually(
      () => store.issues.countOpen(),
      (issues) => issues.size === 0,
      'the end of the issue',
    );
  } finally {
    await engine.stop(5_000);
  }

  expect(flow.writes.toSorted()).toEqual(['again', 'asked', 'left', 'parked', 'waiting']);
  expect(await store.workItems.backlog()).toMatchObject([{ flow: 'ledger', division: 7, waiting: 1, due: 0 }]);
  const claims = store.claims({ flow: 'ledger', division: 7, besides: [] }, 'next');
  expect(await claims.take(['held'])).toEqual(new Set(['held']));
  expect((await claims.intents(['sent'])).get('sent')).toMatchObject({ exactId: 'exact-sent', isWriteBackPending: true });
  expect((await claims.intents(['open'])).get('open')).toMatchObject({ reference: 'SO-2', exactId: undefined });
});
