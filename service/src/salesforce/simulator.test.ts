import { join } from 'node:path';
import { generateKeyPairSync } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { startSalesforceSimulator } from '../../../simulators/salesforce/index.ts';
import { MemoryVault } from '../wire/testing/memory-vault.ts';
import { SalesforceChanges } from './changes.ts';
import { createSalesforceClients, type SalesforceClients } from './clients.ts';
import type { SalesforceConnectRequest } from './connect.ts';
import { createPkce } from './oauth.ts';
import type { SalesforceCredentials } from './ports.ts';
import { soqlText } from './soql.ts';
import type { SalesforceOrg } from './types.ts';

const PACKAGE_DIRECTORY = join(import.meta.dirname, '../../../force-app/main/default');
const REDIRECT_URI = 'https://tandem.example/cb';
const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

interface Stage {
  readonly url: string;
  readonly clients: SalesforceClients;
  readonly vault: MemoryVault<SalesforceCredentials>;
  readonly usage: number[];
  control(path: string, body?: unknown): Promise<unknown>;
  connect(request: SalesforceConnectRequest): Promise<SalesforceOrg>;
  close(): Promise<void>;
}

let stage: Stage | undefined;

afterEach(async () => {
  await stage?.close();
  stage = undefined;
});

interface Options {
  readonly namespace?: string;
  readonly language?: string;
  readonly features?: {
    readonly personAccounts?: boolean;
    readonly multiCurrency?: boolean;
    readonly stateCountryPicklists?: boolean;
  };
}

