import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decimalNumber } from '../wire/index.ts';
import { namesOf } from './names.ts';
import { PACKAGE_FIELDS, PACKAGE_OBJECTS } from './package-names.ts';
import { soqlText } from './soql.ts';

const managed = namesOf('tandem');
const source = namesOf('');

describe('names with the managed package', () => {
  it('carry the namespace where the package ships them, and nowhere else', () => {
    expect(
      managed.soqlToOrg('SELECT Id, Exact_Id__c, Account__r.Exact_Id__c, Colour__c, other__Exact_Id__c FROM ExactLink__c'),
    ).toBe(
      'SELECT Id, tandem__Exact_Id__c, tandem__Account__r.tandem__Exact_Id__c, Colour__c, other__Exact_Id__c FROM tandem__ExactLink__c',
    );
  });

  it("are the org's own behind c__, also where the package has one of that name", () => {
    expect(managed.soqlToOrg('SELECT c__Customer__c, c__Customer__r.Name FROM Job__c')).toBe(
      'SELECT Customer__c, Customer__r.Name FROM Job__c',
    );
    expect(managed.rowToLogical({ Customer__c: '001', Colour__c: 'red' })).toEqual({ c__Customer__c: '001', Colour__c: 'red' });
    expect(source.soqlToOrg('SELECT c__Customer__c FROM Job__c')).toBe('SELECT Customer__c FROM Job__c');
  });

  it('are never touched inside a quoted text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const value = soqlText(`Exact_Id__c ${text} Barcode__c`);
        expect(managed.soqlToOrg(`SELECT Id FROM Product2 WHERE Barcode__c = ${value} AND Exact_Unit__c = 'x'`)).toBe(
          `SELECT Id FROM Product2 WHERE tandem__Barcode__c = ${value} AND tandem__Exact_Unit__c = 'x'`,
        );
      }),
    );
  });

  it('come back as they went, for any map of fields', () => {
    const name = fc.constantFrom<string>(...PACKAGE_FIELDS, 'Name', 'Colour__c', 'other__Colour__c');
    const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
    const fields = fc.dictionary(name, fc.oneof(value, fc.dictionary(name, value)));
    fc.assert(fc.property(fields, (map) => expect(managed.rowToLogical(managed.fieldsToOrg(map))).toEqual(map)));
  });

  it('are taken off parents and children of a row', () => {
    const row = {
      attributes: { type: 'Order' },
      Id: '801',
      tandem__Exact_Id__c: 'x',
      Account: { attributes: { type: 'Account' }, tandem__Exact_Code__c: '8' },
      OrderItems: { totalSize: 1, records: [{ attributes: {}, tandem__Vat_Code__c: '2' }] },
    };

    expect(managed.rowToLogical(row)).toEqual({
      Id: '801',
      Exact_Id__c: 'x',
      Account: { Exact_Code__c: '8' },
      OrderItems: { totalSize: 1, records: [{ Vat_Code__c: '2' }] },
    });
  });

  it('leave exact numbers exact', () => {
    expect(JSON.stringify(managed.fieldsToOrg({ Exact_Net_Amount__c: decimalNumber('10.10') }))).toBe(
      '{"tandem__Exact_Net_Amount__c":10.10}',
    );
  });
});

describe('names where the source was deployed', () => {
  it('stay what they are', () => {
    expect(source.soqlToOrg('SELECT Exact_Id__c FROM ExactLink__c')).toBe('SELECT Exact_Id__c FROM ExactLink__c');
    expect(source.toLogical('tandem__Exact_Id__c')).toBe('tandem__Exact_Id__c');
  });
});

describe('the list of shipped names', () => {
  const objects = join(import.meta.dirname, '../../../force-app/main/default/objects');

  it('is what the package holds', () => {
    expect(existsSync(objects)).toBe(true);
    const entries = readdirSync(objects, { recursive: true }).map(String);
    const shipped = (pattern: RegExp) => [...new Set(entries.flatMap((entry) => pattern.exec(entry)?.[1] ?? []))].sort();

    expect([...PACKAGE_FIELDS].sort()).toEqual(shipped(/fields[/\\](\w+__c)\.field-meta\.xml$/));
    expect([...PACKAGE_OBJECTS].sort()).toEqual(shipped(/(?:^|[/\\])(\w+__c)\.object-meta\.xml$/));
  });
});
