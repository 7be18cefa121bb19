import type { ExactRow, ExactValue } from './types.ts';

/** The rows of an answer and where the next page is. */
export interface ExactPage {
  readonly rows: readonly ExactRow[];
  readonly next: string | undefined;
}

/**
 * Takes the envelope off. Exact uses three: `d.results` for collections, a bare array `d` with `$top` and from functions,
 * one object `d` for a single entity. Answers undefined for anything else.
 */
export function unwrap(answer: ExactValue): ExactPage | undefined {
  if (!isRow(answer)) return undefined;
  const { d } = answer;
  if (Array.isArray(d)) return { rows: d, next: undefined };
  if (!isRow(d)) return undefined;
  const { results, __next: next } = d;
  if (!Array.isArray(results)) return { rows: [d], next: undefined };
  return { rows: results, next: typeof next === 'string' && next !== '' ? next : undefined };
}

function isRow(value: ExactValue | undefined): value is ExactRow {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
