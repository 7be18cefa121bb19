import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import { TandemError } from '../errors/index.ts';
import { startTestApp, type TestApp } from '../../tests/support/test-app.ts';
import { makeOrg, openTestStore, type TestStore } from '../../tests/support/test-store.ts';
import { createWorkMeter, registerEngineState } from './engine-metrics.ts';

const DIVISION = 7;

async function furnish({ store }: TestStore): Promise<string> {
  const { orgId } = await makeOrg(store);
  const orgStore = store.forOrg(orgId);
  for (const flow of ['orders', 'products']) await store.lanes.dueWithin({ orgId, division: DIVISION, flow }, 0);
  await store.lanes.acquire({ orgId, division: DIVISION, flow: 'orders' }, 'slice', 60_000);
  await orgStore.workItems.enqueue(['a', 'b', 'c'].map((recordId) => ({ flow: 'orders', division: DIVISION, recordId })));
  await orgStore.workItems.takeRecords({ flow: 'orders', division: DIVISION }, ['a']);
  const error = new TandemError('flow_off', { flow: 'orders' });
  await orgStore.issues.report({
    flow: 'orders',
    division: DIVISION,
    besides: [],
    recordId: 'd',
    label: 'Order of Jansen',
    error,
  });
  return orgId;
}

describe('metrics', () => {
  let app: TestApp;
  let orgId: string;

  beforeAll(async () => {
    app = await startTestApp();
    orgId = await furnish(app);
  });
  afterAll(() => app.close());

  async function scrape(): Promise<string[]> {
    return (await (await app.request('GET', '/metrics')).text()).split('\n');
  }

  it('show how the flows are, and name no org', async () => {
    const lines = await scrape();

    expect(lines).toEqual(
      expect.arrayContaining([
        'tandem_lanes{state="running"} 1',
        'tandem_lanes{state="waiting"} 1',
        'tandem_lanes{state="stopped"} 0',
        'tandem_work_items{flow="orders",state="waiting"} 2',
        'tandem_work_items{flow="orders",state="working"} 1',
        'tandem_open_issues{flow="orders"} 1',
        expect.stringMatching(/^tandem_oldest_due_seconds \d/),
      ]),
    );
    expect(lines.join('\n')).not.toContain(orgId);
  });

  it('tell for how long work of the process kept it from answering', async () => {
    const heldOver = async (seconds: string): Promise<number> => {
      const lines = await scrape();
      const valueOf = (name: string) => Number(lines.find((line) => line.startsWith(`${name} `))?.split(' ')[1]);
      return valueOf('tandem_event_loop_hold_seconds_count') - valueOf(`tandem_event_loop_hold_seconds_bucket{le="${seconds}"}`);
    };
    const before = await heldOver('0.2');
    const from = process.threadCpuUsage();
    // Work, and not a wait: the loop may be late for other reasons.
    for (let used = 0; used < 400_000;) {
      const { user, system } = process.threadCpuUsage(from);
      used = user + system;
    }

    expect(await heldOver('0.2')).toBeGreaterThan(before);
  });

  it('ask the database once, however often they are scraped', async () => {
    await scrape();
    await app.store.forOrg(orgId).workItems.enqueue([{ flow: 'orders', division: DIVISION, recordId: 'later' }]);

    expect(await scrape()).toContain('tandem_work_items{flow="orders",state="waiting"} 2');
  });
});

describe('measures', () => {
  let test: TestStore;
  let register: Registry;

  beforeAll(async () => {
    test = await openTestStore();
  });
  beforeEach(() => {
    register = new Registry();
  });
  afterAll(() => test.close());

  it('count slices, calls and attempts at alerts of this instance', async () => {
    const meter = createWorkMeter(register);
    meter.sliceEnded('orders', 'worked', 300);
    meter.exactCalled('batch');
    meter.alertTried('webhook', 'later');

    expect((await register.metrics()).split('\n')).toEqual(
      expect.arrayContaining([
        'tandem_slices_total{flow="orders",outcome="worked"} 1',
        'tandem_slice_duration_seconds_sum{flow="orders"} 0.3',
        'tandem_exact_calls_total{class="batch"} 1',
        'tandem_alert_deliveries_total{channel="webhook",outcome="later"} 1',
      ]),
    );
  });

  it('of the database are read again after ten seconds, and follow what is gone', async () => {
    let nowMs = 0;
    registerEngineState(register, test.store, () => nowMs);
    expect(await register.metrics()).toContain('tandem_lanes{state="waiting"} 0');
    const orgId = await furnish(test);
    nowMs = 10_000;
    expect(await register.metrics()).toContain('tandem_work_items{flow="orders",state="waiting"} 2');
    await test.store.orgs.delete(orgId);
    nowMs = 20_000;

    const text = await register.metrics();
    expect(text).toContain('tandem_oldest_due_seconds 0');
    expect(text).not.toContain('flow="orders"');
  });

  it('of the database have no value while it does not answer, and the others stay', async () => {
    const broken = await openTestStore();
    await broken.close();
    registerEngineState(register, broken.store);
    createWorkMeter(register).exactCalled('interactive');

    const lines = (await register.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(lines).toEqual(['tandem_exact_calls_total{class="interactive"} 1']);
  });
});
