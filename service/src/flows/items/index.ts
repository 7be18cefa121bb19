export { ENTRY_FOUND_AGAIN, entryChanges, isSameId, type EntryRow } from './book-entries.ts';
export { fittingEntryPrice, fittingPrice, type EntryPrice } from './fitting-price.ts';
export { choosePrice, isGeneralPrice, isValidOn, turningDays } from './general-price.ts';
export { factsOf } from './item-facts.ts';
export { ITEM, ITEM_ROLE, itemRef } from './item-role.ts';
export { LaterLooks } from './later-looks.ts';
export { itemIdOf, LinkedProducts } from './linked-products.ts';
export type { LinkedProduct, ProductLinkRow } from './product-links.ts';
