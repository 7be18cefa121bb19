import type { ASTNode } from '@marcbachmann/cel-js';
import { number, phrase } from '../errors/index.ts';
import type { FormulaBudget } from './formula-budget.ts';
import { MAX_SIZE } from './formula-budget.ts';
import { callOf, walk } from './formula-nodes.ts';
import { FormulaStopped, formulaFailed } from './formula-problem.ts';

/** Steps a call costs beyond reading its operands, told from their values before the call is made. */
type Charge = (operands: readonly unknown[]) => number;

/** Comparisons of two characters in one step, where a text is searched for another. */
const COMPARISONS_A_STEP = 2_000;
/** Characters cut into parts in one step. */
const PARTED_A_STEP = 100;
/** The tables of time zones are read anew for each call. */
const TIME_ZONE_STEPS = 100;
const STREET_STEPS = 50;
/** Reading a number tries the patterns of countries. */
const NUMBER_STEPS = 50;
const LONGEST_DURATION = 40;

const CHARGES: Readonly<Record<string, Charge>> = {
  contains: searched,
  indexOf: searched,
  lastIndexOf: searched,
  split: (operands) => searched(operands) + parted(operands),
  join: joined,
  duration: durationText,
  addressLine: parted,
  streetName: () => STREET_STEPS,
  houseNumber: () => STREET_STEPS,
  houseNumberSuffix: () => STREET_STEPS,
  phone: numbered,
  vatNumber: numbered,
  chamberOfCommerce: numbered,
  ...Object.fromEntries(
    ['Date', 'DayOfMonth', 'DayOfWeek', 'DayOfYear', 'FullYear', 'Month', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'].map(
      (part) => [`get${part}`, inTimeZone],
    ),
  ),
};

interface ChargedCall {
  readonly charge: Charge;
  readonly values: unknown[];
  known: number;
}

/**
 * Charges for calls whose time or result is more than their operands show, such as joining a list by a long text. The library
 * works operands out one by one and then makes the call, so the last operand is where the call can still be stopped.
 */
export class OperandCharges {
  readonly #calls = new Map<object, ChargedCall>();
  readonly #operands = new Map<object, { readonly call: ChargedCall; readonly index: number }>();

  constructor(ast: ASTNode) {
    for (const node of walk(ast)) {
      const call = callOf(node);
      const charge = call !== undefined && Object.hasOwn(CHARGES, call.name) ? CHARGES[call.name] : undefined;
      if (call === undefined || charge === undefined) continue;
      const charged: ChargedCall = { charge, values: new Array<unknown>(call.operands.length), known: 0 };
      this.#calls.set(node, charged);
      call.operands.forEach((operand, index) => this.#operands.set(operand, { call: charged, index }));
    }
  }

  /** A node is about to be worked out: what an earlier, broken attempt knew of its operands counts no more. */
  begin(node: object): void {
    const call = this.#calls.get(node);
    if (call !== undefined) call.known = 0;
  }

  /** A node gave this value. Throws FormulaStopped where the call it belongs to costs more than is left. */
  made(node: object, value: unknown, budget: FormulaBudget): void {
    const operand = this.#operands.get(node);
    if (operand === undefined) return;
    const { call, index } = operand;
    call.values[index] = value;
    call.known += 1;
    if (call.known === call.values.length) budget.spend(call.charge(call.values));
  }
}

/** And each of its characters is looked at. */
function numbered(operands: readonly unknown[]): number {
  return NUMBER_STEPS + parted(operands);
}

function searched([text, part]: readonly unknown[]): number {
  if (typeof text !== 'string' || typeof part !== 'string') return 0;
  return (Math.max(1, text.length - part.length + 1) * part.length) / COMPARISONS_A_STEP;
}

function parted([text]: readonly unknown[]): number {
  return typeof text === 'string' ? text.length / PARTED_A_STEP : 0;
}

function joined([list, separator]: readonly unknown[]): number {
  if (!Array.isArray(list) || typeof separator !== 'string') return 0;
  if (list.length * separator.length > MAX_SIZE) throw textTooLong();
  return 0;
}

/** The library looks for the units of a duration by a pattern that takes for ever on a long row of digits. */
function durationText([text]: readonly unknown[]): number {
  if (typeof text === 'string' && text.length > LONGEST_DURATION) throw formulaFailed(phrase('formula_short_duration'));
  return 0;
}

function inTimeZone(operands: readonly unknown[]): number {
  return operands.length > 1 ? TIME_ZONE_STEPS : 0;
}

/** What is said of a text above the limit. */
export function textTooLong(): FormulaStopped {
  return new FormulaStopped(phrase('formula_long_text', { count: number(MAX_SIZE) }));
}
