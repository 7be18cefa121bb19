import type { ErrorParams } from '../../errors/index.ts';
import { LINK_OBJECT } from '../../links/index.ts';
import type { Arrival, AwaitedOutcome } from '../flow.ts';
import type { FieldChange, Outcome } from '../operation.ts';
import type { LineRow } from './types.ts';

/** Orders with a product that has no item wait for the product sync to link it. */
export const AWAITED_PRODUCTS: AwaitedOutcome = {
  flow: 'products',
  code: 'order_product_unknown',
  arrivalOf: productArrival,
  namesIn: ({ productId, sku }) => namesOf(productId, sku),
  recordIdIn: ({ productId }) => (typeof productId === 'string' ? productId : undefined),
};

/** What the issue keeps of the product it waits for. */
export function awaitedProduct(product: LineRow['Product2']): ErrorParams {
  if (product == null) return {};
  return { productId: product.Id, ...(product.ProductCode === null ? {} : { sku: product.ProductCode }) };
}

/** Objects that say which item a product is: in a further division a row does. */
const LINKING: readonly string[] = ['Product2', LINK_OBJECT];

/**
 * A product that was made, linked or activated is new, and known by its code too. One that stood there linked already ends the
 * wait of orders that name exactly it: the news of its linking may have been lost with the process that linked it.
 */
function productArrival({ salesforceId, label, status, operations }: Outcome): Arrival | undefined {
  const changes = operations.filter(
    ({ object, action }) => LINKING.includes(object) && (action === 'create' || action === 'update'),
  );
  if (changes.some(({ fields }) => fields.some(isArrival))) return { names: namesOf(salesforceId, label), isNew: true };
  const isLinked = status === 'unchanged' || status === 'updated';
  return isLinked && salesforceId !== undefined ? { names: namesOf(salesforceId), isNew: false } : undefined;
}

function isArrival({ field, to }: FieldChange): boolean {
  return (field === 'Exact_Id__c' && to !== null) || (field === 'IsActive' && to === true);
}

function namesOf(...names: readonly unknown[]): string[] {
  return names.filter((name) => typeof name === 'string' && name !== '').map((name) => String(name).trim().toLowerCase());
}
