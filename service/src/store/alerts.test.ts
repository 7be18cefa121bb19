import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { makeOrg, openTestStore, type TestStore } from '../../tests/support/test-store.ts';

const HOUR_MS = 3_600_000;
const AFTER = { repeatAfterMs: 24 * HOUR_MS, reopenWithinMs: HOUR_MS };
const LEASE_MS = 60_000;

let test: TestStore;
let orgId = '';
let now = new Date('2026-11-24T10:00:00Z');

beforeAll(async () => {
  test = await openTestStore({ now: () => now });
});
beforeEach(async () => {
  now = new Date('2026-11-24T10:00:00Z');
  await test.store.orgs.delete(orgId);
  ({ orgId } = await makeOrg(test.store));
});
afterAll(() => test.close());

const products = { division: 7, flow: 'products' };
const orders = { division: 7, flow: 'orders' };

function raise(lane: { division: number; flow: string }, cause = 'exact_reconnect'): Promise<void> {
  const alert = { code: cause, cause, title: `title of ${cause}`, text: 'text', action: 'action', lane };
  return test.store.forOrg(orgId).alerts.raise(alert, AFTER);
}

const take = (channel = 'salesforce') => test.store.alertQueue.take(channel, 10, LEASE_MS);
const idsOf = (alerts: readonly { readonly id: number }[]) => alerts.map(({ id }) => id);
const later = (ms: number): void => void (now = new Date(now.getTime() + ms));

async function deliver(channel = 'salesforce'): Promise<void> {
  await test.store.alertQueue.markDelivered(channel, idsOf(await take(channel)));
}

describe('an alert', () => {
  it('is one for all lanes that meet its cause, with the text of the first', async () => {
    await raise(products);
    await Promise.all([raise(orders), raise(products)]);
    await raise(orders, 'exact_user_blocked');

    const taken = await take();

    expect(taken.map(({ title, text, action }) => ({ title, text, action }))).toEqual([
      { title: 'title of exact_reconnect', text: 'text', action: 'action' },
      { title: 'title of exact_user_blocked', text: 'text', action: 'action' },
    ]);
    expect(taken[0]).toMatchObject({ orgId, orgName: 'Acme', code: 'exact_reconnect', raisedAt: now, attempts: 0 });
    expect(taken[0]?.lanes).toHaveLength(2);
    expect(taken[0]?.lanes).toEqual(expect.arrayContaining([products, orders]));
  });

  it('is taken by one instance at a time, and by another when that one died', async () => {
    await raise(products);

    const answers = await Promise.all([take(), take(), take()]);
    expect(answers.flat()).toHaveLength(1);
    later(LEASE_MS);

    expect(await take()).toHaveLength(1);
  });

  it('that was delivered is told again after a day when its cause is still there', async () => {
    await raise(products);
    await deliver();
    later(23 * HOUR_MS);
    await raise(products);
    expect(await take()).toEqual([]);

    later(HOUR_MS);
    await raise(products);

    expect(await take()).toHaveLength(1);
  });

  it('is solved when its last lane came right, and told to nobody then', async () => {
    await raise(products);
    await raise(orders);
    await test.store.alertQueue.laneCameRight({ orgId, ...products });
    const open = 'select count(*)::int as open from alert where org_id = $1 and solved_at is null';
    expect(await test.query(open, [orgId])).toEqual([{ open: 1 }]);

    await test.store.alertQueue.laneCameRight({ orgId, ...orders });

    expect(await test.query(open, [orgId])).toEqual([{ open: 0 }]);
    expect(await take()).toEqual([]);
  });

  it('whose cause is back within an hour is the same, later it is another', async () => {
    await raise(products);
    await deliver();
    await test.store.alertQueue.laneCameRight({ orgId, ...products });
    later(HOUR_MS / 2);
    await raise(products);
    expect(await take()).toEqual([]);

    await test.store.alertQueue.laneCameRight({ orgId, ...products });
    later(2 * HOUR_MS);
    await raise(products);

    expect(await take()).toHaveLength(1);
  });

  it('that could not be told waits, and is due at once when somebody connected again', async () => {
    await raise(products);
    await test.store.alertQueue.postpone('salesforce', idsOf(await take()), HOUR_MS, 'salesforce_unavailable');
    expect(await take()).toEqual([]);

    await test.store.forOrg(orgId).alerts.makeDue();

    expect(await take()).toEqual([expect.objectContaining({ attempts: 1 })]);
  });

  it('is taken, delivered and told again by each channel for itself', async () => {
    await raise(products);
    await deliver('salesforce');
    expect(await take('salesforce')).toEqual([]);
    later(12 * HOUR_MS);
    await deliver('webhook');

    later(12 * HOUR_MS);
    await raise(products);

    expect(await take('webhook')).toEqual([]);
    expect(await take('salesforce')).toEqual([expect.objectContaining({ attempts: 0 })]);
  });

  it('that a channel refused comes back there when its cause is still there after a day, not when somebody connected', async () => {
    await raise(products);
    await test.store.alertQueue.refuse('webhook', idsOf(await take('webhook')), 'http_422');
    await test.store.forOrg(orgId).alerts.makeDue();
    await raise(products);
    expect(await take('webhook')).toEqual([]);

    later(24 * HOUR_MS);
    await raise(products);

    expect(await take('webhook')).toHaveLength(1);
  });

  it('is taken by no channel once it is settled', async () => {
    await raise(products);
    await test.store.alertQueue.settle(idsOf(await take('webhook')));

    expect([await take('webhook'), await take('salesforce')]).toEqual([[], []]);
  });
});

describe('a notice', () => {
  const announce = () => test.store.forOrg(orgId).alerts.announce({ code: 'c', title: 'title', text: 'text', action: 'action' });
  const open = () => test.query('select count(*)::int as open from alert where org_id = $1 and solved_at is null', [orgId]);

  it('is over when each channel is through with it, be it delivered or refused', async () => {
    await announce();
    const channels = ['salesforce', 'webhook'];
    await deliver('salesforce');
    await test.store.alertQueue.settleNotices(channels);
    expect(await open()).toEqual([{ open: 1 }]);
    await test.store.alertQueue.refuse('webhook', idsOf(await take('webhook')), 'for_administrators');

    await test.store.alertQueue.settleNotices(channels);

    expect(await open()).toEqual([{ open: 0 }]);
  });

  it('alone is settled that way, an alert stays open as long as its cause', async () => {
    await raise(products);
    await deliver();

    await test.store.alertQueue.settleNotices(['salesforce']);

    expect(await open()).toEqual([{ open: 1 }]);
  });
});
