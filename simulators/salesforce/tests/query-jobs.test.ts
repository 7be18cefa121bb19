import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BASE, OrgClient, text, type JsonAnswer } from './org-client.ts';

const JOBS = `${BASE}/jobs/query`;

describe('query jobs of Bulk API 2.0', () => {
  let org: OrgClient;

  beforeAll(async () => {
    org = await OrgClient.start();
    for (const name of ['Bol, "de" grote', 'Ümlaut', 'Cent']) await org.create('Account', { Name: name });
  });
  afterAll(() => org.close());

  const create = (query: string, more = {}): Promise<JsonAnswer> =>
    org.call('POST', JOBS, { operation: 'query', query, ...more });
  const ended = async (id: string): Promise<JsonAnswer> => {
    for (;;) {
      const answer = await org.call('GET', `${JOBS}/${id}`);
      if (!['UploadComplete', 'InProgress'].includes(String(answer.body['state']))) return answer;
    }
  };
  const results = async (id: string, search = ''): Promise<{ text: string; locator: string | null; count: string | null }> => {
    const answer = await fetch(`${org.url}${JOBS}/${id}/results${search}`, { headers: { authorization: `Bearer ${org.token}` } });
    const { headers } = answer;
    return { text: await answer.text(), locator: headers.get('sforce-locator'), count: headers.get('sforce-numberofrecords') };
  };

  it('answer CSV page by page, with the names of parents and quotes as a CSV wants them', async () => {
    const made = await create('SELECT Name, Phone, Owner.Name FROM Account ORDER BY Name');
    expect(made).toMatchObject({ status: 200, body: { operation: 'query', object: 'Account', state: 'UploadComplete' } });
    const id = text(made.body['id']);
    expect((await ended(id)).body).toMatchObject({ state: 'JobComplete', numberRecordsProcessed: 3 });

    const first = await results(id, '?maxRecords=2');
    expect(first.text).toBe('"Name","Phone","Owner.Name"\n"Bol, ""de"" grote","","Integration"\n"Cent","","Integration"\n');
    expect(first.count).toBe('2');
    const second = await results(id, `?maxRecords=2&locator=${first.locator ?? ''}`);
    expect(second).toEqual({ text: '"Name","Phone","Owner.Name"\n"Ümlaut","","Integration"\n', locator: 'null', count: '1' });
    expect((await results(id, '?locator=zz')).text).toContain('INVALIDLOCATOR');
  });

  it('see the org as it was when they were made', async () => {
    const { body } = await create("SELECT Id FROM Account WHERE Name = 'Later'");
    await org.create('Account', { Name: 'Later' });
    await ended(text(body['id']));
    expect((await results(text(body['id']))).text).toBe('"Id"\n');
  });

  it.each([
    ['a grouped query', 'SELECT COUNT(Id) n, Name FROM Account GROUP BY Name', 'API_ERROR'],
    ['a child query', 'SELECT Id, (SELECT Id FROM Contacts) FROM Account', 'API_ERROR'],
    ['an offset', 'SELECT Id FROM Account LIMIT 10 OFFSET 5', 'API_ERROR'],
    ['a field that is not there', 'SELECT Nothing__c FROM Account', 'INVALID_FIELD'],
  ])('refuse %s', async (_title, query, code) => {
    expect(await create(query)).toMatchObject({ status: 400, body: [{ errorCode: code }] });
  });

  it('have no results once aborted, and are deleted when they are over only', async () => {
    const { body } = await create('SELECT Id FROM Account', { columnDelimiter: 'TAB' });
    const id = text(body['id']);
    expect(await org.call('DELETE', `${JOBS}/${id}`)).toMatchObject({ status: 400, body: [{ errorCode: 'INVALIDJOBSTATE' }] });
    expect(await org.call('PATCH', `${JOBS}/${id}`, { state: 'Aborted' })).toMatchObject({ body: { state: 'Aborted' } });
    expect((await results(id)).text).toContain('INVALIDJOBSTATE');
    expect((await org.call('DELETE', `${JOBS}/${id}`)).status).toBe(204);
    expect((await org.call('GET', `${JOBS}/${id}`)).status).toBe(404);
  });
});

describe('a query asked for its columns', () => {
  it('tells them in its order and reads no rows', async () => {
    const org = await OrgClient.start();
    const query = encodeURIComponent('SELECT Name, Owner.Name, (SELECT Id FROM Contacts) FROM Account');
    const { body } = await org.call('GET', `${BASE}/query?q=${query}&columns=true`);
    expect(body).toEqual({
      entityName: 'Account',
      columnMetadata: [
        { columnName: 'Name', displayName: 'Name', aggregate: false, joinColumns: [] },
        {
          columnName: 'Owner',
          displayName: 'Owner',
          aggregate: false,
          joinColumns: [{ columnName: 'Name', displayName: 'Name', aggregate: false, joinColumns: [] }],
        },
        {
          columnName: 'Contacts',
          displayName: 'Contacts',
          aggregate: true,
          joinColumns: [{ columnName: 'Id', displayName: 'Id', aggregate: false, joinColumns: [] }],
        },
      ],
    });
    await org.close();
  });
});
