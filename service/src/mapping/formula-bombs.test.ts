import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isTandemError } from '../errors/index.ts';
import { randomFormula } from './testing/random-formula.ts';
import { ORDER } from '../flows/orders/variables.ts';
import { compileFormula, type Formula, type FormulaScope } from './formula.ts';
import { FormulaRefused } from './formula-refusals.ts';
import type { ValueTables } from './tables.ts';

const tables: ValueTables = {
  vat: Array.from({ length: 2_000 }, (_, row) => ({ salesforce: `Rate ${row}`, exact: String(row) })),
  vatOfSales: [],
  paymentConditions: [],
  shippingMethods: [],
  countries: [],
};
const names = { field: 'Name', record: 'order 00000101' };
/** The longest values the two systems have. */
const scope: FormulaScope = {
  order: {
    Name: 'a'.repeat(80),
    Description: `${'a'.repeat(16_000)}b${'a'.repeat(15_999)}`,
    PoNumber: '9'.repeat(30),
    BillingStreet: ', 1 - '.repeat(40),
    TotalAmount: '123456789012345.67',
    Words__c: 'word '.repeat(20_000),
    Digits__c: '1'.repeat(131_072),
    Lists__c: Array.from({ length: 900 }, (_, index) => index),
    Deep__c: JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`) as unknown,
    Discount_Percent__c: '1e999999999',
    Huge__c: '1e999999999',
  },
};
const CPU_LIMIT_MS = 50;
const MEMORY_LIMIT_BYTES = 10 * 1024 * 1024;

type End = 'refused' | 'stopped' | 'failed' | 'worked out';

function compile(text: string): Formula | undefined {
  try {
    return compileFormula(text, [ORDER], 'any', { tables });
  } catch (error) {
    if (error instanceof FormulaRefused) return undefined;
    throw error;
  }
}

function end(formula: Formula): End {
  try {
    formula.evaluate(scope, names);
    return 'worked out';
  } catch (error) {
    if (isTandemError(error, 'formula_stopped')) return 'stopped';
    if (isTandemError(error)) return 'failed';
    throw error;
  }
}

/** What one working out costs; another try where the machine was busy with something else, such as compiling. */
function cost(formula: Formula): { end: End; cpuMs: number; bytes: number } {
  const tries = [];
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const heap = process.memoryUsage().heapUsed;
    const cpu = process.cpuUsage();
    const ended = end(formula);
    const cpuMs = process.cpuUsage(cpu).user / 1_000;
    const bytes = process.memoryUsage().heapUsed - heap;
    tries.push({ end: ended, cpuMs, bytes });
    if (cpuMs <= CPU_LIMIT_MS && bytes <= MEMORY_LIMIT_BYTES) break;
  }
  return tries.reduce((best, next) => (next.cpuMs + next.bytes / 1e6 < best.cpuMs + best.bytes / 1e6 ? next : best));
}

const TEN = '[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]';
const letters = Array.from('abcdefghijklmnopqrstuvwxyz');

function nested(depth: number, wrap: (inner: string, letter: string) => string, core: string): string {
  return letters.slice(0, depth).reduceRight((inner, letter) => wrap(inner, letter), core);
}

function chain(start: string, times: number, step: string): string {
  return start + step.repeat(times);
}

const WORDS = 'string(order.Words__c).split(" ")';
const BOMBS: readonly (readonly [name: string, formula: string, ends: readonly End[]])[] = [
  ['lists inside lists, seven deep', nested(7, (inner, letter) => `${TEN}.exists(${letter}, ${inner})`, 'false'), ['refused']],
  ['lists inside lists, twelve deep', nested(12, (inner, letter) => `${TEN}.exists(${letter}, ${inner})`, 'false'), ['refused']],
  ['all inside all', nested(9, (inner, letter) => `${TEN}.all(${letter}, ${inner})`, 'true'), ['refused']],
  ['maps inside maps', `size(${nested(6, (inner, letter) => `${TEN}.map(${letter}, ${inner})`, '1')}) == 1`, ['refused']],
  [
    'lists made by a loop',
    `[1].map(z, ${TEN})[0].exists(a, [1].map(z, ${TEN})[0].exists(b, ${TEN}.exists(c, ${TEN}.exists(d, ${TEN}.exists(e, false)))))`,
    ['refused'],
  ],
  ['bound lists', `cel.bind(t, ${TEN}, ${nested(9, (inner, letter) => `t.exists(${letter}, ${inner})`, 'false')})`, ['refused']],
  ['errors in loops', nested(4, (inner, letter) => `${TEN}.exists(${letter}, ${inner})`, '1 / 0 == 1'), ['refused']],
  [
    'errors that are got over',
    `[1, 2, 3, 4].exists(a, ${TEN}.exists(b, ${TEN}.exists(c, 1 / 0 == 1 || lookup("vat", "x") == "y")))`,
    ['stopped'],
  ],
  ['words inside words', `${WORDS}.exists(a, ${WORDS}.exists(b, a + b == "x"))`, ['stopped']],
  ['a text doubled 24 times', chain('[order.Name]', 24, '.map(a, a + a)') + '[0]', ['stopped']],
  [
    'a text doubled by nesting',
    nested(24, (inner, letter) => `[${inner}].map(${letter}, ${letter} + ${letter})[0]`, '"0123456789"'),
    ['refused', 'stopped'],
  ],
  ['a list doubled', `size(${chain('[[1]]', 24, '.map(a, a + a)')}[0]) == 1`, ['stopped']],
  [
    'a list of itself, compared',
    `${chain('[[1]]', 12, '.map(a, [a, a, a, a, a, a, a, a])')} == ${chain('[[1]]', 12, '.map(a, [a, a, a, a, a, a, a, a])')}`,
    ['stopped'],
  ],
  ['a number squared', chain('[order.TotalAmount]', 24, '.map(a, a * a)') + '[0]', ['stopped']],
  ['a number squared and written', `string(${chain('[order.TotalAmount]', 24, '.map(a, a * a)')}[0])`, ['stopped']],
  ['a small number squared', chain('[decimal("0.001")]', 24, '.map(a, a * a)') + '[0]', ['stopped']],
  ['a number with an exponent', 'order.TotalAmount * 1e308', ['stopped']],
  ['a number without an end', '1e308 * 10.0', ['stopped']],
  ['a number of a hundred thousand digits', 'decimal(string(order.Digits__c)) * decimal(string(order.Digits__c))', ['failed']],
  ['an amount with an exponent from a system', 'order.Discount_Percent__c', ['failed']],
  ['a text of an amount with an exponent', 'decimal(string(order.Huge__c)) + 1', ['failed']],
  ['an integer beyond 64 bits', 'int(1e308)', ['stopped']],
  ['a text joined by a long text', `${WORDS}.map(w, w).join(order.Description)`, ['stopped']],
  ['a list of texts joined by a long text', `["", "", "", "", "", ""].join(order.Description)`, ['stopped']],
  ['a text in a thousand parts', 'size(string(order.Digits__c).split("")) == 1', ['stopped']],
  ['a long text searched for a long text', `string(order.Digits__c).lastIndexOf(order.Description) == 1`, ['stopped']],
  [
    'a text searched again and again',
    nested(3, (inner, letter) => `${TEN}.exists(${letter}, ${inner})`, 'order.Description.contains("cccccccccc")'),
    ['stopped'],
  ],
  ['a duration of digits', 'duration(string(order.Digits__c)) > duration("1h")', ['failed']],
  ['a duration of digits, short enough to be written', `duration("${'1'.repeat(900)}") > duration("1h")`, ['failed']],
  [
    'time zones in a loop',
    nested(
      2,
      (inner, letter) => `${TEN}.exists(${letter}, ${inner})`,
      'timestamp("2026-01-01T00:00:00Z").getHours("Asia/Tokyo") == 99',
    ),
    ['stopped'],
  ],
  [
    'streets in a loop',
    nested(3, (inner, letter) => `${TEN}.exists(${letter}, ${inner})`, 'streetName(order.BillingStreet) == "x"'),
    ['stopped'],
  ],
  ['a street of a hundred thousand digits', 'streetName(string(order.Digits__c))', ['worked out', 'stopped']],
  ['lines of an address', 'addressLine(string(order.Words__c), 2)', ['worked out', 'stopped']],
  ['lists inside lists from a system', 'order.Deep__c == order.Deep__c', ['stopped']],
  ['a list of a system, compared in a loop', 'order.Lists__c.exists(a, order.Lists__c == [a])', ['stopped']],
  ['a map with a map as its name', chain('[1]', 20, '.map(a, {a: a})') + '[0] == 1', ['refused']],
  ['a pattern', 'order.Name.matches("(a+)+$")', ['refused']],
  ['bytes', 'bytes(order.Description).json() == {"a": 1}', ['refused']],
  ['a literal of bytes', 'b"abc" == b"abc"', ['refused']],
  ['the evaluator itself', 'showEvaluator(true)', ['refused']],
  ['a thousand brackets', `${'('.repeat(490)}1${')'.repeat(490)}`, ['refused']],
  ['a thousand signs', `${'!'.repeat(990)}true`, ['refused']],
  ['a round to a million places', 'round(order.TotalAmount, 1000000)', ['failed']],
];

describe('a formula bomb', () => {
  it.each(BOMBS)('%s ends at once', (_name, text, ends) => {
    expect(text.length).toBeLessThanOrEqual(1_000);
    const cpu = process.cpuUsage();
    const formula = compile(text);
    expect(process.cpuUsage(cpu).user / 1_000).toBeLessThan(10 * CPU_LIMIT_MS);
    if (formula === undefined) {
      expect(ends).toContain('refused');
      return;
    }
    const spent = cost(formula);
    expect(ends).toContain(spent.end);
    expect(spent.cpuMs).toBeLessThanOrEqual(CPU_LIMIT_MS);
    expect(spent.bytes).toBeLessThanOrEqual(MEMORY_LIMIT_BYTES);
  });
});

describe('any formula', () => {
  it('is refused or ends within 50 ms and 10 MB', () => {
    let accepted = 0;
    fc.assert(
      fc.property(randomFormula(), (text) => {
        const formula = compile(text);
        if (formula === undefined) return;
        accepted += 1;
        const { cpuMs, bytes } = cost(formula);
        expect(cpuMs).toBeLessThanOrEqual(CPU_LIMIT_MS);
        expect(bytes).toBeLessThanOrEqual(MEMORY_LIMIT_BYTES);
      }),
      { numRuns: 500 },
    );
    // Formulas that are all refused would prove nothing.
    expect(accepted).toBeGreaterThan(100);
  });
});
