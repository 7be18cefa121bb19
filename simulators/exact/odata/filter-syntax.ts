import { badRequest } from '../failure.ts';
import { literalOf, type Literal } from './literals.ts';
import { tokenize, type Token } from './tokens.ts';

export type Operator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
export type FunctionName = 'trim' | 'tolower' | 'startswith' | 'substringof';

export interface FieldOperand {
  readonly kind: 'field';
  readonly name: string;
  readonly position: number;
}
export interface CallOperand {
  readonly kind: 'call';
  readonly name: FunctionName;
  readonly args: readonly Operand[];
}
export type Operand = FieldOperand | CallOperand | Literal;

export type Filter =
  | { readonly kind: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'compare'; readonly operator: Operator; readonly left: Operand; readonly right: Operand }
  | { readonly kind: 'test'; readonly operand: Operand };

const OPERATORS = new Set(['eq', 'ne', 'gt', 'ge', 'lt', 'le']);
const ARGUMENTS: Readonly<Record<FunctionName, number>> = { trim: 1, tolower: 1, startswith: 2, substringof: 2 };

/** Reads `$filter`; precedence `or` < `and` < comparison. Every mistake is a 400. */
export const parseFilter = (source: string): Filter => {
  const tokens = tokenize(source);
  let next = 0;
  const fail = (): never => {
    throw badRequest(`Syntax error at position ${tokens[next]?.position ?? source.length} in '${source}'.`);
  };
  const isName = (text: string): boolean => tokens[next]?.kind === 'name' && tokens[next]?.text === text;
  const isSymbol = (text: string): boolean => tokens[next]?.kind === 'symbol' && tokens[next]?.text === text;
  const symbol = (text: string): void => {
    if (!isSymbol(text)) fail();
    next += 1;
  };

  const call = (token: Token): CallOperand => {
    const name = token.text as FunctionName;
    if (!(name in ARGUMENTS)) throw badRequest(`Unknown function '${token.text}' at position ${token.position}.`);
    symbol('(');
    const args = [operand()];
    while (isSymbol(',')) {
      next += 1;
      args.push(operand());
    }
    symbol(')');
    if (args.length !== ARGUMENTS[name])
      throw badRequest(`No applicable function found for '${name}' at position ${token.position}.`);
    return { kind: 'call', name, args };
  };

  const operand = (): Operand => {
    const token = tokens[next] ?? fail();
    next += 1;
    const literal = literalOf(token);
    if (literal) return literal;
    if (token.kind !== 'name') {
      next -= 1;
      return fail();
    }
    return isSymbol('(') ? call(token) : { kind: 'field', name: token.text, position: token.position };
  };

  const comparison = (): Filter => {
    if (isSymbol('(')) {
      next += 1;
      const inner = either();
      symbol(')');
      return inner;
    }
    const left = operand();
    const operator = tokens[next];
    if (operator?.kind !== 'name' || !OPERATORS.has(operator.text)) return { kind: 'test', operand: left };
    next += 1;
    return { kind: 'compare', operator: operator.text as Operator, left, right: operand() };
  };

  const both = (): Filter => {
    let left = comparison();
    while (isName('and')) {
      next += 1;
      left = { kind: 'and', left, right: comparison() };
    }
    return left;
  };

  const either = (): Filter => {
    let left = both();
    while (isName('or')) {
      next += 1;
      left = { kind: 'or', left, right: both() };
    }
    return left;
  };

  const filter = either();
  if (next < tokens.length) fail();
  return filter;
};

/** Field names a filter mentions, and whether it holds an `or`. */
export const mentionsOf = (filter: Filter): { fields: Set<string>; hasOr: boolean } => {
  const fields = new Set<string>();
  let hasOr = false;
  const walkOperand = (operand: Operand): void => {
    if (operand.kind === 'field') fields.add(operand.name);
    if (operand.kind === 'call') operand.args.forEach(walkOperand);
  };
  const walk = (part: Filter): void => {
    if (part.kind === 'compare') [part.left, part.right].forEach(walkOperand);
    else if (part.kind === 'test') walkOperand(part.operand);
    else {
      hasOr ||= part.kind === 'or';
      walk(part.left);
      walk(part.right);
    }
  };
  walk(filter);
  return { fields, hasOr };
};

export interface Pin {
  readonly field: string;
  readonly values: readonly Literal[];
}

/** Fields that a matching row must have one of some values in, because the filter says so with `eq`; used to avoid a scan. */
export const pinsOf = (filter: Filter): Pin[] => {
  if (filter.kind === 'compare' && filter.operator === 'eq') {
    const [field, literal] = filter.left.kind === 'field' ? [filter.left, filter.right] : [filter.right, filter.left];
    const isPin = field.kind === 'field' && literal.kind === 'literal' && literal.value !== null;
    return isPin ? [{ field: field.name, values: [literal] }] : [];
  }
  if (filter.kind === 'and') return [...pinsOf(filter.left), ...pinsOf(filter.right)];
  if (filter.kind === 'or') {
    const right = pinsOf(filter.right);
    return pinsOf(filter.left).flatMap((pin) => {
      const twin = right.find(({ field }) => field === pin.field);
      return twin ? [{ field: pin.field, values: [...pin.values, ...twin.values] }] : [];
    });
  }
  return [];
};
