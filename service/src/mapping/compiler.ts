import { number, phrase } from '../errors/index.ts';
import type { Configuration } from './configuration.ts';
import type { ConfigurationProblem } from './configuration-problem.ts';
import type { ConfigurationDocument } from './document.ts';
import type { FieldRuleDocument } from './field-rule.ts';
import type { DivisionRule, FlowDocument, FlowMapping, FlowSettings, RuleTarget } from './flow-mapping.ts';
import { compileFormula, type Formula, type FormulaResult } from './formula.ts';
import type { FormulaFunctions } from './formula-environment.ts';
import { FormulaRefused } from './formula-refusals.ts';
import { mostSteps, type CompiledRule } from './rules.ts';
import type { FormulaVariable } from './source-fields.ts';

/** Compiles the formulas of a document. What cannot be compiled is added to `problems` and left out. */
export function compileDocument(
  document: ConfigurationDocument,
  mappings: readonly FlowMapping[],
  problems: ConfigurationProblem[],
): Configuration {
  const compiler = new Compiler({ tables: document.tables }, problems);
  const flows = mappings.map((mapping) => [mapping.flow, compiler.flow(mapping, document.flows[mapping.flow])] as const);
  return {
    version: 1,
    divisions: document.divisions,
    tables: document.tables,
    flows: Object.fromEntries(flows.flatMap(([name, settings]) => (settings === undefined ? [] : [[name, settings]]))),
  };
}

interface PlacedRule {
  readonly rule: FieldRuleDocument;
  readonly pointer: string;
  readonly isDefault: boolean;
}

class Compiler {
  readonly #functions: FormulaFunctions;
  readonly #problems: ConfigurationProblem[];

  constructor(functions: FormulaFunctions, problems: ConfigurationProblem[]) {
    this.#functions = functions;
    this.#problems = problems;
  }

  flow(mapping: FlowMapping, document: FlowDocument | undefined): FlowSettings | undefined {
    if (document === undefined) return undefined;
    const { fields: own, when, creates, divisionRules = [], ...rest } = document;
    const pointer = `/flows/${mapping.flow}`;
    return {
      ...rest,
      when: when === undefined ? undefined : this.#compile(when, mapping.conditionOver, 'condition', `${pointer}/when`),
      ...(creates === undefined
        ? {}
        : { creates: this.#compile(creates, mapping.conditionOver, 'condition', `${pointer}/creates`) }),
      rules: this.#rules(mapping.defaultRules(document), own, `${pointer}/fields`, mapping),
      divisionRules: this.#divisionRules(divisionRules, mapping, `${pointer}/divisionRules`),
      furtherConditions: this.#furtherConditions(document, mapping, pointer),
    };
  }

  #furtherConditions(document: FlowDocument, mapping: FlowMapping, pointer: string): ReadonlyMap<string, Formula> {
    return new Map(
      (mapping.furtherConditions?.(document) ?? []).flatMap(({ pointer: place, text, over }): [string, Formula][] => {
        const formula = this.#compile(text, over, 'condition', `${pointer}${place}`);
        return formula === undefined ? [] : [[place, formula]];
      }),
    );
  }

  /** All of them may be asked for one record: together they may take no longer than one rule. */
  #divisionRules(
    rules: NonNullable<FlowDocument['divisionRules']>,
    { conditionOver }: FlowMapping,
    pointer: string,
  ): DivisionRule[] {
    const [{ salesforceObject: object = '' } = {}] = conditionOver;
    const steps = new Map<string, number>();
    return rules.flatMap(({ when, division }, index) => {
      const place = `${pointer}/${index}/when`;
      const formula = this.#compile(when, conditionOver, 'condition', place);
      if (formula === undefined) return [];
      this.#countSteps({ object }, formula, place, steps);
      return [{ when: formula, division }];
    });
  }

  /** Defaults first, each replaced by the document's rule for the same field; further rules follow. */
  #rules(
    defaults: readonly FieldRuleDocument[],
    own: readonly FieldRuleDocument[],
    pointer: string,
    mapping: FlowMapping,
  ): CompiledRule[] {
    const places = new Map<string, PlacedRule>();
    for (const rule of defaults) places.set(rule.to, { rule, pointer, isDefault: true });
    own.forEach((rule, index) => {
      const place = `${pointer}/${index}`;
      if (places.get(rule.to)?.isDefault === false) {
        this.#problems.push({ pointer: `${place}/to`, fault: phrase('rule_twice', { field: rule.to }) });
      }
      places.set(rule.to, { rule, pointer: place, isDefault: false });
    });
    const steps = new Map<string, number>();
    return [...places.values()].flatMap((place) => this.#rule(place, mapping, steps));
  }

  #rule({ rule, pointer, isDefault }: PlacedRule, mapping: FlowMapping, steps: Map<string, number>): CompiledRule[] {
    const target = mapping.targetOf(rule.to);
    if ('text' in target) {
      this.#problems.push({ pointer: `${pointer}/to`, fault: target });
      return [];
    }
    const formula = this.#compile(rule.from, target.variables, target.result, `${pointer}/from`);
    if (formula === undefined) return [];
    const { system, object, field, usualPolicy, part } = target;
    this.#countSteps(target, formula, `${pointer}/from`, steps);
    const policy = rule.policy ?? usualPolicy;
    return [{ system, object, isOfPart: part !== undefined, field, policy, tooLong: rule.tooLong, isDefault, formula }];
  }

  /** All rules of an object are worked out for each record: together they may take no longer than one. */
  #countSteps(
    { object, part }: Pick<RuleTarget, 'object' | 'part'>,
    formula: Formula,
    pointer: string,
    steps: Map<string, number>,
  ): void {
    const before = steps.get(object) ?? 0;
    const after = before + formula.steps;
    steps.set(object, after);
    const most = mostSteps(part !== undefined);
    if (before > most || after <= most) return;
    const what = part ?? phrase('one_record_of', { object });
    this.#problems.push({
      pointer,
      fault: phrase('formula_many_steps_together', { what, steps: number(Math.ceil(after)), most: number(most) }),
    });
  }

  #compile(text: string, variables: readonly FormulaVariable[], wanted: FormulaResult, pointer: string): Formula | undefined {
    try {
      return compileFormula(text, variables, wanted, this.#functions);
    } catch (error) {
      if (!(error instanceof FormulaRefused)) throw error;
      this.#problems.push({ pointer, fault: error.fault });
      return undefined;
    }
  }
}
