import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect } from 'node:net';
import { startTestApp, type TestApp } from '../../tests/support/test-app.ts';
import { makeOrg } from '../../tests/support/test-store.ts';

let app: TestApp;
let key: string;

beforeAll(async () => {
  app = await startTestApp();
  ({ apiKey: key } = await makeOrg(app.store));
});
afterAll(async () => {
  await app.close();
});

const nested = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

async function refusal(method: string, path: string, options: { body?: string; headers?: Record<string, string> } = {}) {
  const response = await app.request(method, path, { key, ...options });
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
}

/** What Node's own client would not send. */
function sendRaw(text: string): Promise<string> {
  const { hostname, port } = new URL(app.url);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
  });
}

describe('what no column takes and no route expects', () => {
  it.each([
    ['U+0000 in a path', 'GET', '/v1/runs/a%00b', undefined],
    ['U+0000 in a query', 'GET', '/v1/issues?code=%00', undefined],
    ['U+0000 in a body', 'POST', '/v1/runs', '{"flow":"a\\u0000","mode":"plan"}'],
    ['U+0000 in a name of a body', 'PUT', '/v1/config', '{"version":1,"a\\u0000":1}'],
    ['half of a character in a body', 'PUT', '/v1/config', '{"version":1,"name":"\\ud800"}'],
    ['a number beyond a double', 'PUT', '/v1/config', '{"version":1e999}'],
    ['a document without a bottom', 'POST', '/v1/preview', `{"flow":"orders","draft":${nested(15_000)}}`],
    ['a list without a bottom', 'PUT', '/v1/config', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['a document that poisons its prototype', 'PUT', '/v1/config', '{"__proto__":{"version":1}}'],
    ['a broken escape in a path', 'GET', '/v1/runs/%zz', undefined],
    ['half an escape in a path', 'GET', '/v1/records/%E0%A4%A', undefined],
    ['a key given twice in a query', 'GET', '/v1/issues?code=a&code=b', undefined],
    ['a division beyond its column', 'POST', '/v1/runs', '{"flow":"orders","mode":"plan","division":2147483648}'],
    ['a division of an address beyond its column', 'GET', '/v1/reference/2147483648/vatCodes', undefined],
    ['a version beyond its column', 'GET', '/v1/config/versions/2147483648', undefined],
    ['a cursor beyond its column', 'GET', '/v1/runs/none/operations?cursor=2147483648', undefined],
    ['a cursor beyond any number', 'GET', '/v1/activity?cursor=9999999999999999999', undefined],
    ['a wait beyond any number', 'POST', '/v1/orders/801000000000001AAA/push?waitMs=1e99', undefined],
    ['a cut body', 'PUT', '/v1/config', '{"version":'],
  ])('%s is refused with 400 and a code', async (_what, method, path, body) => {
    const { status, type, text } = await refusal(method, path, body === undefined ? {} : { body });

    expect(type).toContain('application/problem+json');
    expect({ status, ...(JSON.parse(text) as object) }).toMatchObject({ status: 400, code: 'invalid_request' });
  });

  it('is told with the place where it stands', async () => {
    const { text } = await refusal('PUT', '/v1/config', { body: '{"flows":{"orders":["ok","a\\u0000"]}}' });

    expect(JSON.parse(text)).toMatchObject({
      detail: expect.stringContaining('body/flows/orders/1: holds the character U+0000'),
    });
  });

  it.each(['/connect/salesforce?loginUrl=%00', '/connect/salesforce/callback?state=a%00', '/connect/exact?ticket=a&ticket=b'])(
    'is refused on a page for a person: %s',
    async (path) => {
      expect(await refusal('GET', path)).toMatchObject({ status: 400, type: expect.stringContaining('text/html') });
    },
  );

  it('is refused where Exact calls', async () => {
    expect(await refusal('POST', '/webhooks/exact/a%00b', { body: '{}' })).toMatchObject({ status: 400 });
  });

  it('is refused before anybody asks for the key', async () => {
    expect((await app.request('GET', '/v1/runs/%00')).status).toBe(400);
  });

  it.each(['text/plain', 'application/xml', 'nonsense', 'application/x-www-form-urlencoded'])(
    'answers 415 to a body of %s',
    async (type) => {
      const { status, text } = await refusal('POST', '/v1/runs', { body: 'flow=orders', headers: { 'content-type': type } });

      expect({ status, ...(JSON.parse(text) as object) }).toMatchObject({ status: 415, code: 'unsupported_media_type' });
    },
  );

  it('answers 404 to a part of a path that is longer than any id', async () => {
    expect((await refusal('GET', `/v1/runs/${'x'.repeat(5_000)}`)).status).toBe(404);
  });

  it('lets through what is unusual and well formed', async () => {
    const { status } = await refusal('GET', `/v1/issues?code=${encodeURIComponent('€ 😀')}`);

    expect(status).toBe(200);
  });
});

describe('what cannot be read as HTTP', () => {
  it('is answered in the words of the service: headers that are too large', async () => {
    const answer = await sendRaw(`GET /health/live HTTP/1.1\r\nHost: x\r\nX-Large: ${'x'.repeat(20_000)}\r\n\r\n`);

    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
    expect(answer).toContain('Content-Type: application/problem+json');
    expect(answer).toContain('"code":"request_headers_too_large"');
  });

  it('is answered in the words of the service: no HTTP at all', async () => {
    const answer = await sendRaw('\0\0\0 nonsense\r\n\r\n');

    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('"code":"invalid_request"');
  });
});
