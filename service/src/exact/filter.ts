import { isGuid } from './guids.ts';

/** Texts for `$filter` in the OData V2 dialect of Exact Online. Values are quoted here and nowhere else. */

const INTEGER = /^-?\d+$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** `'O''Neill'`: single quotes, inner ones doubled. */
export function quoteText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** `guid'...'`. Throws a RangeError for anything that is not a guid, so that no text can slip into a filter. */
export function quoteGuid(value: string): string {
  if (!isGuid(value)) throw new RangeError(`not a guid: ${value}`);
  return `guid'${value.toLowerCase()}'`;
}

export function textEquals(field: string, value: string): string {
  return `${field} eq ${quoteText(value)}`;
}

export function textStartsWith(field: string, start: string): string {
  return `startswith(${field},${quoteText(start)})`;
}

/** Rows whose text contains the piece, whatever the case. */
export function textContains(field: string, piece: string): string {
  return `substringof(${quoteText(piece)},${field})`;
}

export function integerEquals(field: string, value: string): string {
  if (!INTEGER.test(value)) throw new RangeError(`not a number: ${value}`);
  return `${field} eq ${value}`;
}

export function guidEquals(field: string, value: string): string {
  return `${field} eq ${quoteGuid(value)}`;
}

export function flagEquals(field: string, value: boolean): string {
  return `${field} eq ${value}`;
}

/** `Timestamp gt 123L`: the only filter that sync streams take. Int64 as text; a first run starts at `1`. */
export function newerThan(timestamp: string): string {
  if (!INTEGER.test(timestamp)) throw new RangeError(`not a timestamp: ${timestamp}`);
  return `Timestamp gt ${timestamp}L`;
}

/** `Modified ge datetime'...'`: Exact takes the moment without a zone. */
export function modifiedSince(moment: Date): string {
  return `Modified ge datetime'${moment.toISOString().slice(0, 19)}'`;
}

/** Days from `from` until the day before `until`, both `yyyy-mm-dd`: Exact keeps days as midnight without a zone. */
export function dayWithin(field: string, from: string, until: string): string {
  const at = (day: string): string => {
    if (!DAY.test(day)) throw new RangeError(`not a day: ${day}`);
    return `datetime'${day}T00:00:00'`;
  };
  return `${field} ge ${at(from)} and ${field} lt ${at(until)}`;
}

/** Rows in which a field is empty. */
export function isEmpty(field: string): string {
  return `${field} eq null`;
}

export function isPositive(field: string): string {
  return `${field} gt 0`;
}

export function numberBelow(field: string, value: number): string {
  return `${field} lt ${value}`;
}

/** Each of the filters, which may hold an `or`. */
export function allOf(...filters: readonly string[]): string {
  return filters.map((filter) => `(${filter})`).join(' and ');
}

export function anyOf(...filters: readonly string[]): string {
  return filters.join(' or ');
}

/** Account.Code is stored left-padded to 18 characters; a filter without the padding finds nothing. */
export function paddedAccountCode(code: string): string {
  return code.trim().padStart(18, ' ');
}
