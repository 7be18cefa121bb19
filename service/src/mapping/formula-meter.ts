import { number, phrase } from '../errors/index.ts';
import type { ASTNode } from '@marcbachmann/cel-js';
import { Decimal } from '../money/index.ts';
import { FormulaBudget, MAX_DIGITS, MAX_ELEMENTS, MAX_SIZE } from './formula-budget.ts';
import { OperandCharges, textTooLong } from './formula-charges.ts';
import { FormulaStopped } from './formula-problem.ts';

/** The part of the library that works out every node of a formula; it is handed to macros. */
export interface Evaluator {
  run(node: EvaluatedNode, context: unknown): unknown;
  tryEval(node: EvaluatedNode, context: unknown): unknown;
}

/** A node as the evaluator sees it; `op` may be one that only macros make, such as `accuPush`. */
export interface EvaluatedNode {
  readonly op: string;
  evaluate(evaluator: Evaluator, node: EvaluatedNode, context: unknown): unknown;
}

// These hand on what another node made, or a list that still grows.
const HANDS_ON: ReadonlySet<string> = new Set(['?:', '&&', '||', 'comprehension', 'accuPush', 'accuValue', 'accuInc']);
/** Characters that are read or copied in one step. */
const CHARACTERS_A_STEP = 512;
const DECIMAL_STEPS = 3;
/** Making an error takes as long as making many values. */
const ERROR_STEPS = 20;
/** What an element of a list counts for by itself, in characters. */
const ELEMENT_SIZE = 8;
/** Lists inside lists, as a system may send them in a custom field. */
const MAX_NESTING = 30;
const MAX_INTEGER = 2n ** 64n;
const LARGEST_DOUBLE = 10 ** MAX_DIGITS;

/**
 * Counts and weighs everything a formula makes while it is worked out. The library bounds only what it parses, but every node,
 * also inside a macro, goes through `run` of its evaluator, and errors that the formula may get over through `tryEval`.
 */
export class FormulaMeter {
  readonly #charges: OperandCharges;
  readonly #root: ASTNode;
  readonly #sizes = new WeakMap<object, number>();
  #budget = new FormulaBudget(0);

  /** `evaluator` is the one of the formula's own environment, `root` its checked tree. */
  constructor(evaluator: Evaluator, root: ASTNode) {
    this.#charges = new OperandCharges(root);
    this.#root = root;
    evaluator.run = (node, context) => this.#metered(node, () => node.evaluate(evaluator, node, context));
    evaluator.tryEval = (node, context) => {
      try {
        return evaluator.run(node, context);
      } catch (error) {
        if (error instanceof FormulaStopped) throw error;
        this.#budget.spend(ERROR_STEPS);
        return error;
      }
    };
  }

  /** Works the formula out by `program` at the cost of this budget. Throws FormulaStopped at a limit. */
  workOut(program: () => unknown, budget: FormulaBudget): unknown {
    this.#budget = budget;
    return this.#metered(this.#root, program);
  }

  #metered(node: { readonly op: string }, work: () => unknown): unknown {
    this.#budget.spend(1);
    this.#charges.begin(node);
    const value = work();
    if (!HANDS_ON.has(node.op)) this.#budget.spend(this.#stepsOf(value));
    this.#charges.made(node, value, this.#budget);
    return value;
  }

  /** Steps for making or reading a value. Throws FormulaStopped for one above a limit. */
  #stepsOf(value: unknown): number {
    if (typeof value === 'string') {
      if (value.length > MAX_SIZE) throw textTooLong();
      return Math.floor(value.length / CHARACTERS_A_STEP);
    }
    if (typeof value === 'bigint') {
      if (value > MAX_INTEGER || value < -MAX_INTEGER) throw numberTooLong();
      return 0;
    }
    if (typeof value === 'number' && !(Math.abs(value) < LARGEST_DOUBLE)) throw numberTooLong();
    if (typeof value !== 'object' || value === null) return 0;
    if (Decimal.isDecimal(value)) return stepsOfDecimal(value);
    return Math.floor(this.#sizeOf(value, 0) / CHARACTERS_A_STEP);
  }

  /** Characters of a list or map with everything in it: what comparing it may take. Lists never change once they are made. */
  #sizeOf(value: unknown, nesting: number): number {
    if (typeof value === 'string') return value.length;
    const elements = elementsOf(value);
    // An empty list may be the beginning of one that a macro fills.
    if (elements === undefined || elements.all.length === 0) return 0;
    const known = this.#sizes.get(elements.of);
    if (known !== undefined) return known;
    if (elements.all.length > MAX_ELEMENTS)
      throw new FormulaStopped(phrase('formula_long_list', { count: number(MAX_ELEMENTS) }));
    if (nesting > MAX_NESTING) throw new FormulaStopped(phrase('formula_deep_list'));
    let size = 0;
    for (const element of elements.all) {
      size += ELEMENT_SIZE + this.#sizeOf(element, nesting + 1);
      if (size > MAX_SIZE) throw new FormulaStopped(phrase('formula_large_list', { count: number(MAX_SIZE) }));
    }
    this.#sizes.set(elements.of, size);
    return size;
  }
}

/** What a list or map holds. Records of the two systems are no values that a formula makes or compares. */
function elementsOf(value: unknown): { readonly of: object; readonly all: readonly unknown[] } | undefined {
  if (Array.isArray(value)) return { of: value, all: value };
  if (typeof value !== 'object' || value === null) return undefined;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return undefined;
  return { of: value, all: Object.values(value) };
}

/** A number of a million digits is one squaring away from one of a thousand, and writes as many zeros. */
function stepsOfDecimal(value: Decimal): number {
  if (!value.isFinite() || Math.abs(value.e) > MAX_DIGITS || value.precision() > MAX_DIGITS) throw numberTooLong();
  return DECIMAL_STEPS;
}

function numberTooLong(): FormulaStopped {
  return new FormulaStopped(phrase('formula_long_number', { count: MAX_DIGITS }));
}
