import { mkdtempSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { errorCode, list, OrgClient, PACKAGE_DIRECTORY, text, type JsonAnswer } from './org-client.ts';

let org: OrgClient;

afterEach(() => org.close());

/** A session of its own for a user with this profile and these sets. */
async function sessionOf(username: string, profilePermissions: unknown, permissionSets: readonly string[] = []) {
  await org.control('POST', '/users', { username, profilePermissions, permissionSets });
  const { accessToken } = await org.control('POST', '/sessions', { username });
  const headers = { Authorization: `Bearer ${text(accessToken)}` };
  return {
    call: (method: string, path: string, body?: unknown): Promise<JsonAnswer> => org.call(method, path, body, headers),
    query: (soql: string): Promise<JsonAnswer> => org.query(soql, headers),
  };
}

/** A set of the org with these rights, made by an administrator as Apex does it. */
async function makeSet(name: string, objects: Record<string, object>, fields: Record<string, object> = {}): Promise<string> {
  const ParentId = await org.create('PermissionSet', { Name: name, Label: name });
  for (const [SobjectType, rights] of Object.entries(objects))
    await org.create('ObjectPermissions', { ParentId, SobjectType, ...rights });
  for (const [Field, rights] of Object.entries(fields))
    await org.create('FieldPermissions', { ParentId, SobjectType: Field.split('.')[0], Field, ...rights });
  return ParentId;
}

describe('what the permission sets in force say', () => {
  beforeEach(async () => {
    org = await OrgClient.start();
  });

  it('hides an object that the user may not read from every resource', async () => {
    const { productId } = await org.createProduct('LAMP', 10);
    const anna = await sessionOf('anna@example.com', []);

    expect((await anna.call('GET', '/sobjects/Product2/describe')).status).toBe(404);
    expect((await anna.call('GET', `/sobjects/Product2/${productId}`)).status).toBe(404);
    expect((await anna.call('POST', '/sobjects/Product2', { Name: 'x' })).status).toBe(404);
    expect(errorCode(await anna.query('SELECT Id FROM Product2'))).toBe('INVALID_TYPE');
    expect(errorCode(await anna.query('SELECT Id, Product2.Name FROM OrderItem'))).toBe('INVALID_TYPE');
    const { body } = await anna.call('GET', '/sobjects');
    expect(list(body['sobjects']).map(({ name }) => name)).not.toContain('Product2');
  });

  it('hides a field that the user may not read, also in a condition, and refuses one that he may only read', async () => {
    const { productId } = await org.createProduct('LAMP', 10);
    await makeSet(
      'Readers',
      { Product2: { PermissionsRead: true, PermissionsEdit: true } },
      { 'Product2.Family': { PermissionsRead: true } },
    );
    const anna = await sessionOf('anna@example.com', [], ['Readers']);

    expect((await anna.query('SELECT Name, Family FROM Product2')).status).toBe(200);
    expect(errorCode(await anna.query('SELECT ProductCode FROM Product2'))).toBe('INVALID_FIELD');
    expect(errorCode(await anna.query("SELECT Id FROM Product2 WHERE ProductCode = 'LAMP'"))).toBe('INVALID_FIELD');
    expect((await anna.call('GET', `/sobjects/Product2/${productId}`)).body).not.toHaveProperty('ProductCode');
    const refused = await anna.call('PATCH', `/sobjects/Product2/${productId}`, { Family: 'Lamps' });
    expect(errorCode(refused)).toBe('INVALID_FIELD_FOR_INSERT_UPDATE');
    expect((await anna.call('PATCH', `/sobjects/Product2/${productId}`, { Name: 'Lamp' })).status).toBe(204);
  });

  it.each([
    ['create', 'POST', '', { Name: 'x' }, 'PermissionsEdit'],
    ['edit', 'PATCH', '/id', { Name: 'x' }, 'PermissionsCreate'],
    ['delete', 'DELETE', '/id', undefined, 'PermissionsEdit'],
  ])('lets nobody %s records who may only do the rest', async (_what, method, path, body, other) => {
    const { productId } = await org.createProduct('LAMP', 10);
    await makeSet('Some', { Product2: { PermissionsRead: true, [other]: true } });
    const anna = await sessionOf('anna@example.com', [], ['Some']);

    const answer = await anna.call(method, `/sobjects/Product2${path.replace('id', productId)}`, body);

    expect([answer.status, errorCode(answer)]).toEqual([403, 'INSUFFICIENT_ACCESS_OR_READONLY']);
  });

  it('opens prices with price books and products, and lines with orders', async () => {
    const { productId } = await org.createProduct('LAMP', 10);
    const read = { PermissionsRead: true };
    await makeSet('Prices', { Product2: read, Pricebook2: read });
    const anna = await sessionOf('anna@example.com', [], ['Prices']);

    expect((await anna.query('SELECT UnitPrice, Product2.Name FROM PricebookEntry')).status).toBe(200);
    const entry = { Product2Id: productId, Pricebook2Id: await org.standardPricebookId(), UnitPrice: 1, IsActive: true };
    expect(errorCode(await anna.call('POST', '/sobjects/PricebookEntry', entry))).toBe('INSUFFICIENT_ACCESS_OR_READONLY');
    expect(errorCode(await anna.query('SELECT Quantity FROM OrderItem'))).toBe('INVALID_TYPE');
  });

  it('holds at once when it changes, and only for whom it is assigned', async () => {
    const set = await makeSet('Later', { Account: { PermissionsRead: true } });
    const anna = await sessionOf('anna@example.com', [], ['Later']);
    const bram = await sessionOf('bram@example.com', []);

    expect([(await anna.query('SELECT Id FROM Account')).status, (await bram.query('SELECT Id FROM Account')).status]).toEqual([
      200, 400,
    ]);
    const before = (await anna.call('GET', '/sobjects/Account/describe')).headers.get('last-modified') ?? '';
    const [row] = await org.rows(`SELECT Id FROM ObjectPermissions WHERE ParentId = '${set}'`);
    await org.call('PATCH', `/sobjects/ObjectPermissions/${String(row?.['Id'])}`, { PermissionsCreate: true });
    const described = await org.call('GET', '/sobjects/Account/describe', undefined, { 'If-Modified-Since': before });
    expect(described.status).toBe(200);
    await org.call('DELETE', `/sobjects/ObjectPermissions/${String(row?.['Id'])}`);
    expect((await anna.query('SELECT Id FROM Account')).status).toBe(400);
  });

  it('refuses the API to a user without the right to it', async () => {
    await org.control('POST', '/reset');
    await org.login();
    await org.control('POST', '/users', { username: 'integration@example.com', permissionSets: ['Tandem_Integration'] });

    const answer = await org.query('SELECT Id FROM ExactLink__c');

    expect([answer.status, errorCode(answer)]).toEqual([403, 'API_DISABLED_FOR_ORG']);
  });

  it('tells which Apex and custom permissions a person may use', async () => {
    await sessionOf('anna@example.com', 'standard', ['Tandem_User']);
    const { apexClasses, customPermissions } = await org.control('GET', '/access/anna@example.com');

    expect(apexClasses).toEqual([
      ...['ApprovalController', 'AskWhileSelling', 'InvoicePdfController', 'OrderDebtorController', 'OrderPushController'],
      ...['RecordController', 'SellingController', 'SendOrdersToExact'],
    ]);
    expect(customPermissions).toEqual(['Tandem_Ask_Approval', 'Tandem_Ask_Prices', 'Tandem_Send_Orders']);
  });
});

describe('permission sets of the org', () => {
  beforeEach(async () => {
    org = await OrgClient.start({ namespace: 'tandem' });
  });

  it.each([
    ['edit without read', 'ObjectPermissions', { SobjectType: 'Account', PermissionsEdit: true }, 'FIELD_INTEGRITY_EXCEPTION'],
    [
      'contacts without accounts',
      'ObjectPermissions',
      { SobjectType: 'Contact', PermissionsRead: true },
      'FIELD_INTEGRITY_EXCEPTION',
    ],
    [
      'an object without permissions',
      'ObjectPermissions',
      { SobjectType: 'OrderItem', PermissionsRead: true },
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    ],
    [
      'a field that goes with its object',
      'FieldPermissions',
      { SobjectType: 'Product2', Field: 'Product2.Name', PermissionsRead: true },
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    ],
    [
      'a field to edit and not to read',
      'FieldPermissions',
      { SobjectType: 'Product2', Field: 'Product2.Family', PermissionsEdit: true },
      'FIELD_INTEGRITY_EXCEPTION',
    ],
  ])('do not take %s', async (_what, object, fields, code) => {
    const ParentId = await makeSet('Mine', {});
    const answer = await org.call('POST', `/sobjects/${object}`, { ParentId, ...fields });
    expect([answer.status, errorCode(answer)]).toEqual([400, code]);
  });

  it('take a right of users beside those it needs only', async () => {
    const set = await makeSet('Mine', {});
    const grant = (right: string): Promise<JsonAnswer> =>
      org.call('PATCH', `/sobjects/PermissionSet/${set}`, { [`Permissions${right}`]: true });

    expect(errorCode(await grant('ViewSetup'))).toBe('FIELD_INTEGRITY_EXCEPTION');
    expect((await grant('ViewRoles')).status).toBe(204);
    expect((await grant('ViewSetup')).status).toBe(204);
    expect(errorCode(await grant('EditActivatedOrders'))).toBe('FIELD_INTEGRITY_EXCEPTION');
  });

  it('are written by who may manage them alone, and those of a managed package by nobody', async () => {
    const [packaged] = await org.rows("SELECT Id FROM PermissionSet WHERE Name = 'Tandem_User'");
    const account = { ParentId: packaged?.['Id'], SobjectType: 'Account', PermissionsRead: true };
    expect(errorCode(await org.call('POST', '/sobjects/ObjectPermissions', account))).toBe('CANNOT_MODIFY_MANAGED_OBJECT');

    const anna = await sessionOf('anna@example.com', ['ViewRoles', 'ViewSetup']);
    const answer = await anna.call('POST', '/sobjects/PermissionSet', { Name: 'Mine', Label: 'Mine' });
    expect(errorCode(answer)).toBe('INSUFFICIENT_ACCESS_OR_READONLY');
  });
});

describe('a managed installation', () => {
  it('drops what Salesforce drops, keeps the rest, and makes no set of the org', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'package-'));
    cpSync(PACKAGE_DIRECTORY, directory, { recursive: true });
    const file = join(directory, 'permissionsets/Tandem_User.permissionset-meta.xml');
    const dropped = `
    <fieldPermissions><editable>true</editable><field>Account.Phone</field><readable>true</readable></fieldPermissions>
    <objectPermissions><allowRead>true</allowRead><object>Account</object></objectPermissions>
    <userPermissions><enabled>true</enabled><name>ViewRoles</name></userPermissions>
</PermissionSet>`;
    writeFileSync(file, readFileSync(file, 'utf8').replace('</PermissionSet>', dropped));
    const start = async (managedInstall: boolean): Promise<unknown[]> => {
      org = await OrgClient.start({ packageDirectory: directory, namespace: 'tandem', managedInstall });
      const parent = "Parent.Name = 'Tandem_User'";
      return [
        (await org.rows(`SELECT SobjectType FROM ObjectPermissions WHERE ${parent} AND SobjectType = 'Account'`)).length,
        (await org.rows(`SELECT Field FROM FieldPermissions WHERE ${parent} AND Field = 'Account.Phone'`)).length,
        (await org.rows(`SELECT Field FROM FieldPermissions WHERE ${parent} AND Field = 'Account.tandem__Exact_Id__c'`)).length,
        (await org.rows("SELECT Id FROM PermissionSet WHERE Name = 'Tandem_User' AND PermissionsViewRoles = true")).length,
        (await org.rows("SELECT Id FROM PermissionSet WHERE Name LIKE '%Org_Rights'")).length,
      ];
    };

    expect(await start(false)).toEqual([1, 1, 1, 1, 2]);
    await org.close();
    expect(await start(true)).toEqual([0, 0, 1, 0, 0]);
  });
});
