export { linkKey, parseLinkKey } from './link-key.ts';
export type { LinkMemory, RememberedLink } from './link-memory.ts';
export {
  LINK_KEY_FIELD,
  LINK_OBJECT,
  LINK_STAMP,
  linkRowFields,
  linkRowsByKey,
  linkRowsQuery,
  stampedLink,
  type LinkRow,
  type StampedLink,
} from './link-rows.ts';
export { LinkStore, type Link, type LinkInStep } from './link-store.ts';
export { recordRefOf, salesforceRef, type RecordRef, type SalesforceRef } from './record-ref.ts';
export { LinkRoles, type LinkRole, type NamedRoles } from './roles.ts';
