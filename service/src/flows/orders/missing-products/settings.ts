import { z } from 'zod';
import { phrase } from '../../../errors/index.ts';
import { FORMULA, type ConfigurationProblem, type FormulaVariable } from '../../../mapping/index.ts';

/** Longest code of an item in Exact. */
export const CODE_LENGTH = 30;

/** Where the condition on missing products stands. */
export const MISSING_CONDITION = '/missingProducts/when';

/** Settings of what becomes of a line whose product has no item in Exact. */
export const MISSING_PRODUCTS = z
  .strictObject({
    use: z
      .enum(['stop', 'create', 'placeholder'])
      .default('stop')
      .describe('a product without item stops its order, is made in Exact, or goes on the line of a placeholder item'),
    when: FORMULA.optional().describe('only order products for which this CEL condition is true; others stop their order'),
    placeholderCode: z.string().trim().min(1).max(CODE_LENGTH).optional().describe('code of the placeholder item in Exact'),
  })
  .prefault({});

type MissingDocument = z.output<typeof MISSING_PRODUCTS>;

/** The condition of these settings, over what it may name. */
export function missingConditions({ when }: MissingDocument, over: readonly FormulaVariable[]) {
  return when === undefined ? [] : [{ pointer: MISSING_CONDITION, text: when, over }];
}

/** What is wrong with these settings by themselves. */
export function missingProblems({ use, placeholderCode }: MissingDocument): ConfigurationProblem[] {
  if (use !== 'placeholder' || placeholderCode !== undefined) return [];
  return [{ pointer: '/missingProducts/placeholderCode', fault: phrase('placeholder_code_needed') }];
}
