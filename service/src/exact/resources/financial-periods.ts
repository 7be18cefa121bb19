import { date, integer, key, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const FIELDS = {
  ID: key(),
  FinYear: integer(),
  FinPeriod: integer(),
  /** Days, `yyyy-mm-dd`, both in it. */
  StartDate: date(),
  EndDate: date(),
} as const;

/** A period of a financial year. */
export type ExactFinancialPeriod = RowOf<typeof FIELDS>;

/** Periods of all years; a financial year need not be a calendar year. */
export const FINANCIAL_PERIODS = resource({ path: 'financial/FinancialPeriods', key: 'ID', fields: FIELDS });
