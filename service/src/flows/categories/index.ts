export { CategoryIndex, isCategorised } from './category-index.ts';
export { CATEGORIES } from './flow.ts';
