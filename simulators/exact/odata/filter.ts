import { badRequest } from '../failure.ts';
import type { Resource, Row, Value } from '../schema/index.ts';
import { comparable } from '../store/equality-index.ts';
import type { Filter, Operand, Operator } from './filter-syntax.ts';
import type { LiteralType } from './literals.ts';

type Reading = (row: Row) => Value;
interface Typed {
  readonly type: LiteralType;
  readonly read: Reading;
}

const literalTypes: Readonly<Record<string, LiteralType>> = {
  String: 'text',
  Guid: 'guid',
  DateTime: 'datetime',
  Boolean: 'boolean',
  Binary: 'text',
};

const TESTS: Readonly<Record<Operator, (order: number) => boolean>> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
};

/** How two values sort as SQL Server sorts them: text without case and trailing blanks, nothing before something. */
export const orderOf = (left: Value, right: Value): number => {
  if (left === null || right === null) return left === right ? 0 : left === null ? -1 : 1;
  const [a, b] =
    typeof left === 'string' && typeof right === 'string' ? [comparable(left), comparable(right)] : [Number(left), Number(right)];
  return a < b ? -1 : a > b ? 1 : 0;
};

/**
 * Turns a filter into a test over rows. `reader` gives a field as it goes over the wire, padding included: a filter on an
 * unpadded account code finds nothing, as in reality.
 */
export const compileFilter = (
  filter: Filter,
  resource: Resource,
  reader: (field: string) => Reading,
): ((row: Row) => boolean) => {
  const operand = (part: Operand): Typed => {
    if (part.kind === 'literal') return { type: part.type, read: () => part.value };
    if (part.kind === 'field') {
      const field = resource.fields.get(part.name);
      if (!field || field.isCollection)
        throw badRequest(`No property '${part.name}' exists in type '${resource.type}' at position ${part.position}.`);
      return { type: literalTypes[field.type] ?? 'number', read: reader(part.name) };
    }
    const args = part.args.map(operand);
    if (args.some((arg) => arg.type !== 'text'))
      throw badRequest(`No applicable function found for '${part.name}' with these arguments.`);
    const text = (index: number, row: Row): string => String(args[index]?.read(row) ?? '');
    switch (part.name) {
      case 'trim':
        return { type: 'text', read: (row) => text(0, row).trim() };
      case 'tolower':
        return { type: 'text', read: (row) => text(0, row).toLowerCase() };
      case 'startswith':
        return { type: 'boolean', read: (row) => text(0, row).toLowerCase().startsWith(text(1, row).toLowerCase()) };
      case 'substringof':
        return { type: 'boolean', read: (row) => text(1, row).toLowerCase().includes(text(0, row).toLowerCase()) };
    }
  };

  const isComparable = (left: Typed, right: Typed): boolean => {
    const types = new Set([left.type, right.type]);
    types.delete('null');
    // Flags are compared with true and false as well as with 1 and 0.
    return types.size < 2 || (types.size === 2 && types.has('boolean') && types.has('number'));
  };

  if (filter.kind === 'test') {
    const tested = operand(filter.operand);
    if (tested.type !== 'boolean') throw badRequest('The filter is not a boolean expression.');
    return (row) => tested.read(row) === true;
  }
  if (filter.kind === 'compare') {
    const left = operand(filter.left);
    const right = operand(filter.right);
    if (!isComparable(left, right))
      throw badRequest(`Operator '${filter.operator}' incompatible with operand types '${left.type}' and '${right.type}'.`);
    const test = TESTS[filter.operator];
    const isEquality = filter.operator === 'eq' || filter.operator === 'ne';
    return (row) => {
      const [a, b] = [left.read(row), right.read(row)];
      return (isEquality || (a !== null && b !== null)) && test(orderOf(a, b));
    };
  }
  const left = compileFilter(filter.left, resource, reader);
  const right = compileFilter(filter.right, resource, reader);
  return filter.kind === 'and' ? (row) => left(row) && right(row) : (row) => left(row) || right(row);
};
