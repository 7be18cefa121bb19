import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ExactFailure } from '../failure.ts';
import { resourceAt, type Row } from '../schema/index.ts';
import { compileFilter } from './filter.ts';
import { parseFilter, pinsOf } from './filter-syntax.ts';

const resource = resourceAt('logistics/Items');
const matches = (filter: string, row: Row): boolean =>
  compileFilter(parseFilter(filter), resource, (field) => (item) => item[field] ?? null)(row);

describe('filters', () => {
  it('find any text through its quoted form', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (text) => {
        expect(matches(`Code eq '${text.replaceAll("'", "''")}'`, { Code: text })).toBe(true);
      }),
    );
  });

  it('bind "and" closer than "or", unless parentheses say otherwise', () => {
    const flag = fc.boolean();
    fc.assert(
      fc.property(flag, flag, flag, (a, b, c) => {
        const row = { IsSalesItem: a, IsStockItem: b, IsSerialItem: c };
        expect(matches('IsSalesItem eq true or IsStockItem eq true and IsSerialItem eq true', row)).toBe(a || (b && c));
        expect(matches('(IsSalesItem eq true or IsStockItem eq true) and IsSerialItem eq true', row)).toBe((a || b) && c);
      }),
    );
  });

  it('never do anything but match or be refused, whatever is sent', () => {
    const piece = fc.constantFrom('Code', 'eq', "'a'", 'and', 'or', '(', ')', '1L', 'true', "guid'x'", 'trim', ',', 'null', ' ');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        try {
          expect(typeof matches(pieces.join(' '), { Code: 'a' })).toBe('boolean');
        } catch (error) {
          expect(error).toBeInstanceOf(ExactFailure);
        }
      }),
    );
  });

  it('pin a field only when every alternative does', () => {
    const fields = (filter: string) => pinsOf(parseFilter(filter)).map((pin) => [pin.field, pin.values.length]);
    expect(fields("Code eq 'a' or Code eq 'b'")).toEqual([['Code', 2]]);
    expect(fields("Code eq 'a' or Barcode eq 'b'")).toEqual([]);
    expect(fields("IsStockItem eq true and Code eq 'a'")).toEqual([
      ['IsStockItem', 1],
      ['Code', 1],
    ]);
    expect(fields("Code ne 'a'")).toEqual([]);
  });
});
