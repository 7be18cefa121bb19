export { askSelling, type SellingParts } from './ask.ts';
export { SellingMemory } from './memory.ts';
export type { Origin, SellingAnswer, SellingCredit, SellingLine, SellingPrice, SellingQuestion, SellingStock } from './types.ts';
