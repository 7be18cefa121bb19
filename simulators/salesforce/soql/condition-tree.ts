import type { ConditionWithValueQuery, HavingClause, WhereClause } from '@jetstreamapp/soql-parser-js';
import { malformed } from './query-error.ts';

/** A WHERE or HAVING clause as a tree; the parser gives a flat chain with counted parentheses. */
export type ConditionTree<Test> =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly ConditionTree<Test>[] }
  | { readonly kind: 'not'; readonly part: ConditionTree<Test> }
  | { readonly kind: 'test'; readonly test: Test };

type Token = '(' | ')' | 'AND' | 'OR' | 'NOT' | { readonly test: ConditionWithValueQuery };

const toTokens = (clause: WhereClause | HavingClause): Token[] => {
  const tokens: Token[] = [];
  for (
    let rest: WhereClause | HavingClause | undefined = clause;
    rest !== undefined;
    rest = 'right' in rest ? rest.right : undefined
  ) {
    const { left } = rest;
    const operator = 'operator' in rest ? rest.operator : undefined;
    if (left !== null) {
      for (let count = left.openParen ?? 0; count > 0; count -= 1) tokens.push('(');
      if (operator !== 'NOT') {
        tokens.push({ test: left });
        const closing = 'closeParen' in left ? (left.closeParen ?? 0) : 0;
        for (let count = closing; count > 0; count -= 1) tokens.push(')');
      }
    }
    if (operator !== undefined) tokens.push(operator);
  }
  return tokens;
};

/**
 * @throws ApiError MALFORMED_QUERY when AND and OR stand side by side without parentheses, which SOQL does not allow
 */
export function toConditionTree(clause: WhereClause | HavingClause): ConditionTree<ConditionWithValueQuery> {
  const tokens = toTokens(clause);
  let position = 0;
  const readTerm = (): ConditionTree<ConditionWithValueQuery> => {
    const token = tokens[position];
    position += 1;
    if (token === 'NOT') return { kind: 'not', part: readTerm() };
    if (token === '(') {
      const inner = readExpression();
      if (tokens[position] !== ')') throw malformed('expecting a right parentheses');
      position += 1;
      return inner;
    }
    if (typeof token !== 'object') throw malformed(`unexpected token: '${token ?? '<EOF>'}'`);
    return { kind: 'test', test: token.test };
  };
  const readExpression = (): ConditionTree<ConditionWithValueQuery> => {
    const parts = [readTerm()];
    const operator = tokens[position];
    while (tokens[position] === operator && (operator === 'AND' || operator === 'OR')) {
      position += 1;
      parts.push(readTerm());
    }
    const next = tokens[position];
    if (next === 'AND' || next === 'OR') throw malformed(`unexpected token: '${next}'`);
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: operator === 'OR' ? 'or' : 'and', parts };
  };
  const tree = readExpression();
  if (position < tokens.length) throw malformed('unexpected right parentheses');
  return tree;
}
