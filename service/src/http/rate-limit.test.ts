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
});
