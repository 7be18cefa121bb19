import { describe, expect, it } from '@jest/globals';
import { TandemError } from '../errors/index.ts';
import type { Operation } from '../flows/index.ts';
import { plannedStatuses } from './counts.ts';

const reason = new TandemError('price_too_precise', { item: 'SKU-1', price: '1.23456', currency: 'EUR', scale: 2 });
const operation = (recordId: string, more: Partial<Operation>): Operation =>
  ({ key: recordId, recordId, label: recordId, system: 'salesforce', object: 'Product2', fields: [], ...more }) as Operation;

describe('the counts of a plan', () => {
  it('have each record once, and as one that needs a person where a part of it is stopped', () => {
    const operations = [
      operation('whole', { action: 'create', isMain: true }),
      operation('unpriced', { action: 'create', isMain: true }),
      operation('unpriced', { action: 'block', isMain: false, object: 'PricebookEntry', reason }),
    ];
    expect(plannedStatuses(operations)).toEqual([
      { recordId: 'whole', status: 'created' },
      { recordId: 'unpriced', status: 'blocked' },
    ]);
  });
});
