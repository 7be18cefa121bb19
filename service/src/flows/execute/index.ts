export { exactObject, type Posted } from './exact-object.ts';
export { outcomesOf } from './outcomes.ts';
export { haltsSending } from './policy.ts';
export { problemChanges, type ProblemFields } from './problem-note.ts';
export { fingerprintWithin } from './remember.ts';
export type { SalesforceObject } from './salesforce-object.ts';
export { refuseStrangers, type ObjectTables } from './tables.ts';
export { findReferenced, isReference } from './references.ts';
export { carryOut, writePlan } from './write-plan.ts';
