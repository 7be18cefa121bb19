export { linkKey, parseLinkKey, type LinkKey } from './link-key.ts';
export type { LinkMemory, RememberedLink } from './link-memory.ts';
export { LinkStore, type Link, type LinkInStep } from './link-store.ts';
export { recordRefOf, salesforceRef, type ExactRef, type RecordRef, type SalesforceRef } from './record-ref.ts';
export { factsOfRole, mainRoleOf, type LinkRole } from './roles.ts';
