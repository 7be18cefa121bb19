export { asHeader, asLine, leftBehind } from './as-document.ts';
export { registersOf, targetFor } from './choice.ts';
export { readTargetFacts } from './facts.ts';
export { targetFindings } from './findings.ts';
export type { TargetKind } from './kinds.ts';
export { ownFields } from './own-fields.ts';
export { SHOWN_TARGET_SETTINGS } from './settings-texts.ts';
export type { DocumentRegister, ExactDocument, ExactDocumentLine, OrderTarget } from './target.ts';
export { kindNamed, targetOf, TARGETS } from './targets.ts';
