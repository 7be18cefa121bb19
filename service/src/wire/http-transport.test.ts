import { afterEach, describe, expect, it } from '@jest/globals';
import { phrase } from '../errors/index.ts';
import { HttpTransport } from './http-transport.ts';
import { startScriptedServer, type ScriptedAnswer, type ScriptedServer } from './testing/scripted-server.ts';

const limits = { connectTimeoutMs: 2_000, answerTimeoutMs: 2_000, timeoutMs: 10_000, maxAnswerBytes: 1_024 };
const transport = new HttpTransport(limits);
let server: ScriptedServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function ask(answer: ScriptedAnswer) {
  server = await startScriptedServer(() => answer);
  return await transport.send({ method: 'GET', url: `${server.url}/x`, headers: {} });
}

describe('HttpTransport', () => {
  it('answers status, headers in lower case and text', async () => {
    const answer = await ask({ status: 403, headers: { Reason: 'BlockedUser' }, body: 'é' });

    expect(answer).toMatchObject({ kind: 'answer', status: 403, headers: { reason: 'BlockedUser' }, text: 'é' });
  });

  it('says that the request may have had an effect when the socket dies after it', async () => {
    expect(await ask({ status: 200, fault: 'reset' })).toMatchObject({ kind: 'none', wasSent: true });
  });

  it('takes a cut body for no answer', async () => {
    expect(await ask({ status: 200, body: '{"d":{"results":[]}}', fault: 'cut' })).toMatchObject({ kind: 'none', wasSent: true });
  });

  it('says that nothing was sent when nobody listens', async () => {
    const closed = await startScriptedServer(() => ({ status: 200 }));
    await closed.close();

    expect(await transport.send({ method: 'POST', url: closed.url, headers: {}, body: '{}' })).toMatchObject({
      kind: 'none',
      wasSent: false,
    });
  });

  it('gives up on an answer above the size cap, and says that it would come again', async () => {
    expect(await ask({ status: 200, body: 'x'.repeat(2_000) })).toMatchObject({
      kind: 'none',
      isTooLarge: true,
      reason: phrase('answer_large', { count: 1 }),
    });
  });

  it('reads no more than that of an answer that never ends, and lets go of its socket', async () => {
    const answer = await ask({ status: 200, body: 'x'.repeat(500), fault: 'flood' });

    expect(answer).toMatchObject({ kind: 'none', isTooLarge: true, wasSent: true });
  });

  it('takes more where a request says so', async () => {
    server = await startScriptedServer(() => ({ status: 200, body: 'x'.repeat(2_000) }));

    const answer = await transport.send({ method: 'GET', url: server.url, headers: {}, bounds: { maxAnswerBytes: 2_000 } });

    expect(answer).toMatchObject({ kind: 'answer', text: 'x'.repeat(2_000) });
  });

  it.each(['silence', 'drip'] as const)('gives up after the time that an exchange may take: %s', async (fault) => {
    server = await startScriptedServer(() => ({ status: 200, body: '{"d":[]}', fault }));

    const answer = await transport.send({ method: 'POST', url: server.url, headers: {}, body: '{}', bounds: { timeoutMs: 200 } });

    expect(answer).toMatchObject({
      kind: 'none',
      wasSent: true,
      isTooLarge: false,
      reason: expect.objectContaining({ text: 'answer_late' }),
    });
  });

  it('ends an answer that drips although each pause is short, by the limits of the transport', async () => {
    server = await startScriptedServer(() => ({ status: 200, body: '{"d":[]}', fault: 'drip' }));
    const hurried = new HttpTransport({ ...limits, answerTimeoutMs: 1_000, timeoutMs: 300 });

    const answer = await hurried.send({ method: 'GET', url: server.url, headers: {} });

    expect(answer).toMatchObject({ kind: 'none', wasSent: true, reason: expect.objectContaining({ text: 'answer_late' }) });
    await hurried.close();
  });

  it('does not follow redirects', async () => {
    expect(await ask({ status: 302, headers: { location: 'http://127.0.0.1:1/' } })).toMatchObject({
      kind: 'answer',
      status: 302,
    });
  });
});
