import { resource } from './reading.ts';

/** A general ledger account. */
export interface ExactGlAccount {
  readonly id: string;
  readonly code: string;
  readonly description: string | null;
  readonly type: number | null;
  readonly isBlocked: boolean;
}

/** General ledger accounts. */
export const GL_ACCOUNTS = resource<ExactGlAccount>({
  path: 'financial/GLAccounts',
  key: 'ID',
  select: ['ID', 'Code', 'Description', 'Type', 'IsBlocked'],
  read: (row) => ({
    id: row.key('ID'),
    code: row.key('Code'),
    description: row.text('Description'),
    type: row.integer('Type'),
    isBlocked: row.flag('IsBlocked'),
  }),
});
