import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { errorCode, OrgClient, text } from './org-client.ts';

describe('Bulk API 2.0 ingest', () => {
  let org: OrgClient;
  beforeAll(async () => {
    org = await OrgClient.start();
  });
  afterAll(() => org.close());

  const open = async (settings: Record<string, unknown>): Promise<string> =>
    text((await org.call('POST', '/jobs/ingest', { contentType: 'CSV', lineEnding: 'LF', ...settings })).body['id']);
  const upload = (id: string, csv: string) => org.call('PUT', `/jobs/ingest/${id}/batches`, csv, { 'Content-Type': 'text/csv' });
  const setState = (id: string, state: string) => org.call('PATCH', `/jobs/ingest/${id}`, { state });
  const finish = async (id: string): Promise<{ states: string[]; info: Record<string, unknown> }> => {
    const states: string[] = [text((await setState(id, 'UploadComplete')).body['state'])];
    for (;;) {
      const { body } = await org.call('GET', `/jobs/ingest/${id}`);
      const state = text(body['state']);
      if (state !== states.at(-1)) states.push(state);
      if (state === 'JobComplete' || state === 'Failed') return { states, info: body as unknown as Record<string, unknown> };
    }
  };
  const results = async (id: string, kind: string) => text((await org.call('GET', `/jobs/ingest/${id}/${kind}`)).body);

  it('goes from open to complete and tells what became of each row', async () => {
    await org.create('Account', { Name: 'parent', Exact_Id__c: 'parent' });
    const id = await open({ object: 'Contact', operation: 'insert' });
    expect((await org.call('GET', `/jobs/ingest/${id}`)).body).toMatchObject({
      state: 'Open',
      contentUrl: `services/data/v67.0/jobs/ingest/${id}/batches`,
      jobType: 'V2Ingest',
    });
    expect(
      (await upload(id, 'LastName,Account.Exact_Id__c,Email,Phone\n"de ""Wit""",parent,a@b.nl,\nx,parent,nope,#N/A\n')).status,
    ).toBe(201);
    const { states, info } = await finish(id);
    expect([states[0], states.at(-1)]).toEqual(['UploadComplete', 'JobComplete']);
    expect(info).toMatchObject({ numberRecordsProcessed: 2, numberRecordsFailed: 1 });
    expect(await results(id, 'successfulResults')).toMatch(
      /^"sf__Id","sf__Created","LastName".*\n"003\w{15}","true","de ""Wit""","parent"/,
    );
    expect(await results(id, 'failedResults')).toContain('INVALID_EMAIL_ADDRESS:Email: invalid email address: nope:Email');
    expect(await org.rows('SELECT Account.Name, Phone FROM Contact')).toMatchObject([
      { Account: { Name: 'parent' }, Phone: null },
    ]);
  });

  it('updates and deletes by id', async () => {
    const account = await org.create('Account', { Name: 'a', Phone: '1' });
    await org.control('POST', '/journal/clear');
    const update = await open({ object: 'Account', operation: 'update' });
    await upload(update, `Id,Name,Phone\n${account},b,#N/A\n001Qy0000000zzz,c,\n`);
    expect((await finish(update)).info).toMatchObject({ numberRecordsFailed: 1 });
    expect((await org.call('GET', `/sobjects/Account/${account}`)).body).toMatchObject({ Name: 'b', Phone: null });
    expect(await org.control('GET', '/counts')).toMatchObject({ writes: 1, rowsWritten: 1 });
    const remove = await open({ object: 'Account', operation: 'delete' });
    await upload(remove, `Id\n${account}\n`);
    await finish(remove);
    expect((await org.call('GET', `/sobjects/Account/${account}`)).status).toBe(404);
  });

  it('fails as a whole for an unknown column and leaves an aborted job unprocessed', async () => {
    const failed = await open({ object: 'Account', operation: 'insert' });
    await upload(failed, 'Name,Nope\na,b\n');
    expect((await finish(failed)).info).toMatchObject({
      state: 'Failed',
      errorMessage: 'InvalidBatch : Field name not found : Nope',
    });
    const aborted = await open({ object: 'Account', operation: 'insert' });
    expect((await setState(aborted, 'Aborted')).body['state']).toBe('Aborted');
    expect(errorCode(await upload(aborted, 'Name\na\n'))).toBe('INVALIDJOBSTATE');
    expect((await org.call('DELETE', `/jobs/ingest/${aborted}`)).status).toBe(204);
    expect((await org.call('GET', `/jobs/ingest/${aborted}`)).status).toBe(404);
  });

  it('refuses locked rows one by one, and tells the results in another order than the rows came', async () => {
    await org.control('POST', '/faults', { rules: [{ kind: 'rowLock', path: 'jobs/ingest', times: 1 }] });
    const id = await open({ object: 'Account', operation: 'insert' });
    await upload(id, 'Name\nlocked\nsecond\nthird\n');
    expect((await finish(id)).info).toMatchObject({ numberRecordsProcessed: 3, numberRecordsFailed: 1 });
    expect(await results(id, 'failedResults')).toMatch(/"UNABLE_TO_LOCK_ROW:unable to obtain exclusive access[^:]*:--","locked"/);
    expect((await results(id, 'successfulResults')).match(/second|third/g)).toEqual(['third', 'second']);
  });

  it('refuses the second row of one external id among rows that are written together', async () => {
    const id = await open({ object: 'Product2', operation: 'upsert', externalIdFieldName: 'Exact_Id__c' });
    await upload(id, 'Name,Exact_Id__c\nLamp,twin-1\nLampje,TWIN-1\nStoel,twin-2\n');
    expect((await finish(id)).info).toMatchObject({ numberRecordsProcessed: 3, numberRecordsFailed: 1 });
    expect(await results(id, 'failedResults')).toMatch(/DUPLICATE_VALUE:Duplicate external id specified: twin-1.*"Lampje"/i);
  });

  it('fails as a whole for other line ends than were announced, and names the rows it did not come to', async () => {
    const id = await open({ object: 'Account', operation: 'insert' });
    await upload(id, 'Name\r\na\r\n');
    expect((await finish(id)).info).toMatchObject({ state: 'Failed' });
    expect(await results(id, 'unprocessedrecords')).toContain('a');
  });

  it('refuses an upsert without an external id, and an unknown object', async () => {
    expect(
      errorCode(await org.call('POST', '/jobs/ingest', { object: 'Account', operation: 'upsert', externalIdFieldName: 'Name' })),
    ).toBe('INVALIDJOB');
    expect(errorCode(await org.call('POST', '/jobs/ingest', { object: 'Nope', operation: 'insert' }))).toBe('INVALIDENTITY');
  });
});

