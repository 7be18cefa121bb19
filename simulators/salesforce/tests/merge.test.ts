import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { OrgClient } from './org-client.ts';

const GUID = '11111111-1111-4111-8111-111111111111';

describe('accounts and contacts that a person merges', () => {
  let org: OrgClient;
  beforeEach(async () => {
    org = await OrgClient.start();
  });
  afterEach(() => org.close());

  const merge = (object: string, master: string, losers: readonly string[], fields = {}) =>
    org.control('POST', `/merge/${object}`, { master, losers, fields });
  const deleted = async (object: string) => {
    const soql = `SELECT Id, MasterRecordId, IsDeleted FROM ${object} WHERE MasterRecordId != null`;
    const { body } = await org.call('GET', `/queryAll?q=${encodeURIComponent(soql)}`);
    return body['records'];
  };

  it('go to the recycle bin with their master, which takes what hung on them and is saved', async () => {
    const master = await org.create('Account', { Name: 'Master' });
    const loser = await org.create('Account', { Name: 'Loser', Exact_Id__c: GUID });
    const contact = await org.create('Contact', { LastName: 'Of the loser', AccountId: loser });
    const row = await org.create('ExactLink__c', {
      ...{ Key__c: 'k', Division__c: '1', Entity__c: 'Accounts', Role__c: 'account' },
      ...{ Exact_Id__c: GUID, Account__c: loser },
    });
    const [before] = await org.rows(`SELECT SystemModstamp FROM Account WHERE Id = '${master}'`);
    await merge('Account', master, [loser]);
    expect(await deleted('Account')).toMatchObject([{ Id: loser, MasterRecordId: master, IsDeleted: true }]);
    expect(await org.rows('SELECT Id FROM Account')).toMatchObject([{ Id: master }]);
    expect(await org.rows(`SELECT AccountId FROM Contact WHERE Id = '${contact}'`)).toMatchObject([{ AccountId: master }]);
    expect(await org.rows(`SELECT Account__c FROM ExactLink__c WHERE Id = '${row}'`)).toMatchObject([{ Account__c: master }]);
    const [after] = await org.rows(`SELECT Exact_Id__c, SystemModstamp FROM Account WHERE Id = '${master}'`);
    expect(after).toMatchObject({ Exact_Id__c: null });
    expect(Date.parse(String(after?.['SystemModstamp']))).toBeGreaterThanOrEqual(Date.parse(String(before?.['SystemModstamp'])));
  });

  it('keep the values of a loser that the person chose, one that no two records may have included', async () => {
    const master = await org.create('Contact', { LastName: 'Master' });
    const losers = [
      await org.create('Contact', { LastName: 'One', Exact_Id__c: GUID }),
      await org.create('Contact', { LastName: 'Two', Phone: '1' }),
    ];
    await merge('Contact', master, losers, { Exact_Id__c: GUID, Phone: '1' });
    expect(await org.rows('SELECT LastName, Phone, Exact_Id__c FROM Contact')).toMatchObject([
      { LastName: 'Master', Phone: '1', Exact_Id__c: GUID },
    ]);
  });

  it('are refused where the platform merges nothing, with nothing changed', async () => {
    const [a, b, c, d] = await Promise.all(['a', 'b', 'c', 'd'].map((Name) => org.create('Account', { Name })));
    const product = await org.create('Product2', { Name: 'p' });
    expect(await merge('Account', a ?? '', [b ?? '', c ?? '', d ?? ''])).toMatchObject({ errorCode: 'INVALID_OPERATION' });
    expect(await merge('Account', a ?? '', [a ?? ''])).toMatchObject({ errorCode: 'INVALID_OPERATION' });
    expect(await merge('Product2', product, [product])).toMatchObject({ errorCode: 'INVALID_TYPE_FOR_OPERATION' });
    expect(await merge('Account', a ?? '', [b ?? ''], { Nonsense__c: 1 })).toMatchObject({ errorCode: 'INVALID_FIELD' });
    expect(await org.rows('SELECT Id FROM Account')).toHaveLength(4);
    await merge('Account', a ?? '', [b ?? '']);
    expect(await merge('Account', a ?? '', [b ?? ''])).toMatchObject({ errorCode: 'ENTITY_IS_DELETED' });
  });
});
