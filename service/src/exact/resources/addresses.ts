import { ADDRESS_FIELDS, flag, instant, key, takesGuid, takesInteger, text, wholeNumber } from './fields.ts';
import { resource } from './resource.ts';

/** Values of `Type`. */
export const ADDRESS_TYPES = { visit: 1, postal: 2, invoice: 3, delivery: 4 } as const;

const FIELDS = {
  ID: key(),
  Account: text(takesGuid),
  Contact: text(),
  Type: wholeNumber(takesInteger),
  Main: flag(),
  ...ADDRESS_FIELDS,
  Phone: text(),
  Modified: instant(),
} as const;

/** Further addresses of accounts, 60 a page. A POST of an address that exists already answers the existing one. */
export const ADDRESSES = resource({ path: 'crm/Addresses', key: 'ID', fields: FIELDS });
