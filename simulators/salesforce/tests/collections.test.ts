import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { errorCode, OrgClient, type Json, list } from './org-client.ts';

const product = (fields: Record<string, unknown>) => ({ attributes: { type: 'Product2' }, ...fields });
const statusCodes = (body: Json): unknown[] =>
  list(body).map((result) => (result['success'] === true ? 'ok' : result['errors']?.[0]?.['statusCode']));

describe('collections', () => {
  let org: OrgClient;
  beforeAll(async () => {
    org = await OrgClient.start();
  });
  afterAll(() => org.close());

  it('lets one record fail without the others, in the order asked, with statusCode', async () => {
    const { status, body } = await org.call('POST', '/composite/sobjects', {
      records: [product({ Name: 'a' }), product({ Name: 'x'.repeat(300) }), { attributes: { type: 'Account' }, Name: 'c' }],
    });
    expect(status).toBe(200);
    expect(statusCodes(body)).toEqual(['ok', 'STRING_TOO_LONG', 'ok']);
    expect(body[1]).toEqual({
      success: false,
      errors: [{ statusCode: 'STRING_TOO_LONG', message: expect.stringContaining('max length=255'), fields: ['Name'] }],
    });
    expect(body[2]?.['id']).toMatch(/^001/);
  });

  it('undoes all with allOrNone and names the culprit', async () => {
    const { body } = await org.call('POST', '/composite/sobjects', {
      allOrNone: true,
      records: [product({ Name: 'undone', Exact_Id__c: 'undone' }), product({})],
    });
    expect(statusCodes(body)).toEqual(['ALL_OR_NONE_OPERATION_ROLLED_BACK', 'REQUIRED_FIELD_MISSING']);
    expect(await org.rows("SELECT Id FROM Product2 WHERE Exact_Id__c = 'undone'")).toEqual([]);
    await org.create('Product2', { Name: 'free again', Exact_Id__c: 'undone' });
  });

  it('refuses a body with an unknown field as a whole', async () => {
    const answer = await org.call('POST', '/composite/sobjects', {
      records: [product({ Name: 'kept out' }), product({ Name: 'b', Nope: 1 })],
    });
    expect([answer.status, errorCode(answer)]).toEqual([400, 'INVALID_FIELD']);
    expect(await org.rows("SELECT Id FROM Product2 WHERE Name = 'kept out'")).toEqual([]);
  });

  it('holds 200 records in 10 runs of one type', async () => {
    const many = Array.from({ length: 201 }, () => product({ Name: 'n' }));
    expect(errorCode(await org.call('POST', '/composite/sobjects', { records: many }))).toBe('EXCEEDED_ID_LIMIT');
    expect((await org.call('POST', '/composite/sobjects', { records: many.slice(1) })).status).toBe(200);
    const mixed = Array.from({ length: 11 }, (_, index) => ({
      attributes: { type: index % 2 === 0 ? 'Product2' : 'Account' },
      Name: 'n',
    }));
    expect(errorCode(await org.call('POST', '/composite/sobjects', { records: mixed }))).toBe('LIMIT_EXCEEDED');
    expect(statusCodes((await org.call('POST', '/composite/sobjects', { records: mixed.slice(1) })).body)).toEqual(
      Array(10).fill('ok'),
    );
  });

  it('updates, upserts, reads and deletes', async () => {
    const a = await org.create('Product2', { Name: 'a', Exact_Id__c: 'many-a' });
    const b = await org.create('Product2', { Name: 'b' });
    const updated = await org.call('PATCH', '/composite/sobjects', {
      records: [product({ id: a, Name: 'a2' }), product({ id: '01tQy0000000zzz', Name: 'x' }), product({ Name: 'no id' })],
    });
    expect(statusCodes(updated.body)).toEqual(['ok', 'INVALID_CROSS_REFERENCE_KEY', 'MISSING_ARGUMENT']);
    const upserted = await org.call('PATCH', '/composite/sobjects/Product2/Exact_Id__c', {
      records: [
        product({ Exact_Id__c: 'MANY-A', Name: 'a3' }),
        product({ Exact_Id__c: 'many-c', Name: 'c' }),
        product({ Exact_Id__c: 'many-c', Name: 'again' }),
      ],
    });
    expect(statusCodes(upserted.body)).toEqual(['ok', 'ok', 'DUPLICATE_VALUE']);
    expect(list(upserted.body).map((result) => result['created'])).toEqual([false, true, undefined]);
    const read = await org.call('POST', '/composite/sobjects/Product2', { ids: [a, '01tQy0000000zzz', b], fields: ['Name'] });
    expect(read.body).toMatchObject([{ Name: 'a3' }, null, { Name: 'b' }]);
    const deleted = await org.call('DELETE', `/composite/sobjects?ids=${a},${b},${a}`);
    expect(statusCodes(deleted.body)).toEqual(['ok', 'ok', 'ENTITY_IS_DELETED']);
  });

  it('counts as one call and one write, whatever it holds', async () => {
    await org.control('POST', '/journal/clear');
    await org.call('POST', '/composite/sobjects', { records: [product({ Name: 'a' }), product({ Name: 'b' }), product({})] });
    await org.call('GET', '/limits');
    expect(await org.control('GET', '/counts')).toEqual({ counted: 2, writes: 1, rowsWritten: 2 });
  });
});
