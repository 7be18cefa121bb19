import { Environment, type ASTNode } from '@marcbachmann/cel-js';
import { number, phrase, TandemError, type Phrase } from '../errors/index.ts';
import { Decimal, toDecimal } from '../money/index.ts';
import { plainText } from './plain-text.ts';
import { FormulaBudget } from './formula-budget.ts';
import { evaluatorOf, formulaEnvironment, type FormulaFunctions } from './formula-environment.ts';
import { FormulaMeter } from './formula-meter.ts';
import { walk } from './formula-nodes.ts';
import { libraryFault } from './formula-library-faults.ts';
import { fieldOf, formulaFailed, FormulaProblem, type FormulaNames } from './formula-problem.ts';
import { FormulaRefused, refuseForbidden } from './formula-refusals.ts';
import type { FormulaVariable, SourceKind } from './source-fields.ts';

/** What a formula may give: `condition` wants yes or no, the others name the kind of their target field. */
export type FormulaResult = 'condition' | 'text' | 'amount' | 'flag' | 'any';

/** Longest formula. Conditions and field formulas are short; a program is not a formula. */
export const MAX_FORMULA_LENGTH = 1_000;

const FIELD_TYPES: Readonly<Record<SourceKind, string>> = {
  text: 'string',
  texts: 'map<string, string>',
  flag: 'bool',
  amount: 'Decimal',
  amountOrZero: 'Decimal',
};

const RESULT_TYPES: Readonly<Record<FormulaResult, readonly string[]>> = {
  condition: ['bool', 'dyn'],
  text: ['string', 'null', 'dyn', 'int', 'Decimal'],
  amount: ['Decimal', 'int', 'uint', 'double', 'null', 'dyn'],
  flag: ['bool', 'null', 'dyn'],
  any: ['string', 'bool', 'Decimal', 'int', 'uint', 'double', 'null', 'dyn'],
};

/** Records a formula looks at, by variable; keys as the systems name them. */
export type FormulaScope = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

/** A value a formula gave: text, yes or no, an amount, or nothing. */
export type FormulaValue = string | boolean | Decimal | null;

/** A field that a formula reads. */
export interface FormulaReference {
  readonly variable: string;
  readonly field: string;
  /** Its object in Salesforce; undefined for a record of Exact Online. */
  readonly salesforceObject: string | undefined;
}

/** A formula that was checked: it parses, its types fit, it names only what exists. */
export interface Formula {
  readonly text: string;
  /** Fields it reads, such as `order.Name`; readers select them. */
  readonly references: readonly FormulaReference[];
  /** Steps it takes at most, as far as its text tells. */
  readonly steps: number;
  /**
   * Throws a TandemError (`formula_failed`, `formula_stopped`, `value_not_mapped`, `country_unknown`, `vat_number_wrong`) that names the record.
   * Steps come off the budget; a formula with none given has one of its own.
   */
  evaluate(scope: FormulaScope, names: FormulaNames, budget?: FormulaBudget): FormulaValue;
}

/**
 * Checks and compiles a formula (CEL). `matches` is refused: a pattern may take for ever. A custom field (`__c`) of a
 * record may be named without being declared; its type is looked at when it is worked out. Throws FormulaRefused, also for
 * lists inside lists that would take too many steps; what cannot be told beforehand is metered when it is worked out.
 */
export function compileFormula(
  text: string,
  variables: readonly FormulaVariable[],
  wanted: FormulaResult,
  functions: FormulaFunctions,
): Formula {
  if (text.length > MAX_FORMULA_LENGTH)
    throw new FormulaRefused(phrase('formula_too_long', { count: number(MAX_FORMULA_LENGTH) }));
  const ast = parse(text);
  const steps = refuseForbidden(ast);
  const references = collectReferences(ast, variables);
  const fieldsOf = new Map(variables.flatMap((variable) => fieldsRead(variable, ast, references)));
  const environment = formulaEnvironment(functions);
  for (const [variable, fields] of fieldsOf) {
    environment.registerVariable({ name: variable, schema: typesOf(fields) });
  }
  const program = environment.parse(text);
  const check = program.check();
  if (!check.valid) throw new FormulaRefused(check.error === undefined ? phrase('formula_types') : libraryFault(check.error));
  const type = String(check.type);
  if (!RESULT_TYPES[wanted].includes(type))
    throw new FormulaRefused(phrase('formula_gives', { type, wanted: wantedPhrase(wanted) }));
  const meter = new FormulaMeter(evaluatorOf(environment), program.ast);
  const work = fieldReader(ast, fieldsOf) ?? evaluation(program, fieldsOf);
  return {
    text,
    references,
    steps,
    evaluate(scope, names, budget = new FormulaBudget()) {
      try {
        return toFormulaValue(meter.workOut(() => work(scope), budget));
      } catch (error) {
        return valueOfFailure(error, names);
      }
    },
  };
}

function parse(text: string): ASTNode {
  try {
    return new Environment({
      limits: { maxAstNodes: 300, maxDepth: 30, maxListElements: 50, maxMapEntries: 50, maxCallArguments: 8 },
    }).parse(text).ast;
  } catch (error) {
    throw new FormulaRefused(libraryFault(error));
  }
}

