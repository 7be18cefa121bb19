import { afterEach, describe, expect, it } from '@jest/globals';
import { json, startScriptedServer, type ScriptedServer } from '../wire/testing/scripted-server.ts';
import { REFERENCE_LIST_NAMES } from './reference-lists.ts';
import { createTestClients, type TestClients } from './testing.ts';

let server: ScriptedServer | undefined;
let test: TestClients | undefined;

afterEach(async () => {
  await test?.clients.close();
  await server?.close();
  test = undefined;
  server = undefined;
});

async function start(isBroken: () => boolean = () => false) {
  server = await startScriptedServer(() =>
    isBroken() ? json({}, 404) : json({ d: { results: [{ ID: '1', Code: '02 ', Description: 'High', Percentage: 0.21 }] } }),
  );
  test = createTestClients(server.url);
  const division = await test.clients.division('org', 7, 'batch');
  return { division, lists: test.clients.references('org', division) };
}

describe('reference lists', () => {
  it('are read once for all who ask at the same time and again when they are old', async () => {
    const { lists, division } = await start();
    const [first] = await Promise.all([
      lists.vatCodes(),
      lists.vatCodes(),
      test!.clients.references('org', division).list('vatCodes'),
    ]);

    expect(first).toMatchObject([{ Code: '02', Description: 'High', Percentage: '0.21' }]);
    expect(division.callsSpent).toBe(1);

    test!.clock.now = new Date(test!.clock.now.getTime() + 16 * 60_000);
    test!.vault.hold({ ...test!.vault.entry.credentials, issuedAt: test!.clock.now });
    await lists.vatCodes();
    expect(division.callsSpent).toBe(2);
  });

  it('are not shared between orgs and are dropped when an org connects again', async () => {
    const { lists, division } = await start();
    await lists.units();
    await test!.clients.references('other', division).units();
    test!.clients.forget('org');
    await lists.units();

    expect(division.callsSpent).toBe(3);
  });

  it('are asked for again after a failure', async () => {
    let isBroken = true;
    const { lists } = await start(() => isBroken);
    await expect(lists.journals()).rejects.toMatchObject({ code: 'exact_not_found' });
    isBroken = false;

    expect(await lists.journals()).toHaveLength(1);
  });

  it('all have an id, a code and a description', async () => {
    const { lists } = await start();

    for (const name of REFERENCE_LIST_NAMES)
      expect(await lists.list(name)).toMatchObject([{ id: name === 'currencies' ? '02' : '1', code: '02', description: 'High' }]);
  });
});
