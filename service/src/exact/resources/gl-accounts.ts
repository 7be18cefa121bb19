import { flag, integer, key, text, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const FIELDS = {
  ID: key(),
  Code: key(),
  Description: text(),
  Type: integer(),
  IsBlocked: flag(),
} as const;

/** A general ledger account. */
export type ExactGlAccount = RowOf<typeof FIELDS>;

/** General ledger accounts. */
export const GL_ACCOUNTS = resource({ path: 'financial/GLAccounts', key: 'ID', fields: FIELDS });
