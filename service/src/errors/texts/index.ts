import { CATALOGUE } from '../catalogue.ts';
import type { Translated } from '../language.ts';
import { DUTCH } from './nl/index.ts';
import { PHRASES } from './phrases/index.ts';
import type { Texts } from './translation.ts';

/** What Tandem says, one line a language. The English texts of problems stand in the catalogue. */
export const TEXTS: Translated<Texts> = {
  en: { problems: CATALOGUE, phrases: PHRASES },
  nl: DUTCH,
};
