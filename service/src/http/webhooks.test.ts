import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { DIVISION, WEBHOOK_SECRET, startTestApp, type TestApp } from '../../tests/support/test-app.ts';
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

describe('webhooks', () => {
  const signed = (content: string, secret = WEBHOOK_SECRET): string =>
    `{"Content":${content},"HashCode":"${createHmac('sha256', secret).update(content).digest('hex').toUpperCase()}"}`;
  const content = `{"Topic":"Items","Action":"Update","Division":${DIVISION.code},"Key":"guid-ünï"}`;
  let token: string;

  beforeEach(async () => {
    token = (await app.store.orgs.find(org.orgId))?.webhookToken ?? '';
    await app.store.vault.save(org.orgId, 'exact', { refreshToken: 'r' }, { country: 'nl', divisions: [DIVISION] });
  });

  it('answers the empty POST with which Exact tries the address', async () => {
    expect((await app.request('POST', `/webhooks/exact/${token}`)).status).toBe(200);
  });

  it('hands a signed event to every org of the division', async () => {
    const sharing = await makeOrg(app.store);
    await app.store.vault.save(sharing.orgId, 'exact', { refreshToken: 'r' }, { country: 'nl', divisions: [DIVISION] });

    const response = await app.request('POST', `/webhooks/exact/${token}`, { body: signed(content) });

    expect(response.status).toBe(200);
    for (const orgId of [org.orgId, sharing.orgId]) {
      await until(() =>
        app.engineCalls.some((call) => call.method === 'hintFromExact' && call.args[0] === orgId && call.args[3] === 'guid-ünï'),
      );
    }
  });

  it.each([
    ['another secret', () => signed(content, 'other')],
    ['a changed content', () => signed(content).replace('Update', 'Delete')],
    ['no signature', () => content],
  ])('refuses %s', async (_what, body) => {
    expect((await app.request('POST', `/webhooks/exact/${token}`, { body: body() })).status).toBe(401);
  });

  it('knows nothing at an address that was not given out', async () => {
    expect((await app.request('POST', '/webhooks/exact/guessed', { body: signed(content) })).status).toBe(404);
  });
});

/** Waits for something that happens after an answer, a turn of the event loop at a time. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
