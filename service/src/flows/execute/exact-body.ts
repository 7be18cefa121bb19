import { exactNumber, toExactDate, type ExactBody, type ExactWritableFields } from '../../exact/index.ts';
import { isLeftOut } from '../../mapping/index.ts';
import type { FieldChange } from '../operation.ts';
import type { ExactObject } from './exact-object.ts';
import { resolved } from './references.ts';
import type { Written } from './written.ts';

/**
 * The changes of one operation as a body: references become ids, amounts JSON numbers with their digits, days dates. Undefined
 * when a record that it refers to was not made.
 */
export function exactBody(table: ExactObject, fields: readonly FieldChange[], written: Written): ExactBody | undefined {
  const body: Record<string, unknown> = {};
  for (const change of fields) {
    if (isLeftOut(change)) continue;
    const part = table.partsWritable[change.field];
    const value = part === undefined ? resolved(change.to, written) : rowsOf(change.to, part);
    if (value === undefined) return undefined;
    body[change.field] = bodyValue(table.writable, change.field, value);
  }
  return body;
}

/** One row too has to be a list; Exact refuses a single object. */
function rowsOf(rows: unknown, writable: ExactWritableFields): unknown {
  return (rows as readonly Readonly<Record<string, unknown>>[]).map((row) =>
    Object.fromEntries(Object.entries(row).map(([field, value]) => [field, bodyValue(writable, field, value)])),
  );
}

function bodyValue(writable: ExactWritableFields, field: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const kind = Object.hasOwn(writable, field) ? writable[field]?.kind : undefined;
  if (kind === 'amount') return exactNumber(value);
  return kind === 'date' ? toExactDate(value) : value;
}
