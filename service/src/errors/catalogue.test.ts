import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { CATALOGUE, retell, TandemError, type CatalogueEntry, type ErrorCode, type ParamsOf } from './index.ts';
import { CUSTOMER_ERRORS } from './catalogue/customers.ts';
import { ORDER_ERRORS } from './catalogue/orders.ts';
import { PRODUCT_ERRORS } from './catalogue/products.ts';

const SOURCES = path.resolve(import.meta.dirname, '..');
const ENTRIES = Object.entries<CatalogueEntry>(CATALOGUE);

/** Words of the people who build Tandem, not of those who use it. */
const INTERNAL_WORDS = /\b(lane|slice|payload|HTTP|status code|cursor|null|undefined|handler|upsert)\b/i;
describe('the texts of the catalogue', () => {
  it.each(ENTRIES)('%s says what happened and what to do, without internal words', (_code, { title, message, action }) => {
    expect(title).toMatch(/^[A-Z][^{}]*[^.{}]$/);
    expect(action).toMatch(/\.$/);
    for (const text of [title, message, action]) expect(text).not.toMatch(INTERNAL_WORDS);
  });

  it.each(ENTRIES)('%s names the page and the buttons of Tandem as they are labelled', (_code, { action }) => {
    expect(action).not.toMatch(/setup page|\bretry\b|then try again$/);
  });
});

describe('an error as a person reads it', () => {
  it.each(ENTRIES)('%s is made of whole sentences, whatever fills its slots', (code, entry) => {
    for (const end of ['', '.']) {
      const { title, message, action } = filled(code as ErrorCode, entry, end);
      for (const text of [title, message, action]) {
        expect(text).toMatch(/^[A-Z]/);
        expect(text).not.toMatch(/undefined|null|[{}]|\s\s|\s[.,;:](\s|$)|^\s|\s$/);
      }
      for (const text of [message, action]) expect(text).toMatch(/[^.]\.$/);
    }
  });

  it.each(
    Object.entries({ ...ORDER_ERRORS, ...CUSTOMER_ERRORS, ...PRODUCT_ERRORS }).filter(
      ([, { handling }]) => handling === 'person',
    ),
  )('%s names the record it is about', (_code, { message }) => {
    expect(message).toMatch(/\{(order|customer|item|code)\}/);
  });

  it('has no gap where a slot is left empty', () => {
    const error = new TandemError('exact_wrong_division', { division: 7, granted: '' });
    expect(error.message).toBe('Division 7 of Exact Online is not among those that Tandem may use.');
  });

  it('keeps the words of another system as they are, spaces and dots included', () => {
    const params = { object: 'Account', text: 'Fill "Name  2"...' };
    expect(new TandemError('salesforce_validation_rule', params).message).toBe(
      'A validation rule on Account says: Fill "Name  2"...',
    );
  });

  it('points to a table of the settings by the name that stands above it', () => {
    const params = { record: 'order 00000107', field: 'VATCode', table: 'VAT codes', value: 'HIGH' };
    const error = new TandemError('value_not_mapped', params);
    expect(error.message).toBe(
      'The table "VAT codes" has no row for the value "HIGH" of order 00000107, so Tandem does not know what to enter for VATCode in Exact Online.',
    );
    expect(error.action).toContain('the table "VAT codes" on the Settings tab of Tandem Setup');
  });
});

describe('the slots of a text', () => {
  it('are all filled, or the code does not compile', () => {
    expect(new TandemError('unknown_flow', { flow: 'stock', known: 'products' }).message).toBe(
      'Tandem has no flow called "stock".',
    );
    // @ts-expect-error the action names the flows there are
    expect(new TandemError('unknown_flow', { flow: 'stock' }).action).toBe('Use one of: {known}.');
    // @ts-expect-error the message has slots
    expect(new TandemError('order_without_lines').message).toContain('{order}');
  });

  it('stay filled when an error is told again', () => {
    const error = retell(new TandemError('order_without_lines', { order: '00000101' }), { recordId: '801' });
    expect(error).toMatchObject({ code: 'order_without_lines', recordId: '801' });
    expect(error.message).toContain('00000101');
  });
});

describe('advice', () => {
  // People who send orders have neither page; they read these texts on the order.
  const FOR_ADMINISTRATORS = /Tandem Setup|Tandem settings|Salesforce Setup|integration user|connected user|permission set/;
  /** Met at connecting, which only administrators do. */
  const AT_CONNECTING = ['connection_changed', 'login_expired', 'pairing_code_invalid', 'salesforce_user_not_ready'];

  it.each(Object.entries(CATALOGUE))('of %s can be followed by who reads it', (code, { action, message }) => {
    if (FOR_ADMINISTRATORS.test(action) && !AT_CONNECTING.includes(code)) expect(action).toMatch(/administrator|operator/);
    expect(`${message} ${action}`).not.toMatch(/\bGUID\b|Exact id\b/i);
  });
});

describe('every code', () => {
  it('is raised somewhere', () => {
    const raised = new Set(sourceFiles().flatMap(literalsIn));
    expect(Object.keys(CATALOGUE).filter((code) => !raised.has(code))).toEqual([]);
  });
});

/** The error with something in lower case in every slot, as names and words of other systems may be. */
function filled(code: ErrorCode, { message, action }: CatalogueEntry, end: string): TandemError {
  const slots = [...`${message} ${action}`.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  // What is wrong in the environment begins with the name of a variable.
  const sample = (name: string) => (name === 'problems' ? 'PORT: a number is needed' : `some ${name}`);
  const closes = (name: string) => new RegExp(`\\{${name}\\}\\.?$`).test(message);
  const params = Object.fromEntries(slots.map((name) => [name, `${sample(name)}${closes(name) ? end : ''}`]));
  return new TandemError(code, params as ParamsOf<ErrorCode>);
}

function sourceFiles(): string[] {
  return readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !/(^|\/)(testing|catalogue)\//.test(file))
    .map((file) => path.join(SOURCES, file));
}

/** Texts in quotes that are more than a comparison: `isTandemError(error, code)` and `code === 'x'` raise nothing. */
function literalsIn(file: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) && !isCompared(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));
  return found;
}

function isCompared({ parent }: ts.StringLiteral): boolean {
  if (ts.isBinaryExpression(parent)) {
    return [ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken].includes(
      parent.operatorToken.kind,
    );
  }
  return ts.isCallExpression(parent) && parent.expression.getText() === 'isTandemError';
}
