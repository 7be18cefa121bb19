import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';
import { decimalNumber } from '../wire/index.ts';
import { json, startScriptedServer, type ScriptedServer, type SeenRequest } from '../wire/testing/scripted-server.ts';
import { startTestOrg, TEST_ORG_ID, type TestOrg } from './testing.ts';
import type { SalesforceWrite } from './types.ts';

let test: TestOrg | undefined;
let elsewhere: ScriptedServer | undefined;
let home: string | undefined;

afterEach(async () => {
  await test?.close();
  await elsewhere?.close();
  if (home !== undefined) await rm(home, { recursive: true });
  test = elsewhere = home = undefined;
});

const stored = ({ body }: SeenRequest) =>
  json((JSON.parse(body) as { records: unknown[] }).records.map(() => ({ id: 'x', success: true, errors: [] })));
const aRow = { done: true, totalSize: 1, records: [{ Name: 'Acme' }] };

/** Prints what a query answers, and which files were read of which the name begins with a dot, in a process of its own. */
const QUERY = `
  import fs from 'node:fs';
  const read = [];
  const { readFileSync } = fs;
  fs.readFileSync = (file, ...rest) => {
    if (/[\\\\/]\\.[a-z]/.test(String(file))) read.push(String(file));
    return readFileSync(file, ...rest);
  };
  const { createSalesforceClients } = await import(${JSON.stringify(path.join(import.meta.dirname, 'index.ts'))});
  const credentials = { instanceUrl: process.env.ORG_URL, grant: 'client_credentials', accessToken: 'access-1' };
  const clients = createSalesforceClients({
    app: { clientId: 'client', clientSecret: 'secret', loginUrl: process.env.ORG_URL },
    vault: { read: async () => ({ credentials, needsReconnect: false }) },
    usage: { record: () => undefined },
    now: () => new Date(),
    timeScale: 1,
  });
  const org = await clients.org('${TEST_ORG_ID}');
  const rows = await org.query('SELECT Name FROM Account');
  process.stdout.write(JSON.stringify({ rows, read }));
  await clients.close();
`;

describe('jsforce', () => {
  it('takes nothing from the environment and from the home directory, and writes no log', async () => {
    test = await startTestOrg(() => json(aRow));
    elsewhere = await startScriptedServer(() => ({ status: 502 }));
    home = await mkdtemp(path.join(tmpdir(), 'tandem-home-'));
    await mkdir(path.join(home, '.jsforce'));
    await writeFile(path.join(home, '.jsforce', 'config.json'), '{"default":"x","connections":{"x":{"accessToken":"foreign"}}}');
    const proxies = Object.fromEntries(
      ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY'].map((name) => [name, elsewhere!.url]),
    );

    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      ['--no-warnings', '--input-type=module', '--eval', QUERY],
      { env: { ...proxies, HOME: home, JSFORCE_LOG_LEVEL: 'DEBUG', ORG_URL: test.server.url } },
    );

    expect({ stdout: JSON.parse(stdout) as unknown, stderr }).toEqual({
      stdout: { rows: [{ Name: 'Acme' }], read: [] },
      stderr: '',
    });
    expect(elsewhere.requests).toEqual([]);
    expect(test.requests()).toMatchObject([{ headers: { authorization: 'Bearer access-1' } }]);
  });

  it('follows no redirect, and no next page, to another host', async () => {
    elsewhere = await startScriptedServer(() => json(aRow));
    const foreign = elsewhere.url;
    test = await startTestOrg(({ url }) =>
      url.includes('redirected')
        ? { status: 302, headers: { location: `${foreign}/services/data/v67.0/query` } }
        : json({
            ...aRow,
            done: url.endsWith('/query/01g-2000'),
            nextRecordsUrl: `${foreign}/services/data/v67.0/query/01g-2000`,
          }),
    );
    const org = await test.clients.org(TEST_ORG_ID);

    await expect(org.query("SELECT Name FROM Account WHERE Name = 'redirected'")).rejects.toMatchObject({
      code: 'salesforce_unavailable',
    });
    expect(await org.query('SELECT Name FROM Account')).toEqual([{ Name: 'Acme' }, { Name: 'Acme' }]);
    expect(test.requests().at(-1)?.url).toBe('/services/data/v67.0/query/01g-2000');
    expect(elsewhere.requests).toEqual([]);
  });

  it('reads no query as whole that is said not to be', async () => {
    test = await startTestOrg(() => json({ ...aRow, done: false }));
    const org = await test.clients.org(TEST_ORG_ID);

    await expect(org.query('SELECT Name FROM Account')).rejects.toMatchObject({ code: 'salesforce_unreadable_answer' });
  });

  it.each<[string, unknown, string]>([
    ['a query', { done: true }, 'salesforce_unreadable_answer'],
    ['a query', null, 'salesforce_unreadable_answer'],
    ['a query', [], 'salesforce_unreadable_answer'],
  ])('makes an error that says so of %s answered with %j', async (_what, body, code) => {
    test = await startTestOrg(() => json(body));
    const org = await test.clients.org(TEST_ORG_ID);

    await expect(org.query('SELECT Name FROM Account')).rejects.toMatchObject({ code });
  });

  it.each<SalesforceWrite>([
    { action: 'update', object: 'Account', fields: { Name: 'without an id' } },
    { action: 'upsert', object: 'Account', externalIdField: 'Exact_Id__c', fields: { Name: 'without a key' } },
  ])('refuses the one record that it cannot word, and no other ($action)', async (lost) => {
    test = await startTestOrg(stored);
    const org = await test.clients.org(TEST_ORG_ID);
    const whole: SalesforceWrite = { ...lost, id: '001', fields: { Name: 'whole', Exact_Id__c: 'e' } };

    const results = await org.write([whole, lost, whole, whole]);

    expect(results.map((result) => (result.ok ? 'ok' : result.error.code))).toEqual([
      'ok',
      'salesforce_request_refused',
      'ok',
      'ok',
    ]);
  });

  it('sends the digits of an amount as they are', async () => {
    test = await startTestOrg(stored);
    const org = await test.clients.org(TEST_ORG_ID);

    await org.write([{ action: 'create', object: 'OrderItem', fields: { UnitPrice: decimalNumber('1234567890123456.78') } }]);

    expect(test.requests()[0]?.body).toContain('"UnitPrice":1234567890123456.78');
  });
});
