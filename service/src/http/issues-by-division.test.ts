import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TandemError } from '../errors/index.ts';
import type { OrgStore } from '../store/index.ts';
import { startTestApp, type TestApp } from '../../tests/support/test-app.ts';
import { makeOrg } from '../../tests/support/test-store.ts';

const RECORD_ID = '801000000000007AAA';

let app: TestApp;
let org: { orgId: string; apiKey: string };
let store: OrgStore;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  org = await makeOrg(app.store);
  store = app.store.forOrg(org.orgId);
});

/** The same order stopped for the same reason, and waiting, in two divisions; answers the issue of the second. */
async function stopInTwo(): Promise<string> {
  const ids: string[] = [];
  for (const [division, other] of [
    [1, 2],
    [2, 1],
  ] as const) {
    const error = new TandemError('record_busy', { record: 'order 7' });
    const place = { flow: 'orders', division, besides: [other] };
    ids.push(await store.issues.report({ ...place, recordId: RECORD_ID, label: 'order 7', error }));
    await store.workItems.enqueue([{ flow: 'orders', division, recordId: RECORD_ID }]);
  }
  return ids[1] ?? '';
}

async function openDivisions(): Promise<readonly number[]> {
  const answer = await app.request('GET', `/v1/issues?state=open&recordId=${RECORD_ID}`, { key: org.apiKey });
  return ((await answer.json()) as { items: { division: number }[] }).items.map(({ division }) => division);
}

describe('the issues of a record in two divisions', () => {
  it('are both told, each with its division', async () => {
    await stopInTwo();

    expect(await openDivisions()).toEqual([2, 1]);
  });

  it.each(['resolve', 'ignore'])('are settled one by one: %s leaves the other, and what waits for it', async (verb) => {
    const second = await stopInTwo();

    const answer = await app.request('POST', `/v1/issues/${second}/${verb}`, { key: org.apiKey, body: {} });

    expect(await answer.json()).toMatchObject({ id: second, division: 2 });
    expect(await openDivisions()).toEqual([1]);
    expect(await store.workItems.take('orders', 2, 10)).toEqual([]);
    expect(await store.workItems.take('orders', 1, 10)).toMatchObject([{ recordId: RECORD_ID }]);
    const status = await app.request('GET', `/v1/records/${RECORD_ID}`, { key: org.apiKey });
    expect(await status.json()).toMatchObject({ status: 'problem', problem: { code: 'record_busy' } });
  });
});
