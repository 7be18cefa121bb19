import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TandemError } from '../errors/index.ts';
import { DIVISION, OPERATOR_TOKEN, startTestApp, type TestApp } from '../../tests/support/test-app.ts';
import { makeOrg } from '../../tests/support/test-store.ts';

const ORDERS = { flow: 'orders', division: 1, besides: [] };

let app: TestApp;
let org: { orgId: string; apiKey: string };
beforeAll(async () => {
  app = await startTestApp({
    engine: {
      push: async (_orgId, _flow, recordId) => {
        if (recordId.startsWith('801000000000404')) throw new TandemError('record_busy', { record: 'order 404' }, { recordId });
        const totals = { net: '10.00', vat: '2.10', gross: '12.10', currency: 'EUR' };
        const outcome = {
          recordId,
          label: '1',
          status: 'created' as const,
          exactId: 'guid',
          exactNumber: '42',
          totals,
          operations: [],
        };
        return { kind: 'done', status: 'sent', outcome };
      },
    },
  });
});
afterAll(() => app.close());
beforeEach(async () => {
  org = await makeOrg(app.store);
});

describe('operation', () => {
  it('says that it lives, is ready, and what it measures', async () => {
    expect((await app.request('GET', '/health/live')).status).toBe(200);
    expect((await app.request('GET', '/health/ready')).status).toBe(200);
    expect(await (await app.request('GET', '/metrics')).text()).toContain(
      'tandem_http_request_duration_seconds_bucket{le="0.005",method="GET",route="/health/live",status="200"}',
    );
  });

  it('describes every route in the OpenAPI document', async () => {
    const document = (await (await app.request('GET', '/openapi.json')).json()) as { openapi: string; paths: object };

    expect(document.openapi).toMatch(/^3\./);
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/v1/orgs', '/v1/config', '/v1/runs/{id}/operations', '/webhooks/exact/{token}']),
    );
  });

  it('answers every error as a problem with code and action', async () => {
    const unknown = await app.request('GET', '/v1/nothing');
    const malformed = await app.request('POST', '/v1/hints', { key: org.apiKey, body: '{"object":' });
    const invalid = await app.request('POST', '/v1/hints', { key: org.apiKey, body: { object: 'Order', ids: ['x'] } });

    expect([unknown.status, malformed.status, invalid.status]).toEqual([404, 400, 400]);
    for (const response of [unknown, malformed, invalid]) {
      expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(await response.json()).toMatchObject({
        type: expect.any(String),
        title: expect.any(String),
        code: expect.any(String),
        action: expect.any(String),
        requestId: response.headers.get('x-request-id'),
      });
    }
  });

  it('refuses a body that is too large and an id list that is too long', async () => {
    const ids = Array.from({ length: 201 }, () => '801000000000001AAA');

    expect(
      (await app.request('POST', '/v1/hints', { key: org.apiKey, body: { object: 'x'.repeat(200_000), ids: [] } })).status,
    ).toBe(413);
    expect((await app.request('POST', '/v1/hints', { key: org.apiKey, body: { object: 'Order', ids } })).status).toBe(400);
  });
});

describe('operator routes', () => {
  const body = {
    salesforce: { instanceUrl: 'https://acme.my.salesforce.com', grant: 'client_credentials' },
    exact: { country: 'NL', refreshToken: 'r', divisions: [123456] },
    trialDays: 14,
  };

  it('connect an org, whose key then opens its own routes, and forget it', async () => {
    const response = await app.request('POST', '/v1/orgs', { key: OPERATOR_TOKEN, body });
    const { orgId, apiKey } = (await response.json()) as { orgId: string; apiKey: string };
    const seen = await (await app.request('GET', '/v1/org', { key: apiKey })).json();

    expect(response.status).toBe(201);
    expect(seen).toMatchObject({
      orgId,
      state: 'active',
      trialEndsAt: expect.any(String),
      connections: {
        salesforce: { state: 'connected', instanceUrl: 'https://acme.my.salesforce.com' },
        exact: { state: 'connected', country: 'nl', userName: 'Anna' },
      },
      divisions: [DIVISION],
      features: { orders: true, multiCurrency: false },
      flows: [{ name: 'orders', isEnabled: false, state: 'off', openIssues: 0 }],
    });
    expect((await app.request('DELETE', `/v1/orgs/${orgId}`, { key: OPERATOR_TOKEN })).status).toBe(200);
    expect((await app.request('GET', '/v1/org', { key: apiKey })).status).toBe(401);
    expect((await app.request('DELETE', `/v1/orgs/${orgId}`, { key: OPERATOR_TOKEN })).status).toBe(404);
  });

  it('are closed to org keys', async () => {
    expect((await app.request('POST', '/v1/orgs', { key: org.apiKey, body })).status).toBe(401);
  });

  it('do not exist where no operator token is set', async () => {
    const closed = await startTestApp({ settings: { operatorToken: undefined } });

    expect((await closed.request('POST', '/v1/orgs', { key: OPERATOR_TOKEN, body })).status).toBe(404);
    await closed.close();
  });
});

