import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { list, OrgClient, text, type Json, type JsonAnswer } from './org-client.ts';

const ACTION = '/actions/standard/customNotificationAction';
const ADMINISTRATORS =
  "SELECT AssigneeId FROM PermissionSetAssignment WHERE PermissionSet.Name = 'Tandem_Administrator' AND Assignee.IsActive = true";

let org: OrgClient;
let typeId: string;
let administratorId: string;

beforeAll(async () => {
  org = await OrgClient.start();
});
afterAll(() => org.close());

beforeEach(async () => {
  await org.control('POST', '/reset');
  await org.login();
  typeId = text((await org.rows("SELECT Id FROM CustomNotificationType WHERE DeveloperName = 'Tandem_Issue'"))[0]?.['Id']);
  administratorId = text((await org.rows(ADMINISTRATORS))[0]?.['AssigneeId']);
});

const input = (changes: Record<string, unknown> = {}) => ({
  customNotifTypeId: typeId,
  recipientIds: [administratorId],
  title: 'A title',
  body: 'A body.',
  targetId: '000000000000000AAA',
  ...changes,
});
const send = (...inputs: unknown[]): Promise<JsonAnswer> => org.call('POST', ACTION, { inputs });
const sent = async (): Promise<Json[]> => list((await org.control('GET', '/notifications'))['notifications']);

describe('the action that sends custom notifications', () => {
  it('sends to active users and tells who asked', async () => {
    const { id: colleagueId } = await org.control('POST', '/users', { username: 'gone@example.com', isActive: false });
    const { status, body } = await send(input({ recipientIds: [administratorId, colleagueId] }));
    expect([status, body]).toEqual([
      200,
      [
        expect.objectContaining({
          actionName: 'customNotificationAction',
          errors: null,
          isSuccess: true,
          outputValues: { SuccessMessage: 'Your custom notification is processed successfully.' },
        }),
      ],
    ]);
    expect(await sent()).toEqual([
      expect.objectContaining({
        type: 'Tandem_Issue',
        recipientIds: [administratorId, colleagueId],
        deliveredTo: [administratorId],
        title: 'A title',
        body: 'A body.',
        targetId: '000000000000000AAA',
        targetPageRef: null,
      }),
    ]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['without a type', { customNotifTypeId: undefined }, 'REQUIRED_FIELD_MISSING'],
    ['with a type that is not there', { customNotifTypeId: '0MLQy0000000999AAA' }, 'INVALID_INPUT'],
    ['without a title', { title: undefined }, 'REQUIRED_FIELD_MISSING'],
    ['with an empty body', { body: ' ' }, 'REQUIRED_FIELD_MISSING'],
    ['with a title of 251 characters', { title: 'x'.repeat(251) }, 'STRING_TOO_LONG'],
    ['with a body of 751 characters', { body: 'x'.repeat(751) }, 'STRING_TOO_LONG'],
    ['without recipients', { recipientIds: [] }, 'REQUIRED_FIELD_MISSING'],
    ['to somebody who is no user', { recipientIds: ['001Qy0000000001AAA'] }, 'INVALID_INPUT'],
    ['to 501 users', { recipientIds: Array.from({ length: 501 }, () => '005Qy0000000001AAA') }, 'LIMIT_EXCEEDED'],
    ['without a target', { targetId: undefined }, 'REQUIRED_FIELD_MISSING'],
    ['with a page that is no page reference', { targetPageRef: 'Tandem_Setup' }, 'INVALID_INPUT'],
    ['with an input it does not know', { subject: 'x' }, 'INVALID_INPUT'],
  ])('refuses one %s and sends nothing', async (_what, changes, code) => {
    const { status, body } = await send(input(changes));
    expect([status, body[0]?.['isSuccess'], body[0]?.['errors']?.[0]?.['statusCode']]).toEqual([400, false, code]);
    expect(await sent()).toEqual([]);
  });

  it('takes the longest texts and a page reference in place of a record', async () => {
    const page = JSON.stringify({ type: 'standard__navItemPage', attributes: { apiName: 'Tandem_Setup' } });
    const longest = input({ title: 'x'.repeat(250), body: 'y'.repeat(750), targetId: undefined, targetPageRef: page });
    expect((await send(longest)).status).toBe(200);
  });

  it('asks for the permission that the package gives to the integration user', async () => {
    await org.control('POST', '/users', {
      username: 'integration@example.com',
      profilePermissions: [],
      permissionSets: ['Tandem_User'],
    });
    const { status, body } = await send(input());
    expect([status, body[0]?.['errorCode']]).toEqual([403, 'INSUFFICIENT_ACCESS']);
  });
});

describe('permission sets', () => {
  it('are hidden from a user who may not view the set-up', async () => {
    await org.control('POST', '/users', {
      username: 'integration@example.com',
      profilePermissions: [],
      permissionSets: [],
    });
    const { status, body } = await org.query(ADMINISTRATORS);
    expect([status, body[0]?.['errorCode']]).toEqual([400, 'INVALID_TYPE']);
  });

  it('tell the active users who hold one', async () => {
    const { id } = await org.control('POST', '/users', {
      username: 'anna@example.com',
      permissionSets: ['Tandem_Administrator', 'Tandem_User'],
    });
    expect(await org.rows(ADMINISTRATORS)).toEqual([{ AssigneeId: administratorId }, { AssigneeId: id }]);
    await org.control('POST', '/users', { username: 'anna@example.com', isActive: false });
    expect(await org.rows(ADMINISTRATORS)).toEqual([{ AssigneeId: administratorId }]);
    await org.control('POST', '/users', { username: 'admin@example.com', permissionSets: [] });
    expect(await org.rows(ADMINISTRATORS)).toEqual([]);
  });

  it('carry the namespace of the package', async () => {
    const packaged = await OrgClient.start({ namespace: 'tandem' });
    const names = await packaged.rows("SELECT Name, NamespacePrefix FROM PermissionSet WHERE Name = 'Tandem_Integration'");
    const types = await packaged.rows("SELECT DeveloperName FROM CustomNotificationType WHERE NamespacePrefix = 'tandem'");
    await packaged.close();
    expect(names).toEqual([{ Name: 'Tandem_Integration', NamespacePrefix: 'tandem' }]);
    expect(types).toEqual([{ DeveloperName: 'Tandem_Issue' }]);
  });
});
