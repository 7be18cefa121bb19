import { describe, expect, it } from '@jest/globals';
import { isSalesforceId, normalizeSalesforceId } from './ids.ts';

describe('normalizeSalesforceId', () => {
  it.each([
    ['001D000000IqhSL', '001D000000IqhSLIAZ'],
    ['00D000000000062', '00D000000000062EAA'],
    ['001D000000IqhSLIAZ', '001D000000IqhSLIAZ'],
  ])('gives %s its 18 characters', (id, expected) => {
    expect(normalizeSalesforceId(id)).toBe(expected);
  });

  it('knows an id whose check characters are wrong', () => {
    expect(isSalesforceId('001D000000IqhSLIAZ')).toBe(true);
    expect(isSalesforceId('001D000000IqhSLIAA')).toBe(false);
  });

  it.each(['', '001', '001D000000IqhS!', '001D000000IqhSLIAZ1'])('refuses %j', (id) => {
    expect(isSalesforceId(id)).toBe(false);
    expect(() => normalizeSalesforceId(id)).toThrow(RangeError);
  });
});
