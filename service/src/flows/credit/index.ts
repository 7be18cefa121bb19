export { agreedAsKnown, agreedInExact, type AgreedCredit } from './agreed.ts';
export { CREDIT } from './flow.ts';
export { knownDebtor, SHOWN_CREDIT, type KnownDebtor, type ShownCredit } from './terms.ts';
