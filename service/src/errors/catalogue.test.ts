import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { CATALOGUE, retell, TandemError, type CatalogueEntry } from './index.ts';

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

describe('every code', () => {
  it('is raised somewhere', () => {
    const raised = new Set(sourceFiles().flatMap(literalsIn));
    expect(Object.keys(CATALOGUE).filter((code) => !raised.has(code))).toEqual([]);
  });
});

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
