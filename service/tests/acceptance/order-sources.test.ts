import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { enterDeal, numbersOf, openSalesWorld, salesSettings, type Deal } from '../support/deals.ts';
import { eventually } from '../support/eventually.ts';
import type { ServiceProcess } from '../support/service-process.ts';
import { DIVISION, request, type Answer, type World } from '../support/world.ts';

const DEALS = 6;
const hasServer = process.env['DATABASE_URL'] !== undefined;

let world: World;

beforeAll(async () => {
  world = await openSalesWorld();
  await world.saveConfiguration(salesSettings());
}, 120_000);
afterAll(() => world.close());
beforeEach(() => world.setFaults('exact', []));

const recordsOf = ({ opportunityId, quoteId, orderId }: Deal): readonly string[] => [opportunityId, quoteId, orderId];
const salesOrders = () => world.exact.rows(DIVISION, 'salesorder/SalesOrders');

function push(recordId: string, instance: ServiceProcess = world.service): Promise<Answer> {
  return request(`${instance.url}/v1/orders/${recordId}/push?waitMs=30000`, 'POST', undefined, {
    authorization: `Bearer ${world.apiKey}`,
    'x-salesforce-org-id': world.orgId,
  });
}

async function enterDeals(name: string): Promise<readonly Deal[]> {
  const deals: Deal[] = [];
  while (deals.length < DEALS) deals.push(await enterDeal(world, `${name}${deals.length}`));
  return deals;
}

/** Each deal is in Exact by one of its records, and all that is in Exact is known to its record. */
async function expectOnce(deals: readonly Deal[], before: number): Promise<void> {
  await eventually(
    async () => (await Promise.all(deals.map((deal) => numbersOf(world, deal)))).every((numbers) => numbers.length > 0),
    Boolean,
    'every deal in Exact',
    { patienceMs: 60_000 },
  );
  for (const deal of deals) expect(await numbersOf(world, deal)).toHaveLength(1);
  expect(await salesOrders()).toHaveLength(before + deals.length);
}

describe('deals whose opportunity, quote and order are all sent', () => {
  it('are each in Exact once when all of their records are pushed at the same moment, and the others say by which', async () => {
    const before = (await salesOrders()).length;
    const deals = await enterDeals('Moment');
    const answers = await Promise.all(deals.flatMap(recordsOf).map((id) => push(id)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(DEALS);
    const others = answers.filter(({ status }) => status !== 200);
    expect(new Set(others.map(({ body }) => body['code']))).toEqual(new Set(['order_deal_sent']));
    await expectOnce(deals, before);
    const [deal] = deals as [Deal];
    // What was held when it was pushed is looked at once more behind the answer.
    const cards = await eventually(
      () => Promise.all(recordsOf(deal).map((id) => world.api('GET', `/v1/records/${id}`))),
      (seen) => seen.every(({ body }) => body['status'] !== 'waiting'),
      'every record looked at',
      // The service takes so many requests of an org a minute.
      { patienceMs: 60_000, lookMs: 1_000 },
    );
    expect(cards.map(({ body }) => body['status']).sort()).toEqual(['notSynced', 'notSynced', 'synced']);
    const told = cards.flatMap(({ body }) => (body['reason'] as { code: string; message: string } | null) ?? []);
    const [number] = await numbersOf(world, deal);
    for (const { message } of told) expect(message).toContain(`This deal is in Exact Online as sales order ${String(number)}`);
  }, 120_000);

  it('are each in Exact once although the answer to every second order is lost', async () => {
    const before = (await salesOrders()).length;
    const deals = await enterDeals('Lost');
    await world.setFaults('exact', [{ kind: 'resetAfter', method: 'POST', path: '/salesorder/SalesOrders', times: DEALS / 2 }]);
    await Promise.all(deals.flatMap(recordsOf).map((id) => push(id)));
    await expectOnce(deals, before);
  }, 120_000);

  it('are each in Exact once when the trigger tells of all of them while they are pushed and a run goes over them', async () => {
    const before = (await salesOrders()).length;
    const deals = await enterDeals('Hinted');
    const hint = (object: string, ids: readonly string[]) => world.api('POST', '/v1/hints', { object, ids });
    const answers = await Promise.all([
      hint(
        'Opportunity',
        deals.map(({ opportunityId }) => opportunityId),
      ),
      hint(
        'Quote',
        deals.map(({ quoteId }) => quoteId),
      ),
      hint(
        'Order',
        deals.map(({ orderId }) => orderId),
      ),
      world.api('POST', '/v1/runs', { flow: 'orders', mode: 'apply', full: true }),
      ...deals.map(({ opportunityId }) => push(opportunityId)),
    ]);
    expect(answers.slice(0, 4).map(({ status }) => status)).toEqual([202, 202, 202, 202]);
    await expectOnce(deals, before);
  }, 120_000);

  (hasServer ? it : it.skip)(
    'are each in Exact once when two instances work on them',
    async () => {
      const before = (await salesOrders()).length;
      const deals = await enterDeals('Instances');
      const second = await world.startInstance();
      try {
        await Promise.all(deals.flatMap(recordsOf).map((id, index) => push(id, index % 2 === 0 ? world.service : second)));
        await expectOnce(deals, before);
      } finally {
        await second.kill();
      }
    },
    120_000,
  );

  it('show in a preview which of their records goes, and nothing is written', async () => {
    const { opportunityId, quoteId, orderId } = await enterDeal(world, 'Preview');
    await world.clearCounts();
    const run = await world.run({ flow: 'orders', mode: 'plan', ids: [opportunityId, quoteId, orderId] });
    expect(run).toMatchObject({ state: 'planned', counts: { created: 1, skipped: 2 } });
    expect(await numbersOf(world, { opportunityId, quoteId, orderId })).toEqual([]);
    const { exact, salesforce } = await world.counts();
    expect([exact.writes, salesforce.writes]).toEqual([0, 0]);
  }, 60_000);
});

describe('settings of what is sent', () => {
  it('are refused with the place and what is wrong where the org has no such object or field', async () => {
    const { body } = await world.api('GET', '/v1/config');
    const save = (sources: readonly object[]) =>
      world.api('PUT', '/v1/config', salesSettings(sources), { 'if-match': `"${String(body['version'])}"` });
    const answers = [
      await save([{ object: 'Opportunity', key: 'Deal_Number__c' }]),
      await save([{ object: 'Contract' }]),
      await save([{ object: 'Opportunity', result: { id: 'CloseDat' } }]),
    ];
    expect(answers.map(({ status }) => status)).toEqual([422, 422, 422]);
    expect(JSON.stringify(answers[0]?.body)).toContain('/flows/orders/sources/0/key');
    expect(JSON.stringify(answers[2]?.body)).toContain('/flows/orders/sources/0/result/id');
  }, 60_000);
});
