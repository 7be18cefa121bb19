import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TandemError } from '../errors/index.ts';
import { MemoryVault } from '../wire/testing/memory-vault.ts';
import { appAt, OpenBudget, OpenMemory } from './testing.ts';
import { createExactClients, ME, SALES_ORDERS, type CallClass, type ExactClients, type ExactCredentials } from './index.ts';

const ME_ANSWER = { d: { results: [{ CurrentDivision: 1, FullName: 'Anna', UserID: 'u' }] } };

describe('a process that stops', () => {
  let server: Server;
  let clients: ExactClients;
  let budget: OpenBudget;
  let requests: ServerResponse[];
  let waits: AbortController;
  let calls: AbortController;
  const reason = () => new TandemError('service_stopping', {}, { retryAfterMs: 0 });

  beforeEach(async () => {
    requests = [];
    server = createServer((request, response) => {
      request.resume();
      requests.push(response);
      server.emit('asked');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    [waits, calls, budget] = [new AbortController(), new AbortController(), new OpenBudget()];
    clients = clientsWith(new Date());
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await clients.close();
  });

  function clientsWith(issuedAt: Date): ExactClients {
    return createExactClients({
      appOf: () => appAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
      vault: new MemoryVault<ExactCredentials>({ country: 'nl', refreshToken: 'r', accessToken: 'a', issuedAt }),
      budget,
      memory: new OpenMemory(),
      now: () => new Date(),
      timeScale: 1,
      stopping: { waits: waits.signal, calls: calls.signal },
    });
  }

  const find = async (callClass: CallClass) => (await clients.division('org', 1, callClass)).find(ME, {});
  const answerLast = () => requests.at(-1)?.setHeader('content-type', 'application/json').end(JSON.stringify(ME_ANSWER));

  it('waits for no limit any more', async () => {
    const { promise: asked, resolve } = Promise.withResolvers<undefined>();
    budget.acquire = async () => {
      resolve(undefined);
      return { isGranted: false, reason: 'minute', retryAfterMs: 2_000 };
    };
    const finding = find('interactive');
    finding.catch(() => undefined);
    await asked;
    waits.abort(reason());

    await expect(finding).rejects.toMatchObject({ code: 'service_stopping' });
    expect(requests).toHaveLength(0);
  });

  it('lets a call that is on its way come to its answer', async () => {
    const finding = find('batch');
    await once(server, 'asked');
    waits.abort(reason());
    answerLast();

    expect(await finding).toHaveLength(1);
  });

  it('begins no new call of a batch, and lets a person who waits come to the end', async () => {
    waits.abort(reason());
    await expect(find('batch')).rejects.toMatchObject({ code: 'service_stopping' });
    expect(requests).toHaveLength(0);

    const finding = find('interactive');
    await once(server, 'asked');
    answerLast();
    expect(await finding).toHaveLength(1);
  });

  it('cuts a read in the end, and says of a cut write that nobody knows', async () => {
    const division = await clients.division('org', 1, 'interactive');
    const reading = division.find(ME, {});
    reading.catch(() => undefined);
    await once(server, 'asked');
    const writing = division.create(SALES_ORDERS, {});
    writing.catch(() => undefined);
    await once(server, 'asked');
    calls.abort(reason());

    await expect(reading).rejects.toMatchObject({ code: 'service_stopping' });
    await expect(writing).rejects.toMatchObject({ code: 'exact_outcome_unknown', outcomeUnknown: true });
    await expect(division.create(SALES_ORDERS, {})).rejects.toMatchObject({ code: 'service_stopping', outcomeUnknown: false });
    expect(requests).toHaveLength(2);
  });

  it('renews no sign-in: the process could end before the new refresh token is stored', async () => {
    await clients.close();
    clients = clientsWith(new Date(0));
    waits.abort(reason());

    await expect(find('interactive')).rejects.toMatchObject({ code: 'service_stopping' });
    expect(requests).toHaveLength(0);
  });
});
