import { flag, instant, integer, text, wholeNumber, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const FIELDS = {
  Code: wholeNumber(),
  Description: text(),
  Country: text(),
  Currency: text(),
  Legislation: text(),
  IsMainDivision: flag(),
  BlockingStatus: integer(),
  DivisionMoveDate: instant(),
  DivisionHRLinkUnlinkDate: instant(),
} as const;

/** A division (company). A blocking status other than 0 means it cannot be used. */
export type ExactDivisionInfo = RowOf<typeof FIELDS>;

/** Divisions the user may use and the app was granted. */
export const DIVISIONS = resource({ path: 'system/Divisions', key: 'Code', fields: FIELDS });
