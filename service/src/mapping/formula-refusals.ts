import type { ASTNode } from '@marcbachmann/cel-js';
import { MAX_STEPS } from './formula-budget.ts';
import { estimatedSteps } from './formula-cost.ts';
import { isOwnMacro } from './formula-environment.ts';
import { callOf, walk } from './formula-nodes.ts';
import { isTableName, TABLE_NAMES } from './tables.ts';

/** Why a formula is refused, one sentence. */
export class FormulaRefused extends Error {
  override readonly name = 'FormulaRefused';
}

/**
 * Throws FormulaRefused for what parses and still may not run: calls without a bound, keys that are not written out, too many
 * steps. Answers the steps the formula takes, as far as its text tells.
 */
export function refuseForbidden(ast: ASTNode): number {
  for (const node of walk(ast)) {
    refuseCall(node);
    if (node.op === 'value' && node.args instanceof Uint8Array) throw noBytes();
    // The type of a map holds the type of its key: maps as keys of maps double it with each level.
    if (node.op === 'map' && node.args.some(([key]) => key.op !== 'value')) {
      throw new FormulaRefused('the names before the colons of a list in braces { } are written out as texts in quotes');
    }
  }
  const steps = estimatedSteps(ast);
  if (steps > MAX_STEPS) throw tooManySteps(steps);
  return steps;
}

function refuseCall(node: ASTNode): void {
  const call = callOf(node);
  if (call === undefined) return;
  if (call.name === 'matches')
    throw new FormulaRefused('the function matches is not allowed; use contains, startsWith or endsWith');
  if (call.name === 'bytes') throw noBytes();
  if (isOwnMacro(call.name)) throw new FormulaRefused(`there is no function ${call.name}`);
  if (call.name !== 'lookup') return;
  const [table] = call.operands;
  if (table?.op !== 'value' || typeof table.args !== 'string' || !isTableName(table.args)) {
    throw new FormulaRefused(
      `the function lookup wants one of the tables ${TABLE_NAMES.map((name) => `"${name}"`).join(', ')} first`,
    );
  }
}

function tooManySteps(steps: number): FormulaRefused {
  const about = steps < 1e15 ? `to ${stepsText(steps)} steps` : 'to countless steps';
  return new FormulaRefused(
    `this formula may take too long: lists inside lists multiply, here ${about}, and at most ${stepsText(MAX_STEPS)} are allowed; use shorter lists, or fewer inside each other`,
  );
}

/** Steps as a person reads them. */
export function stepsText(steps: number): string {
  return Math.ceil(steps).toLocaleString('en');
}

function noBytes(): FormulaRefused {
  return new FormulaRefused('formulas work with texts, not with bytes');
}
