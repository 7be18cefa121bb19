import { Environment } from '@marcbachmann/cel-js';
import { phrase, TandemError } from '../errors/index.ts';
import { readCompanyNumber, readPhoneNumber, readVatNumber } from '../identifiers/index.ts';
import { Decimal, roundTo } from '../money/index.ts';
import { toExactAddressLines } from './addresses.ts';
import { splitStreet, streetLine } from './streets.ts';
import { countryCode, countryName } from './countries.ts';
import { MAX_DIGITS } from './formula-budget.ts';
import type { Evaluator } from './formula-meter.ts';
import { fieldOf, formulaFailed, FormulaProblem, quoted } from './formula-problem.ts';
import { isTableName, lookUp, lookUpBack, TABLES, type ValueTables } from './tables.ts';

/** What the functions of formulas look up in. */
export interface FormulaFunctions {
  readonly tables: ValueTables;
}

type Operation = (left: Decimal, right: Decimal) => Decimal | boolean;

const OPERATORS: Readonly<Record<string, Operation>> = {
  '+': (left, right) => left.plus(right),
  '-': (left, right) => left.minus(right),
  '*': (left, right) => left.times(right),
  '/': divide,
  '==': (left, right) => left.eq(right),
  '<': (left, right) => left.lt(right),
  '<=': (left, right) => left.lte(right),
  '>': (left, right) => left.gt(right),
  '>=': (left, right) => left.gte(right),
};

/** Environments by their tables: building one is dear, and a configuration compiles many formulas. */
const environments = new WeakMap<FormulaFunctions, Environment>();

/** Name of the macro by which an environment shows its evaluator. */
const SHOW_EVALUATOR = 'showEvaluator';

/** A fresh environment with the Decimal type and Tandem's functions; variables are registered by the caller. */
export function formulaEnvironment(functions: FormulaFunctions): Environment {
  const known = environments.get(functions) ?? build(functions);
  environments.set(functions, known);
  return known.clone();
}

/** The part of an environment that works out the nodes of its formulas; the library shows it to macros only. */
export function evaluatorOf(environment: Environment): Evaluator {
  return environment.evaluate(`${SHOW_EVALUATOR}(true)`) as Evaluator;
}

/** True for a name that formulas may not call. */
export function isOwnMacro(name: string): boolean {
  return name === SHOW_EVALUATOR;
}

function build({ tables }: FormulaFunctions): Environment {
  const environment = new Environment()
    .registerType('Decimal', { ctor: Decimal, fields: {} })
    .registerFunction(`${SHOW_EVALUATOR}(ast): dyn`, () => ({
      typeCheck: (checker: { getType(name: string): unknown }) => checker.getType('dyn'),
      evaluate: (evaluator: Evaluator) => evaluator,
      async: false,
    }));
  for (const [operator, work] of Object.entries(OPERATORS)) {
    // Literals are int or double in CEL: their text is the amount that was meant, and no double is calculated with.
    const types =
      operator === '=='
        ? ['Decimal Decimal', 'Decimal int', 'Decimal double']
        : ['Decimal Decimal', 'Decimal int', 'Decimal double', 'int Decimal', 'double Decimal'];
    for (const pair of types) {
      const [left, right] = pair.split(' ');
      environment.registerOperator(`${left} ${operator} ${right}`, (a: unknown, b: unknown) => work(amount(a), amount(b)));
    }
  }
  registerTextFunctions(environment);
  return environment
    .registerFunction('lookup(string, string): string', (table: string, value: string) => lookUpOrFail(tables, table, value))
    .registerFunction('lookupBack(string, string): string', (table: string, code: string) =>
      isTableName(table) ? (lookUpBack(tables, table, code) ?? '') : '',
    )
    .registerFunction('countryCode(string): string', (name: string) => countryOrFail(tables, name))
    .registerFunction('phone(string, string): string', (text: string, country: string) =>
      text.trim() === '' ? '' : (readPhoneNumber(text, isoOf(tables, country)) ?? text.trim()),
    )
    .registerFunction('vatNumber(string, string): string', (text: string, country: string) =>
      vatNumberOrFail(text, isoOf(tables, country)),
    )
    .registerFunction('chamberOfCommerce(string, string): string', (text: string, country: string) =>
      text.trim() === '' ? '' : (readCompanyNumber(text, isoOf(tables, country)) ?? text.trim()),
    )
    .registerFunction('countryName(string): string', (code: string) => countryName(code) ?? code)
    .registerFunction('decimal(string): Decimal', parseDecimal)
    .registerFunction('string(Decimal): string', (value: Decimal) => value.toFixed())
    .registerFunction('round(Decimal, int): Decimal', roundAmount);
}

