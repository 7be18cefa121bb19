import type { FieldDefinition } from '../schema/index.ts';
import { toTemporal } from './literal.ts';
import { malformed } from './query-error.ts';

const DAY_MS = 86_400_000;

/** Days, in UTC, that a relative date covers: the first, and the one after the last; counted from today. */
const days = (literal: string): [from: number, to: number] => {
  const [name, number] = literal.toUpperCase().split(':');
  const count = Number(number ?? 1);
  switch (name) {
    case 'TODAY':
      return [0, 1];
    case 'YESTERDAY':
      return [-1, 0];
    case 'TOMORROW':
      return [1, 2];
    case 'N_DAYS_AGO':
      return [-count, 1 - count];
    case 'LAST_N_DAYS':
      return [-count, 1];
    case 'NEXT_N_DAYS':
      return [1, count + 1];
    default:
      throw malformed(`The date literal ${literal} is not known here`);
  }
};

/**
 * A test against a relative date, which covers whole days: `= TODAY` is any moment of today, `> TODAY` begins tomorrow.
 *
 * @throws ApiError MALFORMED_QUERY for a date literal or an operator that is not known
 */
export function compileDateRange(field: FieldDefinition, operator: string, literal: string): (value: string) => boolean {
  const today = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  const [from = '', to = ''] = days(literal).map((day) => toTemporal(field, today + day * DAY_MS));
  switch (operator) {
    case '=':
      return (value) => value >= from && value < to;
    case '!=':
      return (value) => value < from || value >= to;
    case '<':
      return (value) => value < from;
    case '<=':
      return (value) => value < to;
    case '>':
      return (value) => value >= to;
    case '>=':
      return (value) => value >= from;
    default:
      throw malformed(`${operator} cannot be used with ${literal}`);
  }
}
