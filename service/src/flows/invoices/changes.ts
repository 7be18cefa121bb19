import { isSameValue } from '../../mapping/index.ts';
import type { Decimal } from '../../money/index.ts';
import type { FieldChange, OperationAction, Reference } from '../operation.ts';
import { keptText } from './amounts.ts';
import type { InvoiceFacts } from './types.ts';

/** Values that the flow itself writes, by field. */
export type OwnValues = Readonly<Record<string, string | boolean | Reference | null>>;

/** Those that differ from what stands. */
export function ownChanges(own: OwnValues, row: Readonly<Record<string, unknown>> | undefined): FieldChange[] {
  return Object.entries(own).flatMap(([field, to]): FieldChange[] => {
    const from = row?.[field] ?? null;
    const isSame = typeof to !== 'object' || to === null ? isSameValue(from, to) : false;
    return isSame ? [] : [{ field, from, to, policy: 'always' }];
  });
}

/** Amounts as the fields of an object keep them. */
export function keptAmounts(
  { limits }: InvoiceFacts,
  object: string,
  amounts: Readonly<Record<string, Decimal | null>>,
): Record<string, string | null> {
  const fields = limits.get(object);
  return Object.fromEntries(
    Object.entries(amounts).map(([field, amount]) => [field, keptText(amount, fields?.get(field)?.scale)]),
  );
}

/** What becomes of a row whose fields change so. */
export function actionOf(row: object | undefined, fields: readonly FieldChange[]): OperationAction {
  return row === undefined ? 'create' : fields.length > 0 ? 'update' : 'unchanged';
}
