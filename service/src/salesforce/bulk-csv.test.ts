import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decimalNumber } from '../wire/index.ts';
import { readCsv, toCells, writeCsv } from './bulk-csv.ts';

const anyText = fc.string({
  unit: fc.constantFrom('a', 'é', '🚲', '"', "'", ',', ';', '\n', '\r', '\t', ' ', '\\', '#N/A', '\ud800'),
});

describe('the CSV of a job', () => {
  it('gives every text back as it was, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ Name: anyText, Description: anyText, Exact_Unit__c: anyText })), (records) => {
        const rows = records.map(toCells).filter((cells) => cells !== undefined);
        expect(readCsv(writeCsv(['Name', 'Description', 'Exact_Unit__c'], rows))).toEqual(rows);
      }),
    );
  });

  it('empties a field for null and for blank text, and leaves alone what is not named', () => {
    const cells = toCells({ Name: null, Description: '', Exact_Unit__c: ' \n', Barcode__c: undefined });

    expect(cells).toEqual({ Name: '#N/A', Description: '#N/A', Exact_Unit__c: '#N/A' });
    expect(writeCsv(['Name', 'Barcode__c'], [cells ?? {}])).toBe('"Name","Barcode__c"\n"#N/A",\n');
  });

  it('writes amounts with their digits, flags and moments as the API reads them', () => {
    expect(
      toCells({
        UnitPrice: decimalNumber('12345678901234567.89'),
        Quantity: 2,
        IsActive: false,
        At: new Date('2026-11-24T10:00:00Z'),
      }),
    ).toEqual({ UnitPrice: '12345678901234567.89', Quantity: '2', IsActive: 'false', At: '2026-11-24T10:00:00.000Z' });
  });

  it.each([
    ['a text that would empty the field', '#N/A'],
    ['the same between blanks', ' #N/A '],
    ['a text longer than a cell', 'x'.repeat(32_001)],
    ['a nested record', { Exact_Id__c: 'a' }],
  ])('cannot say %s', (_, value) => {
    expect(toCells({ Name: 'n', Description: value })).toBeUndefined();
  });

  it('finds no rows in an answer without any', () => {
    expect(readCsv('')).toEqual([]);
    expect(readCsv('"sf__Id","sf__Error","Name"\n')).toEqual([]);
  });
});
