import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { normaliseId, RecordIdSequence, toId18 } from './record-id.ts';

const id15 = fc.stringMatching(/^[a-zA-Z0-9]{15}$/);

describe('record ids', () => {
  it('get the suffix that Salesforce documents', () => {
    expect(toId18('001D000000IRFma')).toBe('001D000000IRFmaIAH');
  });

  it('are the same in 15 and 18 characters, and differ by case in 18 even when case is lost', () => {
    fc.assert(
      fc.property(id15, id15, (left, right) => {
        expect(normaliseId(left)).toBe(toId18(left));
        expect(normaliseId(toId18(left))).toBe(toId18(left));
        if (left !== right) expect(toId18(left).toLowerCase()).not.toBe(toId18(right).toLowerCase());
      }),
    );
  });

  it('are refused with a suffix that does not fit', () => {
    expect(normaliseId('001D000000IRFmaAAA')).toBeNull();
    expect(normaliseId('too short')).toBeNull();
  });

  it('rise', () => {
    const sequence = new RecordIdSequence();
    const ids = Array.from({ length: 5000 }, () => sequence.next('01t'));
    expect([...ids].sort()).toEqual(ids);
  });
});
