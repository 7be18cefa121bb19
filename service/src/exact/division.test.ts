import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decimalNumber } from '../wire/index.ts';
import {
  json,
  startScriptedServer,
  type ScriptedAnswer,
  type ScriptedServer,
  type SeenRequest,
} from '../wire/testing/scripted-server.ts';
import { newerThan } from './filter.ts';
import { ACCOUNTS, ITEMS, SALES_ORDERS, SYNC_ITEM_PRICES, SYNC_ITEMS } from './resources/index.ts';
import { createTestClients, type TestClients } from './testing.ts';
import type { ExactDivision } from './types.ts';

const GUID = 'c00ee12c-2b39-4e84-b332-54a3c722e5dd';
let server: ScriptedServer | undefined;
let test: TestClients | undefined;

afterEach(async () => {
  await test?.clients.close();
  await server?.close();
  test = undefined;
  server = undefined;
});

async function start(script: (request: SeenRequest, number: number) => ScriptedAnswer): Promise<ExactDivision> {
  server = await startScriptedServer(script);
  test = createTestClients(server.url);
  return await test.clients.division('org', 7, 'batch');
}

const filterOf = ({ url }: SeenRequest) => new URL(url, 'http://x').searchParams.get('$filter') ?? '';
const page = (rows: unknown[], next?: string) => json({ d: { results: rows, ...(next === undefined ? {} : { __next: next }) } });