describe('configuration', () => {
  const put = (version: string | undefined, body: unknown): Promise<Response> =>
    app.request('PUT', '/v1/config', { key: org.apiKey, body, headers: version === undefined ? {} : { 'if-match': version } });

  it('starts at version 0 and saves on top of the version it was read at', async () => {
    const first = await app.request('GET', '/v1/config', { key: org.apiKey });
    const saved = await put(first.headers.get('etag') ?? '', { version: 1, flows: {} });

    expect(first.headers.get('etag')).toBe('"0"');
    expect(await saved.json()).toMatchObject({ version: 1, document: { version: 1, flows: {} }, savedAt: expect.any(String) });
    expect(app.engineCalls).toContainEqual({ method: 'wake', args: [org.orgId] });
  });

  it('lets exactly one of several savers of the same version win', async () => {
    const statuses = await Promise.all(Array.from({ length: 6 }, async (_, n) => (await put('"0"', { version: 1, n })).status));

    expect(statuses.sort()).toEqual([200, 412, 412, 412, 412, 412]);
  });

  it('wants to know the version', async () => {
    expect((await put(undefined, { version: 1 })).status).toBe(428);
  });

  it('names every problem of a document that is refused, with its place', async () => {
    const response = await put('"0"', { version: 1, flows: 'forbidden' });

    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      code: 'configuration_invalid',
      problems: [{ pointer: '/flows', message: 'Is forbidden.' }],
      problemCount: 1,
    });
  });

  it.each([
    ['the user the package names', 'Zo%C3%AB+M%C3%BCller', 'Zoë Müller'],
    ['the user without characters that do not print', 'Zo%C3%AB%00%0AM%E2%80%AE', 'ZoëM'],
    ['nobody in particular when the name is longer than a name', 'z'.repeat(201), 'Salesforce administrator'],
    ['nobody in particular when the name cannot be read', '%C3%28', 'Salesforce administrator'],
    ['nobody in particular when there is no name', '', 'Salesforce administrator'],
  ])('is saved by %s', async (_case, header, author) => {
    const headers = { 'if-match': '"0"', 'x-salesforce-user': header };
    const saved = await app.request('PUT', '/v1/config', { key: org.apiKey, body: { version: 1 }, headers });

    expect(await saved.json()).toMatchObject({ version: 1, author });
  });

  it('keeps old versions and restores one as the newest', async () => {
    await put('"0"', { version: 1, n: 'first' });
    await put('"1"', { version: 1, n: 'second' });

    const restored = await app.request('POST', '/v1/config/versions/1/restore', { key: org.apiKey });
    const { items } = (await (await app.request('GET', '/v1/config/versions', { key: org.apiKey })).json()) as {
      items: { version: number }[];
    };

    expect(await restored.json()).toMatchObject({ version: 3, document: { n: 'first' } });
    expect(items.map((item) => item.version)).toEqual([3, 2, 1]);
  });
});

describe('orders and runs', () => {
  it('answers a push with number, totals and status', async () => {
    const response = await app.request('POST', '/v1/orders/801000000000001/push?waitMs=20000', { key: org.apiKey, body: {} });

    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      status: 'sent',
      exactId: 'guid',
      exactNumber: '42',
      url: null,
      totals: { net: '10.00', vat: '2.10', gross: '12.10', currency: 'EUR' },
    });
  });

  it('answers a push that needs somebody with the problem of the record', async () => {
    const response = await app.request('POST', '/v1/orders/801000000000404AAA/push', { key: org.apiKey });

    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({
      code: 'record_busy',
      recordId: '801000000000404AAA',
      detail: expect.stringContaining('order 404'),
    });
  });

  it('starts a run with normalised ids and null for what Apex leaves open', async () => {
    const response = await app.request('POST', '/v1/runs', {
      key: org.apiKey,
      body: { flow: 'orders', mode: 'plan', ids: ['801000000000001'], full: null },
    });

    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ runId: 'run-1' });
    expect(app.engineCalls).toContainEqual({
      method: 'startRun',
      args: [org.orgId, expect.objectContaining({ ids: ['801000000000001AAA'], full: undefined })],
    });
  });

  it('pages through the operations of a plan', async () => {
    const store = app.store.forOrg(org.orgId);
    const runId = await store.runs.create({ flow: 'orders', division: 1, mode: 'plan', request: {}, configVersion: 1 });
    const operations = Array.from({ length: 60 }, (_, n) => ({
      recordId: `r${n}`,
      key: `k${n}`,
      digest: 'd',
      payload: { label: `L${n}`, system: 'exact', action: 'create', object: 'SalesOrder', fields: [] },
    }));
    await store.operations.append(runId, operations);

    const first = (await (await app.request('GET', `/v1/runs/${runId}/operations`, { key: org.apiKey })).json()) as {
      items: { key: string }[];
      next: string;
    };
    const second = (await (
      await app.request('GET', `/v1/runs/${runId}/operations?cursor=${first.next}`, { key: org.apiKey })
    ).json()) as typeof first;

    expect([...first.items, ...second.items].map((item) => item.key)).toEqual(operations.map((operation) => operation.key));
    expect(second.next).toBeNull();
  });

  it('pauses and resumes the org, and says by whom and since when it is paused', async () => {
    const seen = async () => (await app.request('GET', '/v1/org', { key: org.apiKey })).json();
    await app.request('POST', '/v1/pause', { key: org.apiKey, body: {}, headers: { 'x-salesforce-user': 'Zo%C3%AB' } });
    expect(await seen()).toMatchObject({
      state: 'paused',
      pause: { by: 'Zoë', since: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) },
    });
    await app.request('POST', '/v1/resume', { key: org.apiKey, body: {} });
    expect(await seen()).toMatchObject({ state: 'active', pause: null });
  });
});

