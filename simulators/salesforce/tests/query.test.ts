import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { errorCode, OrgClient, text } from './org-client.ts';

describe('SOQL', () => {
  let org: OrgClient;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    org = await OrgClient.start();
    const seed = await org.control('POST', '/seed', {
      records: [
        { object: 'Account', fields: { Name: 'Alfa', Exact_Id__c: 'E-1', NumberOfEmployees: 5, Exact_Code__c: "O'Neil 100%" } },
        { object: 'Account', fields: { Name: 'beta', NumberOfEmployees: 20, Exact_Synced_At__c: '2026-11-01T12:00:00Z' } },
        { object: 'Account', fields: { Name: 'Gamma', Phone: '1' } },
        { object: 'Contact', fields: { LastName: 'Ant', Account: { Exact_Id__c: 'e-1' }, Birthdate: '1980-05-01' } },
        { object: 'Contact', fields: { LastName: 'Bee', Account: { Exact_Id__c: 'E-1' } } },
      ],
    });
    [ids['alfa'] = '', ids['beta'] = ''] = [...(seed['ids'] as Iterable<string>)];
  });
  afterAll(() => org.close());

  const names = async (where: string) => (await org.rows(`SELECT Name FROM Account ${where}`)).map((row) => row['Name']);

  it.each([
    ["WHERE name = 'ALFA'", ['Alfa']],
    ["WHERE Name != 'alfa'", ['beta', 'Gamma']],
    ["WHERE Exact_Id__c = 'e-1'", ['Alfa']],
    ["WHERE Exact_Id__c IN ('E-1', 'none')", ['Alfa']],
    ["WHERE Name NOT IN ('beta')", ['Alfa', 'Gamma']],
    ["WHERE Name LIKE '%A'", ['Alfa', 'beta', 'Gamma']],
    ["WHERE Name LIKE '_eta'", ['beta']],
    ["WHERE Exact_Code__c = 'o\\'neil 100%'", ['Alfa']],
    ["WHERE Exact_Code__c LIKE '%100\\%'", ['Alfa']],
    ['WHERE NumberOfEmployees >= 5 AND NumberOfEmployees < 20', ['Alfa']],
    ['WHERE NumberOfEmployees = null', ['Gamma']],
    ["WHERE NumberOfEmployees != null AND NOT Name = 'beta'", ['Alfa']],
    ["WHERE Name = 'Alfa' OR (Name = 'Gamma' AND Phone = '1')", ['Alfa', 'Gamma']],
    ["WHERE NOT (Name = 'Alfa' OR Name = 'beta')", ['Gamma']],
    ['WHERE Exact_Synced_At__c = 2026-11-01T13:00:00+01:00', ['beta']],
    ['WHERE Exact_Synced_At__c < 2026-11-01T12:00:00.001Z', ['beta']],
    ['WHERE CreatedDate >= TODAY AND IsDeleted = FALSE', ['Alfa', 'beta', 'Gamma']],
    ['WHERE CreatedDate = TODAY', ['Alfa', 'beta', 'Gamma']],
    ['WHERE CreatedDate > TODAY OR CreatedDate < LAST_N_DAYS:2', []],
    ['WHERE CreatedDate = LAST_N_DAYS:2 AND CreatedDate != YESTERDAY', ['Alfa', 'beta', 'Gamma']],
    ['WHERE Id IN (SELECT AccountId FROM Contact)', ['Alfa']],
    ["WHERE Id NOT IN (SELECT AccountId FROM Contact WHERE LastName = 'Ant')", ['beta', 'Gamma']],
    ['ORDER BY Name DESC', ['Gamma', 'beta', 'Alfa']],
    ['ORDER BY NumberOfEmployees', ['Gamma', 'Alfa', 'beta']],
    ['ORDER BY NumberOfEmployees DESC NULLS LAST', ['beta', 'Alfa', 'Gamma']],
    ['ORDER BY Name LIMIT 1 OFFSET 1', ['beta']],
  ])('answers %s', async (where, expected) => {
    expect(await names(where)).toEqual(expected);
  });

  it('finds ids of 15 and 18 characters', async () => {
    expect(await names(`WHERE Id = '${ids['alfa']?.slice(0, 15) ?? ''}' OR Id = '${ids['beta'] ?? ''}'`)).toEqual([
      'Alfa',
      'beta',
    ]);
  });

  it('follows parents in the selection, the condition and the order', async () => {
    const { body } = await org.query(
      "SELECT LastName, Account.Name, Account.Owner.Name FROM Contact WHERE Account.Exact_Id__c = 'E-1' ORDER BY Account.Name, LastName DESC",
    );
    expect(body['records']?.[0]).toMatchObject({
      LastName: 'Bee',
      Account: { attributes: { type: 'Account' }, Name: 'Alfa', Owner: { Name: 'Administrator' } },
    });
    expect(body['records']?.[0]).not.toHaveProperty('Id');
  });

  it('nests children, null where there are none', async () => {
    const rows = await org.rows(
      "SELECT Name, (SELECT LastName FROM Contacts WHERE LastName != 'Ant' LIMIT 1) FROM Account ORDER BY Name LIMIT 2",
    );
    expect(rows).toMatchObject([{ Contacts: { totalSize: 1, done: true, records: [{ LastName: 'Bee' }] } }, { Contacts: null }]);
  });

  it('counts and groups', async () => {
    expect((await org.query('SELECT COUNT() FROM Account')).body).toEqual({ totalSize: 3, done: true, records: [] });
    expect(await org.rows('SELECT Account.Name, COUNT(Id) number, MIN(Birthdate) FROM Contact GROUP BY Account.Name')).toEqual([
      { Name: 'Alfa', number: 2, expr0: '1980-05-01' },
    ]);
    expect(await org.rows('SELECT Name FROM Account GROUP BY Name HAVING COUNT(Id) > 1')).toEqual([]);
    expect(await org.rows('SELECT SUM(NumberOfEmployees), AVG(NumberOfEmployees) FROM Account')).toEqual([
      { expr0: 25, expr1: 12.5 },
    ]);
  });

  it('selects whole groups of fields with a limit', async () => {
    const [row] = await org.rows('SELECT FIELDS(ALL) FROM Account LIMIT 1');
    expect(row).toMatchObject({ Name: 'Alfa', Exact_Id__c: 'E-1' });
    expect(errorCode(await org.query('SELECT FIELDS(ALL) FROM Account'))).toBe('MALFORMED_QUERY');
  });

  it.each([
    [
      'SELECT Nope FROM Account',
      'INVALID_FIELD',
      "No such column 'Nope' on entity 'Account'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name.",
    ],
    ['SELECT Id FROM Nope', 'INVALID_TYPE', "sObject type 'Nope' is not supported."],
    ['SELECT Nope.Id FROM Account', 'INVALID_FIELD', "Didn't understand relationship 'Nope' in field path."],
    ['SELECT Id, (SELECT Id FROM Nopes) FROM Account', 'INVALID_FIELD', "Didn't understand relationship 'Nopes' in field path."],
    [
      'SELECT Id FROM Account WHERE Name = 5',
      'INVALID_FIELD',
      "value of filter criterion for field 'Name' must be of type string and should be enclosed in quotes",
    ],
    [
      "SELECT Id FROM Account WHERE CreatedDate > '2026-01-01T00:00:00Z'",
      'INVALID_FIELD',
      'must be of type dateTime and should not be enclosed in quotes',
    ],
    ["SELECT Id FROM Account WHERE Id = 'nonsense'", 'INVALID_QUERY_FILTER_OPERATOR', 'invalid ID field: nonsense'],
    [
      "SELECT Id FROM Account WHERE Exact_Sync_Problem__c = 'x'",
      'INVALID_FIELD',
      "field 'Exact_Sync_Problem__c' can not be filtered in a query call",
    ],
    ["SELECT Id FROM Account WHERE Name = 'a' AND Name = 'b' OR Name = 'c'", 'MALFORMED_QUERY', "unexpected token: 'OR'"],
    ['SELECT Id, Id FROM Account', 'MALFORMED_QUERY', 'duplicate field selected: Id'],
    ['SELECT Name, COUNT(Id) FROM Account', 'MALFORMED_QUERY', 'Field must be grouped or aggregated: Name'],
    ['SELECT FROM Account', 'MALFORMED_QUERY', 'unexpected token'],
    ['SELECT Id FROM Account LIMIT 1 OFFSET 2001', 'NUMBER_OUTSIDE_VALID_RANGE', 'Maximum SOQL offset allowed is 2000'],
  ])('refuses %s', async (soql, code, message) => {
    const answer = await org.query(soql);
    expect([answer.status, errorCode(answer)]).toEqual([400, code]);
    expect(answer.body[0]?.['message']).toContain(message);
  });

  it('points at the error by row and column', async () => {
    expect((await org.query('SELECT Id,\nNope FROM Account')).body[0]?.['message']).toContain('\nERROR at Row:2:Column:1\n');
  });

  it('pages 2,000 rows at a time and forgets no locator too early', async () => {
    const records = Array.from({ length: 2001 }, (_, index) => ({ object: 'Product2', fields: { Name: `p${index}` } }));
    await org.control('POST', '/seed', { records });
    const first = await org.query('SELECT Name FROM Product2 ORDER BY Id');
    expect(first.body).toMatchObject({
      totalSize: 2001,
      done: false,
      nextRecordsUrl: expect.stringMatching(/^\/services\/data\/v67\.0\/query\/01g\w{15}-2000$/),
    });
    const second = await org.call('GET', text(first.body['nextRecordsUrl']));
    expect(second.body).toMatchObject({ totalSize: 2001, done: true, records: [{ Name: 'p2000' }] });
    expect(errorCode(await org.call('GET', '/query/01g000000000000-2000'))).toBe('INVALID_QUERY_LOCATOR');
  });
});
