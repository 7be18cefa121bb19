import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openStore, type DatabaseLocation } from '../../src/store/index.ts';
import { firstPoll } from '../support/first-poll.ts';
import { unpolledSettings } from '../support/flow-settings.ts';
import { enterItems, enterOrder, item, productRow } from '../support/shop.ts';
import { testMasterKeys } from '../support/test-store.ts';
import { DIVISION, FAR_LIMITS, openDatabase, startWorld, type World } from '../support/world.ts';

const DAY_MS = 86_400_000;
/** The service keeps its activities for so long when nobody says otherwise. */
const KEPT_DAYS = 7;

let world: World;
let database: Awaited<ReturnType<typeof openDatabase>>;
const masterKeys = testMasterKeys();
let productId: string;
let orderId: string;
/** What the pages said on the first day. */
let firstDay: readonly Card[];

interface Card {
  readonly recordId: string;
  readonly status: string;
  readonly exactId: string | null;
  readonly exactNumber: string | null;
  readonly url: string | null;
  readonly lastSyncedAt: string | null;
  readonly problem: unknown;
  readonly reason: { readonly code: string } | null;
}

beforeAll(async () => {
  database = await openDatabase();
  const environment = { ...database.environment, MASTER_KEYS: masterKeys };
  world = await startWorld({ timeScale: 60, limits: FAR_LIMITS, environment });
  await enterItems(world, [{ row: item('SKU-1'), price: 1.5 }]);
  await world.saveConfiguration(unpolledSettings({ orders: { sendFrom: '2020-01-01T00:00:00Z' } }));
  await firstPoll(world, 'products');
  await firstPoll(world, 'orders');
  productId = String((await productRow(world, 'SKU-1'))['Id']);
  ({ orderId } = await enterOrder(world, 'Early'));
  await world.api('POST', `/v1/orders/${orderId}/push?waitMs=20000`);
  firstDay = await cards();
}, 120_000);

afterAll(async () => {
  await world.close();
  await database.drop();
});

async function cardOf(recordId: string): Promise<Card> {
  return (await world.api('GET', `/v1/records/${recordId}`)).body as unknown as Card;
}

async function cards(): Promise<Card[]> {
  return [await cardOf(productId), await cardOf(orderId)];
}

/** The service rests while its database grows older and is swept every day. */
async function letPass(fromDay: number, toDay: number): Promise<void> {
  await world.service.stop();
  const { DATABASE_URL: connectionString, DATA_DIR: directory } = database.environment;
  const location: DatabaseLocation =
    connectionString === undefined ? { kind: 'embedded', directory } : { kind: 'server', connectionString };
  let day = fromDay;
  const now = (): Date => new Date(Date.now() + day * DAY_MS);
  const store = await openStore({ location, masterKeys, timeScale: 1, isProduction: false, now });
  for (; day <= toDay; day += 1) await store.retention.sweep(KEPT_DAYS);
  await store.close();
  world.service = await world.startInstance();
}

describe('a product and an order', () => {
  it('are in step on the first day, each with its page in Exact Online', async () => {
    expect(firstDay).toMatchObject([
      { status: 'synced', exactNumber: 'SKU-1', problem: null, reason: null },
      { status: 'synced', problem: null, reason: null },
    ]);
    expect((await world.api('GET', '/v1/activity')).body['items']).not.toEqual([]);
    for (const { url, exactId, lastSyncedAt } of firstDay) {
      const page = new URL(url ?? '');
      expect(page.searchParams.get('_Division_')).toBe(String(DIVISION));
      expect([...page.searchParams.values()]).toContain(`{${exactId ?? ''}}`);
      expect(lastSyncedAt).not.toBeNull();
    }
  });

  it('say the same when they are asked for by their id in Exact Online', async () => {
    for (const card of firstDay) expect(await cardOf(card.exactId ?? '')).toEqual({ ...card, recordId: card.exactId });
    expect(await world.api('GET', '/v1/records/no-such-id')).toMatchObject({ status: 400 });
  });

  it.each([
    [60, 'with the log empty', 1],
    [120, 'with the claim on the order gone too', 61],
  ])(
    'are the same to the letter after %i days, %s',
    async (days, _what, since) => {
      await letPass(since, days);

      expect((await world.api('GET', '/v1/activity')).body).toMatchObject({ items: [] });
      expect(await cards()).toEqual(firstDay);
    },
    240_000,
  );

  it('are still told from the links, when Salesforce does not answer', async () => {
    await world.setFaults('salesforce', [{ kind: 'error503', path: '/services/data/', times: 1_000 }]);
    const closed = await cards();
    await world.setFaults('salesforce', []);

    const told = firstDay.map(({ status, exactId, url, lastSyncedAt }) => ({ status, exactId, url, lastSyncedAt }));
    expect(closed).toMatchObject(told);
    for (const { reason } of closed) expect(reason?.code).toMatch(/^salesforce_/);
  }, 60_000);
});
