import type { Stage } from './stage.ts';

/** Links products to items of a further division, each by a row of its own. */
export async function linkProducts(
  stage: Stage,
  division: number,
  links: readonly { readonly itemId: string; readonly productId: string }[],
): Promise<void> {
  await stage.createRecords(
    links.map(({ itemId, productId }) => ({
      object: 'ExactLink__c',
      fields: {
        Key__c: `${division}-Items-${itemId}`,
        Division__c: String(division),
        Entity__c: 'Items',
        Role__c: 'item',
        Exact_Id__c: itemId,
        Product__c: productId,
      },
    })),
  );
}
