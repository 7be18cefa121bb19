import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { startTestApp } from '../../tests/support/test-app.ts';
import { makeOrg } from '../../tests/support/test-store.ts';

describe('rate limit', () => {
  it('holds back an org that asks too much, and no other', async () => {
    const strict = await startTestApp({ settings: { requestsPerMinute: 3 } });
    const [busy, quiet] = [await makeOrg(strict.store), await makeOrg(strict.store)];

    const statuses: number[] = [];
    for (let n = 0; n < 4; n += 1) statuses.push((await strict.request('GET', '/v1/config', { key: busy.apiKey })).status);

    expect(statuses).toEqual([200, 200, 200, 429]);
    expect((await strict.request('GET', '/v1/config', { key: quiet.apiKey })).status).toBe(200);
    await strict.close();
  });

  /** What the pages for browsers answer to as many visits as one address may make in a minute, and one more by another. */
  async function lastVisit(trustedProxies: number | undefined): Promise<number> {
    const app = await startTestApp({ settings: { trustedProxies } });
    const visit = async (address: string): Promise<number> =>
      (await app.request('GET', '/connect/salesforce', { headers: { 'x-forwarded-for': address } })).status;
    for (let n = 0; n < 60; n += 1) await visit('192.0.2.1');
    const statuses = [await visit('192.0.2.1'), await visit('192.0.2.2')];
    await app.close();
    expect(statuses[0]).toBe(429);
    return statuses[1] ?? 0;
  }

  it('counts the pages for browsers by the visitor that a trusted proxy names', async () => {
    expect(await lastVisit(1)).toBe(200);
  });

  it.each([
    ['once, however many requests come through it', undefined, 1],
    ['not where the operator vouched for it', 1, 0],
  ])('tells the log of a proxy in front: %s', async (_when, trustedProxies, times) => {
    const log = new PassThrough();
    const app = await startTestApp({ settings: { trustedProxies }, log });
    await app.request('GET', '/health/live');
    expect(log.read()).toBeNull();

    for (let n = 0; n < 3; n += 1) await app.request('GET', '/health/live', { headers: { 'x-forwarded-for': '192.0.2.1' } });

    await app.close();
    const text = String(log.read() ?? '');
    expect(text.match(/proxy_not_trusted/g) ?? []).toHaveLength(times);
    expect(text).not.toContain('192.0.2.1');
  });

  it('believes no such name where no proxy is trusted', async () => {
    expect(await lastVisit(undefined)).toBe(429);
  });
});
