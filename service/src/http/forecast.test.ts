import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DIVISION, startTestApp, type TestApp } from '../../tests/support/test-app.ts';
import { makeOrg } from '../../tests/support/test-store.ts';

interface Forecast {
  readonly flow: string;
  readonly waiting: number;
  readonly text: string;
  readonly doneAt: string | null;
  readonly recordsPerMinute: number | null;
}

let app: TestApp;
let org: { orgId: string; apiKey: string };

beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  org = await makeOrg(app.store);
  await app.store.orgs.save({ id: org.orgId, name: 'Acme', features: { timeZone: 'Europe/Amsterdam' } });
  await app.store.vault.save(org.orgId, 'exact', { refreshToken: 'r' }, { country: 'nl', divisions: [DIVISION] });
});
afterAll(() => app.close());

async function forecast(): Promise<readonly Forecast[]> {
  const answer = await app.request('GET', '/v1/budget', { key: org.apiKey });
  return ((await answer.json()) as { forecast: Forecast[] }).forecast;
}

function enqueue(count: number, notBefore?: Date): Promise<number> {
  const items = Array.from({ length: count }, (_, index) => ({
    flow: 'orders',
    division: DIVISION.code,
    recordId: `order ${notBefore?.getTime() ?? 'now'} ${index}`,
    notBefore,
  }));
  return app.store.forOrg(org.orgId).workItems.enqueue(items);
}

/** A run that has done 1,000 of 61,000 records in ten minutes. */
async function run(): Promise<void> {
  const { runs } = app.store.forOrg(org.orgId);
  const id = await runs.create({ flow: 'products', division: DIVISION.code, mode: 'apply', request: {}, configVersion: 1 });
  await runs.transition(id, ['queued'], 'running');
  await runs.addProgress(id, { done: 1_000, total: 61_000, calls: { exact: 20, salesforce: 5 } });
  await app.query("update run set started_at = started_at - interval '10 minutes' where id = $1", [id]);
}

describe('the forecast', () => {
  it('tells in words and numbers when a run is done, in the time zone of the org', async () => {
    await run();

    const [products, ...others] = await forecast();

    expect(others).toEqual([]);
    expect(products).toMatchObject({ flow: 'products', waiting: 60_000 });
    expect(products?.recordsPerMinute).toBeGreaterThan(95);
    expect(products?.text).toMatch(/^60,000 items at today's pace: done (today|[A-Z][a-z]+day) \d\d:\d\d$/);
    expect(Date.parse(products?.doneAt ?? '')).toBeGreaterThan(Date.now());
  });

  it('keeps what is meant for a later day apart from what is late', async () => {
    await enqueue(3, new Date(Date.now() + 86_400_000));
    expect(await forecast()).toEqual([
      {
        flow: 'orders',
        waiting: 3,
        text: '3 orders wait for a later day, such as that of a new price',
        doneAt: null,
        recordsPerMinute: null,
      },
    ]);

    await enqueue(2);

    expect(await forecast()).toMatchObject([
      { flow: 'orders', waiting: 5, text: expect.stringContaining('once a run has begun') },
    ]);
  });

  it('promises nothing while the org is paused', async () => {
    await run();
    await app.store.orgs.setState(org.orgId, 'paused');

    expect(await forecast()).toMatchObject([{ text: '60,000 items wait until the flow goes on', doneAt: null }]);
  });

  it('is empty where nothing waits', async () => {
    expect(await forecast()).toEqual([]);
  });
});
