import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LONGEST_QUERY_URI, soqlForValues, soqlName, soqlText } from './soql.ts';

/** Reads a literal back the way SOQL does. */
function readLiteral(literal: string): string {
  expect(literal).toMatch(/^'(?:[^'\\\n\r]|\\.)*'$/);
  const meanings: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
  return literal.slice(1, -1).replace(/\\(.)/g, (_, character: string) => meanings[character] ?? character);
}

describe('soqlText', () => {
  it('reads back as the text it was given and cannot end early', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => expect(readLiteral(soqlText(text))).toBe(text)));
  });
});

describe('soqlForValues', () => {
  it('asks for every value once, in order, and never with a URI that is too long', () => {
    const values = fc.array(fc.string({ unit: 'grapheme', maxLength: 200 }), { maxLength: 300 });
    fc.assert(
      fc.property(values, (texts) => {
        const seen: string[] = [];
        const queries = soqlForValues('ProductCode', texts, (condition) => `SELECT Id FROM Product2 WHERE ${condition}`);
        for (const query of queries) {
          expect(encodeURIComponent(query).length).toBeLessThanOrEqual(LONGEST_QUERY_URI);
          seen.push(...(query.match(/'(?:[^'\\]|\\.)*'/g) ?? []).map(readLiteral));
        }
        expect(seen).toEqual([...new Set(texts)]);
      }),
      { numRuns: 50 },
    );
  });

  it('asks nothing for nothing', () => {
    expect(soqlForValues('Id', [], (condition) => condition)).toEqual([]);
  });
});

describe('names in a query', () => {
  it.each(['Name', 'Account.Exact_Id__c', 'tandem__Product__r.Name'])('take %s', (name) => {
    expect(soqlName(name)).toBe(name);
  });

  it.each(['Id FROM User', 'Name,Id', "x'", '', 'A..B'])('refuse %j', (name) => {
    expect(() => soqlName(name)).toThrow(RangeError);
  });
});
