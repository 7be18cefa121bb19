import { flag, instant, key, rowVersion, takesGuid, takesText, text, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const FIELDS = {
  ID: key(),
  Account: key(takesGuid),
  FirstName: text(takesText(30)),
  MiddleName: text(),
  LastName: text(takesText(70)),
  FullName: text(),
  Email: text(takesText(255)),
  BusinessEmail: text(),
  Phone: text(takesText(25)),
  BusinessPhone: text(),
  Mobile: text(takesText(25)),
  JobTitleDescription: text(takesText(50)),
  Language: text(takesText(2)),
  IsMainContact: flag(),
  Modified: instant(),
} as const;

/** A person of an account. */
export type ExactContact = RowOf<typeof FIELDS>;

/** The change stream of contacts, 1,000 a page; filter with `newerThan`. */
export const SYNC_CONTACTS = resource({ path: 'sync/CRM/Contacts', key: 'ID', fields: { Timestamp: rowVersion(), ...FIELDS } });

/** Contacts, 60 a page. Main contact of an account is set on the account. */
export const CONTACTS = resource({ path: 'crm/Contacts', key: 'ID', fields: FIELDS });
