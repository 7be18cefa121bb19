import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DIVISION, startTestApp, type TestApp } from '../../tests/support/test-app.ts';
import { makeOrg } from '../../tests/support/test-store.ts';

let app: TestApp;
let org: { orgId: string; apiKey: string };

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  org = await makeOrg(app.store);
});

describe('the state of a flow', () => {
  const flowState = async (): Promise<unknown> => {
    const seen = (await (await app.request('GET', '/v1/org', { key: org.apiKey })).json()) as { flows: { state: string }[] };
    return seen.flows[0]?.state;
  };
  const budgetKey = (): string => `${org.orgId}|app|${DIVISION.code}`;

  beforeEach(async () => {
    // The country is the first part of the budget's key: every test has a budget of its own.
    const meta = { country: org.orgId, userName: 'Anna', divisions: [DIVISION] };
    await app.store.vault.save(org.orgId, 'exact', { accessToken: 'a', refreshToken: 'r', issuedAt: new Date() }, meta);
    await app.store.vault.save(org.orgId, 'salesforce', { accessToken: 'sf' }, { instanceUrl: 'https://acme.my.salesforce.com' });
    await app.request('PUT', '/v1/config', { key: org.apiKey, body: { flows: {} }, headers: { 'if-match': '"0"' } });
  });

  it('is idle while calls are left, also when a look is planned for a later day', async () => {
    const notBefore = new Date(Date.now() + 86_400_000);
    await app.store
      .forOrg(org.orgId)
      .workItems.enqueue([{ flow: 'orders', division: DIVISION.code, recordId: 'price', notBefore }]);

    expect(await flowState()).toBe('idle');
  });

  it('names the divisions it works in as Exact Online does', async () => {
    const seen = (await (await app.request('GET', '/v1/org', { key: org.apiKey })).json()) as { flows: object[] };

    expect(seen.flows[0]).toMatchObject({ divisions: [{ code: DIVISION.code, name: DIVISION.name }] });
  });

  it('waits when the calls of the day to Exact Online are used up', async () => {
    await app.store.budgets.acquire(budgetKey(), 'batch', 'salesorder/SalesOrders');
    await app.store.budgets.correct(budgetKey(), { day: { limit: 5000, remaining: 0 } });

    expect(await flowState()).toBe('waiting');
  });

  it('waits when the calls to Salesforce are used up but for the reserve', async () => {
    await app.store.forOrg(org.orgId).salesforceUsage.save(90_000, 100_000);

    expect(await flowState()).toBe('waiting');
  });

  it('is stopped while one of the systems is not connected, also before a lane has found out', async () => {
    const other = await makeOrg(app.store);
    await app.request('PUT', '/v1/config', { key: other.apiKey, body: { flows: {} }, headers: { 'if-match': '"0"' } });
    const seen = (await (await app.request('GET', '/v1/org', { key: other.apiKey })).json()) as { flows: object[] };

    expect(seen.flows[0]).toMatchObject({
      state: 'stopped',
      stoppedBecause: { code: 'not_connected', detail: 'Tandem has no connection to Salesforce for this org.' },
    });
  });

  it('is stopped with the reason that the sign-in has ended, also before a lane has found out', async () => {
    await app.store.vault.markReconnect(org.orgId, 'exact', 'exact_app_revoked');
    const seen = (await (await app.request('GET', '/v1/org', { key: org.apiKey })).json()) as { flows: object[] };

    expect(seen.flows[0]).toMatchObject({ state: 'stopped', stoppedBecause: { code: 'exact_reconnect' } });
  });
});
