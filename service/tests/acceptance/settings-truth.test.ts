import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unpolledSettings } from '../support/flow-settings.ts';
import { enterItems, enterOrder, exactOrdersOf, item, orderRow, type MadeOrder } from '../support/shop.ts';
import { DIVISION, startWorld, type Answer, type World } from '../support/world.ts';

let world: World;
let order: MadeOrder;
/** A moment after the first order and before the second. */
let start: string;

beforeAll(async () => {
  world = await startWorld({ timeScale: 60 });
  await enterItems(world, [{ row: item('SKU-1'), price: 1.5 }]);
  await world.saveConfiguration(unpolledSettings({ orders: { enabled: false } }));
  await world.run({ flow: 'products', mode: 'apply' });
  order = await enterOrder(world, 'Early');
  start = new Date().toISOString();
  await world.saveConfiguration(unpolledSettings({ orders: { sendFrom: start } }));
}, 120_000);

afterAll(() => world.close());

async function save(document: object, query = ''): Promise<Answer> {
  const { body } = await world.api('GET', '/v1/config');
  return world.api('PUT', `/v1/config${query}`, document, { 'if-match': `"${String(body['version'])}"` });
}

const messagesOf = ({ body }: Answer): Record<string, string> =>
  Object.fromEntries(
    ((body['problems'] ?? []) as { pointer: string; message: string }[]).map(({ pointer, message }) => [pointer, message]),
  );

describe('what settings name', () => {
  it('exists: fields of rules and conditions, in the words of the objects, with what is near', async () => {
    const refused = await save(
      unpolledSettings({
        products: { fields: [{ to: 'Barcod__c', from: 'item.Barcode' }] },
        orders: {
          sendFrom: start,
          when: 'order.NoSuchField__c == "yes"',
          fields: [{ to: 'Remarks', from: 'account.Colour__c' }],
        },
      }),
    );

    expect(refused.status).toBe(422);
    expect(messagesOf(refused)).toEqual({
      '/flows/products/fields/0/to':
        'Product2 has no field Barcod__c, or the integration user may not see it. Near it: Barcode__c.',
      '/flows/orders/fields/0/from': 'Account has no field Colour__c, or the integration user may not see it.',
      '/flows/orders/when': 'Order has no field NoSuchField__c, or the integration user may not see it.',
    });
  });

  it('exists: codes of tables and the default debtor, with what is near', async () => {
    await world.exact.seed(DIVISION, { 'crm/Accounts': [{ Code: '90005', Name: 'Web customers', Status: 'C' }] });
    const refused = await save(
      unpolledSettings({
        orders: { sendFrom: start, debtor: { use: 'default', defaultAccountCode: '90006' } },
        tables: { vat: [{ salesforce: 'High', exact: '22' }], paymentConditions: [{ salesforce: '', exact: '30' }] },
      }),
    );
    expect(messagesOf(refused)).toEqual({ '/tables/paymentConditions/0/salesforce': 'Give a value here: it is empty.' });

    const further = await save(
      unpolledSettings({
        orders: { sendFrom: start, debtor: { use: 'default', defaultAccountCode: '90006' } },
        tables: { vat: [{ salesforce: 'High', exact: '22' }] },
      }),
    );
    expect(further.status).toBe(422);
    expect(messagesOf(further)).toEqual({
      '/flows/orders/debtor/defaultAccountCode':
        'There is no account with the code "90006" in Exact Online. Near it: 90005 (Web customers).',
      '/tables/vat/0/exact': expect.stringMatching(/^There is no VAT code "22" in Exact Online\. Near it: 2 \(.*\)\./),
    });
  });

  it('exists: warehouses that the total of a product counts', async () => {
    const stock = { enabled: false, division: DIVISION, warehouses: { count: 'only', codes: ['GHOST'] } };
    const { flows, ...rest } = unpolledSettings({ orders: { sendFrom: start } });
    const refused = await save({ ...rest, flows: { ...(flows as object), stock } });

    expect(refused.status).toBe(422);
    expect(messagesOf(refused)).toEqual({
      '/flows/stock/warehouses/codes/0': expect.stringMatching(/^There is no warehouse "GHOST" in Exact Online\./),
    });
  });

  it('is not looked for again when it stands there already: a flow can be switched off whatever Exact has lost', async () => {
    const kept = unpolledSettings({ orders: { sendFrom: start }, tables: { vat: [{ salesforce: 'High', exact: '2' }] } });
    expect((await save(kept)).body['notes']).toEqual([]);

    await world.clearCounts();
    const off = await save({ ...kept, flows: { ...(kept['flows'] as object), products: { enabled: false } } });

    expect(off).toMatchObject({ status: 200, body: { notes: [] } });
    expect((await world.counts()).exact.counted).toBe(0);
    expect((await save(kept)).status).toBe(200);
  });
});