async function start(options: Options = {}): Promise<Stage> {
  const simulator = await startSalesforceSimulator({
    packageDirectory: PACKAGE_DIRECTORY,
    app: { clientId: 'client', clientSecret: 'secret', redirectUris: [REDIRECT_URI], jwtPublicKeyPem: keys.publicKey },
    runAsUsername: 'integration@example.com',
    organizationName: 'Acme',
    ...options,
  });
  const vault = new MemoryVault<SalesforceCredentials>({ instanceUrl: simulator.url, grant: 'client_credentials' });
  const usage: number[] = [];
  const clients = createSalesforceClients({
    app: { clientId: 'client', clientSecret: 'secret', loginUrl: simulator.url, privateKeyPem: keys.privateKey },
    vault,
    usage: { record: (_orgId, used) => void usage.push(used) },
    now: () => new Date(),
    timeScale: 1_000,
  });
  stage = {
    url: simulator.url,
    clients,
    vault,
    usage,
    control: async (path, body) => {
      const answer = await fetch(`${simulator.url}/_control/${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!answer.ok) throw new Error(`control ${path}: ${await answer.text()}`);
      return await answer.json().catch(() => undefined);
    },
    connect: async (request) => {
      const { orgId, credentials } = await clients.connect(request);
      vault.hold(credentials);
      return await clients.org(orgId);
    },
    close: async () => {
      await clients.close();
      await simulator.close();
    },
  };
  return stage;
}

const byClient = (url: string): SalesforceConnectRequest => ({ kind: 'client_credentials', instanceUrl: url });

describe.each(['', 'tandem'])('against the simulated org with namespace "%s"', (namespace) => {
  it('finds out what the org is', async () => {
    const { connect, url, usage } = await start({
      namespace,
      language: 'nl_NL',
      features: { personAccounts: true, stateCountryPicklists: true },
    });
    const org = await connect(byClient(url));

    expect(await org.features()).toMatchObject({
      namespace,
      hasOrders: true,
      hasMultiCurrency: false,
      hasPersonAccounts: true,
      hasStateCountryPicklists: true,
      timeZone: 'Europe/Amsterdam',
      language: 'nl',
      organizationName: 'Acme',
    });
    expect(usage.length).toBeGreaterThan(0);
  });

  it('writes and reads the package fields by their logical names', async () => {
    const { connect, url } = await start({ namespace });
    const org = await connect(byClient(url));
    const names = Array.from({ length: 250 }, (_, index) => `Stuk ${index} 'é' \\ 🚲`);

    const results = await org.write(
      names.map((name, index) => ({
        action: 'create',
        object: 'Product2',
        fields: { Name: name, Exact_Id__c: `guid-${index}`, Exact_Kind__c: 'Simple' },
      })),
    );
    const [first] = await org.query(`SELECT Id, Name, Exact_Id__c FROM Product2 WHERE Name = ${soqlText(names[7] ?? '')}`);

    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(first).toMatchObject({ Name: names[7], Exact_Id__c: 'guid-7' });
    expect(
      await org.write([{ action: 'update', object: 'Product2', id: String(first?.Id), fields: { Exact_Unit__c: 'stuk' } }]),
    ).toMatchObject([{ ok: true }]);
    expect(
      await org.queryMany([`SELECT Exact_Unit__c FROM Product2 WHERE Id = '${first?.Id}'`, 'SELECT COUNT() FROM Product2']),
    ).toMatchObject([[{ Exact_Unit__c: 'stuk' }], []]);
  });

  it('upserts by external id and says what was created', async () => {
    const { connect, url } = await start({ namespace });
    const org = await connect(byClient(url));
    const upsert = {
      action: 'upsert',
      object: 'Product2',
      externalIdField: 'Exact_Id__c',
      fields: { Exact_Id__c: 'g', Name: 'N' },
    } as const;

    expect(await org.write([upsert])).toMatchObject([{ ok: true, created: true }]);
    expect(await org.write([upsert])).toMatchObject([{ ok: true, created: false }]);
  });

  it('gives each refused record its reason, in logical names', async () => {
    const { connect, url } = await start({ namespace });
    const org = await connect(byClient(url));
    const product = (fields: Record<string, unknown>) => ({ action: 'create', object: 'Product2', fields }) as const;
    await org.write([product({ Name: 'first', Exact_Id__c: 'taken' })]);

    const results = await org.write([
      product({ Name: 'too long', Exact_Unit__c: 'x'.repeat(21) }),
      product({ Name: 'kind', Exact_Kind__c: 'Nonsense' }),
      product({ Name: 'duplicate', Exact_Id__c: 'taken' }),
      product({}),
      product({ Name: 'fine' }),
    ]);

    expect(results.map((result) => (result.ok ? 'ok' : [result.error.code, result.error.field]))).toEqual([
      ['salesforce_field_too_long', 'Exact_Unit__c'],
      ['salesforce_picklist', 'Exact_Kind__c'],
      ['salesforce_duplicate_value', 'Exact_Id__c'],
      ['salesforce_field_required', 'Name'],
      'ok',
    ]);
  });

  it('describes the package fields', async () => {
    const { connect, url } = await start({ namespace });
    const org = await connect(byClient(url));
    const { fields } = await org.describe('Product2');

    expect(fields.get('Exact_Kind__c')).toMatchObject({
      type: 'picklist',
      picklist: ['Simple', 'Virtual'],
      restrictedPicklist: true,
    });
    expect(fields.get('Exact_Id__c')).toMatchObject({ length: 60 });
    expect(fields.get('Name')).toMatchObject({ length: 255 });
  });
});

describe('against the simulated org', () => {
  it('reads a long result page by page', async () => {
    const { connect, url, control } = await start();
    const org = await connect(byClient(url));
    await control('seed', {
      records: Array.from({ length: 2_500 }, (_, index) => ({ object: 'Product2', fields: { Name: `P${index}` } })),
    });
    const pages: number[] = [];
    for await (const rows of org.pages('SELECT Id FROM Product2')) pages.push(rows.length);

    expect(pages).toEqual([2_000, 500]);
  });

  it('tells what was deleted since a moment', async () => {
    const { connect, url, control } = await start();
    const org = await connect(byClient(url));
    const records = ['kept', 'gone'].map((Name) => ({ object: 'Product2', fields: { Name } }));
    const { ids } = (await control('seed', { records })) as { ids: string[] };
    await fetch(`${url}/_control/rows/Product2/${ids[1]}`, { method: 'DELETE' });
    const plan = { object: 'Product2', fields: [], selections: [], now: new Date(), timeScale: 1 } as const;
    const changes = new SalesforceChanges({ org, positions: { deleted: new Date().toISOString() }, ...plan });

    const told: string[] = [];
    for await (const { rows } of changes.deleted('deleted')) told.push(...rows.map(({ Id }) => Id));

    expect(told).toEqual([ids[1]]);
  });

  it('tries locked rows again and keeps the others', async () => {
    const { connect, url, control } = await start();
    const org = await connect(byClient(url));
    await control('faults', { rules: [{ kind: 'rowLock', path: 'composite/sobjects', times: 1 }] });

    const results = await org.write(['a', 'b', 'c'].map((Name) => ({ action: 'create', object: 'Account', fields: { Name } })));

    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(await org.query('SELECT Id FROM Account')).toHaveLength(3);
  });

  it('waits when the calls of the day are used up', async () => {
    const { connect, url, control } = await start();
    const org = await connect(byClient(url));
    await control('faults', { rules: [{ kind: 'requestLimit' }] });

    await expect(org.query('SELECT Id FROM Account')).rejects.toMatchObject({
      code: 'salesforce_request_limit',
      handling: 'wait',
    });
  });

  it('gets a new sign-in when the session was ended', async () => {
    const { connect, url, control, vault } = await start();
    const org = await connect(byClient(url));
    const before = vault.entry.credentials.accessToken;
    await control('faults', { rules: [{ kind: 'unauthorized', times: 1, path: '/services/data/' }] });

    expect(await org.query('SELECT Id FROM Account')).toEqual([]);
    expect(vault.entry.credentials.accessToken).not.toBe(before);
  });

  it.each([
    ['resetAfter', 1],
    ['truncated', 1],
    ['resetBefore', 0],
  ])('does not know the outcome of a create after %s and sends it only once', async (kind, stored) => {
    const { connect, url, control } = await start();
    const org = await connect(byClient(url));
    await control('faults', { rules: [{ method: 'POST', path: 'composite/sobjects', kind, times: 1 }] });

    expect(await org.write([{ action: 'create', object: 'Account', fields: { Name: 'Once' } }])).toMatchObject([
      { ok: false, error: { outcomeUnknown: true } },
    ]);
    expect(await org.query('SELECT Id FROM Account')).toHaveLength(stored);
  });

  it('signs in by code with PKCE, goes on with the rotated token and stops when the app was denied', async () => {
    const { connect, url, control, vault } = await start();
    const { codeVerifier, codeChallenge } = createPkce();
    const { code } = (await control('consent', { redirectUri: REDIRECT_URI, codeChallenge })) as { code: string };
    const org = await connect({ kind: 'code', code, redirectUri: REDIRECT_URI, codeVerifier });
    const { refreshToken } = vault.entry.credentials;
    await control('faults', { rules: [{ kind: 'unauthorized', times: 1, path: '/services/data/' }] });

    expect(await org.query('SELECT Id FROM Account')).toEqual([]);
    expect(vault.entry.credentials.refreshToken).not.toBe(refreshToken);

    await control('revoke', {});
    await expect(org.query('SELECT Id FROM Account')).rejects.toMatchObject({ code: 'salesforce_reconnect' });
    expect(url).toBe(org.instanceUrl);
  });

  it('signs in by jwt', async () => {
    const { connect, url } = await start();
    const org = await connect({ kind: 'jwt', instanceUrl: url, username: 'integration@example.com' });

    expect(await org.query('SELECT Id FROM Account')).toEqual([]);
  });
});
