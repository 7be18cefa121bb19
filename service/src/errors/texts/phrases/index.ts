import { CHECK_PHRASES } from './checks.ts';
import { FORMULA_PHRASES } from './formulas.ts';
import { PAGE_PHRASES } from './pages.ts';
import { RECORD_PHRASES } from './records.ts';
import { SELLING_PHRASES } from './selling.ts';
import { SETTINGS_PHRASES } from './settings.ts';
import { SYSTEM_PHRASES } from './systems.ts';

/**
 * Words of Tandem's own that are no problems: whole sentences of pages and checks, and parts that fill a slot where a value alone
 * does not say it. Stored and carried as key and params, so that each reader gets them in his language. One file an area.
 */
export const PHRASES = {
  ...RECORD_PHRASES,
  ...CHECK_PHRASES,
  ...PAGE_PHRASES,
  ...FORMULA_PHRASES,
  ...SELLING_PHRASES,
  ...SETTINGS_PHRASES,
  ...SYSTEM_PHRASES,
} as const;

export type PhraseKey = keyof typeof PHRASES;