describe('the start point of orders', () => {
  it('is refused at its field when it is taken away or cannot be read, and never becomes now', async () => {
    const cleared = await save(unpolledSettings({}));
    const unreadable = await save(unpolledSettings({ orders: { sendFrom: '28-11-2026' } }));
    const { body } = await world.api('GET', '/v1/config');

    expect(messagesOf(cleared)['/flows/orders/sendFrom']).toBe(
      `Give the day and time from which orders are sent; so far it is ${start}.`,
    );
    expect(messagesOf(unreadable)['/flows/orders/sendFrom']).toBe(
      'Give a date and time with its zone, such as 2026-01-31T09:00:00+01:00 here.',
    );
    expect(body['document']).toMatchObject({ flows: { orders: { sendFrom: start } } });
  });

  it('moves back only when a person confirms how many orders that sends, and then sends them', async () => {
    const back = unpolledSettings({ orders: { sendFrom: '2020-01-01T00:00:00Z' } });
    const asked = await save(back);
    const row = await orderRow(world, order.orderId);

    expect(asked).toMatchObject({
      status: 409,
      body: {
        code: 'start_point_moves_back',
        released: { flow: 'orders', count: 1, isAtMost: false, amount: '3', timeZone: 'Europe/Amsterdam' },
      },
    });
    const { oldest, newest } = asked.body['released'] as { oldest: string; newest: string };
    expect(oldest).toBe(newest);
    expect(Date.parse(oldest)).toBe(Date.parse(String(row['ActivatedDate'])));
    expect(await exactOrdersOf(world, order.number)).toEqual([]);
    // Another number than the true one confirms nothing.
    expect((await save(back, '?confirmReleased=2')).status).toBe(409);

    expect((await save(back, '?confirmReleased=1')).status).toBe(200);
    await world.run({ flow: 'orders', mode: 'apply' });
    expect(await exactOrdersOf(world, order.number)).toHaveLength(1);
  }, 60_000);

  it('asks too when the flow is switched on again and orders have gathered meanwhile', async () => {
    const on = unpolledSettings({ orders: { sendFrom: '2020-01-01T00:00:00Z' } });
    const off = unpolledSettings({ orders: { sendFrom: '2020-01-01T00:00:00Z', enabled: false } });
    expect((await save(off)).status).toBe(200);
    await enterOrder(world, 'Meanwhile');

    expect((await save(on)).body).toMatchObject({ code: 'start_point_moves_back', released: { count: 1 } });
  });

  it('says that it is a bound where a condition may leave some of them out', async () => {
    const conditional = unpolledSettings({ orders: { sendFrom: '2020-01-01T00:00:00Z', when: 'order.TotalAmount > 100.0' } });

    expect((await save(conditional)).body).toMatchObject({
      detail: expect.stringContaining('up to 1 orders'),
      released: { isAtMost: true },
    });
  });
});

describe('settings that choose more orders', () => {
  const SINCE = { sendFrom: '2020-01-01T00:00:00Z' };
  const confirmed = async (orders: object, tables = {}): Promise<Answer> => {
    const asked = await save(unpolledSettings({ orders, tables }));
    const { count } = (asked.body['released'] ?? {}) as { count?: number };
    return count === undefined ? asked : await save(unpolledSettings({ orders, tables }), `?confirmReleased=${count}`);
  };

  it.each([
    ['Widened', { statusCodes: ['Activated', 'Draft'] }, { isDraft: true }, { isAtMost: false, count: 1, amount: '3' }, {}],
    ['Loosened', {}, {}, { isAtMost: true }, { when: 'order.TotalAmount > 100.0' }],
  ])(
    'ask as a start point that moves back does, and send what polls have passed already: %s',
    async (name, wide, wish, told, narrow) => {
      expect((await confirmed({ ...SINCE, ...narrow })).status).toBe(200);
      const held = await enterOrder(world, name, wish);
      await world.run({ flow: 'orders', mode: 'apply' });
      expect(await exactOrdersOf(world, held.number)).toEqual([]);

      expect(await save(unpolledSettings({ orders: { ...SINCE, ...wide } }))).toMatchObject({
        status: 409,
        body: { code: 'start_point_moves_back', released: told },
      });

      expect((await confirmed({ ...SINCE, ...wide })).status).toBe(200);
      await world.run({ flow: 'orders', mode: 'apply' });
      expect(await exactOrdersOf(world, held.number)).toHaveLength(1);
    },
    60_000,
  );

  it('ask where a table that the condition looks up in says something else', async () => {
    const condition = { ...SINCE, when: 'lookup("countries", "Home") == "NL"' };
    const home = (exact: string) => ({ countries: [{ salesforce: 'Home', exact }] });
    expect((await confirmed(condition, home('BE'))).status).toBe(200);
    await enterOrder(world, 'Abroad');

    expect(await save(unpolledSettings({ orders: condition, tables: home('NL') }))).toMatchObject({
      status: 409,
      body: { code: 'start_point_moves_back', released: { isAtMost: true } },
    });
  });

  it('ask nothing when they choose less', async () => {
    expect((await confirmed(SINCE)).status).toBe(200);
    await enterOrder(world, 'Ready');

    expect((await save(unpolledSettings({ orders: { ...SINCE, when: 'order.TotalAmount > 100.0' } }))).status).toBe(200);
  });
});

describe('a default rule whose field is closed to the integration user', () => {
  it('is a finding of the check of both systems, by name', async () => {
    const { body } = await world.api('GET', '/v1/readiness');
    const checks = body['checks'] as { id: string; state: string; detail: string }[];

    expect(checks.find(({ id }) => id === 'salesforce-rules-product2')).toMatchObject({ state: 'ok' });
  });
});