function collectReferences(ast: ASTNode, variables: readonly FormulaVariable[]): Formula['references'] {
  const found = new Map<string, FormulaReference>();
  for (const node of walk(ast)) {
    if (node.op !== '.' || node.args[0].op !== 'id') continue;
    const name = node.args[0].args;
    const variable = variables.find((candidate) => candidate.name === name);
    const field = node.args[1];
    if (variable !== undefined)
      found.set(`${variable.name}.${field}`, { variable: variable.name, field, salesforceObject: variable.salesforceObject });
  }
  return [...found.values()];
}

type FieldKinds = Readonly<Record<string, SourceKind | 'custom'>>;

/** The fields a formula has to be given: those it names, or all where it hands the whole record on. Nothing of a record it leaves alone. */
function fieldsRead(
  { name: variable, fields: known }: FormulaVariable,
  ast: ASTNode,
  references: Formula['references'],
): (readonly [string, FieldKinds])[] {
  const nodes = [...walk(ast)];
  const mentions = nodes.filter((node) => node.op === 'id' && node.args === variable).length;
  if (mentions === 0) return [];
  const reads = nodes.filter((node) => node.op === '.' && node.args[0].op === 'id' && node.args[0].args === variable).length;
  const named = references.filter((reference) => reference.variable === variable).map(({ field }) => field);
  const kinds = named.flatMap((field): [string, SourceKind | 'custom'][] => {
    const kind = Object.hasOwn(known, field) ? known[field] : field.endsWith('__c') ? 'custom' : undefined;
    return kind === undefined ? [] : [[field, kind]];
  });
  return [[variable, { ...(mentions > reads ? known : {}), ...Object.fromEntries(kinds) }]];
}

/** Most rules hand on one field as it is, and every record has a dozen: reading it takes a tenth of what the evaluator takes. */
function fieldReader(ast: ASTNode, fieldsOf: ReadonlyMap<string, FieldKinds>): ((scope: FormulaScope) => unknown) | undefined {
  if (ast.op !== '.' || ast.args[0].op !== 'id') return undefined;
  const variable = ast.args[0].args;
  const field = ast.args[1];
  const kind = fieldsOf.get(variable)?.[field];
  // What stands in a custom field of the org is known when it is read only.
  return kind === undefined || kind === 'custom' ? undefined : (scope) => readField(kind, scope[variable]?.[field]);
}

/** Hands the library's program what it reads, and nothing else. */
function evaluation(
  program: (context: Record<string, unknown>) => unknown,
  fieldsOf: ReadonlyMap<string, FieldKinds>,
): (scope: FormulaScope) => unknown {
  const variables = [...fieldsOf].map(([variable, fields]) => ({ variable, fields: Object.entries(fields) }));
  return (scope) => {
    const context: Record<string, unknown> = {};
    for (const { variable, fields } of variables) context[variable] = readRecord(fields, scope[variable]);
    return program(context);
  };
}

function typesOf(fields: FieldKinds): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, kind]) => [name, kind === 'custom' ? 'dyn' : FIELD_TYPES[kind]]));
}

function readRecord(
  fields: readonly (readonly [string, SourceKind | 'custom'])[],
  record: Readonly<Record<string, unknown>> | undefined,
): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const [name, kind] of fields) {
    const value = readField(kind, record?.[name]);
    if (value !== undefined) read[name] = value;
  }
  return read;
}

function readField(kind: SourceKind | 'custom', value: unknown): unknown {
  const isMissing = value === null || value === undefined;
  if (kind === 'text') return plainText(value);
  if (kind === 'texts') return value ?? {};
  if (kind === 'flag') return value === true;
  if (kind === 'custom') return isMissing ? null : typeof value === 'number' ? new Decimal(String(value)) : value;
  if (isMissing || value === '') return kind === 'amountOrZero' ? new Decimal(0) : undefined;
  return toDecimal(value);
}

function toFormulaValue(value: unknown): FormulaValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value === '' ? null : value;
  if (typeof value === 'boolean' || Decimal.isDecimal(value)) return value;
  if (typeof value === 'bigint' || typeof value === 'number') return new Decimal(String(value));
  throw formulaFailed(phrase('formula_no_value'));
}

function valueOfFailure(error: unknown, names: FormulaNames): FormulaValue {
  // An amount that the record does not have: nothing is written, which is not the same as zero.
  if (error instanceof Error && 'code' in error && error.code === 'no_such_key') return null;
  if (error instanceof FormulaProblem) throw error.about(names);
  throw new TandemError('formula_failed', { ...names, problem: libraryFault(error) }, { cause: error, ...fieldOf(names) });
}

function wantedPhrase(wanted: FormulaResult): Phrase {
  if (wanted === 'condition' || wanted === 'flag') return phrase('formula_wants_flag');
  return phrase(wanted === 'amount' ? 'formula_wants_amount' : 'formula_wants_text');
}
