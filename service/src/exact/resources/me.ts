import { integer, key, text, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const FIELDS = {
  UserID: key(),
  UserName: text(),
  FullName: text(),
  Email: text(),
  CurrentDivision: integer(),
  LanguageCode: text(),
} as const;

/** The user behind the connection. */
export type ExactMe = RowOf<typeof FIELDS>;

/** The user who gave consent; the only resource without a division in its address. */
export const ME = resource({ path: 'current/Me', key: 'UserID', fields: FIELDS });
