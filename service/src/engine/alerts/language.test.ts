import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openAlertDesk, type AlertDesk } from '../../../tests/support/alert-desk.ts';
import { eventually } from '../../../tests/support/eventually.ts';
import { phrase, problemText, TandemError } from '../../errors/index.ts';

const RECONNECT = new TandemError('exact_reconnect', { reason: phrase('sign_in_needed') });

let desk: AlertDesk;

beforeAll(async () => {
  desk = await openAlertDesk({ language: 'nl_NL' });
  await desk.begin();
});
afterAll(async () => {
  await desk.end();
  await desk.close();
});

it('administrators are told in the language of their org', async () => {
  desk.breakFlow(desk.flows[0], RECONNECT);

  await (await desk.startEngine({ hasWebhook: false })).wake(desk.orgId);

  const [notification] = await eventually(
    () => desk.notifications(),
    (sent) => sent.length > 0,
    'a notification',
  );
  const { title, message, action } = problemText(RECONNECT, 'nl');
  expect(message).toContain('iemand moet opnieuw inloggen');
  expect(notification).toMatchObject({ title: `Tandem: ${title}`, body: `${message} ${action}` });
});
