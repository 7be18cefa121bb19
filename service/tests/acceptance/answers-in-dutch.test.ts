import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { leftInEnglish } from '../support/english-words.ts';
import { firstPoll } from '../support/first-poll.ts';
import { unpolledSettings } from '../support/flow-settings.ts';
import { enterItems, enterOrder, item, type MadeOrder } from '../support/shop.ts';
import { DIVISION, FAR_LIMITS, startWorld, type Answer, type World } from '../support/world.ts';

type Json = Readonly<Record<string, unknown>>;

let world: World;
/** Ids that addresses ask for. */
const known: { runs: string[]; orders: MadeOrder[]; activities: string[] } = { runs: [], orders: [], activities: [] };

const SETTINGS = unpolledSettings({
  products: { prices: { tooPrecise: 'round' } },
  orders: { sendFrom: '2020-01-01T00:00:00Z', fields: [{ to: 'Description', from: '"x" + order.Name', tooLong: 'truncate' }] },
});

beforeAll(async () => {
  world = await startWorld({ timeScale: 60, limits: FAR_LIMITS });
  await enterItems(world, [
    { row: item('SKU-1'), price: 1.5 },
    { row: item('FINE-1'), price: 0.0375 },
    { row: item('BARE-1'), price: undefined },
  ]);
  await world.saveConfiguration(SETTINGS);
  await firstPoll(world, 'orders');
  await world.run({ flow: 'products', mode: 'apply' });
  const good = await enterOrder(world, 'Good', {
    account: { Phone: '+31 (0)20 123 45 67 toestel 890' },
    order: { Name: 'N'.repeat(70) },
  });
  const bad = await enterOrder(world, 'Bad', { contact: { Email: null } });
  const taxed = await enterOrder(world, 'Taxed', { account: { Payment_Condition__c: 'Some day' } });
  const draft = await enterOrder(world, 'Draft', { isDraft: true });
  known.orders = [good, bad, taxed, draft];
  for (const { orderId } of [good, bad, taxed]) await world.api('POST', `/v1/orders/${orderId}/push?waitMs=20000`);
  const preview = await world.run({ flow: 'orders', mode: 'plan', ids: known.orders.map(({ orderId }) => orderId) });
  const load = await world.run({ flow: 'products', mode: 'apply', full: true });
  known.runs = [String(preview['id']), String(load['id'])];
  const { body } = await world.api('GET', '/v1/activity');
  known.activities = (body['items'] as { id: string }[]).map(({ id }) => id);
}, 240_000);
afterAll(() => world.close());

/** What of one answer stays English for a Dutch reader, each with its place. */
async function leftIn(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) {
  const ask = (language: string): Promise<Answer> => world.api(method, path, body, { ...headers, 'accept-language': language });
  const [english, dutch] = [await ask('en-GB'), await ask('nl-NL')];
  expect([path, dutch.status]).toEqual([path, english.status]);
  return differences(english.body, dutch.body, `${method} ${path}`);
}

/** Words of people and of the two systems, and names in a schema of settings. */
const NOT_OURS = ['document', 'from', 'to', 'field', 'key', 'requestId', 'enum', 'required', 'const', 'default'];

function differences(english: unknown, dutch: unknown, place: string): string[] {
  if (typeof english === 'string' && typeof dutch === 'string') {
    const left = leftInEnglish(english, dutch);
    return left === undefined ? [] : [`${place}: ${left}`];
  }
  if (typeof english !== 'object' || english === null || typeof dutch !== 'object' || dutch === null) return [];
  const isSetting = 'type' in english && !('title' in english);
  return Object.entries(english)
    .filter(([name]) => !NOT_OURS.includes(name) && !(isSetting && name === 'description'))
    .flatMap(([name, part]) => differences(part, (dutch as Json)[name], `${place} /${name}`));
}

