import { phrase } from '../errors/index.ts';
import { FormulaStopped } from './formula-problem.ts';

/**
 * Steps one formula, and all formulas of one record together, may take. A step is 0.1 to 0.5 microseconds: reading a field, adding two
 * values, looking at one element of a list. Conditions and field formulas take ten to a hundred each.
 */
export const MAX_STEPS = 10_000;

/** Steps the formulas of one part of a record may take together, such as a line: an order may have a thousand. */
export const MAX_STEPS_A_PART = 1_000;

/** Characters of a text, and of a list with everything in it: the longest text field of Salesforce. */
export const MAX_SIZE = 131_072;

/** Elements of a list. */
export const MAX_ELEMENTS = 1_000;

/** Digits of a number, before and after its decimal point; amounts of both systems have less than thirty. */
export const MAX_DIGITS = 100;

/** Steps left to the formulas of one record. What is spent stays spent, also where a formula goes on after an error. */
export class FormulaBudget {
  #left: number;

  constructor(steps: number = MAX_STEPS) {
    this.#left = steps;
  }

  /** Throws FormulaStopped when nothing is left. */
  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) throw new FormulaStopped(phrase('formula_takes_long'));
  }
}