describe('reading a division', () => {
  it('follows __next verbatim, page by page, counting each call', async () => {
    const division = await start(({ url, headers }, number) =>
      number === 1
        ? page([{ ID: '1', Code: 'A' }], `http://${headers.host}/api/v1/7/x?$skiptoken=guid'1'&a=b`)
        : page([{ ID: '2', Code: url }]),
    );
    const pages: string[][] = [];
    for await (const rows of division.pages(SYNC_ITEMS, { filter: newerThan('1') }))
      pages.push(rows.map(({ Code: code }) => code));

    expect(pages).toEqual([['A'], ['/api/v1/7/x?$skiptoken=guid%271%27&a=b']]);
    expect(division.callsSpent).toBe(2);
    expect(filterOf(server!.requests[0]!)).toBe('Timestamp gt 1L');
    expect(server!.requests[0]!.url).toContain('/api/v1/7/sync/Logistics/Items?');
  });

  it('reads no endless answer, and does not ask for it again', async () => {
    server = await startScriptedServer(() => ({ status: 200, body: ' '.repeat(65_536), fault: 'flood' }));
    test = createTestClients(server.url);
    const division = await test.clients.division('org', 7, 'interactive');

    await expect(division.find(ITEMS, {})).rejects.toMatchObject({
      code: 'exact_unreadable_answer',
      message: expect.stringContaining('larger than 8192 KB'),
    });
    expect(server.requests).toHaveLength(1);
  });

  it.each(['http://evil.example/api/v1/7/x', 'file:///etc/passwd', '/relative'])(
    'does not carry the token to %s',
    async (next) => {
      const division = await start(() => page([], next));

      await expect(division.find(ITEMS, {})).rejects.toMatchObject({ code: 'exact_unreadable_answer' });
      expect(server!.requests).toHaveLength(1);
    },
  );

  it.each([
    ['a collection', { d: { results: [{ ID: GUID, Code: 'A' }] } }],
    ['a bare array', { d: [{ ID: GUID, Code: 'A' }] }],
    ['a single entity', { d: { ID: GUID, Code: 'A' } }],
  ])('reads %s', async (_, body) => {
    const division = await start(() => json(body));

    expect(await division.find(ITEMS, {})).toMatchObject([{ ID: GUID, Code: 'A' }]);
  });

  it('keeps amounts as decimal text and zero as a price', async () => {
    const body = `{"d":{"results":[{"ID":"1","Item":"i","Price":1234567890123456.78,"Timestamp":9007199254740993},{"ID":"2","Item":"i","Price":0},{"ID":"3","Item":"i","Price":null}]}}`;
    const division = await start(() => ({ status: 200, body }));

    const prices = await division.find(SYNC_ITEM_PRICES, {});

    expect(prices.map(({ Price: price }) => price)).toEqual(['1234567890123456.78', '0', null]);
    expect(prices[0]?.Timestamp).toBe('9007199254740993');
  });

  it.each<[string, ScriptedAnswer]>([
    ['a reset', { status: 200, fault: 'reset' }],
    ['a cut body', { status: 200, body: '{"d":{"results":[]}}', fault: 'cut' }],
    ['a 500 without JSON', { status: 500, body: '<html>Server error</html>' }],
    ['a 503', { status: 503 }],
  ])('tries again after %s', async (_, fault) => {
    const division = await start((_request, number) => (number < 3 ? fault : page([{ ID: '1', Code: 'A' }])));

    expect(await division.find(ITEMS, {})).toHaveLength(1);
    expect(division.callsSpent).toBe(3);
    expect(test!.budget.acquired).toBe(3);
  });

  it('gives up after a few tries', async () => {
    const division = await start(() => ({ status: 503 }));

    await expect(division.find(ITEMS, {})).rejects.toMatchObject({ code: 'exact_unavailable', handling: 'retry' });
    expect(division.callsSpent).toBe(4);
  });

  it('leaves Exact alone for a while when it has failed many times, without touching another division', async () => {
    const division = await start(({ url }) => (url.includes('/7/') ? { status: 503 } : page([])));
    for (let round = 0; round < 2; round += 1) await division.find(ITEMS, {}).catch(() => undefined);
    const spent = division.callsSpent;

    await expect(division.find(ITEMS, {})).rejects.toMatchObject({ code: 'exact_unavailable' });
    expect(division.callsSpent).toBe(spent);
    expect(await (await test!.clients.division('org', 8, 'batch')).find(ITEMS, {})).toEqual([]);
  });

  it('does not try again what Exact refuses, and counts the refusal', async () => {
    const division = await start(() => json({ error: { code: '', message: { lang: '', value: 'Please add a $select' } } }, 400));

    await expect(division.find(ITEMS, {})).rejects.toMatchObject({ code: 'exact_bad_request' });
    expect(division.callsSpent).toBe(1);
    expect(test!.budget.errors).toEqual(['logistics/Items']);
  });

  it('hands what the headers say to the budget', async () => {
    const headers = {
      'X-RateLimit-Minutely-Limit': '60',
      'X-RateLimit-Minutely-Remaining': '41',
      'X-RateLimit-Minutely-Reset': '1795514460000',
    };
    const division = await start(() => json({ d: [] }, 200, headers));
    await division.find(ITEMS, {});

    expect(test!.budget.headers).toEqual([
      { minute: { limit: 60, remaining: 41, resetAt: new Date(1795514460000) }, day: undefined },
    ]);
  });

  it('waits out a short limit and gives back a long one', async () => {
    const division = await start((_request, number) => (number === 1 ? { status: 429 } : page([])));
    await division.find(ITEMS, {});
    expect(division.callsSpent).toBe(2);
    expect(test!.budget.blocks).toHaveLength(1);

    test!.budget.next = { isGranted: false, reason: 'day', retryAfterMs: 3_600_000 };
    await expect(division.find(ITEMS, {})).rejects.toMatchObject({
      code: 'exact_day_limit',
      handling: 'wait',
      retryAfterMs: 3_600_000,
    });
    expect(division.callsSpent).toBe(2);
  });
});

describe('a budget that is closed', () => {
  it.each([
    ['minute', 30_000, 'exact_minute_limit'],
    ['blocked', 30_000, 'exact_minute_limit'],
    ['blocked', 3_600_000, 'exact_day_limit'],
    ['errors', 3_600_000, 'exact_error_budget'],
  ] as const)('by %s for %i ms is %s, and no call is made', async (reason, retryAfterMs, code) => {
    const division = await start(() => page([]));
    test!.budget.next = { isGranted: false, reason, retryAfterMs };

    const error = await division.find(ITEMS, {}).catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ code, handling: 'wait', retryAfterMs });
    expect(String(error)).not.toMatch(/\{\w+\}/);
    expect(server!.requests).toHaveLength(0);
  });
});