describe('files', () => {
  let org: OrgClient;
  beforeAll(async () => {
    org = await OrgClient.start();
  });
  afterAll(() => org.close());

  const file = (content: string, fields: Record<string, unknown> = {}) => ({
    Title: 'photo',
    PathOnClient: 'photo.JPG',
    VersionData: Buffer.from(content).toString('base64'),
    ...fields,
  });

  it('hangs a first version on its record and makes a second version the latest', async () => {
    const productId = await org.create('Product2', { Name: 'chair' });
    const first = await org.create('ContentVersion', file('one', { FirstPublishLocationId: productId }));
    const [version] = await org.rows(`SELECT ContentDocumentId, ContentSize, Checksum FROM ContentVersion WHERE Id = '${first}'`);
    expect(version).toMatchObject({ ContentSize: 3, Checksum: 'f97c5d29941bfb1b2fdab0874906ab82' });
    const documentId = String(version?.['ContentDocumentId']);
    expect(await org.rows(`SELECT ContentDocumentId FROM ContentDocumentLink WHERE LinkedEntityId = '${productId}'`)).toEqual([
      { ContentDocumentId: documentId },
    ]);
    const second = await org.create('ContentVersion', file('second', { ContentDocumentId: documentId }));
    expect(
      await org.rows(
        `SELECT Id, VersionNumber FROM ContentVersion WHERE ContentDocumentId = '${documentId}' AND IsLatest = true`,
      ),
    ).toEqual([{ Id: second, VersionNumber: '2' }]);
    expect((await org.call('GET', `/sobjects/ContentVersion/${first}/VersionData`)).body).toBe('one');
  });

  it('hangs a file on a record of an object of the package', async () => {
    const invoiceId = await org.create('ExactInvoice__c', { Key__c: '1-SalesInvoices-a', Division__c: '1' });
    await org.create('ContentVersion', file('one', { FirstPublishLocationId: invoiceId }));
    expect(await org.rows(`SELECT Id FROM ContentDocumentLink WHERE LinkedEntityId = '${invoiceId}'`)).toHaveLength(1);
  });

  it('answers where a file hangs by the file, the place or the link, and never for all files', async () => {
    const productId = await org.create('Product2', { Name: 'chair' });
    const id = await org.create('ContentVersion', file('one', { FirstPublishLocationId: productId }));
    const [link] = await org.rows(
      `SELECT Id, ContentDocumentId FROM ContentDocumentLink WHERE LinkedEntityId IN ('${productId}')`,
    );
    const path = 'ContentDocument.LatestPublishedVersion.Checksum';
    const byLink = `SELECT ContentDocument.LatestPublishedVersionId, ${path} FROM ContentDocumentLink WHERE Id = '${String(link?.['Id'])}'`;
    expect(await org.rows(byLink)).toMatchObject([{ ContentDocument: { LatestPublishedVersionId: id } }]);
    for (const condition of ['', " WHERE ShareType = 'V'", ` WHERE LinkedEntityId != '${productId}'`]) {
      const query = encodeURIComponent(`SELECT Id FROM ContentDocumentLink${condition}`);
      const { status, body } = await org.call('GET', `/query?q=${query}`);
      expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining('Implementation restriction')]);
    }
  });

  it('refuses a file of more than 50 MB of text within JSON, and a version of a file that is not there', async () => {
    const large = file('', { VersionData: 'A'.repeat(50 * 1024 * 1024) });
    expect((await org.call('POST', '/sobjects/ContentVersion', large)).status).toBe(413);
    const unknown = file('one', { ContentDocumentId: '069000000000999AAA' });
    expect((await org.call('POST', '/sobjects/ContentVersion', unknown)).status).toBe(400);
  });

  it('keeps where a first version was published, and neither for a further one', async () => {
    const productId = await org.create('Product2', { Name: 'table' });
    const first = await org.create('ContentVersion', file('one', { FirstPublishLocationId: productId }));
    const documentId = text(
      (await org.rows(`SELECT ContentDocumentId FROM ContentVersion WHERE Id = '${first}'`))[0]?.['ContentDocumentId'],
    );
    expect(
      errorCode(
        await org.call(
          'POST',
          '/sobjects/ContentVersion',
          file('two', { ContentDocumentId: documentId, FirstPublishLocationId: productId }),
        ),
      ),
    ).toBe('FIELD_INTEGRITY_EXCEPTION');
    const second = await org.create('ContentVersion', file('two', { ContentDocumentId: documentId }));
    expect(
      await org.rows(
        `SELECT Id, ContentDocument.LatestPublishedVersionId, ContentDocument.LatestPublishedVersion.PathOnClient FROM ContentVersion WHERE Id = '${first}'`,
      ),
    ).toMatchObject([
      { ContentDocument: { LatestPublishedVersionId: second, LatestPublishedVersion: { PathOnClient: 'photo.JPG' } } },
    ]);
  });

  it('takes a file as multipart', async () => {
    const form = new FormData();
    form.append(
      'entity_content',
      new Blob([JSON.stringify({ Title: 't', PathOnClient: 't.bin' })], { type: 'application/json' }),
    );
    form.append('VersionData', new Blob([new Uint8Array([0, 255, 10, 13])], { type: 'application/octet-stream' }), 't.bin');
    const { status, body } = await org.call('POST', '/sobjects/ContentVersion', form);
    expect(status).toBe(201);
    const content = await fetch(`${org.url}/services/data/v67.0/sobjects/ContentVersion/${text(body['id'])}/VersionData`, {
      headers: { Authorization: `Bearer ${org.token}` },
    });
    expect([...new Uint8Array(await content.arrayBuffer())]).toEqual([0, 255, 10, 13]);
  });

  it('refuses a file without a title or with content that is no base64', async () => {
    expect(errorCode(await org.call('POST', '/sobjects/ContentVersion', file('x', { Title: null })))).toBe(
      'REQUIRED_FIELD_MISSING',
    );
    expect(errorCode(await org.call('POST', '/sobjects/ContentVersion', file('x', { VersionData: '%%%' })))).toBe(
      'JSON_PARSER_ERROR',
    );
  });
});
