import { expect, it } from '@jest/globals';
import type { Operation, Outcome } from '../operation.ts';
import { AWAITED_PRODUCTS } from './awaited-products.ts';

const PRODUCT = '01t000000000001AAA';

function outcomeWith(object: string, field: string, to: unknown): Outcome {
  const operation = { object, action: 'create', fields: [{ field, from: null, to, policy: 'always' }] } as unknown as Operation;
  return { recordId: 'item', label: 'SKU-1', status: 'updated', salesforceId: PRODUCT, operations: [operation] };
}

it.each([
  ['on the product', 'Product2'],
  ['in a row of its own', 'ExactLink__c'],
])('orders that wait for a product are tried again when its item is named %s', (_where, object) => {
  const arrival = AWAITED_PRODUCTS.arrivalOf(outcomeWith(object, 'Exact_Id__c', 'an item'));
  expect(arrival).toEqual({ names: [PRODUCT.toLowerCase(), 'sku-1'], isNew: true });
  expect(AWAITED_PRODUCTS.arrivalOf(outcomeWith(object, 'Exact_Id__c', null))).toMatchObject({ isNew: false });
});
