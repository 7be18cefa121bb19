import type { LiteralType } from '@jetstreamapp/soql-parser-js';
import { badRequest } from '../errors.ts';
import { normaliseId } from '../records/record-id.ts';
import { parseDatetime } from '../records/field-value.ts';
import type { FieldDefinition, FieldValue } from '../schema/index.ts';

/** What two values of a field are compared by. */
export type Comparable = string | number | boolean | null;

const NUMBERS = ['currency', 'double', 'percent', 'int', 'long'];

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** Text between the quotes of a SOQL string. LIKE keeps `\%` and `\_` for itself. */
function unquote(literal: string): string {
  return literal
    .slice(1, -1)
    .replace(
      /\\(.)/g,
      (match, character: string) => ESCAPES[character] ?? (character === '%' || character === '_' ? match : character),
    );
}

const wrongType = (field: FieldDefinition, type: string, isQuoted: boolean): Error =>
  badRequest(
    'INVALID_FIELD',
    `value of filter criterion for field '${field.name}' must be of type ${type} and should ${isQuoted ? '' : 'not '}be enclosed in quotes`,
  );

/** Brings a stored value to the form it is compared in: text without case, everything else as it is. */
export function toComparable(field: FieldDefinition, value: FieldValue): Comparable {
  if (typeof value !== 'string' || field.type === 'id' || field.type === 'reference' || field.isCaseSensitive) return value;
  return value.toLowerCase();
}

/** A moment in the form that values of a date or datetime field are compared in. */
export function toTemporal(field: FieldDefinition, time: number): string {
  const text = new Date(time).toISOString();
  return field.type === 'date' ? text.slice(0, 10) : text.replace('Z', '+0000').toLowerCase();
}

const temporal = (field: FieldDefinition, literal: string, type: LiteralType): string => {
  if (field.type === 'date') {
    if (type !== 'DATE') throw wrongType(field, 'date', false);
    return literal;
  }
  const time = type === 'DATETIME' ? parseDatetime(literal) : null;
  if (time === null) throw wrongType(field, 'dateTime', false);
  return toTemporal(field, time);
};

/**
 * The value a literal stands for when it is compared with a field.
 *
 * @throws ApiError INVALID_FIELD when the literal is of another type, INVALID_QUERY_FILTER_OPERATOR for a text that is no id
 */
export function toLiteralValue(field: FieldDefinition, literal: string, type: LiteralType): Comparable {
  if (type === 'NULL') return null;
  if (NUMBERS.includes(field.type)) {
    if (type !== 'INTEGER' && type !== 'DECIMAL')
      throw wrongType(field, field.type === 'currency' ? 'double' : field.type, false);
    return Number(literal);
  }
  if (field.type === 'boolean') {
    if (type !== 'BOOLEAN') throw wrongType(field, 'boolean', false);
    return literal.toUpperCase() === 'TRUE';
  }
  if (field.type === 'date' || field.type === 'datetime') return temporal(field, literal, type);
  if (type !== 'STRING') throw wrongType(field, 'string', true);
  const text = unquote(literal);
  if (field.type !== 'id' && field.type !== 'reference') return text === '' ? null : toComparable(field, text);
  if (text === '') return null;
  const id = normaliseId(text);
  if (id === null) throw badRequest('INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${text}`);
  return id;
}

/** A predicate for LIKE: `%` any text, `_` one character, case ignored. */
export function toLikePattern(literal: string): RegExp {
  const text = unquote(literal);
  let pattern = '';
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? '';
    const escaped = character === '\\' ? text[index + 1] : undefined;
    if (escaped === '%' || escaped === '_') {
      pattern += escaped;
      index += 1;
    } else
      pattern +=
        character === '%' ? '[\\s\\S]*' : character === '_' ? '[\\s\\S]' : character.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  }
  return new RegExp(`^${pattern}$`, 'i');
}
