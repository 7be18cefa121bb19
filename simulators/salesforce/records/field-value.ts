import { Decimal } from 'decimal.js';
import { badRequest, unparsable } from '../errors.ts';
import type { FieldDefinition, FieldValue } from '../schema/index.ts';
import { normaliseId } from './record-id.ts';

const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const DATETIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/;
const EMAIL = /^[^\s@,;<>()"]+@[^\s@,;<>()"]+\.[^\s@,;<>()".]{2,}$/;

/** Salesforce keeps whole seconds and writes `2026-11-24T07:00:00.000+0000`. */
export function toSalesforceDatetime(time: number): string {
  return `${new Date(Math.floor(time / 1000) * 1000).toISOString().slice(0, 19)}.000+0000`;
}

/** Milliseconds since 1970 of a datetime in any form the API takes; null when it is none. */
export function parseDatetime(text: string): number | null {
  if (!DATETIME.test(text)) return null;
  const time = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(time) ? null : time;
}

const isDate = (text: string): boolean => DATE.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);

/** Rounds half away from zero to the scale of the field, as the platform does on save. */
const toNumber = (field: FieldDefinition, value: unknown): number => {
  if (typeof value !== 'number' && !(typeof value === 'string' && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value.trim())))
    throw unparsable(field.type, value);
  const number = new Decimal(typeof value === 'string' ? value.trim() : value);
  if (field.type === 'int' && !number.isInteger()) throw unparsable('int', value);
  const rounded = number.toDecimalPlaces(field.type === 'int' ? 0 : field.scale, Decimal.ROUND_HALF_UP);
  const integerDigits = field.precision - field.scale;
  if (field.precision > 0 && rounded.abs().gte(new Decimal(10).pow(integerDigits))) {
    throw badRequest(
      'NUMBER_OUTSIDE_VALID_RANGE',
      `${field.label}: value outside of valid range on numeric field: ${number.toFixed()}`,
      [field.name],
    );
  }
  return rounded.toNumber();
};

const toText = (field: FieldDefinition, value: unknown): string | null => {
  if (typeof value !== 'string') throw unparsable('string', value);
  const trimmed = value.trim();
  if (trimmed === '') return null;
  if (field.length > 0 && trimmed.length > field.length) {
    throw badRequest('STRING_TOO_LONG', `${field.label}: data value too large: ${trimmed} (max length=${field.length})`, [
      field.name,
    ]);
  }
  if (field.type === 'email' && !EMAIL.test(trimmed))
    throw badRequest('INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${trimmed}`, [field.name]);
  return trimmed;
};

const toPicklistValue = (field: FieldDefinition, value: unknown): string | null => {
  const text = toText(field, value);
  if (text === null || !field.isRestricted || field.picklist.length === 0) return text;
  const known = field.picklist.find((entry) => entry.toLowerCase() === text.toLowerCase());
  if (known === undefined) {
    throw badRequest(
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      `${field.label}: bad value for restricted picklist field: ${text}`,
      [field.name],
    );
  }
  return known;
};

const toReference = (field: FieldDefinition, value: unknown): string | null => {
  if (typeof value !== 'string') throw unparsable('reference', value);
  if (value.trim() === '') return null;
  const id = normaliseId(value.trim());
  if (id === null) throw badRequest('MALFORMED_ID', `${field.label}: id value of incorrect type: ${value}`, [field.name]);
  return id;
};

const toBoolean = (field: FieldDefinition, value: unknown): boolean => {
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  throw unparsable(field.type, value);
};

/**
 * What the org stores for a value of a request: text trimmed (empty text is no value), numbers rounded to their scale, ids in 18
 * characters, datetimes in whole seconds.
 *
 * @throws ApiError JSON_PARSER_ERROR, STRING_TOO_LONG, NUMBER_OUTSIDE_VALID_RANGE, MALFORMED_ID, INVALID_EMAIL_ADDRESS or
 *   INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST
 */
export function toStoredValue(field: FieldDefinition, value: unknown): FieldValue {
  if (value === null || value === undefined) return field.type === 'boolean' ? false : null;
  switch (field.type) {
    case 'boolean':
      return toBoolean(field, value);
    case 'currency':
    case 'double':
    case 'percent':
    case 'int':
    case 'long':
      return value === '' ? null : toNumber(field, value);
    case 'date':
      if (value === '') return null;
      if (typeof value !== 'string' || !isDate(value)) throw unparsable('date', value);
      return value;
    case 'datetime': {
      if (value === '') return null;
      const time = typeof value === 'string' ? parseDatetime(isDate(value) ? `${value}T00:00:00Z` : value) : null;
      if (time === null) throw unparsable('datetime', value);
      return toSalesforceDatetime(time);
    }
    case 'reference':
    case 'id':
      return toReference(field, value);
    case 'picklist':
      return toPicklistValue(field, value);
    default:
      return toText(field, value);
  }
}
