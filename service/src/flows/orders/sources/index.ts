export { SHIPPED_SOURCES } from './shipped.ts';
export { sourceOf, sourceProblems, sourceReferences, SOURCES, type SourceDocument } from './source-document.ts';
export { ownField, relationOf, type OrderSource } from './source.ts';
