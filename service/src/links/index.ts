export { linkKey, parseLinkKey } from './link-key.ts';
export type { LinkMemory, RememberedLink } from './link-memory.ts';
export { LinkStore, type Link, type LinkInStep } from './link-store.ts';
export { recordRefOf, salesforceRef, type RecordRef, type SalesforceRef } from './record-ref.ts';
export { factsOfRole, mainRoleOf, type LinkRole } from './roles.ts';
