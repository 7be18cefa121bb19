import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TandemError } from '../errors/index.ts';
import { DIVISION, OPERATOR_TOKEN, startTestApp, type TestApp } from '../../tests/support/test-app.ts';
import { makeOrg } from '../../tests/support/test-store.ts';

/** Everything of one org that another one might ask for. */
async function furnish(
  app: TestApp,
  orgId: string,
): Promise<{ runId: string; issueId: string; activityId: string; approvalId: string }> {
  const store = app.store.forOrg(orgId);
  await app.store.vault.save(orgId, 'exact', { refreshToken: 'r' }, { country: 'nl', divisions: [DIVISION] });
  await store.configurations.append(0, { secret: 'of the owner' }, 'owner');
  const runId = await store.runs.create({ flow: 'orders', division: 1, mode: 'plan', request: {}, configVersion: 1 });
  const payload = { label: 'secret of the owner', system: 'exact', action: 'create', object: 'SalesOrder', fields: [] };
  await store.operations.append(runId, [{ recordId: '801000000000001AAA', key: 'k', digest: 'd', payload }]);
  const error = new TandemError('record_busy', { record: 'secret of the owner' });
  const issueId = await store.issues.report({
    flow: 'orders',
    division: 1,
    besides: [],
    recordId: '801000000000001AAA',
    label: 'secret of the owner',
    error,
  });
  await store.activities.record([
    {
      flow: 'orders',
      recordId: '801000000000001AAA',
      status: 'created',
      direction: 'toExact',
      payload: { label: 'secret of the owner', message: null, exactId: 'x', exactNumber: '1', url: null, operations: [] },
    },
  ]);
  const { approval } = await store.approvals.ask({
    ...{
      flow: 'orders',
      division: 1,
      recordId: '801000000000001AAA',
      code: 'record_busy',
      digest: 'd',
      params: {},
      lastsMs: 60_000,
    },
    ...{
      label: 'secret of the owner',
      reason: 'secret of the owner',
      by: { userId: '005000000000001AAA', name: 'of the owner' },
    },
  });
  const [activity] = await store.activities.list({ limit: 1 });
  return { runId, issueId, activityId: String(activity?.id), approvalId: approval.id };
}

describe('org routes', () => {
  let app: TestApp;
  let owner: { orgId: string; apiKey: string };
  let stranger: { orgId: string; apiKey: string };
  /** Every org route of the OpenAPI document, with the owner's ids in its path. */
  let routes: { method: string; path: string }[];

  beforeAll(async () => {
    app = await startTestApp();
    owner = await makeOrg(app.store, 'Owner');
    stranger = await makeOrg(app.store, 'Stranger');
    const { runId, issueId, activityId, approvalId } = await furnish(app, owner.orgId);
    const document = (await (await app.request('GET', '/openapi.json')).json()) as {
      paths: Record<string, Record<string, unknown>>;
    };
    routes = Object.entries(document.paths)
      .filter(([path]) => path.startsWith('/v1/') && !path.startsWith('/v1/orgs') && !path.startsWith('/v1/pairing'))
      .flatMap(([path, operations]) => Object.keys(operations).map((method) => ({ method: method.toUpperCase(), path })))
      .map(({ method, path }) => ({
        method,
        path: path
          .replace('/v1/runs/{id}', `/v1/runs/${runId}`)
          .replace('/v1/issues/{id}', `/v1/issues/${issueId}`)
          .replace('/v1/activity/{id}', `/v1/activity/${activityId}`)
          .replace('{recordId}', '801000000000001AAA')
          .replace('{orderId}', '801000000000001AAA')
          .replace('/v1/approvals/{id}', `/v1/approvals/${approvalId}`)
          .replace('{invoiceId}', 'a01000000000001AAA')
          .replace('{division}', String(DIVISION.code))
          .replace('{list}', 'vatCodes')
          .replace('{flow}/history', 'invoices/history?years=2')
          .replace('{keyId}', owner.apiKey.slice('tandem_'.length, 'tandem_'.length + 16))
          .replace('{version}', '1'),
      }));
  });
  afterAll(() => app.close());

  it('are all there and all have their ids filled in', () => {
    expect(routes.length).toBeGreaterThanOrEqual(30);
    expect(routes.filter(({ path }) => path.includes('{'))).toEqual([]);
  });

  it('answer 401 without a key, with a made-up key and with the operator token', async () => {
    for (const { method, path } of routes) {
      for (const key of [undefined, `tandem_${'a'.repeat(16)}_${'b'.repeat(43)}`, OPERATOR_TOKEN]) {
        const response = await app.request(method, path, key === undefined ? {} : { key });
        expect({ method, path, status: response.status }).toEqual({ method, path, status: 401 });
      }
    }
  });

  it('answer 403 org_mismatch when the request comes from another org than the key', async () => {
    for (const { method, path } of routes) {
      const response = await app.request(method, path, { key: owner.apiKey, headers: { 'x-salesforce-org-id': stranger.orgId } });
      expect({ method, path, status: response.status }).toEqual({ method, path, status: 403 });
      expect(await response.json()).toMatchObject({ code: 'org_mismatch' });
    }
  });

  it('never tell one org anything of another', async () => {
    for (const { method, path } of routes.filter((route) => route.method === 'GET')) {
      const response = await app.request(method, path, { key: stranger.apiKey });
      const text = await response.text();
      expect({ method, path, leaks: text.includes('of the owner') || text.includes(owner.orgId) }).toEqual({
        method,
        path,
        leaks: false,
      });
    }
  });

  it('answer 404 for what belongs to another org, as for what does not exist', async () => {
    const owned = routes.filter(({ path }) =>
      /\/(issues|activity)\/.|\/keys\/(?!rotate)|\/runs\/[^/]+(\/operations)?$|\/versions\/\d|\/reference\//.test(path),
    );
    expect(owned.length).toBeGreaterThanOrEqual(9);
    for (const { method, path } of owned) {
      const status = (await app.request(method, path, { key: stranger.apiKey })).status;
      expect({ method, path, status }).toEqual({ method, path, status: path.includes('/reference/') ? 409 : 404 });
    }
  });

  it('take the 15-character form of the org id for the same org', async () => {
    const response = await app.request('GET', '/v1/org', {
      key: owner.apiKey,
      headers: { 'x-salesforce-org-id': owner.orgId.slice(0, 15) },
    });

    expect(response.status).toBe(200);
  });
});
