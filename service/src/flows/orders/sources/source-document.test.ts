import { describe, expect, it } from '@jest/globals';
import { SOURCES, sourceOf, sourceProblems, sourceReferences } from './source-document.ts';

const pointersOf = (documents: readonly object[]): readonly string[] =>
  sourceProblems(SOURCES.parse(documents)).map(({ pointer }) => pointer);

describe('the settings of what is sent', () => {
  it('send orders where they say nothing', () => {
    expect(SOURCES.parse(undefined)).toEqual([{ object: 'Order' }]);
    expect(pointersOf([{ object: 'Order' }, { object: 'Opportunity' }, { object: 'Quote' }])).toEqual([]);
  });

  it('of an object that Tandem does not know name each part that is missing', () => {
    expect(pointersOf([{ object: 'Job__c', key: 'Name' }])).toEqual([
      '/sources/0/prefix',
      '/sources/0/statuses',
      '/sources/0/fields/status',
      '/sources/0/fields/account',
      '/sources/0/line/object',
      '/sources/0/line/record',
      '/sources/0/line/product',
      '/sources/0/line/quantity',
      '/sources/0/line/unitPrice',
      '/sources/0/result/id',
    ]);
  });

  it('name an object once, and leave the statuses of orders to the flow', () => {
    expect(pointersOf([{ object: 'Order' }, { object: 'Order' }])).toEqual(['/sources/1/object']);
    expect(pointersOf([{ object: 'Quote', result: { number: 'Erp_Number__c' } }])).toEqual(['/sources/0/result/id']);
    expect(pointersOf([{ object: 'Order', statuses: ['Ready'] }])).toEqual(['/sources/0/statuses']);
  });

  it('take no prefix and no name that Exact or Salesforce would refuse', () => {
    expect(() => SOURCES.parse([{ object: 'Quote', prefix: 'OFFERTE-' }])).toThrow();
    expect(() => SOURCES.parse([{ object: 'Quote', key: 'Name FROM Account' }])).toThrow();
    expect(() => SOURCES.parse([{ object: 'Quote', fields: { total: 'GrandTotal', colour: 'Red__c' } }])).toThrow();
  });

  it('change of an object that Tandem knows what they name, and nothing else', () => {
    const [document = { object: '' }] = SOURCES.parse([
      { object: 'Opportunity', key: 'Number__c', fields: { date: 'Signed__c' } },
    ]);
    const source = sourceOf(document);
    expect(source).toMatchObject({ key: 'Number__c', wonFlag: 'IsWon', line: { object: 'OpportunityLineItem' } });
    expect(source.fields).toMatchObject({ EffectiveDate: 'Signed__c', Status: 'StageName' });
  });

  it('are looked up in the org, field by field, and the fields that are written as such', () => {
    const documents = SOURCES.parse([
      { object: 'Quote', key: 'Number__c', line: { unitPrice: 'Net__c' }, result: { id: 'Erp__c' } },
    ]);
    expect(sourceReferences(documents).map(({ pointer, ...named }) => [pointer, Object.values(named)])).toEqual([
      ['/sources/0/object', ['field', 'Quote', 'Id', 'read']],
      ['/sources/0/key', ['field', 'Quote', 'Number__c', 'read']],
      ['/sources/0/line/unitPrice', ['field', 'QuoteLineItem', 'Net__c', 'read']],
      ['/sources/0/result/id', ['field', 'Quote', 'Erp__c', 'update']],
    ]);
    expect(sourceReferences(SOURCES.parse([{ object: 'Opportunity' }]))).toMatchObject([
      { field: 'Id', use: 'read' },
      { field: 'Exact_Id__c', use: 'update' },
    ]);
    expect(sourceReferences(SOURCES.parse(undefined))).toEqual([]);
  });
});
