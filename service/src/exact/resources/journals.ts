import { flag, integer, key, text, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const FIELDS = {
  ID: key(),
  Code: key(),
  Description: text(),
  Type: integer(),
  IsBlocked: flag(),
  Currency: text(),
  AllowVariableCurrency: flag(),
} as const;

/** A journal. Type 20 is sales, 21 return invoices. */
export type ExactJournal = RowOf<typeof FIELDS>;

/** Journals. */
export const JOURNALS = resource({ path: 'financial/Journals', key: 'ID', fields: FIELDS });
