import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../../tests/support/test-app.ts';
import { makeOrg } from '../../tests/support/test-store.ts';

const DIVISION = 7;
const AT = new Date('2026-01-05T09:00:00Z');

let app: TestApp;
let org: { orgId: string; apiKey: string };
let count: number;

beforeAll(async () => {
  app = await startTestApp({
    inspector: {
      countReleased: async () => ({
        ...{ flow: 'orders', divisions: [DIVISION], from: AT, oldest: AT, newest: AT, timeZone: 'Europe/Amsterdam' },
        ...{ count, isAtMost: false, amount: '3', currency: 'EUR' },
      }),
    },
  });
});
afterAll(() => app.close());
beforeEach(async () => {
  org = await makeOrg(app.store);
  count = 2;
  expect((await save(0)).status).toBe(200);
  const { cursors } = app.store.forOrg(org.orgId);
  await cursors.save(DIVISION, 'orders', { changes: 'passed' });
  await cursors.save(DIVISION, 'products', { items: 'passed' });
});

const save = (version: number, query = ''): Promise<Response> =>
  app.request('PUT', `/v1/config${query}`, {
    key: org.apiKey,
    body: { version: 1, saved: version },
    headers: { 'if-match': `"${version}"` },
  });
const position = (flow: string) => app.store.forOrg(org.orgId).cursors.read(DIVISION, flow);

describe('the positions of the polls, when settings release records of the past', () => {
  it('are forgotten for that flow alone once a person confirmed, since what is released lies behind them', async () => {
    expect((await save(1)).status).toBe(409);
    expect(await position('orders')).toEqual({ changes: 'passed' });

    expect((await save(1, '?confirmReleased=2')).status).toBe(200);

    expect(await position('orders')).toEqual({});
    expect(await position('products')).toEqual({ items: 'passed' });
  });

  it('are forgotten too when an old version that releases them is restored', async () => {
    expect((await app.request('POST', '/v1/config/versions/1/restore', { key: org.apiKey })).status).toBe(409);
    expect(await position('orders')).toEqual({ changes: 'passed' });

    await app.request('POST', '/v1/config/versions/1/restore?confirmReleased=2', { key: org.apiKey });

    expect(await position('orders')).toEqual({});
  });

  it('stay when nothing is released', async () => {
    count = 0;

    expect((await save(1)).status).toBe(200);

    expect(await position('orders')).toEqual({ changes: 'passed' });
  });
});
