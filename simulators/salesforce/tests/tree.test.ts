import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BASE, OrgClient } from './org-client.ts';

const TREE = `${BASE}/composite/tree/Account`;

describe('trees of records', () => {
  let org: OrgClient;

  beforeAll(async () => {
    org = await OrgClient.start();
  });
  afterAll(() => org.close());

  const account = (name: string, referenceId: string, more = {}) => ({
    attributes: { type: 'Account', referenceId },
    Name: name,
    ...more,
  });
  const contacts = (...names: readonly string[]) => ({
    Contacts: { records: names.map((LastName) => ({ attributes: { type: 'Contact', referenceId: LastName }, LastName })) },
  });
  const names = async (object: string): Promise<unknown[]> =>
    (await org.rows(`SELECT Name FROM ${object} ORDER BY Name`)).map((row) => row['Name']);

  it('are created with their children, each answered by its reference', async () => {
    const answer = await org.call('POST', TREE, { records: [account('Brood', 'a', contacts('Jansen', 'Bakker'))] });
    expect(answer).toMatchObject({
      status: 201,
      body: { hasErrors: false, results: [{ referenceId: 'a' }, { referenceId: 'Jansen' }, { referenceId: 'Bakker' }] },
    });
    expect(await org.rows("SELECT Account.Name FROM Contact WHERE LastName = 'Bakker'")).toMatchObject([
      { Account: { Name: 'Brood' } },
    ]);
  });

  it('are created as a whole or not at all, and name the record that is wrong', async () => {
    const before = [await names('Account'), await names('Contact')];
    const wrong = { ...contacts('Visser'), Phone: 'x'.repeat(50) };
    expect(await org.call('POST', TREE, { records: [account('Eerste', 'one'), account('Tweede', 'two', wrong)] })).toMatchObject({
      status: 400,
      body: {
        hasErrors: true,
        results: [{ referenceId: 'two', errors: [{ statusCode: 'STRING_TOO_LONG', fields: ['Phone'] }] }],
      },
    });
    expect([await names('Account'), await names('Contact')]).toEqual(before);
  });

  it.each([
    [
      'more than 200 records',
      { records: Array.from({ length: 201 }, (_, index) => account(`A ${index}`, `r${index}`)) },
      '200 records',
    ],
    ['a reference twice', { records: [account('A', 'same'), account('B', 'same')] }, 'Duplicate ReferenceId'],
    ['a record without a reference', { records: [{ attributes: { type: 'Account' }, Name: 'A' }] }, 'referenceId'],
    [
      'another type than the one asked for',
      { records: [{ attributes: { type: 'Contact', referenceId: 'c' }, LastName: 'A' }] },
      'type Account',
    ],
    ['no records', { records: [] }, 'at least one'],
  ])('refuse %s', async (_title, body, text) => {
    const answer = await org.call('POST', TREE, body);
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([400, expect.stringContaining(text)]);
  });
});
