import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ExactAccount } from '../../../exact/index.ts';
import { ACCOUNT_ID, customer } from '../testing/accounts.ts';
import { mapCustomer } from '../values.ts';
import { debtorByContact, debtorByEmail, isSameName, type Hit } from './by-address.ts';
import { ORDER_SETTINGS } from '../../orders/settings.ts';
import { CONFIGURATION } from '../../configuration.ts';

const settings = ORDER_SETTINGS.of(CONFIGURATION.parse({ version: 1 }));

function customerOf(name: string) {
  const one = customer({ Name: name });
  return [one, mapCustomer(one, settings)] as const;
}

function hit(code: string, name: string, fields: { linkedTo?: string; searchCode?: string } = {}): Hit {
  const { linkedTo, searchCode = null } = fields;
  return { account: { ID: code, Code: code, Name: name, SearchCode: searchCode } as ExactAccount, linkedTo };
}

const byEmail = (name: string, hits: readonly Hit[]) => debtorByEmail(...customerOf(name), hits);
const byContact = (name: string, hits: readonly Hit[]) => debtorByContact(...customerOf(name), hits);

describe('accounts with the e-mail address of a customer', () => {
  it('make none a new debtor, one that nobody has the debtor, several a question', () => {
    expect(byEmail('Beta', [])).toEqual({ kind: 'new' });
    expect(byEmail('Beta', [hit('1', 'Another name')])).toMatchObject({ kind: 'found', account: { Code: '1' } });
    expect(byEmail('Beta', [hit('1', 'Alfa'), hit('2', 'Beta')])).toMatchObject({ problem: { code: 'customer_ambiguous' } });
  });

  it('that belong to another account are never taken, whatever their name', () => {
    const hits = fc.array(
      fc.record({ code: fc.stringMatching(/^\d{1,5}$/), name: fc.constantFrom('Beta', 'Alfa', 'Beta B.V.') }),
      {
        minLength: 1,
        maxLength: 4,
      },
    );
    fc.assert(
      fc.property(hits, (rows) => {
        const taken = rows.map(({ code, name }) => hit(code, name, { linkedTo: 'Alfa Holding' }));
        expect(byEmail('Beta', taken).kind).toBe('problem');
        expect(byContact('Beta', taken).kind).toBe('problem');
      }),
    );
    expect(byEmail('Beta', [hit('7', 'Alfa', { linkedTo: 'Alfa Holding' })])).toMatchObject({
      problem: { code: 'customer_email_shared', params: { code: '7', debtor: 'Alfa', other: 'Alfa Holding' } },
    });
  });

  it('leave the one that nobody has where the name says that it is the customer', () => {
    const taken = hit('1', 'Alfa', { linkedTo: 'Alfa Holding' });
    expect(byEmail('Beta B.V.', [taken, hit('2', 'Bèta BV')])).toMatchObject({ kind: 'found', account: { Code: '2' } });
    expect(byEmail('Beta B.V.', [taken, hit('2', 'Gamma')])).toMatchObject({ problem: { code: 'customer_ambiguous' } });
  });

  it('are the customer where one bears our key, whoever else has the address', () => {
    const ours = hit('3', 'Old name', { searchCode: ACCOUNT_ID });
    expect(byEmail('Beta', [hit('1', 'Beta'), ours])).toMatchObject({ kind: 'found', account: { Code: '3' } });
    expect(byContact('Beta', [hit('1', 'Beta'), ours])).toMatchObject({ kind: 'found', account: { Code: '3' } });
  });
});

describe('accounts whose contact has the e-mail address of a customer', () => {
  it('are taken by their name only, and else proposed with code and name', () => {
    expect(byContact('Contact Company B.V.', [hit('5', 'Contact Company BV')])).toMatchObject({ kind: 'found', by: 'contact' });
    expect(byContact('Bakkerij Kok', [hit('5', 'Accountant')])).toMatchObject({
      problem: { code: 'customer_proposed', params: { accounts: '5 Accountant' } },
    });
    expect(byContact('Twin', [hit('5', 'Twin'), hit('6', 'Twin')])).toMatchObject({ problem: { code: 'customer_proposed' } });
    expect(byContact('Twin', [])).toEqual({ kind: 'new' });
  });
});

describe('names', () => {
  it.each([
    ['Bakker & Zn. B.V.', 'bakker & zn bv', true],
    ['Café Noir', 'Cafe Noir', true],
    ['Alfa', 'Alfa Holding', false],
    ['&', '-', false],
  ])('%s and %s are the same: %s', (one, other, isSame) => expect(isSameName(one, other)).toBe(isSame));
});
