import { phrase, type ParamValue } from './params.ts';

/** Who did something, where Tandem knows no name: stored in the place of one. */
export const UNNAMED = { administrator: 'Salesforce administrator', operator: 'The operator of the service' } as const;

/** Who did something, as a value of a text: a name stays what it is. */
export function named(stored: string): ParamValue {
  if (stored === UNNAMED.administrator) return phrase('unnamed_administrator');
  return stored === UNNAMED.operator ? phrase('unnamed_operator') : stored;
}
