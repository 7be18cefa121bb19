import { resource } from './reading.ts';

/** A journal. Type 20 is sales, 21 return invoices. */
export interface ExactJournal {
  readonly id: string;
  readonly code: string;
  readonly description: string | null;
  readonly type: number | null;
  readonly isBlocked: boolean;
  readonly currency: string | null;
}

/** Journals. */
export const JOURNALS = resource<ExactJournal>({
  path: 'financial/Journals',
  key: 'ID',
  select: ['ID', 'Code', 'Description', 'Type', 'IsBlocked', 'Currency'],
  read: (row) => ({
    id: row.key('ID'),
    code: row.key('Code'),
    description: row.text('Description'),
    type: row.integer('Type'),
    isBlocked: row.flag('IsBlocked'),
    currency: row.text('Currency'),
  }),
});
