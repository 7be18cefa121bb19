export { outcomesOf } from './outcomes.ts';
export { isReference, type Reference } from './references.ts';
export type { SalesforceObject } from './salesforce-object.ts';
export { SalesforceWrites } from './salesforce-writes.ts';
