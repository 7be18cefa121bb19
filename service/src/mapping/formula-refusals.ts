import type { ASTNode } from '@marcbachmann/cel-js';
import { ENGLISH, number, phrase, valueText, type Phrase } from '../errors/index.ts';
import { MAX_STEPS } from './formula-budget.ts';
import { estimatedSteps } from './formula-cost.ts';
import { isOwnMacro } from './formula-environment.ts';
import { callOf, walk } from './formula-nodes.ts';
import { isTableName, TABLE_NAMES } from './tables.ts';

/** A formula is refused. */
export class FormulaRefused extends Error {
  override readonly name = 'FormulaRefused';
  /** Why, one clause. */
  readonly fault: Phrase;

  constructor(fault: Phrase) {
    super(valueText(fault, ENGLISH));
    this.fault = fault;
  }
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
      throw new FormulaRefused(phrase('formula_names_quoted'));
    }
  }
  const steps = estimatedSteps(ast);
  if (steps > MAX_STEPS) throw tooManySteps(steps);
  return steps;
}

function refuseCall(node: ASTNode): void {
  const call = callOf(node);
  if (call === undefined) return;
  if (call.name === 'matches') throw new FormulaRefused(phrase('formula_no_matches'));
  if (call.name === 'bytes') throw noBytes();
  if (isOwnMacro(call.name)) throw new FormulaRefused(phrase('formula_no_function', { function: call.name }));
  if (call.name !== 'lookup') return;
  const [table] = call.operands;
  if (table?.op !== 'value' || typeof table.args !== 'string' || !isTableName(table.args)) {
    const tables = TABLE_NAMES.map((name) => `"${name}"`).join(', ');
    throw new FormulaRefused(phrase('formula_which_table', { tables }));
  }
}

function tooManySteps(steps: number): FormulaRefused {
  const most = number(MAX_STEPS);
  return new FormulaRefused(
    steps < 1e15
      ? phrase('formula_many_steps', { steps: number(Math.ceil(steps)), most })
      : phrase('formula_countless_steps', { most }),
  );
}

function noBytes(): FormulaRefused {
  return new FormulaRefused(phrase('formula_no_bytes'));
}
