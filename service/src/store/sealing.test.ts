import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { testMasterKeys } from '../../tests/support/test-store.ts';
import { KeyRing } from './sealing.ts';

describe('key ring', () => {
  const old = testMasterKeys('old');

  it('opens what it sealed, whatever the text', () => {
    const ring = new KeyRing(old);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, purpose) => {
        expect(ring.open('org', purpose, ring.seal('org', purpose, text))).toBe(text.toWellFormed());
      }),
    );
  });

  it('seals with the first key and opens with all of them, so that keys can be changed', () => {
    const sealedByOld = new KeyRing(old).seal('org', 'issue', 'text');
    const rotated = new KeyRing(`${testMasterKeys('new')}, ${old}`);

    expect(rotated.open('org', 'issue', sealedByOld)).toBe('text');
    expect(() => new KeyRing(old).open('org', 'issue', rotated.seal('org', 'issue', 'text'))).toThrow('no key with the id "new"');
  });

  it.each([
    ['another org', 'other', 'issue', (sealed: string) => sealed],
    ['another purpose', 'org', 'connection.exact', (sealed: string) => sealed],
    ['an altered text', 'org', 'issue', (sealed: string) => `${sealed.slice(0, -8)}AAAAAAA=`],
    ['a shortened text', 'org', 'issue', (sealed: string) => sealed.slice(0, -24)],
  ])('does not open for %s', (_what, orgId, purpose, change) => {
    const ring = new KeyRing(old);
    const sealed = ring.seal('org', 'issue', 'a text that is long enough to be cut');

    expect(() => ring.open(orgId, purpose, change(sealed))).toThrow();
  });

  it('never seals the same text to the same value', () => {
    const ring = new KeyRing(old);

    expect(ring.seal('org', 'issue', 'text')).not.toBe(ring.seal('org', 'issue', 'text'));
  });

  it.each(['', 'short:AAAA', 'no-colon', `a:${'A'.repeat(43)}=,a:${'A'.repeat(43)}=`])(
    'refuses the keys "%s" without printing them',
    (text) => {
      expect(() => new KeyRing(text)).toThrow(/^MASTER_KEYS/);
    },
  );
});
