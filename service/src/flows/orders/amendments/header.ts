import type { Phrase } from '../../../errors/index.ts';
import type { ExactSalesOrderInFull } from '../../../exact/index.ts';
import type { FieldChange } from '../../operation.ts';
import type { OrdersConfiguration } from '../settings.ts';
import { compare, type Agreed } from './differences.ts';
import { fieldConflict } from './problems.ts';
import { headerValues } from './values.ts';

/** What of the header is to be changed, and what somebody in Exact changed too. */
export interface HeaderDifferences {
  readonly changes: readonly FieldChange[];
  readonly conflicts: readonly Phrase[];
}

/** Puts the header of an order next to that of its document; nothing where nobody knows what it was sent with. Pure. */
export function headerDifferences(
  wanted: readonly FieldChange[],
  order: ExactSalesOrderInFull,
  agreed: Agreed,
  salt: string,
  { reference, closedPeriods }: OrdersConfiguration,
): HeaderDifferences {
  const known = agreed.map(({ header }) => header).filter((header) => header !== undefined);
  if (known.length === 0) return { changes: [], conflicts: [] };
  const ours = headerValues(Object.fromEntries(wanted.map(({ field, to }) => [field, to])));
  const theirs = headerValues(order);
  const { fields, foreign } = compare(ours, theirs, known, salt);
  // The key of the order stands in one, and a day that was moved out of a closed period stays.
  const isKept = (field: string): boolean => field === reference.field || (field === 'OrderDate' && closedPeriods === 'nextOpen');
  return {
    changes: fields
      .filter((field) => !isKept(field))
      .map((field) => ({ field, from: theirs[field] || null, to: ours[field] || null, policy: 'always' as const })),
    conflicts: foreign
      .filter((field) => !isKept(field))
      .map((field) => fieldConflict(field, ours[field] ?? '', theirs[field] ?? '')),
  };
}
