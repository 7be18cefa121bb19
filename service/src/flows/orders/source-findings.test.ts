import { describe, expect, it } from '@jest/globals';
import { TandemError } from '../../errors/index.ts';
import type { SalesforceObjectDescribe } from '../../salesforce/index.ts';
import { CONFIGURATION } from '../configuration.ts';
import { checkSources } from './source-findings.ts';
import { SHIPPED_SOURCES } from './sources/shipped.ts';

const configured = (sources: readonly object[]) => CONFIGURATION.parse({ version: 1, flows: { orders: { sources } } });

/** An org that has these objects, with these fields open. */
function orgWith(objects: Readonly<Record<string, readonly string[]>>, isUpdateable = true) {
  return {
    describe: (name: string): Promise<SalesforceObjectDescribe> => {
      const open = objects[name];
      if (open === undefined) return Promise.reject(new TandemError('salesforce_object_missing', { object: name }));
      const fields = new Map(open.map((field) => [field, { name: field, updateable: isUpdateable }]));
      return Promise.resolve({ name, fields } as unknown as SalesforceObjectDescribe);
    },
  };
}

const { fields = {}, result = {}, line } = SHIPPED_SOURCES['Quote'] ?? {};
const QUOTE = [...Object.values(fields), ...Object.values(result)];
const LINE = ['QuoteId', 'Product2Id', ...Object.values(line?.fields ?? {})];

describe('the check of what is sent', () => {
  it('asks nothing where orders are sent', async () => {
    expect(await checkSources(orgWith({}), configured([{ object: 'Order' }]))).toEqual([]);
  });

  it('is fine where all of it can be read and told', async () => {
    const found = await checkSources(orgWith({ Quote: QUOTE, QuoteLineItem: LINE }), configured([{ object: 'Quote' }]));
    expect(found).toMatchObject([{ id: 'salesforce-source-quote', state: 'ok' }]);
  });

  it('names the object that is not there, and each field that is closed', async () => {
    expect(await checkSources(orgWith({ Quote: QUOTE }), configured([{ object: 'Quote' }]))).toMatchObject([
      { state: 'problem', detail: { text: 'check_source_missing' } },
    ]);
    const closed = await checkSources(orgWith({ Quote: QUOTE, QuoteLineItem: LINE }, false), configured([{ object: 'Quote' }]));
    expect(JSON.stringify(closed)).toContain('Quote.Exact_Id__c');
    expect(JSON.stringify(closed)).not.toContain('QuoteLineItem.Quantity');
  });
});
