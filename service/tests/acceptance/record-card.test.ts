import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { unpolledSettings } from '../support/flow-settings.ts';
import { enterHandmadeProduct, enterItems, enterOrder, item, orderRow, productRow } from '../support/shop.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld({ timeScale: 60 });
  await enterItems(world, [{ row: item('SKU-1'), price: 1.5 }]);
  await world.saveConfiguration(unpolledSettings({ orders: { enabled: false } }));
  await world.run({ flow: 'products', mode: 'apply' });
}, 120_000);

afterAll(() => world.close());

interface Card {
  readonly status: string;
  readonly exactNumber: string | null;
  readonly reason: { readonly code: string; readonly message: string; readonly action: string } | null;
  readonly problem: { readonly code: string } | null;
  readonly canSend: boolean;
  readonly lastSyncedAt: string | null;
}

/** A start point that lies after an order's activation, once it has passed: Salesforce counts in whole seconds. */
async function startAfter(orderId: string): Promise<string> {
  const row = await orderRow(world, orderId);
  const start = Date.parse(String(row['ActivatedDate'])) + 1_000;
  await eventually(
    async () => Date.now(),
    (now) => now > start,
    'the second after the activation',
  );
  return new Date(start).toISOString();
}

async function cardOf(recordId: string): Promise<Card> {
  return (await world.api('GET', `/v1/records/${recordId}`)).body as unknown as Card;
}

describe('the card of an order says why it is not in Exact Online', () => {
  it('flow off, draft, before the start point, next in turn, paused, sent, and needs a person', async () => {
    const draft = await enterOrder(world, 'Draft', { isDraft: true });
    const early = await enterOrder(world, 'Early');
    expect(await cardOf(early.orderId)).toMatchObject({ status: 'notSynced', reason: { code: 'flow_off' }, canSend: false });

    const start = await startAfter(early.orderId);
    await world.saveConfiguration(unpolledSettings({ orders: { sendFrom: start } }));
    const draftCard = await cardOf(draft.orderId);
    expect(draftCard).toMatchObject({ status: 'notSynced', canSend: false, reason: { code: 'order_status_not_chosen' } });
    expect(draftCard.reason?.message).toContain('has the status "Draft". Orders go to Exact Online with any activated status.');

    const earlyCard = await cardOf(early.orderId);
    expect(earlyCard).toMatchObject({ status: 'notSynced', canSend: true, reason: { code: 'order_before_start' } });
    // Both moments, with their zone, and with seconds where they share the minute.
    expect(earlyCard.reason?.message).toMatch(
      /was activated .*:\d\d:\d\d \(Europe\/Amsterdam\)\. That is before the start point of the order flow, .*:\d\d:\d\d \(Europe\/Amsterdam\): it goes only by hand\./,
    );

    const late = await enterOrder(world, 'Late');
    expect(await cardOf(late.orderId)).toMatchObject({ canSend: true, reason: { code: 'record_on_its_way' } });
    expect(await cardOf(late.accountId)).toMatchObject({ canSend: false, reason: { code: 'account_not_in_exact' } });

    await world.api('POST', '/v1/pause');
    expect(await cardOf(late.orderId)).toMatchObject({ canSend: false, reason: { code: 'paused' } });
    await world.api('POST', '/v1/resume');

    expect((await world.api('POST', `/v1/orders/${early.orderId}/push?waitMs=20000`)).body).toMatchObject({ status: 'sent' });
    const sent = await cardOf(early.orderId);
    expect(sent).toMatchObject({ status: 'synced', reason: null, problem: null, canSend: false });
    expect(sent.exactNumber).not.toBeNull();

    const bad = await enterOrder(world, 'Bad', { contact: { Email: null } });
    await world.api('POST', `/v1/orders/${bad.orderId}/push?waitMs=20000`);
    expect(await cardOf(bad.orderId)).toMatchObject({ status: 'problem', reason: null, canSend: false, lastSyncedAt: null });
  }, 120_000);

  it('left out by a condition of the settings', async () => {
    await world.saveConfiguration(
      unpolledSettings({ orders: { sendFrom: '2020-01-01T00:00:00Z', when: 'order.TotalAmount > 1000.0' } }),
    );
    const small = await enterOrder(world, 'Small');
    expect(await cardOf(small.orderId)).toMatchObject({ canSend: false, reason: { code: 'order_not_selected' } });
  });

  it('not left out by a condition on its account that is met', async () => {
    const when = 'account.BillingCountry == "Netherlands" && account.Phone != "none"';
    await world.saveConfiguration(unpolledSettings({ orders: { sendFrom: '2099-01-01T00:00:00Z', when } }));
    const dutch = await enterOrder(world, 'Dutch');
    expect(await cardOf(dutch.orderId)).toMatchObject({ canSend: true, reason: { code: 'order_before_start' } });
  });
});

describe('the card of a product', () => {
  it('says that it is in Exact from the record itself, without a line in the log', async () => {
    const product = await productRow(world, 'SKU-1');
    const { body } = await world.api('GET', '/v1/activity');
    expect(body['items']).not.toEqual([]);

    expect(await cardOf(String(product['Id']))).toMatchObject({ status: 'synced', exactNumber: 'SKU-1', reason: null });
  });

  it('says why nothing of Exact belongs to it', async () => {
    const orphan = await enterHandmadeProduct(world, 'NO-SUCH', 1);
    const [nameless = ''] = await world.salesforce.seed([{ object: 'Product2', fields: { Name: 'Nameless', IsActive: true } }]);

    expect((await cardOf(orphan)).reason?.message).toContain('no item with the code "NO-SUCH" has come');
    expect(await cardOf(nameless)).toMatchObject({ status: 'notSynced', reason: { code: 'product_without_code' } });
  });
});
