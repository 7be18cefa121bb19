import { isSameNumber, type NumberKind } from '../../../identifiers/index.ts';
import type { FieldChange } from '../../operation.ts';

/** Fields of accounts and contacts whose values people write in more than one way. */
const NUMBERS: Readonly<Record<string, NumberKind>> = {
  Phone: 'phone',
  Mobile: 'phone',
  VATNumber: 'vat',
  ChamberOfCommerce: 'company',
};

/** The changes that change more than the spelling of a number. `country`: ISO code of where the numbers are, where anybody knows. */
export function withoutRespelled<Change extends FieldChange>(
  changes: readonly Change[],
  country: string | null,
): readonly Change[] {
  return changes.filter(({ field, from, to }) => {
    const kind = NUMBERS[field];
    const isCompared = kind !== undefined && typeof from === 'string' && typeof to === 'string' && from !== to;
    return !isCompared || !isSameNumber(kind, from, to, country ?? '');
  });
}