describe('finding many values', () => {
  const answering = (request: SeenRequest) =>
    page(
      [...filterOf(request).matchAll(/'((?:[^']|'')*)'/g)].map(([, code]) => ({ ID: '1', Code: code?.replaceAll("''", "'") })),
    );

  it('asks for many at a time where the division takes alternatives, never with a long URL', async () => {
    const division = await start(answering);
    const codes = Array.from({ length: 200 }, (_, index) => `SKU'${index}`);

    const found = await division.findAny(ITEMS, 'Code', 'text', codes);

    expect(found.map(({ Code: code }) => code)).toEqual(codes);
    expect(division.callsSpent).toBeLessThan(20);
    for (const { url } of server!.requests) expect(url.length).toBeLessThanOrEqual(2_000);
    expect([...test!.memory.known.values()]).toEqual([true]);
  });

  it('asks one by one where it does not, and remembers that', async () => {
    const refusing = (request: SeenRequest) =>
      filterOf(request).includes(' or ')
        ? json({ error: { message: { value: 'Error in query syntax' } } }, 400)
        : answering(request);
    const division = await start(refusing);

    expect(await division.findAny(ITEMS, 'Code', 'text', ['A', 'B'])).toHaveLength(2);
    expect(division.callsSpent).toBe(3);
    expect(await division.findAny(ITEMS, 'Code', 'text', ['C', 'D'])).toHaveLength(2);
    expect(division.callsSpent).toBe(5);
    expect([...test!.memory.known.values()]).toEqual([false]);
  });

  it('does not take a field that cannot be filtered for a division without alternatives', async () => {
    const division = await start(() => json({ error: { message: { value: 'Field cannot be filtered' } } }, 400));

    await expect(division.findAny(ITEMS, 'Notes', 'text', ['A', 'B'])).rejects.toMatchObject({ code: 'exact_bad_request' });
    expect(test!.memory.known.size).toBe(0);
  });

  it('finds each of any set of values exactly once', async () => {
    const division = await start(answering);
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }), { maxLength: 40 }),
        async (values) => {
          const found = await division.findAny(ACCOUNTS, 'Code', 'text', [...values, ...values]);
          expect(found.map(({ Code: code }) => code)).toEqual(values.map((value) => value.trim()));
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('writing to a division', () => {
  it('posts amounts digit by digit and answers the created row', async () => {
    const division = await start(() => json({ d: { OrderID: GUID, OrderNumber: 12, AmountFC: 12.1 } }, 201));

    const order = await division.create(SALES_ORDERS, { YourRef: '0100', Discount: decimalNumber('0.10') });

    expect(order).toMatchObject({ OrderID: GUID, OrderNumber: '12', AmountFC: '12.1' });
    expect(server!.requests[0]).toMatchObject({ method: 'POST', body: '{"YourRef":"0100","Discount":0.10}' });
    expect(server!.requests[0]!.headers['prefer']).toBe('return=representation');
  });

  it('puts on the key', async () => {
    const division = await start(() => ({ status: 204 }));
    await division.update(ACCOUNTS, GUID, { Name: 'é' });

    expect(server!.requests[0]).toMatchObject({
      method: 'PUT',
      url: `/api/v1/7/crm/Accounts(guid'${GUID}')`,
      body: '{"Name":"é"}',
    });
  });

  it.each<[string, ScriptedAnswer]>([
    ['a reset', { status: 201, fault: 'reset' }],
    ['a cut body', { status: 201, body: JSON.stringify({ d: { OrderID: GUID } }), fault: 'cut' }],
    ['a success that cannot be read', { status: 201, body: '{"d":{"OrderID":' }],
    ['a 500 without JSON', { status: 500, body: '<html></html>' }],
    ['a 502', { status: 502 }],
  ])('never posts twice after %s: the outcome is unknown', async (_, fault) => {
    const division = await start(() => fault);

    await expect(division.create(SALES_ORDERS, {})).rejects.toMatchObject({
      code: 'exact_outcome_unknown',
      outcomeUnknown: true,
    });
    expect(server!.requests).toHaveLength(1);
  });

  it('does not know what became of a post that was on its way when the work was called off', async () => {
    const abort = new AbortController();
    server = await startScriptedServer(() => {
      abort.abort();
      return { status: 201, fault: 'silence' };
    });
    test = createTestClients(server.url);
    const division = await test.clients.division('org', 7, 'batch', abort.signal);

    await expect(division.create(SALES_ORDERS, {})).rejects.toMatchObject({ outcomeUnknown: true });
    await expect(division.find(ITEMS, {})).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('knows that nothing was stored when Exact says why not', async () => {
    const division = await start(() => json({ error: { message: { value: 'Gegeven bestaat reeds.' } } }, 500));

    await expect(division.create(SALES_ORDERS, {})).rejects.toMatchObject({
      code: 'exact_already_exists',
      outcomeUnknown: false,
    });
  });

  it('knows that nothing was stored when nobody listens', async () => {
    const division = await start(() => ({ status: 200 }));
    await server!.close();

    await expect(division.create(SALES_ORDERS, {})).rejects.toMatchObject({ code: 'exact_unavailable', outcomeUnknown: false });
  });
});

describe('a file behind an address', () => {
  const PATH = '/docs/SysImage.aspx?Table=Items&ID=1';
  const MOST = 64;

  it.each([
    ['as Exact gives it, with its host', (url: string) => `${url}${PATH}`],
    ['without its host', () => PATH],
    ['with two slashes', (url: string) => `${url}/${PATH}`],
  ])('is fetched with the token, %s', async (_how, addressOf) => {
    const division = await start(() => ({ status: 200, headers: { 'content-type': 'image/png' }, body: 'bytes' }));

    const bytes = await division.readFile(addressOf(server!.url), MOST);

    expect(bytes?.toString()).toBe('bytes');
    const [{ url, headers }] = server!.requests as [SeenRequest];
    expect([url.replace(/^\/+/, '/'), headers.authorization, headers.accept]).toEqual([PATH, 'Bearer access-1', '*/*']);
    expect(division.callsSpent).toBe(1);
  });

  it.each(['http://evil.example/x.png', 'https://127.0.0.1/x.png', '//evil.example/x.png', 'file:///etc/passwd', 'http://['])(
    'is not fetched where the address leads elsewhere: %s',
    async (address) => {
      const division = await start(() => ({ status: 200, body: 'bytes' }));

      expect(await division.readFile(address, MOST)).toBeUndefined();
      expect(server!.requests).toEqual([]);
    },
  );

  it('is not looked for where a redirect leads', async () => {
    const division = await start(() => ({ status: 302, headers: { location: 'http://evil.example/x.png' } }));

    expect(await division.readFile(PATH, MOST)).toBeUndefined();
    expect(server!.requests).toHaveLength(1);
  });

  it('is given up once there is more of it than wanted, whether that is announced or not', async () => {
    const division = await start((_request, number) =>
      number === 1 ? { status: 200, body: 'x'.repeat(MOST + 1) } : { status: 200, body: 'x'.repeat(MOST), fault: 'flood' },
    );

    await expect(division.readFile(PATH, MOST)).rejects.toMatchObject({ code: 'exact_unreadable_answer' });
    await expect(division.readFile(PATH, MOST)).rejects.toMatchObject({ code: 'exact_unreadable_answer' });
    expect(server!.requests).toHaveLength(2);
  });

  it('that is gone, or does not come, says so after few attempts', async () => {
    const division = await start((_request, number) => (number === 1 ? { status: 404 } : { status: 200, fault: 'reset' }));

    await expect(division.readFile(PATH, MOST)).rejects.toMatchObject({ code: 'exact_not_found' });
    await expect(division.readFile(PATH, MOST)).rejects.toMatchObject({ code: 'exact_unavailable' });
    expect(server!.requests).toHaveLength(3);
  });
});
