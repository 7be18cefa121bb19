import { key, text, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const FIELDS = {
  /** Currencies have no id: the code is their key. */
  Code: key(),
  Description: text(),
} as const;

/** A currency that this company in Exact works with; orders name it by its code. */
export type ExactCurrency = RowOf<typeof FIELDS>;

/** Currencies; a few, without a sync stream. */
export const CURRENCIES = resource({ path: 'general/Currencies', key: 'Code', fields: FIELDS });
