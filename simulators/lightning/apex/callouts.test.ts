import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ApexNotFollowedError, followCallouts, type Callout } from './index.ts';
import { MIDDLEWARE, controller, createApexPackage } from '../testing/apex-package.ts';
import { PACKAGE_DIRECTORY } from '../testing/browser.ts';

const ORG = { organizationId: '00D000000000001AAA' };

function follow(signature: string, body: string, args: Record<string, unknown> = {}): Callout {
  const directory = createApexPackage({ Middleware: MIDDLEWARE, TestController: controller(signature, body) });
  const name = `TestController.${signature.split('(')[0]}`;
  return followCallouts(directory, ORG, [name]).request(name, args);
}

describe('following Apex to its callout', () => {
  it('learns verb, path and headers through the class that calls out', () => {
    expect(follow('look()', "return Middleware.get('/v1/org');")).toEqual({
      verb: 'GET',
      credential: 'Tandem',
      path: '/v1/org',
      headers: { 'X-Salesforce-Org-Id': ORG.organizationId },
      body: undefined,
    });
  });

  it('puts arguments into path, query and body as Apex would', () => {
    const body = `String path = '/v1/a/' + EncodingUtil.urlEncode(name, 'UTF-8') + '?n=' + count;
        Map<String, Object> values = new Map<String, Object>{ 'name' => name, 'list' => new List<Object>{ 1, null } };
        values.put('isFull', isFull == true ? 'yes' : 'no');
        return Middleware.post(path, values);`;
    const callout = follow('send(String name, Integer count, Boolean isFull)', body, { name: 'a b/ü', count: 3, isFull: true });
    expect(callout).toMatchObject({ verb: 'POST', path: '/v1/a/a+b%2F%C3%BC?n=3' });
    expect(JSON.parse(callout.body ?? '')).toEqual({ name: 'a b/ü', list: [1, null], isFull: 'yes' });
  });

  it('takes the branch that the arguments ask for', () => {
    const body = `String path = '/v1/issues';
        if (String.isNotBlank(flow)) { path += '?flow=' + flow; } else { path += String.format('/{0}', new List<Object>{ 'all' }); }
        return Middleware.get(path);`;
    expect(follow('find(String flow)', body, { flow: 'orders' }).path).toBe('/v1/issues?flow=orders');
    expect(follow('find(String flow)', body, {}).path).toBe('/v1/issues/all');
  });

  it('follows the try of a try and helpers of the same class, whatever their case', () => {
    const body =
      "try { return middleware.GET(PATHOF(id)); } catch (Exception e) { throw e; }\n } private static String pathOf(String id) { return '/v1/' + (id ?? 'none');";
    expect(follow('look(String id)', body, {}).path).toBe('/v1/none');
  });

  it('encodes any text so that it comes back whole', () => {
    const directory = createApexPackage({
      Middleware: MIDDLEWARE,
      TestController: controller('look(String text)', "return Middleware.get('/v1?t=' + EncodingUtil.urlEncode(text, 'UTF-8'));"),
    });
    const callouts = followCallouts(directory, ORG, []);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { path } = callouts.request('TestController.look', { text });
        expect(new URL(path, 'http://host').searchParams.get('t')).toBe(text);
      }),
    );
  });

  it.each([
    ['a loop that counts', "for (Integer i = 0; i < 2; i++) { Middleware.get('/v1'); } return null;", 'this kind of loop'],
    ['a deletion', 'delete new Order(); return null;', 'this kind of statement'],
    [
      'a write past the rights of the user',
      'Database.insert(new Order(), false); return null;',
      'what does not run in user mode',
    ],
    ['an unknown class', "return Elsewhere.get('/v1');", 'the name Elsewhere'],
    ['an unknown method', "return Middleware.get('/v1'.reverse());", 'the method reverse'],
    ['a path that leads nowhere', "return '/v1';", 'ends without a callout'],
  ])('refuses %s, naming file, line and method', (_what, body, reason) => {
    expect(() => follow('look()', body)).toThrow(ApexNotFollowedError);
    expect(() => follow('look()', body)).toThrow(reason);
    expect(() => follow('look()', body)).toThrow(/^TestController\.look: classes\/any\/where\/TestController\.cls/);
  });

  it('refuses Apex that does not parse', () => {
    expect(() => follow('look()', "return Middleware.get('/v1'")).toThrow(/TestController\.cls:\d+:\d+ /);
  });

  it('refuses a component that imports a method that does not exist', () => {
    const directory = createApexPackage({ Middleware: MIDDLEWARE });
    expect(() => followCallouts(directory, ORG, ['SetupController.getOrg'])).toThrow(
      'a component imports SetupController.getOrg',
    );
  });

  it('lists every fault at once', () => {
    const directory = createApexPackage({
      Middleware: MIDDLEWARE,
      TestController: `public class TestController {
        @AuraEnabled public static Object a() { return 1; }
        @AuraEnabled public static Object b() { return 2; }
      }`,
    });
    expect(() => followCallouts(directory, ORG, [])).toThrow(/TestController\.a[\s\S]*TestController\.b/);
  });
});

