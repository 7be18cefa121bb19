import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DIVISION, startTestApp, type TestApp } from '../../tests/support/test-app.ts';
import { makeOrg } from '../../tests/support/test-store.ts';

let app: TestApp;
let org: { orgId: string; apiKey: string };

beforeAll(async () => {
  app = await startTestApp();
  org = await makeOrg(app.store);
});
afterAll(() => app.close());

describe('reference lists and budget', () => {
  it('serve the lists and the calls left of a connected division', async () => {
    await app.store.vault.save(org.orgId, 'exact', { refreshToken: 'r' }, { country: 'nl', divisions: [DIVISION] });
    await app.store.budgets.acquire(`nl|app|${DIVISION.code}`, 'interactive', 'crm/Accounts');

    expect(await (await app.request('GET', `/v1/reference/${DIVISION.code}/vatCodes`, { key: org.apiKey })).json()).toEqual({
      items: [{ id: 'v1', code: '2', description: 'High' }],
    });
    expect((await app.request('GET', `/v1/reference/999/vatCodes`, { key: org.apiKey })).status).toBe(404);
    const countries = await (await app.request('GET', `/v1/reference/${DIVISION.code}/countries`, { key: org.apiKey })).json();
    expect((countries as { items: object[] }).items).toContainEqual({ id: 'NL', code: 'NL', description: 'Netherlands' });
    expect(await (await app.request('GET', '/v1/budget', { key: org.apiKey })).json()).toMatchObject({
      divisions: [{ division: DIVISION.code, name: 'Acme NL', minute: { limit: 60 }, day: { limit: 5000, used: 1 } }],
      salesforce: { limit: null, used: null },
    });
  });
});
