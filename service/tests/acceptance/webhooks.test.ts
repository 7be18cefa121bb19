import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDemoCompany } from '../../../simulators/data/index.ts';
import { eventually } from '../support/eventually.ts';
import { DIVISION, startWorld, type World } from '../support/world.ts';

describe('webhooks of Exact Online', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({ hasWebhooks: true });
    const { exact } = createDemoCompany(DIVISION, new Date().toISOString().slice(0, 10));
    await world.exact.seed(DIVISION, exact);
    await world.saveConfiguration({
      version: 1,
      divisions: [{ code: DIVISION, default: true }],
      // The next poll is an hour away: what arrives before was told by a webhook.
      flows: { products: { enabled: true, division: DIVISION, everyMinutes: 60, prices: { currency: 'EUR' } } },
    });
    const firstLoad = async () => (await world.salesforce.rows('Product2')).filter((row) => row['Exact_Id__c'] != null).length;
    const items = (await world.exact.rows(DIVISION, 'logistics/Items')).length;
    await eventually(firstLoad, (linked) => linked === items, 'first load', { patienceMs: 60_000, lookMs: 200 });
  }, 120_000);

  afterAll(() => world.close());

  it('are subscribed when a flow is switched on, once, at an address nobody can guess', async () => {
    const look = () => world.exact.rows(DIVISION, 'webhooks/WebhookSubscriptions');
    const [subscription, ...others] = await eventually(look, (rows) => rows.length > 0, 'subscription');

    expect(others).toEqual([]);
    expect(subscription).toMatchObject({ Topic: 'Items' });
    expect(subscription?.['CallbackURL']).toMatch(/\/webhooks\/exact\/[\w-]{30,}$/);
  });

  it('bring a changed item into Salesforce long before the next poll', async () => {
    const [item] = await world.exact.rows(DIVISION, 'logistics/Items');
    const path = `${world.exactUrl}/_control/rows/${DIVISION}/logistics/Items/${String(item?.['ID'])}`;
    const changed = await fetch(path, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ Description: 'Renamed by the warehouse' }),
    });
    expect(changed.ok).toBe(true);

    const look = async () =>
      (await world.salesforce.rows('Product2')).find((row) => row['Exact_Id__c'] === item?.['ID'])?.['Name'];
    await eventually(look, (name) => name === 'Renamed by the warehouse', 'the new name', { lookMs: 200 });
  }, 60_000);

  it('end with the org that is forgotten: Exact is asked to tell nothing more', async () => {
    const { status, body } = await world.api('DELETE', '/v1/org');

    expect(status).toBe(200);
    expect(body['left']).toEqual([expect.stringContaining('Exact Online takes no sign-in back')]);
    expect(await world.exact.rows(DIVISION, 'webhooks/WebhookSubscriptions')).toEqual([]);
  });
});
