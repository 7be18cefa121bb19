export { linkKey, parseLinkKey } from './link-key.ts';
export type { LinkMemory, RememberedLink } from './link-memory.ts';
export { LINK_KEY_FIELD, LINK_OBJECT, linkRowFields, linkRowsByKey, linkRowsQuery, type LinkRow } from './link-rows.ts';
export { LinkStore, type Link, type LinkInStep } from './link-store.ts';
export { recordRefOf, salesforceRef, type RecordRef, type SalesforceRef } from './record-ref.ts';
export { LinkRoles, type LinkRole, type NamedRoles } from './roles.ts';
