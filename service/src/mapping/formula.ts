import { Environment, type ASTNode } from '@marcbachmann/cel-js';
import { TandemError } from '../errors/index.ts';
import { Decimal, toDecimal } from '../money/index.ts';
import { plainText } from './plain-text.ts';
import {
  formulaEnvironment,
  formulaFailed,
  FormulaProblem,
  type FormulaFunctions,
  type FormulaNames,
} from './formula-environment.ts';
import { SOURCE_FIELDS, type SourceFields, type SourceKind, type SourceVariable } from './source-fields.ts';
import { isTableName, TABLE_NAMES } from './tables.ts';

/** What a formula may give: `condition` wants yes or no, the others name the kind of their target field. */
export type FormulaResult = 'condition' | 'text' | 'amount' | 'flag' | 'any';

/** Longest formula. Conditions and field formulas are short; a program is not a formula. */
export const MAX_FORMULA_LENGTH = 1_000;

const FIELD_TYPES: Readonly<Record<SourceKind, string>> = {
  text: 'string',
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
export type FormulaScope = Partial<Readonly<Record<SourceVariable, Readonly<Record<string, unknown>>>>>;

/** A value a formula gave: text, yes or no, an amount, or nothing. */
export type FormulaValue = string | boolean | Decimal | null;

/** A formula that was checked: it parses, its types fit, it names only what exists. */
export interface Formula {
  readonly text: string;
  /** Fields it reads, such as `order.Name`; readers select them. */
  readonly references: readonly { readonly variable: SourceVariable; readonly field: string }[];
  /** Throws a TandemError (`formula_failed`, `value_not_mapped`, `country_unknown`) that names the record. */
  evaluate(scope: FormulaScope, names: FormulaNames): FormulaValue;
}

/** Why a formula is refused, one sentence. */
export class FormulaRefused extends Error {
  override readonly name = 'FormulaRefused';
}

/**
 * Checks and compiles a formula (CEL). `matches` is refused: a pattern may take for ever. A custom field (`__c`) of a
 * record may be named without being declared; its type is looked at when it is worked out. Throws FormulaRefused.
 */
export function compileFormula(
  text: string,
  variables: readonly SourceVariable[],
  wanted: FormulaResult,
  functions: FormulaFunctions,
): Formula {
  if (text.length > MAX_FORMULA_LENGTH) throw new FormulaRefused(`a formula has at most ${MAX_FORMULA_LENGTH} characters`);
  const ast = parse(text);
  refuseForbiddenCalls(ast);
  const references = collectReferences(ast, variables);
  const fieldsOf = new Map(variables.map((variable) => [variable, withCustomFields(variable, references)]));
  const environment = formulaEnvironment(functions);
  for (const [variable, fields] of fieldsOf) {
    environment.registerVariable({ name: variable, schema: typesOf(fields) });
  }
  const program = environment.parse(text);
  const check = program.check();
  if (!check.valid) throw new FormulaRefused(firstLine(check.error?.message ?? 'the types do not fit'));
  const type = String(check.type);
  if (!RESULT_TYPES[wanted].includes(type)) throw new FormulaRefused(`it gives ${type}, but ${wantedText(wanted)} is needed`);
  return {
    text,
    references,
    evaluate(scope, names) {
      const context = Object.fromEntries(
        [...fieldsOf].map(([variable, fields]) => [variable, readRecord(fields, scope[variable])]),
      );
      try {
        return toFormulaValue(program(context));
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
    throw new FormulaRefused(firstLine(error instanceof Error ? error.message : String(error)));
  }
}

/** Every node, the root first. */
function* walk(node: ASTNode): Generator<ASTNode> {
  yield node;
  const pending: unknown[] = Array.isArray(node.args) ? [...node.args] : [node.args];
  while (pending.length > 0) {
    const part = pending.shift();
    if (Array.isArray(part)) pending.unshift(...(part as readonly unknown[]));
    else if (isNode(part)) yield* walk(part);
  }
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value;
}

function refuseForbiddenCalls(ast: ASTNode): void {
  for (const node of walk(ast)) {
    if ((node.op === 'rcall' || node.op === 'call') && node.args[0] === 'matches') {
      throw new FormulaRefused('the function matches is not allowed; use contains, startsWith or endsWith');
    }
    if (node.op !== 'call' || node.args[0] !== 'lookup') continue;
    const table = node.args[1][0];
    if (table?.op !== 'value' || typeof table.args !== 'string' || !isTableName(table.args)) {
      throw new FormulaRefused(
        `the function lookup wants one of the tables ${TABLE_NAMES.map((name) => `"${name}"`).join(', ')} first`,
      );
    }
  }
}

function collectReferences(ast: ASTNode, variables: readonly SourceVariable[]): Formula['references'] {
  const found = new Map<string, { variable: SourceVariable; field: string }>();
  for (const node of walk(ast)) {
    if (node.op !== '.' || node.args[0].op !== 'id') continue;
    const name = node.args[0].args;
    const variable = variables.find((candidate) => candidate === name);
    const field = node.args[1];
    if (variable !== undefined) found.set(`${variable}.${field}`, { variable, field });
  }
  return [...found.values()];
}

type FieldKinds = Readonly<Record<string, SourceKind | 'custom'>>;

function withCustomFields(variable: SourceVariable, references: Formula['references']): FieldKinds {
  const known: SourceFields = SOURCE_FIELDS[variable];
  const custom = references
    .filter(
      (reference) => reference.variable === variable && reference.field.endsWith('__c') && !Object.hasOwn(known, reference.field),
    )
    .map((reference) => [reference.field, 'custom'] as const);
  return { ...known, ...Object.fromEntries(custom) };
}

function typesOf(fields: FieldKinds): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, kind]) => [name, kind === 'custom' ? 'dyn' : FIELD_TYPES[kind]]));
}

function readRecord(fields: FieldKinds, record: Readonly<Record<string, unknown>> | undefined): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const [name, kind] of Object.entries(fields)) {
    const value = readField(kind, record?.[name]);
    if (value !== undefined) read[name] = value;
  }
  return read;
}

function readField(kind: SourceKind | 'custom', value: unknown): unknown {
  const isMissing = value === null || value === undefined;
  if (kind === 'text') return plainText(value);
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
  throw formulaFailed('it gives neither text, nor a number, nor yes or no');
}

function valueOfFailure(error: unknown, names: FormulaNames): FormulaValue {
  // An amount that the record does not have: nothing is written, which is not the same as zero.
  if (error instanceof Error && 'code' in error && error.code === 'no_such_key') return null;
  if (error instanceof FormulaProblem) throw error.about(names);
  const problem = firstLine(error instanceof Error ? error.message : String(error));
  throw new TandemError('formula_failed', { ...names, problem }, { cause: error, field: names.field });
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? text;
}

function wantedText(wanted: FormulaResult): string {
  return wanted === 'condition' || wanted === 'flag' ? 'yes or no (bool)' : wanted === 'amount' ? 'a number' : 'a text';
}