describe('records and issues', () => {
  const recordId = '801000000000007AAA';

  it('tell where a record stands, from never met over a problem to synced', async () => {
    const store = app.store.forOrg(org.orgId);
    const status = async (): Promise<unknown> =>
      (await app.request('GET', '/v1/records/801000000000007', { key: org.apiKey })).json();

    expect(await status()).toMatchObject({ recordId, status: 'notSynced', problem: null });
    const error = new TandemError('record_busy', { record: 'order 7' }, { field: 'Status' });
    await store.issues.report({ ...ORDERS, recordId, label: 'order 7', error });
    expect(await status()).toMatchObject({
      status: 'problem',
      flow: 'orders',
      problem: { code: 'record_busy', field: 'Status' },
    });
    await store.issues.resolveRecords(ORDERS, [recordId]);
    const claims = store.claims(ORDERS, 'job');
    await claims.take([recordId]);
    await claims.intend(recordId, 'ref', 'content');
    await claims.settle(recordId, { exactId: 'guid', exactNumber: '42', reference: 'ref', content: 'content' });
    expect(await status()).toMatchObject({ status: 'waiting', exactNumber: '42' });
    await claims.writtenBack([recordId]);
    expect(await status()).toMatchObject({ status: 'synced', exactId: 'guid', problem: null });
  });

  it('list issues with texts and let a person ignore and retry them', async () => {
    const store = app.store.forOrg(org.orgId);
    const error = new TandemError('record_busy', { record: 'order 7' });
    const id = await store.issues.report({ ...ORDERS, recordId, label: 'order 7', error });

    const { items } = (await (await app.request('GET', '/v1/issues?flow=orders&state=open', { key: org.apiKey })).json()) as {
      items: unknown[];
    };
    const retried = await app.request('POST', `/v1/issues/${id}/retry`, { key: org.apiKey, body: {} });
    const ignored = await app.request('POST', `/v1/issues/${id}/ignore`, { key: org.apiKey, body: {} });

    expect(items).toEqual([expect.objectContaining({ id, label: 'order 7', code: 'record_busy', state: 'open', attempts: 1 })]);
    expect(retried.status).toBe(200);
    expect(app.engineCalls).toContainEqual({ method: 'retryIssues', args: [org.orgId, [id]] });
    expect(await ignored.json()).toMatchObject({ state: 'ignored' });
  });

  it('find what happened to a product under its Salesforce id', async () => {
    const payload = {
      label: 'SKU 1',
      message: null,
      exactId: 'guid-1',
      exactNumber: null,
      url: null,
      operations: [
        {
          system: 'salesforce',
          object: 'Product2',
          action: 'update',
          fields: [{ field: 'Name', from: 'a', to: 'b', policy: 'always' }],
        },
      ],
    };
    await app.store.forOrg(org.orgId).activities.record([
      {
        flow: 'products',
        recordId: 'guid-1',
        salesforceId: '01t000000000001AAA',
        status: 'updated',
        direction: 'toSalesforce',
        payload,
      },
    ]);

    const timeline = (await (
      await app.request('GET', '/v1/records/01t000000000001AAA/timeline', { key: org.apiKey })
    ).json()) as { items: unknown[] };
    const { items } = (await (await app.request('GET', '/v1/activity', { key: org.apiKey })).json()) as {
      items: { id: string }[];
    };
    const detail = await (await app.request('GET', `/v1/activity/${items[0]?.id}`, { key: org.apiKey })).json();

    expect(timeline.items).toEqual([expect.objectContaining({ title: 'Updated in Salesforce', detail: '1 field written' })]);
    expect(detail).toMatchObject({
      label: 'SKU 1',
      operations: [{ object: 'Product2', fields: [{ field: 'Name', from: 'a', to: 'b' }] }],
    });
  });
});
