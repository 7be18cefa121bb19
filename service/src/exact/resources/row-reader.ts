import { amountText, toDecimal } from '../../money/index.ts';
import { exactDate, exactInstant } from '../dates.ts';
import type { ExactRow } from '../types.ts';

/** Reads the fields of one row. Every reader answers null for a field that is empty, null or was not asked for. */
export interface RowReader {
  /** Text as it stands, padding of codes taken off. Inner and unicode characters are kept. */
  text(field: string): string | null;
  /** Text of a field that is never empty, such as a key. */
  key(field: string): string;
  /** Amount or quantity as plain decimal text, never an exponent. */
  amount(field: string): string | null;
  /** Whole number of a field that a double holds, such as a status or a line number. */
  integer(field: string): number | null;
  /** Int64 as text: a Timestamp does not fit a double. */
  big(field: string): string;
  /** Booleans come as true/false or as a byte, by resource. */
  flag(field: string): boolean;
  /** Calendar day, `yyyy-mm-dd`. */
  date(field: string): string | null;
  /** ISO instant. */
  instant(field: string): string | null;
  /** Rows of a field that was expanded. */
  rows(field: string): readonly RowReader[];
}

/** The reader of one row. */
export function rowReader(row: ExactRow): RowReader {
  const text = (field: string): string | null => {
    const value = row[field];
    if (value === null || value === undefined || typeof value === 'object') return null;
    const trimmed = String(value).trim();
    return trimmed === '' ? null : trimmed;
  };
  return {
    text,
    key: (field) => text(field) ?? '',
    amount: (field) => plainAmount(text(field)),
    integer: (field) => {
      const value = text(field);
      return value === null ? null : Number(value);
    },
    big: (field) => text(field) ?? '0',
    flag: (field) => row[field] === true || row[field] === 1 || row[field] === '1' || row[field] === 'true',
    date: (field) => exactDate(text(field)),
    instant: (field) => exactInstant(text(field)),
    rows: (field) => rowsIn(row[field]).map(rowReader),
  };
}

/** Exact writes them as `results`, or bare. */
function rowsIn(value: ExactRow[string]): readonly ExactRow[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return [];
  const { results } = value;
  return Array.isArray(results) ? results : [];
}

function plainAmount(value: string | null): string | null {
  const amount = toDecimal(value);
  return amount === null ? null : amountText(amount);
}
