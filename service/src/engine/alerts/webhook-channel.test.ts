import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { startAlertReceiver, withStatus, type AlertReceiver, type ReceivedAlert } from '../../../tests/support/alert-receiver.ts';
import type { TakenAlert } from '../../store/index.ts';
import { webhookChannel } from './webhook-channel.ts';

const SECRET = 'secret-of-the-alert-webhook-of-the-tests';
const NOW = new Date('2026-11-24T10:00:00.900Z');
const ALERT: TakenAlert = {
  id: 1,
  orgId: '00D000000000001EAA',
  orgName: 'Bäckerei Söhne',
  code: 'exact_reconnect',
  cause: 'exact_reconnect',
  title: 'Tandem: sign in again',
  text: 'Exact Online no longer accepts the stored sign-in.',
  action: 'Press Connect.',
  lanes: [{ division: 7, flow: 'orders' }],
  isNotice: false,
  raisedAt: new Date('2026-11-24T09:00:00Z'),
  attempts: 0,
};

let receiver: AlertReceiver;

beforeAll(async () => {
  receiver = await startAlertReceiver();
});
beforeEach(() => {
  receiver.answer = undefined;
  receiver.received.length = 0;
});
afterAll(() => receiver.close());

function deliver({ url = receiver.url, timeoutMs = 10_000, signal = new AbortController().signal } = {}) {
  return webhookChannel({ url, secret: SECRET, timeoutMs, now: () => NOW }).deliver(ALERT, signal);
}

/** What docs/operations.md asks of a receiver, but for the age. */
function isGenuine({ headers, raw }: Pick<ReceivedAlert, 'headers' | 'raw'>, secret: string): boolean {
  const [, seconds = '', sent = ''] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['tandem-signature'])) ?? [];
  const expected = createHmac('sha256', secret).update(`${seconds}.${raw}`, 'utf8').digest();
  return sent !== '' && timingSafeEqual(expected, Buffer.from(sent, 'hex'));
}

describe('the alert webhook', () => {
  it('signs time and content, so that a receiver detects another secret, another content and another time', async () => {
    expect(await deliver()).toEqual({ kind: 'delivered', count: 1 });

    const [alert] = receiver.received;
    expect(alert?.headers).toMatchObject({
      'content-type': 'application/json',
      'tandem-signature': expect.stringMatching(/^t=1795514400,v1=[0-9a-f]{64}$/),
    });
    expect(isGenuine(alert!, SECRET)).toBe(true);
    expect(isGenuine(alert!, `${SECRET}!`)).toBe(false);
    expect(isGenuine({ ...alert!, raw: alert!.raw.replace('exact_reconnect', 'exact_reconnected') }, SECRET)).toBe(false);
    const later = String(alert!.headers['tandem-signature']).replace('t=1795514400', 't=1795518000');
    expect(isGenuine({ ...alert!, headers: { 'tandem-signature': later } }, SECRET)).toBe(false);
  });

  it.each([200, 202, 204])('takes %d for delivered', async (status) => {
    receiver.answer = withStatus(status);

    expect(await deliver()).toEqual({ kind: 'delivered', count: 1 });
  });

  it.each([301, 401, 403, 404, 408, 429, 500, 502, 503])('tries again after %d', async (status) => {
    receiver.answer = withStatus(status, { location: `${receiver.url}/elsewhere` });

    expect(await deliver()).toEqual({ kind: 'later', reason: `http_${status}`, retryAfterMs: undefined });
    expect(receiver.received).toHaveLength(1);
  });

  it.each([400, 410, 413, 415, 422])('never sends the same again after %d', async (status) => {
    receiver.answer = withStatus(status);

    expect(await deliver()).toEqual({ kind: 'refused', reason: `http_${status}` });
  });

  it.each([
    ['120', 120_000],
    ['999999', 3_600_000],
    ['Tue, 24 Nov 2026 12:00:00 GMT', undefined],
    ['-5', undefined],
  ])('waits as long as Retry-After: %s says, an hour at most', async (header, retryAfterMs) => {
    receiver.answer = withStatus(503, { 'retry-after': header });

    expect(await deliver()).toEqual({ kind: 'later', reason: 'http_503', retryAfterMs });
  });

  it('does not wait for a receiver that keeps silent', async () => {
    receiver.answer = () => undefined;

    expect(await deliver({ timeoutMs: 50 })).toEqual({ kind: 'later', reason: 'timeout' });
  });

  it('reads no answer, however long it is', async () => {
    receiver.answer = (response) => {
      response.writeHead(200);
      response.write('x'.repeat(1024));
    };

    expect(await deliver()).toEqual({ kind: 'delivered', count: 1 });
  });

  it('ends at once when the service stops', async () => {
    const stopping = new AbortController();
    receiver.answer = () => stopping.abort();

    expect(await deliver({ signal: stopping.signal })).toEqual({ kind: 'later', reason: 'no_answer' });
  });

  it('names what kept it from reaching the receiver, and not where that is', async () => {
    const gone = await startAlertReceiver();
    await gone.close();

    expect(await deliver({ url: gone.url })).toEqual({ kind: 'later', reason: 'ECONNREFUSED' });
  });
});
