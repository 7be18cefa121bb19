export { factsOf } from './item-facts.ts';
export { ITEM, ITEM_ROLE, itemRef } from './item-role.ts';
export { itemIdOf, LinkedProducts } from './linked-products.ts';
export type { LinkedProduct, ProductLinkRow } from './product-links.ts';
