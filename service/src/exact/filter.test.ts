import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { guidEquals, newerThan, paddedAccountCode, quoteText, textEquals } from './filter.ts';

/** Reads a quoted text back the way OData does. */
function unquote(literal: string): string {
  expect(literal).toMatch(/^'(?:[^']|'')*'$/);
  return literal.slice(1, -1).replaceAll("''", "'");
}

describe('filters', () => {
  it('quote any text so that it reads back as itself and cannot end early', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => expect(unquote(quoteText(text))).toBe(text)));
  });

  it('double the quotes of a name', () => {
    expect(textEquals('Name', "O'Neill & Zn.")).toBe("Name eq 'O''Neill & Zn.'");
  });

  it('take only guids for guids', () => {
    expect(guidEquals('ID', 'C00EE12C-2B39-4E84-B332-54A3C722E5DD')).toBe("ID eq guid'c00ee12c-2b39-4e84-b332-54a3c722e5dd'");
    expect(() => guidEquals('ID', "x' or 1 eq 1")).toThrow(RangeError);
  });

  it('give a row version its Int64 suffix', () => {
    expect(newerThan('9007199254740993')).toBe('Timestamp gt 9007199254740993L');
    expect(() => newerThan('1 or true')).toThrow(RangeError);
  });

  it('pad an account code to the eighteen characters that Exact stores', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 12 }), (code) => {
        const padded = paddedAccountCode(` ${code} `);
        expect(padded).toHaveLength(18);
        expect(padded.trim()).toBe(String(code));
      }),
    );
  });
});
