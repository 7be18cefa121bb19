import { integer, key, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const FIELDS = {
  Journal: key(),
  /** 20 is sales. */
  JournalType: integer(),
  Year: integer(),
  Period: integer(),
  /** 0 open, 1 closed. */
  Status: integer(),
} as const;

/** Whether a journal may be booked in, in one period. */
export type ExactJournalStatus = RowOf<typeof FIELDS>;

/** Every journal in every period, 60 a page. */
export const JOURNAL_STATUSES = resource({ path: 'read/financial/JournalStatusList', key: 'Journal', fields: FIELDS });
