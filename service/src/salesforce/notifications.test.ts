import { afterEach, describe, expect, it } from '@jest/globals';
import { json, type ScriptedAnswer, type SeenRequest } from '../wire/testing/scripted-server.ts';
import { startTestOrg, TEST_ORG_ID, type TestOrg } from './testing.ts';
import type { SalesforceOrg } from './types.ts';

const TYPE_ID = '0ML000000000001AAA';
const ADMIN_ID = '005000000000001AAA';
const SENT = json([{ actionName: 'customNotificationAction', errors: null, isSuccess: true, outputValues: {} }]);

let stage: TestOrg | undefined;

afterEach(async () => {
  await stage?.close();
  stage = undefined;
});

/** An org with one administrator; the action answers with `answer`. */
async function start(answer: ScriptedAnswer, options: { namespace?: string; types?: object[] } = {}): Promise<SalesforceOrg> {
  const organization = { Id: TEST_ORG_ID, LanguageLocaleKey: 'nl_NL' };
  const pages = [options.types ?? [{ Id: TYPE_ID }], [{ AssigneeId: ADMIN_ID }, { AssigneeId: ADMIN_ID }], [organization]];
  const compositeResponse = pages.map((records) => ({ httpStatusCode: 200, body: { done: true, records } }));
  const onData = ({ url }: SeenRequest): ScriptedAnswer => (url.endsWith('/composite') ? json({ compositeResponse }) : answer);
  stage = await startTestOrg(onData, options.namespace === undefined ? {} : { namespace: options.namespace });
  return stage.clients.org(TEST_ORG_ID);
}

const bodyOf = (request: SeenRequest | undefined): Record<string, unknown> => JSON.parse(request?.body ?? '{}') as never;
const inputOf = (request: SeenRequest | undefined): unknown => (bodyOf(request)['inputs'] as unknown[])[0];

describe('a notification', () => {
  it('finds type, administrators and language in one call, and sends in another', async () => {
    const org = await start(SENT);

    const { ids: userIds, language } = await org.administrators();
    await org.notify({ title: 'A title', body: 'A body.', userIds });

    expect(userIds).toEqual([ADMIN_ID]);
    expect(language).toBe('nl');
    expect(stage?.requests().map(({ method, url }) => `${method} ${url.replace('/services/data/v67.0', '')}`)).toEqual([
      'POST /composite',
      'POST /actions/standard/customNotificationAction',
    ]);
    expect(inputOf(stage?.requests()[1])).toEqual({
      customNotifTypeId: TYPE_ID,
      recipientIds: [ADMIN_ID],
      title: 'A title',
      body: 'A body.',
      targetPageRef: '{"type":"standard__navItemPage","attributes":{"apiName":"Tandem_Setup"}}',
    });
  });

  it('looks for the components of the managed package under its namespace', async () => {
    const org = await start(SENT, { namespace: 'tandem' });

    await org.notify({ title: 'A title', body: 'A body.', userIds: [ADMIN_ID] });

    const [lookup, action] = stage?.requests() ?? [];
    const queries = (bodyOf(lookup)['compositeRequest'] as { url: string }[]).map(({ url }) => decodeURIComponent(url));
    expect(queries[0]).toContain("DeveloperName = 'Tandem_Issue' AND NamespacePrefix = 'tandem'");
    expect(queries[1]).toContain("PermissionSet.Name = 'Tandem_Administrator' AND PermissionSet.NamespacePrefix = 'tandem'");
    expect(inputOf(action)).toMatchObject({ targetPageRef: expect.stringContaining('"tandem__Tandem_Setup"') });
  });

  it('is cut to what Salesforce takes, and never inside a character', async () => {
    const org = await start(SENT);

    await org.notify({ title: `${'x'.repeat(248)}😀😀`, body: 'y'.repeat(751), userIds: [ADMIN_ID], targetId: '801' });

    expect(inputOf(stage?.requests()[1])).toMatchObject({
      title: `${'x'.repeat(248)}…`,
      body: `${'y'.repeat(749)}…`,
      targetId: '801',
    });
  });

  it('to nobody is not sent', async () => {
    const org = await start(SENT);
    await org.notify({ title: 'A title', body: 'A body.', userIds: [] });
    expect(stage?.requests().filter(({ url }) => url.includes('/actions/'))).toEqual([]);
  });

  it('that an org refuses fails with its own words', async () => {
    const errors = [{ statusCode: 'INVALID_INPUT', message: 'Invalid recipientId: 001', fields: [] }];
    const refused = [{ actionName: 'customNotificationAction', errors, isSuccess: false, outputValues: null }];
    const org = await start(json(refused, 400));
    await expect(org.notify({ title: 'A title', body: 'A body.', userIds: ['001'] })).rejects.toMatchObject({
      code: 'salesforce_request_refused',
      message: expect.stringContaining('Invalid recipientId: 001'),
    });
  });

  it('fails where the package brings no type for it', async () => {
    const org = await start(SENT, { types: [] });
    await expect(org.administrators()).rejects.toMatchObject({ code: 'salesforce_notification_type_missing' });
  });
});
