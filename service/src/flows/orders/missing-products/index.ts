export { readMissing, withPlaceholder } from './facts.ts';
export { planItems } from './made-items.ts';
export { describedLine, onPlaceholder, placeholderNote, withItem } from './placeholder.ts';
export { SHOWN_MISSING_PRODUCTS } from './settings-texts.ts';
