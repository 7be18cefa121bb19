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

  it('believes no such name where no proxy is trusted', async () => {
    expect(await lastVisit(undefined)).toBe(429);
  });
});
