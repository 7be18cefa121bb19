import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { APP, closeSimulators, DIVISION, errorText, startConnected, type TestClient } from './testing/client.ts';

interface Received {
  readonly body: string;
  readonly length: string | undefined;
}

describe('webhooks', () => {
  let client: TestClient;
  let callback: Server;
  let url: string;
  let answers: number[];
  let waiting: ((received: Received) => void) | undefined;
  const inbox: Received[] = [];

  beforeEach(async () => {
    client = await startConnected({ timeScale: 1000 });
    answers = [];
    inbox.length = 0;
    callback = createServer((message, response) => {
      const chunks: Buffer[] = [];
      message.on('data', (chunk: Buffer) => chunks.push(chunk));
      message.on('end', () => {
        response.writeHead(answers.shift() ?? 200).end();
        inbox.push({ body: Buffer.concat(chunks).toString('utf8'), length: message.headers['content-length'] });
        waiting?.(inbox.at(-1) as Received);
      });
    });
    await new Promise<void>((resolve) => callback.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(callback.address() as AddressInfo).port}/hook`;
  });
  afterEach(async () => {
    waiting = undefined;
    await closeSimulators();
    callback.closeAllConnections();
    await new Promise((resolve) => callback.close(resolve));
  });

  const subscribe = (Topic: string, fields: Record<string, unknown> = {}) =>
    client.api(
      'POST',
      'webhooks/WebhookSubscriptions',
      {},
      { Topic, CallbackURL: url, ...fields },
      { prefer: 'return=representation' },
    );
  const received = (count: number): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (inbox.length >= count) resolve();
      };
      waiting = check;
      check();
    });

  it('validate the callback with an empty POST before they exist', async () => {
    expect(await subscribe('Items')).toMatchObject({
      status: 201,
      body: { d: { Topic: 'Items', CallbackURL: url, Division: DIVISION } },
    });
    expect(inbox).toEqual([{ body: '', length: '0' }]);
  });

  it('are refused when the callback does not answer 2xx', async () => {
    answers = [503];
    const reply = await subscribe('Items');
    expect([reply.status, errorText(reply)]).toEqual([500, 'Invalid: Post to callback URL endpoint returns 503']);
    expect(await client.rows('webhooks/WebhookSubscriptions')).toEqual([]);
  });

  it('are one a topic, of known topics, on the domain of the app, and never updated', async () => {
    const { ID } = ((await subscribe('Items')).body as { d: { ID: string } }).d;
    expect(errorText(await subscribe('Items'))).toBe('Already exists');
    expect((await subscribe('Weather')).status).toBe(500);
    expect((await subscribe('Accounts', { IsInstant: true })).status).toBe(500);
    expect((await subscribe('Accounts', { CallbackURL: 'https://elsewhere.example.com/hook' })).status).toBe(500);
    expect((await subscribe('Accounts', { CallbackURL: 'http://tandem.example.com/hook' })).status).toBe(500);
    expect((await client.api('PUT', `webhooks/WebhookSubscriptions(guid'${ID}')`, {}, { Topic: 'Accounts' })).status).toBe(500);
    expect((await client.api('DELETE', `webhooks/WebhookSubscriptions(guid'${ID}')`)).status).toBe(204);
    expect((await subscribe('Items')).status).toBe(201);
  });

  it('tell of changes of ERP users and of the app itself, signed over the raw content', async () => {
    await subscribe('Items');
    const [id = ''] = await client.seed('logistics/Items', [{ Code: 'A', Description: 'Łampe' }]);
    await client.api('PUT', `logistics/Items(guid'${id}')`, {}, { Description: 'Lamp' });
    await client.call('DELETE', `/_control/rows/${DIVISION}/logistics/Items/${id}`);
    await received(4);
    const contents = inbox.slice(1).map(({ body }) => {
      const [, content = '', hash] = /^\{"Content":(\{.*\}),"HashCode":"([0-9A-F]{64})"\}$/.exec(body) ?? [];
      expect(createHmac('sha256', APP.webhookSecret).update(content, 'utf8').digest('hex').toUpperCase()).toBe(hash);
      return JSON.parse(content) as Record<string, unknown>;
    });
    expect(contents).toMatchObject([
      { Topic: 'Items', Action: 'Create', Key: id, Division: DIVISION, ClientId: APP.clientId },
      {
        Action: 'Update',
        Key: id,
        ExactOnlineEndpoint: `${client.simulator.url}/api/v1/${DIVISION}/logistics/Items(guid'${id}')`,
      },
      { Action: 'Delete', Key: id },
    ]);
  });

  it('try again when the callback fails', async () => {
    await subscribe('Items');
    answers = [500, 500, 200];
    await client.seed('logistics/Items', [{ Code: 'A', Description: 'Lamp' }]);
    await received(4);
    expect(new Set(inbox.slice(1).map(({ body }) => body)).size).toBe(1);
  });
});