describe("the package's own Apex", () => {
  const callouts = followCallouts(PACKAGE_DIRECTORY, ORG, []);

  it.each([
    ['SetupController.getOrg', {}, 'GET', '/v1/org'],
    ['SetupController.disconnect', {}, 'DELETE', '/v1/org'],
    ['SetupController.connectSalesforce', {}, 'POST', '/v1/connect/salesforce'],
    ['SetupController.getReferenceList', { division: 12, listName: 'vatCodes' }, 'GET', '/v1/reference/12/vatCodes'],
    [
      'HistoryController.getPrice',
      { flow: 'invoices', division: 12, years: 3 },
      'GET',
      '/v1/flows/invoices/history?years=3&division=12',
    ],
    ['HistoryController.getPrice', { flow: 'invoices', division: null, years: 3 }, 'GET', '/v1/flows/invoices/history?years=3'],
    ['RunController.getOperations', { runId: 'r', cursor: null }, 'GET', '/v1/runs/r/operations'],
    ['IssueController.getIssues', { flow: null, cursor: 'c' }, 'GET', '/v1/issues?state=open&cursor=c'],
    [
      'OrderPushController.pushOrder',
      { orderId: '801000000000001AAA' },
      'POST',
      '/v1/orders/801000000000001AAA/push?waitMs=20000',
    ],
    [
      'OrderPushController.linkOrder',
      { orderId: '801000000000001AAA', exactNumber: '12' },
      'POST',
      '/v1/orders/801000000000001AAA/push?waitMs=20000&linkTo=12',
    ],
    [
      'SellingController.ask',
      { accountId: '001000000000001AAA', productIds: ['01t000000000001AAA'], quantities: [2] },
      'POST',
      '/v1/selling',
    ],
    ['InvoicePdfController.attachPdf', { invoiceId: 'a01000000000001AAA' }, 'POST', '/v1/invoices/a01000000000001AAA/pdf'],
    ['OrderPushController.getPushRun', { runId: 'r/1' }, 'GET', '/v1/runs/r%2F1'],
  ])('%s goes to its route', (name, args, verb, path) => {
    expect(callouts.request(name, args)).toMatchObject({
      verb,
      path,
      credential: 'Tandem',
      headers: { 'X-Salesforce-Org-Id': ORG.organizationId },
    });
  });

  it('tells the language of the person at the page as HTTP writes it', () => {
    const dutch = followCallouts(PACKAGE_DIRECTORY, { ...ORG, language: 'nl_NL' }, []);
    expect(dutch.request('SetupController.getOrg', {}).headers['Accept-Language']).toBe('nl-NL');
    expect(callouts.request('SetupController.getOrg', {}).headers['Accept-Language']).toBe('en-US');
  });

  it('saves a configuration under the version it was read with', () => {
    const callout = callouts.request('SetupController.saveConfiguration', {
      documentJson: '{"version":1}',
      version: 7,
      confirmedReleased: '',
    });
    expect(callout).toMatchObject({ verb: 'PUT', path: '/v1/config', body: '{"version":1}' });
    expect(callout.headers['If-Match']).toBe('"7"');
    expect(callout.headers['X-Salesforce-User']).toBe('Anna+de+Vries');
  });

  it('asks without the key where an org without one is connected', () => {
    expect(callouts.request('SetupController.getConnectAddress', {})).toMatchObject({
      credential: 'Tandem_Pairing',
      verb: 'GET',
      path: '/v1/pairing',
    });
  });

  it('redeems a pairing code without the key', () => {
    expect(callouts.request('SetupController.redeemPairingCode', { code: 'abc' })).toMatchObject({
      credential: 'Tandem_Pairing',
      body: '{"code":"abc"}',
    });
  });
});