/** Functions that take a street line apart, with and without the ISO code of its country. */
const STREET_PARTS = [
  ['streetName', 'street'],
  ['houseNumber', 'houseNumber'],
  ['houseNumberSuffix', 'suffix'],
] as const;

function registerTextFunctions(environment: Environment): void {
  environment
    .registerFunction('upper(string): string', (text: string) => text.toUpperCase())
    .registerFunction('lower(string): string', (text: string) => text.toLowerCase())
    .registerFunction('trim(string): string', (text: string) => text.trim())
    .registerFunction('truncate(string, int): string', (text: string, length: bigint) => truncateText(text, Number(length)))
    .registerFunction('addressLine(string, int): string', (street: string, line: bigint) => {
      const lines = toExactAddressLines(street);
      return [lines.addressLine1, lines.addressLine2, lines.addressLine3][Number(line) - 1] ?? '';
    })
    .registerFunction(
      'streetLine(string, string, string, string): string',
      (street: string, houseNumber: string, suffix: string, country: string) =>
        streetLine({ street, houseNumber, suffix }, country),
    );
  for (const [name, part] of STREET_PARTS)
    environment
      .registerFunction(`${name}(string): string`, (line: string) => splitStreet(line)[part])
      .registerFunction(`${name}(string, string): string`, (line: string, country: string) => splitStreet(line, country)[part]);
  for (let count = 2; count <= 5; count += 1) {
    environment.registerFunction(
      `coalesce(${Array.from({ length: count }, () => 'string').join(', ')}): string`,
      (...texts: string[]) => texts.find((text) => text.trim() !== '') ?? '',
    );
  }
}

/** Cuts to at most this many UTF-16 units, never through a character of two. */
export function truncateText(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, Math.max(0, length));
  const last = cut.charCodeAt(cut.length - 1);
  return last >= 0xd800 && last <= 0xdbff ? cut.slice(0, -1) : cut;
}

function amount(value: unknown): Decimal {
  return Decimal.isDecimal(value) ? value : new Decimal(String(value));
}

function divide(left: Decimal, right: Decimal): Decimal {
  if (right.isZero()) throw formulaFailed(phrase('formula_divides_by_zero'));
  return left.div(right);
}

function parseDecimal(text: string): Decimal {
  const digits = text.trim();
  if (digits.length > 2 * MAX_DIGITS || !/^-?\d+(\.\d+)?$/.test(digits))
    throw formulaFailed(phrase('formula_no_number', { value: quoted(text) }));
  return new Decimal(digits);
}

function roundAmount(value: Decimal, decimals: bigint): Decimal {
  if (decimals < 0n || decimals > MAX_DIGITS)
    throw formulaFailed(phrase('formula_rounds', { decimals: String(decimals), most: MAX_DIGITS }));
  return roundTo(value, Number(decimals));
}

function lookUpOrFail(tables: ValueTables, table: string, value: string): string {
  if (value.trim() === '') return '';
  const found = isTableName(table) ? lookUp(tables, table, value) : undefined;
  const title = isTableName(table) ? TABLES[table].title : table;
  if (found === undefined)
    throw new FormulaProblem((names) => new TandemError('value_not_mapped', { ...names, table: title, value }, fieldOf(names)));
  return found;
}

/** ISO code of a country that somebody else complains of where it is unknown. */
function isoOf(tables: ValueTables, name: string): string {
  return lookUp(tables, 'countries', name) ?? countryCode(name) ?? '';
}

function vatNumberOrFail(text: string, country: string): string {
  if (text.trim() === '') return '';
  const read = readVatNumber(text, country);
  if (read.state === 'valid') return read.number;
  if (read.state === 'unknown') return text.trim();
  const params = { number: quoted(text.trim()), country: read.country };
  throw new FormulaProblem((names) => new TandemError('vat_number_wrong', { ...names, ...params }, fieldOf(names)));
}

function countryOrFail(tables: ValueTables, name: string): string {
  if (name.trim() === '') return '';
  const code = lookUp(tables, 'countries', name) ?? countryCode(name);
  if (code === undefined)
    throw new FormulaProblem((names) => new TandemError('country_unknown', { ...names, country: name }, fieldOf(names)));
  return code;
}
