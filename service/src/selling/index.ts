export { askSelling } from './ask.ts';
export { SellingMemory } from './memory.ts';
export type { Origin, SellingAnswer, SellingLine, SellingPrice, SellingQuestion } from './types.ts';
