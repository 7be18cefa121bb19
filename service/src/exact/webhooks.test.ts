import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { json, startScriptedServer, type ScriptedServer } from '../wire/testing/scripted-server.ts';
import { createTestClients, type TestClients } from './testing.ts';
import { ensureSubscriptions, verifyWebhook } from './webhooks.ts';

const content =
  '{"Topic":"Items","ClientId":"c","Division":7,"Action":"Update","Key":"c00ee12c-2b39-4e84-b332-54a3c722e5dd","Note":"a \\"quoted\\" é"}';
const signed = (secret: string, text = content) =>
  `{"Content":${text},"HashCode":"${createHmac('sha256', secret).update(text, 'utf8').digest('hex').toUpperCase()}"}`;

describe('verifyWebhook', () => {
  it('answers the event of a body that Exact signed', () => {
    expect(verifyWebhook(signed('secret'), 'secret')).toEqual({
      topic: 'Items',
      action: 'Update',
      division: 7,
      key: 'c00ee12c-2b39-4e84-b332-54a3c722e5dd',
    });
  });

  it.each([
    ['another secret', signed('other'), 'secret'],
    ['a changed content', signed('secret').replace('Update', 'Delete'), 'secret'],
    ['no hash', `{"Content":${content}}`, 'secret'],
    ['a short hash', `{"Content":${content},"HashCode":"AB"}`, 'secret'],
    ['an empty body', '', 'secret'],
    ['no secret configured', signed(''), ''],
    ['a content that is no event', signed('secret', '{"a":1}'), 'secret'],
  ])('refuses %s', (_, body, secret) => {
    expect(verifyWebhook(body, secret)).toBeUndefined();
  });
});

describe('ensureSubscriptions', () => {
  let server: ScriptedServer | undefined;
  let test: TestClients | undefined;

  afterEach(async () => {
    await test?.clients.close();
    await server?.close();
  });

  it('makes what is missing, replaces another address and leaves what is right', async () => {
    const existing = [
      { ID: '00000000-0000-0000-0000-000000000001', Topic: 'Items', CallbackURL: 'https://tandem.example/new' },
      { ID: '00000000-0000-0000-0000-000000000002', Topic: 'Accounts', CallbackURL: 'https://tandem.example/old' },
    ];
    server = await startScriptedServer(({ method, body }) => {
      if (method === 'GET') return json({ d: { results: existing } });
      if (method === 'DELETE') return { status: 204 };
      return body.includes('SalesOrders')
        ? json({ error: { message: { value: 'Gegeven bestaat reeds.' } } }, 500)
        : json({ d: { ID: '3', Topic: 'Accounts', CallbackURL: 'x' } }, 201);
    });
    test = createTestClients(server.url);

    await ensureSubscriptions(
      await test.clients.division('org', 7, 'batch'),
      ['Items', 'Accounts', 'SalesOrders'],
      'https://tandem.example/new',
    );

    expect(server.requests.map(({ method, url, body }) => `${method} ${url.includes('(guid') ? url.slice(-3) : body}`)).toEqual([
      'GET ',
      "DELETE 2')",
      'POST {"Topic":"Accounts","CallbackURL":"https://tandem.example/new"}',
      'POST {"Topic":"SalesOrders","CallbackURL":"https://tandem.example/new"}',
    ]);
  });
});
