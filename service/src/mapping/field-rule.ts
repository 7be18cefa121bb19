import { z } from 'zod';
import { wording } from '../errors/index.ts';
import { MAX_FORMULA_LENGTH } from './formula.ts';

/** The text of a formula in a document. */
export const FORMULA = z.string().min(1).max(MAX_FORMULA_LENGTH);

/** A field rule in a document. */
export const FIELD_RULE = z
  .strictObject({
    to: z
      .string()
      .max(80)
      .regex(/^[A-Za-z]\w*(\.[A-Za-z]\w*)?$/, wording('form_field_rule')),
    from: FORMULA.describe('a CEL formula'),
    policy: z
      .enum(['always', 'create', 'ifEmpty', 'never'])
      .optional()
      .describe('default: always; create for what decides money and for the e-mail address of a debtor'),
    tooLong: z
      .enum(['truncate', 'leaveOut', 'issue'])
      .default('issue')
      .describe('a text that is too long: shortened, left out (both are told), or the record stops'),
  })
  .describe('How one target field is filled; replaces the default rule of the same field');

export type FieldRuleDocument = z.output<typeof FIELD_RULE>;
