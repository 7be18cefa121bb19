import { resource } from './reading.ts';

/** A currency that this company in Exact works with; orders name it by its code. */
export interface ExactCurrency {
  /** Currencies have no id: the code is their key. */
  readonly id: string;
  readonly code: string;
  readonly description: string | null;
}

/** Currencies; a few, without a sync stream. */
export const CURRENCIES = resource<ExactCurrency>({
  path: 'general/Currencies',
  key: 'Code',
  select: ['Code', 'Description'],
  read: (row) => ({ id: row.key('Code'), code: row.key('Code'), description: row.text('Description') }),
});
