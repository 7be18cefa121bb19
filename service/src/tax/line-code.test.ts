import { describe, expect, it } from '@jest/globals';
import type { ExactVatCode } from '../exact/index.ts';
import { Decimal } from '../money/index.ts';
import { certainRate, isIncluding, vatCodeFault, vatCodeOfLine, vatRates } from './index.ts';

function vatCode(code: string, fields: Partial<ExactVatCode> = {}): ExactVatCode {
  const usual = {
    ID: code,
    Description: null,
    Type: 'E',
    VATTransactionType: 'B',
    Percentage: '0.21',
    OssCountry: null,
    EUSalesListing: null,
  };
  return { ...usual, Code: code, IsBlocked: false, ...fields };
}

const codes = [
  vatCode('2'),
  vatCode('4', { Type: 'I' }),
  vatCode('6', { IsBlocked: true }),
  vatCode('8', { VATTransactionType: 'P' }),
  vatCode('9', { Type: 'N', Percentage: '0' }),
];

describe('the VAT code of a line', () => {
  it.each([
    ['is its own, whatever debtor and item have', { ofLine: '4', ofDebtor: '6', ofItem: '2' }, { code: '4', from: 'line' }],
    [
      'is its own although the company does not have it',
      { ofLine: 'X', ofDebtor: '6', ofItem: '2' },
      { code: 'X', from: 'line' },
    ],
    ['is the debtor`s where the line has none', { ofLine: undefined, ofDebtor: '6', ofItem: '2' }, { code: '6', from: 'debtor' }],
    ['is the item`s where the company does not have the debtor`s', { ofDebtor: 'X', ofItem: '2' }, { code: '2', from: 'item' }],
    ['is the item`s where nobody looked at the debtor', { ofDebtor: undefined, ofItem: '2' }, { code: '2', from: 'item' }],
    ['is none where nobody has one', { ofDebtor: null, ofItem: null }, { code: null, from: 'item' }],
  ])(
    '%s',
    (_what, given: { ofLine?: string | undefined; ofDebtor: string | null | undefined; ofItem: string | null }, wanted) => {
      expect(vatCodeOfLine({ ofLine: given.ofLine, ofDebtor: () => given.ofDebtor, ofItem: given.ofItem }, codes)).toEqual(
        wanted,
      );
    },
  );

  it('is not asked of the debtor where the line has one', () => {
    const ofDebtor = (): never => {
      throw new Error('asked');
    };
    expect(vatCodeOfLine({ ofLine: '2', ofDebtor, ofItem: null }, codes)).toEqual({ code: '2', from: 'line' });
  });

  it.each([
    ['2', undefined],
    ['9', undefined],
    ['X', 'unknown'],
    ['6', 'blocked'],
    ['8', 'purchasesOnly'],
  ])('%s is kept from a sale by: %s', (code, fault) => expect(vatCodeFault(code, codes)).toBe(fault));
});

describe('the rate of a line', () => {
  const rates = vatRates(codes);

  it('is certain where the code is posted, or the price of the product includes its VAT', () => {
    expect(certainRate('4', { vatCode: '2', isPriceIncluding: false }, rates)).toEqual(rates.get('4'));
    expect(certainRate(undefined, { vatCode: '4', isPriceIncluding: true }, rates)).toEqual(rates.get('4'));
    expect(certainRate(undefined, { vatCode: '2', isPriceIncluding: false }, rates)).toBeUndefined();
    expect(certainRate(undefined, { vatCode: null, isPriceIncluding: true }, rates)).toBeUndefined();
  });

  it('has the basis of its code, and reads percents of older companies as the fractions of newer ones', () => {
    expect([isIncluding('4', rates), isIncluding('2', rates), isIncluding('X', rates), isIncluding(null, rates)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    const older = vatRates([vatCode('2', { Percentage: '21' })]);
    expect(older.get('2')).toEqual({ fraction: new Decimal('0.21'), basis: 'excluding' });
    expect(rates.get('9')).toEqual({ fraction: new Decimal(0), basis: 'none' });
  });
});
