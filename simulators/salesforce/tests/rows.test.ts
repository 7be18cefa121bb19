import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { errorCode, OrgClient, text } from './org-client.ts';

describe('single records', () => {
  let org: OrgClient;
  beforeAll(async () => {
    org = await OrgClient.start();
  });
  afterAll(() => org.close());

  it('lists the versions without a token and refuses others', async () => {
    const versions = (await (await fetch(`${org.url}/services/data`)).json()) as { version: string }[];
    expect(versions.at(-1)).toMatchObject({ version: '67.0', url: '/services/data/v67.0' });
    expect(errorCode(await org.call('GET', '/services/data/v99.0/limits'))).toBe('NOT_FOUND');
  });

  it('creates, changes, reads and deletes a record', async () => {
    const created = await org.call('POST', '/sobjects/account', { name: 'Acme' });
    expect([created.status, created.body]).toEqual([
      201,
      { id: expect.stringMatching(/^001\w{15}$/), success: true, errors: [] },
    ]);
    const path = `/sobjects/Account/${text(created.body['id'])}`;
    expect((await org.call('PATCH', path, { Phone: '1' })).status).toBe(204);
    expect((await org.call('GET', `${path}?fields=Name,phone`)).body).toMatchObject({
      attributes: { type: 'Account', url: `/services/data/v67.0${path}` },
      Name: 'Acme',
      Phone: '1',
    });
    expect((await org.call('DELETE', path)).status).toBe(204);
    expect([(await org.call('GET', path)).status, errorCode(await org.call('GET', path))]).toEqual([404, 'NOT_FOUND']);
    expect(errorCode(await org.call('PATCH', path, { Phone: '2' }))).toBe('ENTITY_IS_DELETED');
  });

  it('refuses to read an unknown field', async () => {
    const id = await org.create('Account', { Name: 'Read' });
    expect(errorCode(await org.call('GET', `/sobjects/Account/${id}?fields=Nope`))).toBe('INVALID_FIELD');
  });

  it('finds a record by its 15-character id too', async () => {
    const id = await org.create('Account', { Name: 'Short' });
    expect((await org.call('GET', `/sobjects/Account/${id.slice(0, 15)}`)).body['Id']).toBe(id);
  });

  it.each([
    ['GET of an unknown id', 'GET', '/sobjects/Account/001Qy0000000zzzAAA', undefined, 404, 'NOT_FOUND'],
    ['PATCH of an unknown id', 'PATCH', '/sobjects/Account/001Qy0000000zzz', {}, 404, 'INVALID_CROSS_REFERENCE_KEY'],
    ['DELETE of an unknown id', 'DELETE', '/sobjects/Account/001Qy0000000zzz', undefined, 404, 'INVALID_CROSS_REFERENCE_KEY'],
    ['PATCH of something that is no id', 'PATCH', '/sobjects/Account/nonsense', {}, 400, 'MALFORMED_ID'],
    ['an unknown object', 'GET', '/sobjects/Nope', undefined, 404, 'NOT_FOUND'],
    ['PUT', 'PUT', '/sobjects/Account/001Qy0000000001', {}, 405, 'METHOD_NOT_ALLOWED'],
    ['no name', 'POST', '/sobjects/Account', {}, 400, 'REQUIRED_FIELD_MISSING'],
    ['a name too long', 'POST', '/sobjects/Account', { Name: 'x'.repeat(256) }, 400, 'STRING_TOO_LONG'],
    ['text for a currency', 'POST', '/sobjects/Account', { Name: 'x', AnnualRevenue: 'banana' }, 400, 'JSON_PARSER_ERROR'],
    ['a number for a text', 'POST', '/sobjects/Account', { Name: 5 }, 400, 'JSON_PARSER_ERROR'],
    ['an impossible date', 'POST', '/sobjects/Product2', { Name: 'x', Active_From__c: '2026-02-30' }, 400, 'JSON_PARSER_ERROR'],
    ['an unknown field', 'POST', '/sobjects/Account', { Name: 'x', Nope__c: 1 }, 400, 'INVALID_FIELD'],
    ['a read-only field', 'POST', '/sobjects/Account', { Name: 'x', IsDeleted: true }, 400, 'INVALID_FIELD_FOR_INSERT_UPDATE'],
    [
      'an id in the body of an update',
      'PATCH',
      '/sobjects/Account/001Qy0000000001',
      { Id: '001Qy0000000001' },
      400,
      'INVALID_FIELD',
    ],
    [
      'a value outside a restricted picklist',
      'POST',
      '/sobjects/Account',
      { Name: 'x', Exact_Sync_Status__c: 'Sunny' },
      400,
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    ],
    ['a reference that is no id', 'POST', '/sobjects/Contact', { LastName: 'x', AccountId: 'nonsense' }, 400, 'MALFORMED_ID'],
    [
      'a reference to another object',
      'POST',
      '/sobjects/Contact',
      { LastName: 'x', AccountId: '003Qy0000000001' },
      400,
      'MALFORMED_ID',
    ],
    [
      'a reference to nothing',
      'POST',
      '/sobjects/Contact',
      { LastName: 'x', AccountId: '001Qy0000000zzz' },
      400,
      'INVALID_CROSS_REFERENCE_KEY',
    ],
    ['a bad e-mail address', 'POST', '/sobjects/Contact', { LastName: 'x', Email: 'nope' }, 400, 'INVALID_EMAIL_ADDRESS'],
    ['a number too big', 'POST', '/sobjects/Order', { Exact_Net_Amount__c: 1e17 }, 400, 'NUMBER_OUTSIDE_VALID_RANGE'],
    ['an order status, which no one writes', 'POST', '/sobjects/OrderStatus', {}, 400, 'INVALID_TYPE_FOR_OPERATION'],
  ])('answers %s as an org does', async (_name, method, path, body, status, code) => {
    const answer = await org.call(method, path, body);
    expect([answer.status, errorCode(answer)]).toEqual([status, code]);
  });

  it('words its errors as an org does', async () => {
    const missing = await org.call('POST', '/sobjects/Product2', { ProductCode: 'x' });
    expect(missing.body).toEqual([
      { message: 'Required fields are missing: [Name]', errorCode: 'REQUIRED_FIELD_MISSING', fields: ['Name'] },
    ]);
    const column = await org.call('POST', '/sobjects/Product2', { Name: 'x', Shoe__c: 1 });
    expect(column.body[0]).toMatchObject({ message: "No such column 'Shoe__c' on sobject of type Product2" });
    const parser = await org.call('POST', '/sobjects/Account', { Name: 'x', AnnualRevenue: 'banana' });
    expect(parser.body[0]?.['message']).toBe(
      'Cannot deserialize instance of currency from VALUE_STRING value banana or request may be missing a required field at [line:1, column:2]',
    );
    const id = await org.create('Product2', { Name: 'x', Exact_Id__c: 'unique-1' });
    const twin = await org.call('POST', '/sobjects/Product2', { Name: 'x', Exact_Id__c: 'UNIQUE-1' });
    expect(twin.body[0]).toMatchObject({
      errorCode: 'DUPLICATE_VALUE',
      message: `duplicate value found: Exact_Id__c duplicates value on record with id: ${id.slice(0, 15)}`,
    });
  });

  it('refuses broken JSON, another media type and a URI above 16 KB', async () => {
    expect(errorCode(await org.call('POST', '/sobjects/Account', '{', { 'Content-Type': 'application/json' }))).toBe(
      'JSON_PARSER_ERROR',
    );
    expect((await org.call('POST', '/sobjects/Account', '<a/>', { 'Content-Type': 'application/xml' })).status).toBe(415);
    expect((await org.query(`SELECT Id FROM Account WHERE Name = '${'x'.repeat(17_000)}'`)).status).toBe(414);
  });

  it('trims text, empties blank text, rounds to the scale and keeps whole seconds', async () => {
    const id = await org.create('Account', { Name: '  Acme  ', Phone: ' ' });
    expect((await org.call('GET', `/sobjects/Account/${id}?fields=Name,Phone,CreatedDate`)).body).toMatchObject({
      Name: 'Acme',
      Phone: null,
      CreatedDate: expect.stringMatching(/T\d\d:\d\d:\d\d\.000\+0000$/),
    });
    const orderId = await org.createOrder({ Exact_Net_Amount__c: 2.345, Exact_Synced_At__c: '2026-11-24T10:00:00.987+01:00' });
    expect((await org.call('GET', `/sobjects/Order/${orderId}`)).body).toMatchObject({
      Exact_Net_Amount__c: 2.35,
      Exact_Synced_At__c: '2026-11-24T09:00:00.000+0000',
    });
  });

  it('upserts by external id: 201 created, 200 updated, 404 when only updating', async () => {
    const path = '/sobjects/Product2/Exact_Id__c/key%2F1';
    expect((await org.call('PATCH', `${path}?updateOnly=true`, { Name: 'a' })).status).toBe(404);
    const created = await org.call('PATCH', path, { Name: 'a' });
    const updated = await org.call('PATCH', path, { Name: 'b' });
    expect([created.status, created.body['created'], updated.status, updated.body['created']]).toEqual([201, true, 200, false]);
    expect(updated.body['id']).toBe(created.body['id']);
    expect((await org.call('GET', path)).body).toMatchObject({ Name: 'b', Exact_Id__c: 'key/1' });
    expect(errorCode(await org.call('PATCH', '/sobjects/Product2/Name/a', { Name: 'b' }))).toBe('NOT_FOUND');
    expect(errorCode(await org.call('PATCH', path, { Exact_Id__c: 'key/1' }))).toBe('INVALID_FIELD');
  });

  it('refers to a parent by its external id', async () => {
    await org.create('Account', { Name: 'Parent', Exact_Id__c: 'parent-1' });
    const id = await org.create('Contact', { LastName: 'Child', Account: { Exact_Id__c: 'parent-1' } });
    expect(await org.rows(`SELECT Account.Name FROM Contact WHERE Id = '${id}'`)).toMatchObject([
      { Account: { Name: 'Parent' } },
    ]);
    expect(
      (await org.call('POST', '/sobjects/Contact', { LastName: 'x', Account: { Exact_Id__c: 'nobody' } })).body[0]?.['message'],
    ).toBe('Foreign key external ID: nobody not found for field Exact_Id__c in entity Account');
  });

  it('numbers and names the rows of the package’s own object', async () => {
    const productId = await org.create('Product2', { Name: 'Linked' });
    const id = await org.create('ExactLink__c', {
      Key__c: '1-Items-a',
      Role__c: 'Item',
      Division__c: '1',
      Entity__c: 'Items',
      Exact_Id__c: 'a',
      Product__c: productId,
    });
    expect(await org.rows(`SELECT Name, Product__r.Name FROM ExactLink__c WHERE Id = '${id}'`)).toMatchObject([
      { Name: expect.stringMatching(/\d+$/), Product__r: { Name: 'Linked' } },
    ]);
  });

  it('answers 304 to a describe that did not change', async () => {
    const first = await org.call('GET', '/sobjects/Order/describe');
    const since = first.headers.get('last-modified') ?? '';
    expect((await org.call('GET', '/sobjects/Order/describe', undefined, { 'If-Modified-Since': since })).status).toBe(304);
    expect(
      (await org.call('GET', '/sobjects/Order/describe', undefined, { 'If-Modified-Since': 'Mon, 01 Jan 2024 00:00:00 GMT' }))
        .status,
    ).toBe(200);
  });

  it('moves what hangs on a deleted record along, or keeps the record', async () => {
    const accountId = await org.create('Account', { Name: 'Gone' });
    await org.create('Contact', { LastName: 'Gone too', AccountId: accountId });
    await org.call('DELETE', `/sobjects/Account/${accountId}`);
    expect(await org.rows(`SELECT Id FROM Contact WHERE AccountId = '${accountId}'`)).toEqual([]);
    const { body } = await org.call(
      'GET',
      `/queryAll?q=${encodeURIComponent(`SELECT IsDeleted FROM Contact WHERE AccountId = '${accountId}'`)}`,
    );
    expect(body['records']).toMatchObject([{ IsDeleted: true }]);
    const { productId, entryId } = await org.createProduct('Used', 1);
    await org.create('OrderItem', { OrderId: await org.createOrder(), PricebookEntryId: entryId, Quantity: 1, UnitPrice: 1 });
    expect(errorCode(await org.call('DELETE', `/sobjects/Product2/${productId}`))).toBe('DELETE_FAILED');
    expect(errorCode(await org.call('DELETE', `/sobjects/PricebookEntry/${entryId}`))).toBe('INVALID_TYPE_FOR_OPERATION');
  });
});
