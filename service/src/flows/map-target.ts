import type { ParamValue } from '../errors/index.ts';
import { applyRules, type FormulaScope, type MappedField, type MappedRecord } from '../mapping/index.ts';
import { exactTargetField, type ExactTarget } from './exact-targets.ts';

/** Maps one object of Exact by those of the rules that fill it. `record`: what a person calls the source. Pure. */
export function mapTarget(
  object: ExactTarget,
  scope: FormulaScope,
  { rules }: { readonly rules: readonly MappedField['rule'][] },
  record: ParamValue,
): MappedRecord {
  const own = rules.filter((rule) => rule.object === object);
  return applyRules(own, scope, (field) => exactTargetField(object, field), { record, system: 'Exact Online' });
}
