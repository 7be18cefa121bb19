import { describe, expect, it } from '@jest/globals';
import { LINK_ROLES } from '../flows/index.ts';
import { linkRowFields, linkRowsByKey, linkRowsQuery, parseLinkKey } from './index.ts';

const GUID = '0F8FAD5B-D9CB-469F-A165-70867728950E';

describe('the row of a link', () => {
  it.each(LINK_ROLES.names.filter((name) => LINK_ROLES.find(name)?.lookup !== undefined))(
    'of the role %s is known by its key, which says division, entity and id in lower case',
    (name) => {
      const role = LINK_ROLES.find(name);
      if (role === undefined) throw new Error(`no role ${name}`);
      const { entity, lookup = '' } = role;
      const fields = linkRowFields({ division: 7, role: name, exactId: GUID, records: { [lookup]: 'a record' } }, role);

      expect(parseLinkKey(String(fields['Key__c']))).toEqual({ division: 7, entity, exactId: GUID.toLowerCase() });
      expect(fields).toMatchObject({ Division__c: '7', Entity__c: entity, Role__c: name, Exact_Id__c: GUID.toLowerCase() });
      expect(fields[lookup]).toBe('a record');
    },
  );

  it('is asked for within its division, by key or by what else it has to fulfil', () => {
    expect(linkRowsQuery(7, ['Account__c'], 'Account__c = null')).toBe(
      "SELECT Id, Exact_Id__c, Account__c FROM ExactLink__c WHERE Division__c = '7' AND Account__c = null",
    );
    expect(linkRowsByKey(7, 'Items', [GUID, GUID.toLowerCase()], (condition) => condition)).toEqual([
      `Key__c IN ('7-Items-${GUID.toLowerCase()}')`,
    ]);
  });
});
