import { exactNumber, toExactDate, type ExactBody } from '../../exact/index.ts';
import { isLeftOut } from '../../mapping/index.ts';
import { exactTargetField, type ExactTarget } from '../exact-targets.ts';
import type { FieldChange } from '../flow.ts';
import { isReference } from '../execute/index.ts';

/** What an earlier operation made, by its key. */
export type MadeIds = ReadonlyMap<string, string>;

/** Names of Exact's objects as plans use them, with their targets. */
const TARGETS: Readonly<Record<string, ExactTarget>> = {
  SalesOrder: 'SalesOrder',
  Account: 'Account',
  Contact: 'Contact',
  Address: 'Address',
};

/**
 * The changes of one operation as a body: references become ids, amounts JSON numbers with their digits, days dates. Undefined
 * when a record that it refers to was not made.
 */
export function exactBody(object: string, fields: readonly FieldChange[], made: MadeIds): ExactBody | undefined {
  const target = TARGETS[object];
  const body: Record<string, unknown> = {};
  for (const change of fields) {
    if (isLeftOut(change)) continue;
    const { field, to } = change;
    if (field === 'SalesOrderLines') {
      // One line too has to be a list; Exact refuses a single object.
      body[field] = (to as readonly Readonly<Record<string, unknown>>[]).map((line) =>
        mapValues(line, (key, value) => bodyValue('Line', key, value)),
      );
      continue;
    }
    const value = isReference(to) ? made.get(to.ref) : to;
    if (value === undefined) return undefined;
    body[field] = bodyValue(target, field, value);
  }
  return body;
}

function bodyValue(target: ExactTarget | undefined, field: string, value: unknown): unknown {
  const kind = target === undefined ? undefined : exactTargetField(target, field)?.kind;
  if (typeof value !== 'string') return value;
  if (kind === 'amount') return exactNumber(value);
  return kind === 'date' ? toExactDate(value) : value;
}

function mapValues(
  record: Readonly<Record<string, unknown>>,
  change: (key: string, value: unknown) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(key, value)]));
}
