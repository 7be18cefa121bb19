import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { startAlertReceiver, withStatus, type AlertReceiver } from '../support/alert-receiver.ts';
import { eventually } from '../support/eventually.ts';
import { unpolledSettings } from '../support/flow-settings.ts';
import { steer } from '../support/shop.ts';
import { DIVISION, startWorld, type World } from '../support/world.ts';

/** An access token of Exact lives ten seconds at this speed, and alerts are looked for every second. */
const TIME_SCALE = 60;
const SECRET = 'secret-of-the-alert-webhook-of-the-tests';

let receiver: AlertReceiver;
let world: World;

beforeAll(async () => {
  receiver = await startAlertReceiver();
  const environment = { ALERT_WEBHOOK_URL: receiver.url, ALERT_WEBHOOK_SECRET: SECRET, LOG_LEVEL: 'trace' };
  world = await startWorld({ timeScale: TIME_SCALE, environment });
  await world.saveConfiguration(unpolledSettings({ products: { everyMinutes: 1 }, orders: { enabled: false } }));
}, 120_000);

afterAll(async () => {
  await world.close();
  await receiver.close();
});

async function notificationTitles(): Promise<string[]> {
  const { body } = await steer(world.salesforceUrl, 'GET', 'notifications');
  return (body['notifications'] as { title: string }[]).map(({ title }) => title);
}

async function attempts(): Promise<string[]> {
  const metrics = await (await fetch(`${world.service.url}/metrics`)).text();
  return metrics.split('\n').filter((line) => line.startsWith('tandem_alert_deliveries_total'));
}

function isInSalesforceOnly(lines: readonly string[]): boolean {
  return [/"salesforce",outcome="delivered"/, /"webhook",outcome="later"/].every((part) => lines.some((line) => part.test(line)));
}

it('an operator is told by the webhook what stopped a flow, once, although the service was killed when only Salesforce knew', async () => {
  receiver.answer = withStatus(503);
  await steer(world.exactUrl, 'POST', 'revoke');
  await eventually(notificationTitles, (titles) => titles.length > 0, 'a notification', { patienceMs: 60_000 });
  await eventually(attempts, isInSalesforceOnly, 'told in Salesforce only');
  const printed = [world.service.output()];
  await world.service.kill();

  receiver.answer = undefined;
  world.service = await world.startInstance();
  await eventually(() => receiver.taken, ({ length }) => length > 0, 'an alert', { patienceMs: 90_000 }); // prettier-ignore
  await eventually(attempts, (lines) => lines.some((line) => line.endsWith('outcome="delivered"} 1')), 'a count of it');

  const [alert] = receiver.taken;
  expect(alert?.body).toMatchObject({ orgId: world.orgId, flow: 'products', division: DIVISION });
  expect(alert?.body['code']).toMatch(/^exact_(app_revoked|reconnect)$/);
  const [, seconds, sent] = /^t=(\d+),v1=(.*)$/.exec(String(alert?.headers['tandem-signature'])) ?? [];
  expect(sent).toBe(
    createHmac('sha256', SECRET)
      .update(`${String(seconds)}.${String(alert?.raw)}`)
      .digest('hex'),
  );
  expect(receiver.taken).toHaveLength(1);
  expect(await attempts()).toEqual(['tandem_alert_deliveries_total{channel="webhook",outcome="delivered"} 1']);
  expect(await notificationTitles()).toEqual([expect.stringMatching(/^Tandem: .*Exact Online/)]);
  printed.push(world.service.output());
  for (const text of printed) {
    expect(text).toContain('"channel":"webhook"');
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain('key-in-the-address');
  }
}, 240_000);
