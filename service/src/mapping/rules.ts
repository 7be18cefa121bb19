import { isTandemError, phrase, TandemError, type ParamValue, type Phrase } from '../errors/index.ts';
import { amountText, Decimal, roundTo } from '../money/index.ts';
import { FormulaBudget, MAX_STEPS, MAX_STEPS_A_PART } from './formula-budget.ts';
import { truncateText } from './formula-environment.ts';
import { quoted } from './formula-problem.ts';
import type { Formula, FormulaScope, FormulaValue } from './formula.ts';

/** When a target field is written: see `plannedChanges`. */
export type RulePolicy = 'always' | 'create' | 'ifEmpty' | 'never';

/** What becomes of a text that is too long: shortened or left out, both told by a note, or the record stops. */
export type TooLong = 'truncate' | 'leaveOut' | 'issue';

/** A field rule, checked and ready. */
export interface CompiledRule {
  readonly system: 'exact' | 'salesforce';
  /** The target's object where a flow fills several (`Account`, `Line`, ...); the flow's own object otherwise. */
  readonly object: string;
  /** True where a record of the flow has many of the object, such as the lines of an order. */
  readonly isOfPart: boolean;
  readonly field: string;
  readonly policy: RulePolicy;
  readonly tooLong: TooLong;
  /** A rule of Tandem's own is left out where the org does not have its field; a written one is a problem there. */
  readonly isDefault: boolean;
  readonly formula: Formula;
}

/** What a target field takes, from Exact's field list or the org's describe. */
export interface TargetLimits {
  readonly kind: 'text' | 'amount' | 'date' | 'flag' | 'guid' | 'integer' | 'picklist';
  readonly length?: number;
  /** Decimals that it keeps; absent where it takes any number of them. */
  readonly scale?: number;
  /** Values of a picklist that takes no others. */
  readonly values?: readonly string[];
}

/** A value ready for its target: text, yes or no, an amount as plain decimal text, or null for empty. */
export type MappedValue = string | boolean | null;

export interface MappedField {
  readonly rule: CompiledRule;
  readonly value: MappedValue;
  /** What was done to the text so that it fits. */
  readonly note?: Phrase;
}

export interface MappedRecord {
  readonly fields: readonly MappedField[];
  /** One for every rule that could not be applied. */
  readonly problems: readonly TandemError[];
}

/** Who the target belongs to, for the words of a problem. */
export interface MappingNames {
  /** What a person calls the source record. */
  readonly record: ParamValue;
  /** `Exact Online` or `Salesforce`. */
  readonly system: string;
}

/** Steps that the rules of one target object may take together for one record; an order has many lines. */
export function mostSteps(isOfPart: boolean): number {
  return isOfPart ? MAX_STEPS_A_PART : MAX_STEPS;
}

/**
 * Works out every rule of one object for one record. Pure; a rule that fails adds its problem and leaves its field out,
 * the other rules go on. `limitsOf` answers undefined for a field that the target does not have.
 */
export function applyRules(
  rules: readonly CompiledRule[],
  scope: FormulaScope,
  limitsOf: (field: string) => TargetLimits | undefined,
  names: MappingNames,
): MappedRecord {
  const fields: MappedField[] = [];
  const problems: TandemError[] = [];
  const budget = new FormulaBudget(mostSteps(rules[0]?.isOfPart === true));
  for (const rule of rules) {
    if (rule.policy === 'never') continue;
    try {
      const limits = limitsOf(rule.field);
      if (limits === undefined && rule.isDefault) continue;
      if (limits === undefined)
        throw new TandemError('target_field_missing', { field: rule.field, object: rule.object }, { field: rule.field });
      const value = rule.formula.evaluate(scope, { field: rule.field, record: names.record }, budget);
      fields.push({ rule, ...fit(value, rule, limits, names) });
    } catch (error) {
      if (!isTandemError(error)) throw error;
      problems.push(error);
    }
  }
  return { fields, problems };
}

type Fitted = Pick<MappedField, 'value' | 'note'>;

function fit(value: FormulaValue, rule: CompiledRule, limits: TargetLimits, names: MappingNames): Fitted {
  if (value === null) return { value: limits.kind === 'flag' ? false : null };
  if (typeof value === 'boolean') return { value: limits.kind === 'flag' ? value : String(value) };
  // What the target would round when it stores it would look changed for ever.
  if (Decimal.isDecimal(value)) return { value: amountText(limits.scale === undefined ? value : roundTo(value, limits.scale)) };
  if (limits.kind === 'amount' || limits.kind === 'integer') return { value: numberText(value, rule, names) };
  if (limits.kind === 'date') return { value: value.slice(0, 10) };
  if (limits.values !== undefined && !limits.values.includes(value)) {
    throw new TandemError('picklist_value_refused', { record: names.record, value, field: rule.field }, { field: rule.field });
  }
  return fitLength(value, rule, limits, names);
}

function fitLength(value: string, rule: CompiledRule, limits: TargetLimits, names: MappingNames): Fitted {
  const { system } = names;
  const limit = limits.length;
  if (limit === undefined || value.length <= limit) return { value };
  if (rule.tooLong === 'truncate') {
    const cut = truncateText(value, limit);
    return { value: cut, note: phrase('note_shortened', { from: value.length, to: cut.length, system, limit }) };
  }
  if (rule.tooLong === 'leaveOut') return { value: null, note: phrase('note_left_out', { length: value.length, system, limit }) };
  throw new TandemError(
    'text_too_long',
    { field: rule.field, record: names.record, length: value.length, system, limit },
    { field: rule.field },
  );
}

function numberText(value: string, rule: CompiledRule, names: MappingNames): string {
  if (/^-?\d+(\.\d+)?$/.test(value.trim())) return amountText(new Decimal(value.trim()));
  throw new TandemError(
    'formula_failed',
    { field: rule.field, record: names.record, problem: phrase('formula_no_number', { value: quoted(value) }) },
    { field: rule.field },
  );
}
