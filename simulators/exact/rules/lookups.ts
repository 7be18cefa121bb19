import type { Derive } from '../records/rules.ts';
import type { Row, Value } from '../schema/index.ts';
import type { Division } from '../store/division.ts';

/** A field of the row that a guid field points to. */
export const through =
  (pointer: string, set: string, field: string): Derive =>
  (row, division) =>
    division.find(set, row[pointer])?.[field] ?? null;

/** A field of the row whose code this field holds. */
export const throughCode =
  (pointer: string, set: string, field: string): Derive =>
  (row, division) =>
    division.byCode(set, row[pointer])?.[field] ?? null;

/** A description for a number. */
export const described =
  (field: string, texts: Readonly<Record<number, string>>): Derive =>
  (row) =>
    texts[Number(row[field])] ?? null;

export const constant =
  (value: Value): Derive =>
  () =>
    value;

/** The first row of a small set that a test accepts. */
export const firstOf = (division: Division, set: string, test: (row: Row) => boolean): Row | undefined =>
  [...division.table(set).inKeyOrder()].find(test);
