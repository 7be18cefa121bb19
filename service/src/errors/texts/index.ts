import { CATALOGUE, type ErrorCode } from '../catalogue.ts';
import type { Language } from '../language.ts';
import { DUTCH_CONFIGURATION } from './nl/configuration.ts';
import { DUTCH_CONNECTION } from './nl/connection.ts';
import { DUTCH_CUSTOMERS } from './nl/customers.ts';
import { DUTCH_ENGINE } from './nl/engine.ts';
import { DUTCH_EXACT } from './nl/exact.ts';
import { DUTCH_ORDERS } from './nl/orders.ts';
import { DUTCH_PHRASES } from './nl/phrases.ts';
import { DUTCH_PRODUCTS } from './nl/products.ts';
import { DUTCH_RECORDS } from './nl/records.ts';
import { DUTCH_SALESFORCE } from './nl/salesforce.ts';
import { DUTCH_SERVICE } from './nl/service.ts';
import { PHRASES, type PhraseKey } from './phrases.ts';
import type { ProblemText } from './translation.ts';

/** What Tandem says in one language, with `{name}` slots. The English texts of problems stand in the catalogue. */
export interface Texts {
  readonly problems: Readonly<Record<ErrorCode, ProblemText>>;
  readonly phrases: Readonly<Record<PhraseKey, string>>;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: { problems: CATALOGUE, phrases: PHRASES },
  nl: {
    problems: {
      ...DUTCH_SERVICE,
      ...DUTCH_CONNECTION,
      ...DUTCH_CONFIGURATION,
      ...DUTCH_ENGINE,
      ...DUTCH_EXACT,
      ...DUTCH_SALESFORCE,
      ...DUTCH_PRODUCTS,
      ...DUTCH_CUSTOMERS,
      ...DUTCH_ORDERS,
      ...DUTCH_RECORDS,
    },
    phrases: DUTCH_PHRASES,
  },
};
