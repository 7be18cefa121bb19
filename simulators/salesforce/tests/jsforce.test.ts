import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import jsforce from 'jsforce';
import { OrgClient } from './org-client.ts';

describe('the org seen by jsforce, an independent client', () => {
  let org: OrgClient;
  let connection: InstanceType<typeof jsforce.Connection>;

  beforeAll(async () => {
    org = await OrgClient.start();
    connection = new jsforce.Connection({ instanceUrl: org.url, accessToken: org.token, version: '67.0' });
  });
  afterAll(() => org.close());

  const products = (count: number, prefix: string) =>
    Array.from({ length: count }, (_, index) => ({ Name: `${prefix} ${index}`, Exact_Id__c: `${prefix}-${index}` }));

  it('creates, reads, updates and deletes a record', async () => {
    const created = await connection.sobject('Account').create({ Name: 'Bakkerij Brood' });
    expect(created).toMatchObject({ success: true, errors: [] });
    const id = created.id ?? '';
    expect(await connection.sobject('Account').update({ Id: id, Phone: '020-1234567' })).toMatchObject({ success: true });
    expect(await connection.sobject('Account').retrieve(id)).toMatchObject({ Name: 'Bakkerij Brood', Phone: '020-1234567' });
    expect(await connection.sobject('Account').destroy(id)).toMatchObject({ success: true });
    await expect(connection.sobject('Account').retrieve(id)).rejects.toMatchObject({ errorCode: 'NOT_FOUND' });
  });

  it('writes collections and pages through a query', async () => {
    const results = await connection.sobject('Product2').create(products(450, 'page'), { allowRecursive: true });
    expect(results.filter((result) => result.success)).toHaveLength(450);
    const first = await connection.query("SELECT Id FROM Product2 WHERE Exact_Id__c LIKE 'page-%'", {
      headers: { 'Sforce-Query-Options': 'batchSize=200' },
    });
    expect([first.totalSize, first.done, first.records.length]).toEqual([450, false, 200]);
    const second = await connection.queryMore(first.nextRecordsUrl ?? '');
    const third = await connection.queryMore(second.nextRecordsUrl ?? '');
    expect([second.records.length, third.records.length, third.done]).toEqual([200, 50, true]);
  });

  it('upserts one record and a collection by external id', async () => {
    expect(await connection.sobject('Product2').upsert({ Name: 'One', Exact_Id__c: 'up-0' }, 'Exact_Id__c')).toMatchObject({
      success: true,
    });
    const results = await connection.sobject('Product2').upsert(products(3, 'up'), 'Exact_Id__c', { allOrNone: true });
    expect(results.map((result) => ('created' in result ? result.created : undefined))).toEqual([false, true, true]);
  });

  it('describes the fields of the package', async () => {
    const { fields } = await connection.sobject('Product2').describe();
    expect(fields.find((field) => field.name === 'Exact_Id__c')).toMatchObject({
      externalId: true,
      unique: true,
      type: 'string',
      length: 60,
      caseSensitive: false,
    });
    const { sobjects } = await connection.describeGlobal();
    expect(sobjects.map((object) => object.name)).toEqual(expect.arrayContaining(['Order', 'ExactLink__c']));
  });

  it('loads with Bulk API 2.0', async () => {
    const results = await connection.bulk2.loadAndWaitForResults({
      object: 'Product2',
      operation: 'upsert',
      externalIdFieldName: 'Exact_Id__c',
      pollInterval: 5,
      pollTimeout: 20_000,
      input: [...products(250, 'bulk'), { Name: '', Exact_Id__c: 'bulk-nameless' }],
    });
    expect(results.successfulResults).toHaveLength(250);
    expect(results.failedResults).toEqual([
      expect.objectContaining({
        sf__Error: expect.stringContaining('REQUIRED_FIELD_MISSING'),
        Exact_Id__c: 'bulk-nameless',
      }),
    ]);
  });

  it('uploads a file as multipart', async () => {
    const fields = { Title: 'photo', PathOnClient: 'photo.png', VersionData: Buffer.from('picture').toString('base64') };
    const created = await connection
      .sobject('ContentVersion')
      .create(fields, { multipartFileFields: { VersionData: { filename: 'photo.png', contentType: 'image/png' } } });
    const [version] = await org.rows(
      `SELECT ContentSize, FileExtension, ContentDocument.Title FROM ContentVersion WHERE Id = '${created.id ?? ''}'`,
    );
    expect(version).toMatchObject({ ContentSize: 7, FileExtension: 'png', ContentDocument: { Title: 'photo' } });
  });

  it('tells how many calls are used', async () => {
    await connection.query('SELECT Id FROM Account LIMIT 1');
    expect(connection.limitInfo.apiUsage).toMatchObject({ limit: 100_000 });
    expect(connection.limitInfo.apiUsage?.used).toBeGreaterThan(0);
  });
});