/** Addresses of a route with parameters, by its path. */
const PLACES: Readonly<Record<string, () => readonly string[]>> = {
  '/v1/activity/{id}': () => known.activities.map((id) => `/v1/activity/${id}`),
  '/v1/config/versions/{version}': () => ['/v1/config/versions/1'],
  '/v1/flows/{flow}/history': () =>
    ['invoices', 'stock'].flatMap((flow) => [1, 3].map((years) => `/v1/flows/${flow}/history?years=${years}`)),
  '/v1/orders/{orderId}/debtors': () => known.orders.map(({ orderId }) => `/v1/orders/${orderId}/debtors`),
  '/v1/records/{recordId}': () =>
    known.orders.flatMap(({ orderId, accountId }) => [`/v1/records/${orderId}`, `/v1/records/${accountId}`]),
  '/v1/records/{recordId}/timeline': () => known.orders.map(({ orderId }) => `/v1/records/${orderId}/timeline`),
  '/v1/reference/{division}/{list}': () => [`/v1/reference/${DIVISION}/countries`, `/v1/reference/${DIVISION}/nothing`],
  '/v1/runs/{id}': () => known.runs.map((id) => `/v1/runs/${id}`),
  '/v1/runs/{id}/operations': () => known.runs.map((id) => `/v1/runs/${id}/operations`),
};
/** Written in English for those who make programs. */
const FOR_PROGRAMS = ['/v1/config/schema'];

/** Every route of the org that is read. */
async function readRoutes(): Promise<readonly string[]> {
  const { body } = await world.api('GET', '/openapi.json');
  const paths = body['paths'] as Record<string, { get?: { security?: readonly object[] } }>;
  return Object.entries(paths)
    .filter(([, { get }]) => get?.security?.some((way) => 'org' in way) === true)
    .map(([path]) => path)
    .filter((path) => !FOR_PROGRAMS.includes(path));
}

