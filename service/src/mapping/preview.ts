import type { TandemError } from '../errors/index.ts';
import { applyRules, type CompiledRule, type MappedValue, type MappingNames, type TargetLimits } from './rules.ts';
import type { FormulaScope } from './formula.ts';

/** What one field of a sample record would get, or why it would get nothing. */
export interface PreviewField {
  readonly object: string;
  readonly field: string;
  readonly value: MappedValue;
  readonly problem: TandemError | undefined;
}

export interface PreviewRecord {
  readonly label: string;
  readonly fields: readonly PreviewField[];
}

/** Maps sample records with the rules of a draft, every field with its value or its problem. Nothing is read or written. */
export function previewRecords(
  rules: readonly CompiledRule[],
  samples: readonly { readonly label: string; readonly scope: FormulaScope }[],
  limitsOf: (object: string, field: string) => TargetLimits | undefined,
  system: MappingNames['system'],
): readonly PreviewRecord[] {
  return samples.map(({ label, scope }) => ({
    label,
    fields: rules.map((rule) => {
      const { fields, problems } = applyRules([rule], scope, (field) => limitsOf(rule.object, field), { record: label, system });
      return { object: rule.object, field: rule.field, value: fields[0]?.value ?? null, problem: problems[0] };
    }),
  }));
}
