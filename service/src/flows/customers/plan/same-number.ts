import { isSameNumber } from '../../../identifiers/index.ts';
import type { FieldChange } from '../../operation.ts';
import { NUMBERS } from '../ownership/index.ts';

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
