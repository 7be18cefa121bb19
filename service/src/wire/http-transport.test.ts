import { afterEach, describe, expect, it } from '@jest/globals';
import { HttpTransport } from './http-transport.ts';
import { startScriptedServer, type ScriptedAnswer, type ScriptedServer } from './testing/scripted-server.ts';

const limits = { connectTimeoutMs: 2_000, answerTimeoutMs: 2_000, maxAnswerBytes: 1_000 };
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

  it('gives up on an answer above the size cap', async () => {
    expect(await ask({ status: 200, body: 'x'.repeat(2_000) })).toMatchObject({
      kind: 'none',
      reason: 'UND_ERR_RES_EXCEEDED_MAX_SIZE',
    });
  });

  it('gives up after the time that a request allows itself', async () => {
    server = await startScriptedServer(() => ({ status: 200, fault: 'silence' }));

    const answer = await transport.send({ method: 'POST', url: server.url, headers: {}, body: '{}', timeoutMs: 100 });

    expect(answer).toMatchObject({ kind: 'none', wasSent: true });
  });

  it('does not follow redirects', async () => {
    expect(await ask({ status: 302, headers: { location: 'http://127.0.0.1:1/' } })).toMatchObject({
      kind: 'answer',
      status: 302,
    });
  });
});