describe('an answer that is asked for in Dutch has no English left:', () => {
  it('whatever is read', async () => {
    const routes = await readRoutes();
    expect(routes.filter((path) => path.includes('{') && PLACES[path] === undefined)).toEqual([]);
    const left: string[] = [];
    for (const path of routes) for (const address of PLACES[path]?.() ?? [path]) left.push(...(await leftIn('GET', address)));
    expect(left).toEqual([]);
  }, 120_000);

  it('settings that are refused', async () => {
    const headers = { 'if-match': `"${String((await world.api('GET', '/v1/config')).body['version'])}"` };
    const faults: readonly Json[] = [
      { version: 2, colour: 1, divisions: [{ code: 'x', timeZone: 'Nowhere' }], tables: { vat: [{ salesforce: '' }] } },
      {
        version: 1,
        divisions: [
          { code: DIVISION, timeZone: 'Nowhere' },
          { code: 7, default: true },
          { code: 7, default: true },
        ],
        flows: {
          products: {
            enabled: true,
            division: 9,
            fields: [
              { to: 'Id', from: '1' },
              { to: 'A.b', from: '1' },
            ],
          },
          orders: {
            enabled: true,
            when: 'order.TotalAmount',
            debtor: { use: 'default' },
            fields: [
              { to: 'YourRef', from: '"x"' },
              { to: 'Nothing.Here', from: '"x"' },
              { to: 'NoField', from: '"x"' },
              { to: 'Remarks', from: 'orders.Name' },
              { to: 'Remarks', from: 'order.Name' },
              { to: 'Description', from: 'order.Name + ' },
              { to: 'Account.Name', from: 'matches("a", "b")' },
              { to: 'Account.Phone', from: 'lookup("none", "x")' },
              { to: 'Account.Email', from: '"open' },
              { to: 'Account.City', from: 'true ? "a" : 1' },
            ],
          },
        },
        tables: {
          vat: [
            { salesforce: 'a', exact: '2' },
            { salesforce: 'A', exact: '2' },
          ],
          countries: [
            { salesforce: 'Here', exact: 'Holland' },
            { salesforce: 'There', exact: 'Atlantis' },
          ],
        },
      },
      unpolledSettings({
        orders: {
          sendFrom: '2020-01-01T00:00:00Z',
          when: 'order.Colour__c == "x"',
          debtor: { use: 'default', defaultAccountCode: '4711' },
        },
        products: {
          fields: [
            { to: 'Barcod__c', from: 'item.Barcode' },
            { to: 'CreatedDate', from: 'item.Code' },
          ],
        },
        tables: { vat: [{ salesforce: 'a', exact: '22' }], shippingMethods: [{ salesforce: 'a', exact: 'none' }] },
      }),
      unpolledSettings({}),
      unpolledSettings({ orders: { sendFrom: '2010-01-01T00:00:00Z', statusCodes: ['Draft', 'Activated'] } }),
    ];
    const left: string[] = [];
    for (const document of faults) {
      expect((await world.api('PUT', '/v1/config', document, headers)).status).toBeGreaterThanOrEqual(400);
      left.push(...(await leftIn('PUT', '/v1/config', document, headers)));
    }
    expect(left).toEqual([]);
  }, 120_000);

  it('what settings that nobody has saved would do', async () => {
    const drafts = [
      '"x" + 5',
      'order.Name',
      'string(1 / 0)',
      'string(decimal(order.Name))',
      'lookup("vat", "none")',
      'countryCode("X")',
    ];
    const left: string[] = [];
    for (const from of drafts) {
      const draft = unpolledSettings({ orders: { fields: [{ to: 'Description', from, tooLong: 'leaveOut' }] } });
      const sample = known.orders.map(({ orderId }) => orderId);
      left.push(...(await leftIn('POST', '/v1/preview', { flow: 'orders', draft, sample })));
    }
    left.push(...(await leftIn('POST', '/v1/preview', { flow: 'products', sample: 3 })));
    expect(left).toEqual([]);
  }, 120_000);

  it('requests that are refused', async () => {
    const requests: readonly (readonly [method: string, path: string, body?: unknown])[] = [
      ['GET', '/v1/nowhere'],
      ['GET', '/v1/runs/%'],
      ['GET', '/v1/records/no_id'],
      ['GET', '/v1/activity?cursor=x'],
      ['POST', '/v1/runs', { flow: 'nothing', mode: 'never' }],
      ['POST', '/v1/runs', { flow: 'nothing', mode: 'plan' }],
      ['POST', '/v1/runs', { flow: 'orders', mode: 'plan', ids: ['801'], since: 'today' }],
      ['POST', '/v1/hints', { object: 'no name', ids: ['x'] }],
      ['POST', '/v1/hints', { object: 'Order\0', ids: [] }],
      ['POST', `/v1/runs/${known.runs[1]}/approve`],
      ['POST', `/v1/orders/${known.orders[1]?.orderId}/push?waitMs=20000`],
      ['POST', `/v1/orders/${known.orders[2]?.orderId}/push?waitMs=20000`],
      ['POST', `/v1/orders/${known.orders[3]?.orderId}/push?waitMs=20000`],
    ];
    const left: string[] = [];
    for (const request of requests) left.push(...(await leftIn(...request)));
    expect(left).toEqual([]);
  }, 120_000);

  it('what keeps everything waiting', async () => {
    await world.api('POST', '/v1/pause');
    const left = [
      ...(await leftIn('GET', '/v1/org')),
      ...(await leftIn('GET', '/v1/issues')),
      ...(await leftIn('GET', `/v1/records/${known.orders[3]?.orderId}`)),
      ...(await leftIn('POST', `/v1/orders/${known.orders[1]?.orderId}/push?waitMs=100`)),
    ];
    await world.api('POST', '/v1/resume');
    expect(left).toEqual([]);
  }, 60_000);

  it('a system that does not answer', async () => {
    for (const system of ['exact', 'salesforce'] as const) await world.setFaults(system, [{ kind: 'error503' }]);
    const left = await leftIn('GET', '/v1/readiness');
    for (const system of ['exact', 'salesforce'] as const) await world.setFaults(system, []);
    expect(left).toEqual([]);
  }, 120_000);
});
