import { afterEach, describe, expect, it } from '@jest/globals';
import { closeSimulators, DIVISION, startConnected } from './testing/client.ts';

/** Slows the clock so that no window ends within a test. */
const SLOW = 0.001;

describe('call limits', () => {
  afterEach(closeSimulators);

  it('show both header families, and nothing on calls without a division', async () => {
    const client = await startConnected({ limits: { perMinute: 60, perDay: 5000 }, timeScale: SLOW });
    const reply = await client.get('vat/VATCodes');
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'x-ratelimit-limit': '5000',
      'x-ratelimit-remaining': '4999',
      'x-ratelimit-minutely-limit': '60',
      'x-ratelimit-minutely-remaining': '59',
    });
    expect(Number(reply.headers.get('x-ratelimit-minutely-reset'))).toBeGreaterThan(Date.now());
    const me = await client.call('GET', '/api/v1/current/Me');
    expect(me.headers.has('x-ratelimit-limit')).toBe(false);
    expect((await client.get('vat/VATCodes')).headers.get('x-ratelimit-remaining')).toBe('4998');
  });

  it('refuse what exceeds the minute, without the headers of the day, and count refused calls nowhere', async () => {
    const client = await startConnected({ limits: { perMinute: 2, perDay: 5000 }, timeScale: SLOW });
    await client.get('vat/VATCodes');
    await client.get('vat/VATCodes');
    const refused = await client.get('vat/VATCodes');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('x-ratelimit-minutely-remaining')).toBe('0');
    expect(refused.headers.has('x-ratelimit-limit')).toBe(false);
    expect((await client.call('GET', '/_control/counts')).body).toEqual({ counted: 2, writes: 0 });
  });

  it('refuse what exceeds the day, without the headers of the minute', async () => {
    const client = await startConnected({ limits: { perMinute: 60, perDay: 1 }, timeScale: SLOW });
    await client.get('vat/VATCodes');
    const refused = await client.get('vat/VATCodes');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(refused.headers.has('x-ratelimit-minutely-limit')).toBe(false);
  });

  it('belong to a division each', async () => {
    const division = { name: 'Tandem', currency: 'EUR', country: 'NL' };
    const divisions = [
      { ...division, code: DIVISION, isMain: true },
      { ...division, code: 77, isMain: false },
    ];
    const client = await startConnected({ limits: { perMinute: 1, perDay: 10 }, timeScale: SLOW, divisions });
    await client.get('vat/VATCodes');
    expect((await client.get('vat/VATCodes')).status).toBe(429);
    expect((await client.call('GET', '/api/v1/77/vat/VATCodes')).status).toBe(200);
  });

  it('begin anew with the next clock minute', async () => {
    const client = await startConnected({ limits: { perMinute: 1, perDay: 100_000 }, timeScale: 200 });
    const statuses = new Set<number>();
    while (!(statuses.has(429) && statuses.has(200))) statuses.add((await client.get('vat/VATCodes')).status);
    let status = 429;
    while (status === 429) ({ status } = await client.get('vat/VATCodes'));
    expect(status).toBe(200);
  });

  it('block the key after more than ten errors on one endpoint, for every endpoint', async () => {
    const client = await startConnected({ limits: { perMinute: 600, perDay: 5000 }, timeScale: SLOW });
    for (let turn = 0; turn < 10; turn += 1) expect((await client.get('crm/Accounts')).status).toBe(400);
    for (let turn = 0; turn < 10; turn += 1) expect((await client.get('crm/Contacts')).status).toBe(400);
    expect((await client.get('vat/VATCodes')).status).toBe(200);
    expect((await client.get('crm/Accounts')).status).toBe(400);
    const blocked = await client.get('vat/VATCodes');
    expect(blocked.status).toBe(429);
    expect(blocked.headers.has('x-ratelimit-limit')).toBe(false);
  });

  it('do not count business-rule failures as errors', async () => {
    const client = await startConnected({ limits: { perMinute: 600, perDay: 5000 }, timeScale: SLOW });
    for (let turn = 0; turn < 12; turn += 1) expect((await client.api('POST', 'crm/Accounts', {}, {})).status).toBe(500);
    expect((await client.get('vat/VATCodes')).status).toBe(200);
  });
});
