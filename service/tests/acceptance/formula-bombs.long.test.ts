import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSalesforceSimulator } from '../../../simulators/salesforce/index.ts';
import { enterItems, enterOrder, item } from '../support/shop.ts';
import {
  connectOrg,
  DIVISION,
  PACKAGE_DIRECTORY,
  request,
  SALESFORCE_APP,
  SECOND_DIVISION,
  seedCatalogue,
  startWorld,
  type Answer,
  type World,
} from '../support/world.ts';

const LIST = '[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]';
const NAMES = 'a b c d e f g h i j k l'.split(' ');
const BOMBS = [
  [7, 12].map((depth) => NAMES.slice(0, depth).reduce((inner, name) => `${LIST}.exists(${name}, ${inner})`, 'false')),
  `size([item.Code]${'.map(a, a + a)'.repeat(24)}[0]) == 1`,
  `size([[1]]${'.map(a, a + a)'.repeat(24)}[0]) == 1`,
  `string([decimal("12345.67")]${'.map(a, a * a)'.repeat(24)}[0]) == "1"`,
].flat();
/** As many steps as are accepted for all rules of a product. */
const WORST = `${LIST}.exists(a, ${LIST}.exists(b, [0, 1, 2, 3, 4, 5].exists(c, a + b + c == 99))) ? item.Notes : item.Description`;
const PREVIEWERS = 6;

let world: World;
let closeOther: () => Promise<void>;
/** The org that means harm. */
let harmful: (method: string, route: string, body?: unknown, headers?: Readonly<Record<string, string>>) => Promise<Answer>;

beforeAll(async () => {
  world = await startWorld({ timeScale: 60, hasSecondDivision: true });
  await enterItems(world, [{ row: item('SKU-1'), price: 1.5 }]);
  await world.saveConfiguration({
    version: 1,
    divisions: [{ code: DIVISION, default: true }],
    flows: { products: { enabled: false }, orders: { enabled: true } },
  });
  await world.run({ flow: 'products', mode: 'apply' });
  const salesforce = await startSalesforceSimulator({
    packageDirectory: PACKAGE_DIRECTORY,
    instance: 'Qz0',
    app: { ...SALESFORCE_APP, redirectUris: ['https://tandem.example/connect/salesforce/callback'] },
  });
  closeOther = () => salesforce.close();
  const { orgId, apiKey } = await connectOrg(world.service.url, world.exactUrl, salesforce.url, SECOND_DIVISION);
  const headers = { authorization: `Bearer ${apiKey}`, 'x-salesforce-org-id': orgId };
  harmful = (method, route, body, more = {}) => request(`${world.service.url}${route}`, method, body, { ...headers, ...more });
  await seedCatalogue(world, 300, SECOND_DIVISION);
}, 120_000);

afterAll(async () => {
  await world.close();
  await closeOther();
});

describe('a preview of one record', () => {
  it('reads and plans that record and not its batch', async () => {
    await world.clearCounts();
    const { status, body } = await harmful('POST', '/v1/preview', { flow: 'products', draft: settings({}), sample: 1 });
    expect(status).toBe(200);
    expect(body['items']).toHaveLength(1);
    const { exact } = await world.counts();
    // The first page of items, that item with its prices and VAT codes, and what the token begins with.
    expect(exact.counted).toBeLessThanOrEqual(8);
  }, 60_000);
});

describe('an org that saves the worst formula there may be and previews bombs', () => {
  it('does not keep another from sending an order, nor the process from answering and ending', async () => {
    const quiet = await pushes('Ann', 'Bob', 'Cas');
    const accepted = await harmful('PUT', '/v1/config', settings({ fields: [{ to: 'Description', from: WORST }] }), {
      'if-match': '"0"',
    });
    expect(accepted.status).toBe(200);
    const refused = await harmful('PUT', '/v1/config', settings({ when: BOMBS[1] }), { 'if-match': '"1"' });
    expect(refused).toMatchObject({ status: 422, body: { code: 'configuration_invalid' } });
    expect(JSON.stringify(refused.body)).toContain('/flows/products/when');

    const over = new AbortController();
    const previews: number[] = [];
    const previewing = Array.from({ length: PREVIEWERS }, async (_, turn) => {
      for (let round = turn; !over.signal.aborted; round += 1) {
        const draft = settings({ when: BOMBS[round % BOMBS.length], fields: [{ to: 'Description', from: WORST }] });
        const { status } = await harmful('POST', '/v1/preview', { flow: 'products', draft, sample: 20 });
        previews.push(status);
      }
    });
    // Those that the stop of the service cuts off fail, and are waited for all the same.
    const previewed = Promise.allSettled(previewing);
    const looks: number[] = [];
    const looking = (async () => {
      while (!over.signal.aborted) {
        looks.push(await timed(async () => expect((await fetch(`${world.service.url}/health/live`)).status).toBe(200)));
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    })();

    const attacked = await pushes('Ada', 'Bea', 'Cor');
    over.abort();
    await looking;
    // In the middle of the last previews.
    const stopping = await timed(async () => expect(await world.service.stop()).toBe(0));
    await previewed;

    // A machine that is busy with other work slows every push; a frozen process slows them by minutes.
    expect(Math.min(...attacked)).toBeLessThanOrEqual(Math.max(2_000, 5 * Math.min(...quiet)));
    expect(looks.filter((ms) => ms <= 1_000).length).toBeGreaterThanOrEqual(0.9 * looks.length);
    expect(stopping).toBeLessThanOrEqual(10_000);
    expect(previews.length).toBeGreaterThan(PREVIEWERS);
    expect(previews.filter((status) => status >= 500 && status !== 503)).toEqual([]);
  }, 120_000);
});

/** How long the buttons of some orders of the other org take, one after the other. */
async function pushes(...names: readonly string[]): Promise<number[]> {
  const took: number[] = [];
  for (const name of names) {
    const { orderId } = await enterOrder(world, name);
    took.push(
      await timed(async () => {
        const { status, body } = await world.api('POST', `/v1/orders/${orderId}/push`);
        expect([status, body['code']]).toEqual([200, undefined]);
      }),
    );
  }
  return took;
}

function settings(products: Readonly<Record<string, unknown>>) {
  return {
    version: 1,
    divisions: [{ code: SECOND_DIVISION, default: true }],
    flows: { products: { enabled: true, ...products } },
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
