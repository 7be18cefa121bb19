import { z } from 'zod';
import { phrase } from '../../../errors/index.ts';
import { FORMULA, type ConfigurationProblem, type FormulaVariable } from '../../../mapping/index.ts';
import type { SourceDocument } from '../sources/index.ts';
import { TARGET_KINDS, type TargetKind } from './kinds.ts';

const MOST_RULES = 20;

const journal = z.string().trim().min(1).max(8).optional();

/** What orders become in Exact, and where it is booked. */
export const TARGET_SETTINGS = z
  .strictObject({
    usual: z.enum(TARGET_KINDS).default('salesOrder').describe('what an order becomes in Exact Online'),
    rules: z
      .array(z.strictObject({ when: FORMULA, target: z.enum(TARGET_KINDS) }))
      .max(MOST_RULES)
      .default([])
      .describe('an order becomes what the first rule says whose CEL condition is true; default: the usual document'),
    invoiceJournal: journal.describe('code of the sales journal of invoices; default: the only one that the company has'),
    warehouse: z
      .string()
      .trim()
      .min(1)
      .max(8)
      .optional()
      .describe('code of the warehouse that direct invoices deliver from; default: the only one that the company has'),
  })
  .prefault({});

export type TargetSettings = z.output<typeof TARGET_SETTINGS>;

/** Where the condition of a rule stands. */
export function rulePointer(index: number): string {
  return `/targets/rules/${index}/when`;
}

/** The conditions of these settings. */
export function targetConditions({ rules }: TargetSettings, over: readonly FormulaVariable[]) {
  return rules.map(({ when }, index) => ({ pointer: rulePointer(index), text: when, over }));
}

/** Kinds of documents that these settings make, the usual one first. */
export function kindsMade({ usual, rules }: TargetSettings): readonly TargetKind[] {
  return [...new Set([usual, ...rules.map(({ target }) => target)])];
}

/** A record that cannot say what it became would be looked for among sales orders once our memory is lost. */
export function targetProblems(targets: TargetSettings, sources: readonly SourceDocument[]): ConfigurationProblem[] {
  if (kindsMade(targets).every((kind) => kind === 'salesOrder')) return [];
  return sources.flatMap(({ object, result }, index) => {
    // Those that Tandem knows by itself have the field of the package.
    return result === undefined || result.document !== undefined
      ? []
      : [{ pointer: `/sources/${index}/result/document`, fault: phrase('source_document_missing', { object }) }];
  });
}
