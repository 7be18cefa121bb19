import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { followCallouts } from '../apex/index.ts';
import { PACKAGE_DIRECTORY } from '../testing/browser.ts';
import { startFakeSalesforce } from '../testing/fake-salesforce.ts';
import { startJsonServer, type JsonAnswer, type JsonServer } from '../testing/json-server.ts';
import { MiddlewareCaller } from './middleware-call.ts';
import { buildPageServer } from './page-server.ts';
import { SalesforceSession } from './salesforce-session.ts';

const ORG = { organizationId: '00D000000000001AAA' };

describe('the server of the page', () => {
  let service: JsonServer;
  let salesforce: JsonServer;
  let server: FastifyInstance;
  let answer: JsonAnswer;

  const build = (serviceUrl: string, clientSecret = 'app-secret'): FastifyInstance => {
    const appDirectory = mkdtempSync(path.join(os.tmpdir(), 'tandem-app-'));
    writeFileSync(path.join(appDirectory, 'app.js'), 'export {};');
    return buildPageServer({
      callouts: followCallouts(PACKAGE_DIRECTORY, ORG, []),
      org: ORG,
      middleware: new MiddlewareCaller(serviceUrl, 'org-key', PACKAGE_DIRECTORY),
      salesforce: new SalesforceSession(salesforce.url, { clientId: 'app', clientSecret }),
      appDirectory,
    });
  };

  beforeEach(async () => {
    answer = { json: { orgId: ORG.organizationId } };
    service = await startJsonServer(() => answer);
    salesforce = await startFakeSalesforce(() => false);
    server = build(service.url);
  });
  afterEach(async () => {
    await Promise.all([server.close(), service.close(), salesforce.close()]);
  });

  const callApex = (name: string, args: object = {}, headers = {}) =>
    server.inject({ method: 'POST', url: `/apex/${name}`, payload: args, headers });
  const problemOf = (payload: string): unknown => JSON.parse((JSON.parse(payload) as { message: string }).message);

  it('calls the service with the key and the org id, and shows the browser neither', async () => {
    const response = await callApex('SetupController.getOrg');
    expect(response.json()).toEqual({ orgId: ORG.organizationId });
    expect(service.received[0]?.headers).toMatchObject({
      authorization: 'Bearer org-key',
      'x-salesforce-org-id': ORG.organizationId,
    });
    expect(JSON.stringify(response.headers) + response.payload).not.toContain('org-key');
  });

  it('answers an error as Lightning does: a message that holds the problem', async () => {
    const problem = {
      type: 'about:blank',
      title: 'No VAT code',
      status: 422,
      detail: 'Row 1.',
      code: 'vat',
      action: 'Choose one.',
      problems: [],
    };
    answer = { status: 422, json: problem };
    const response = await callApex('SetupController.saveConfiguration', { documentJson: '{}', version: 1 });
    expect(response.statusCode).toBe(500);
    expect(problemOf(response.payload)).toEqual(problem);
  });

  it.each([
    ['does not answer', 'http://127.0.0.1:1', 'middleware_unreachable', 'Tandem could not be reached'],
    ['answers something unreadable', undefined, 'middleware_unreadable', 'Tandem gave an answer that cannot be read'],
  ])("uses the package's own words when the service %s", async (_what, url, code, title) => {
    answer = { status: 502, text: '<h1>Bad gateway</h1>' };
    const other = build(url ?? service.url);
    const response = await other.inject({ method: 'POST', url: '/apex/SetupController.getOrg', payload: {} });
    expect(problemOf(response.payload)).toMatchObject({ code, title });
    await other.close();
  });

  it.each([
    ['/lightning/n/Tandem_Setup', undefined, 'en-US'],
    ['/lightning/n/Tandem_Setup?lang=nl', undefined, 'nl-NL'],
    ['/lightning/n/Tandem_Setup', 'theme=dark; lang=nl', 'nl-NL'],
    ['/lightning/n/Tandem_Setup?lang=en', 'lang=nl', 'en-US'],
    ['/lightning/n/Tandem_Setup?lang=tlh', undefined, 'en-US'],
  ])('gives %s with the cookie %s in %s, and keeps the language', async (url, cookie, language) => {
    const response = await server.inject({ url, headers: cookie === undefined ? {} : { cookie } });
    expect(response.payload).toContain(`<html lang="${language}">`);
    expect(response.headers['set-cookie']).toMatch(new RegExp(`^lang=${language.slice(0, 2)};`));
  });

  it("says in the reader's language that the service does not answer", async () => {
    const other = build('http://127.0.0.1:1');
    const headers = { cookie: 'lang=nl' };
    const response = await other.inject({ method: 'POST', url: '/apex/SetupController.getOrg', payload: {}, headers });
    expect(problemOf(response.payload)).toMatchObject({ title: 'Tandem is niet bereikbaar' });
    await other.close();
  });

  it('keeps a new key to itself and uses it from then on', async () => {
    answer = { json: { apiKey: 'new-key', orgId: '00D' } };
    const response = await callApex('SetupController.redeemPairingCode', { code: 'abc' });
    expect(response.json()).toEqual({ orgId: '00D' });
    expect(service.received[0]?.headers.authorization).toBeUndefined();
    await callApex('SetupController.getOrg');
    expect(service.received[1]?.headers.authorization).toBe('Bearer new-key');
  });

  it('answers an empty success as null', async () => {
    answer = { status: 204 };
    expect((await callApex('SetupController.disconnect')).json()).toBeNull();
  });

  it('knows no method that the package does not offer', async () => {
    expect((await callApex('Middleware.get', { path: '/v1/org' })).statusCode).toBe(404);
    expect(service.received).toHaveLength(0);
  });

  it('refuses calls that come from another site', async () => {
    expect((await callApex('SetupController.getOrg', {}, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    expect(service.received).toHaveLength(0);
  });

  it('allows scripts from its own files only', async () => {
    const response = await server.inject('/lightning/n/Tandem_Setup');
    expect(response.headers['content-security-policy']).toContain("script-src 'self';");
    expect(response.payload).not.toMatch(/<script(?![^>]*src=)/);
  });

  it.each(['/app/../page-server.ts', '/app/%2e%2e/secret.js', '/slds/../../package.json', '/app/missing.js'])(
    'does not serve %s',
    async (url) => {
      expect((await server.inject(url)).statusCode).toBe(404);
    },
  );

  it('lists records that match a search, and takes its text literally', async () => {
    const response = await server.inject("/page/lists/Account?search=Caf'é%25");
    expect(response.statusCode).toBe(200);
    const queries = salesforce.received.map(({ path: asked }) => new URL(asked, 'http://host').searchParams.get('q') ?? '');
    expect(queries.some((soql) => soql.includes("Name LIKE '%Caf\\'é\\%%'"))).toBe(true);
  });

  it('reads a record with its fields and what belongs to it', async () => {
    const response = await server.inject('/page/records/Order/801000000000001AAA');
    expect(response.json()).toMatchObject({
      name: '00000101',
      fields: expect.arrayContaining([
        expect.objectContaining({ label: 'Account', href: '/lightning/r/Account/001000000000001AAA/view' }),
      ]),
      related: [
        { title: 'Order products (1)', rows: [{ cells: ['Lamp', 'SKU-22086', '6', '25.65', '1', '153.90', '', ''] }] },
        { title: 'Exact Delivery Lines (0)', rows: [] },
        { title: 'Exact Invoices (0)', rows: [] },
      ],
    });
  });

  it('answers fields as Lightning Data Service does', async () => {
    const response = await server.inject('/page/ui-records/801000000000001AAA?fields=Order.OrderNumber,Order.Status');
    expect(response.json()).toMatchObject({ fields: { OrderNumber: { value: '00000101' }, Status: { value: 'Activated' } } });
  });

  it.each([
    "/page/records/Order/801' OR Name != '",
    '/page/records/User/801000000000001AAA',
    '/page/ui-records/801000000000001AAA?fields=Id FROM User',
  ])('refuses %s', async (url) => {
    expect((await server.inject(encodeURI(url))).statusCode).toBe(404);
    expect(salesforce.received).toHaveLength(0);
  });

  it('offers the values of a picklist', async () => {
    const response = await server.inject('/page/picklists/Order/Status');
    expect(response.json<{ values: { value: string }[] }>().values.map(({ value }) => value)).toEqual([
      'Draft',
      'Activated',
      'Paid',
    ]);
  });

  it('says why Salesforce refuses the login', async () => {
    const other = build(service.url, 'wrong');
    const response = await other.inject('/page/org');
    expect(response.statusCode).toBe(502);
    expect(response.json()).toEqual({ message: 'invalid client credentials' });
    await other.close();
  });
});
