import { toDecimal } from '../../../money/index.ts';
import type { Arrival, AwaitedOutcome } from '../../flow.ts';
import type { FieldChange, Outcome } from '../../operation.ts';
import { HELD } from './code.ts';

/** What an account shows of its debtor, and whether more of it is better. */
const IS_BETTER: Readonly<Record<string, 'more' | 'less'>> = {
  Exact_Credit_Line__c: 'more',
  Exact_Available_Credit__c: 'more',
  Exact_Open_Amount__c: 'less',
  Exact_Overdue_Amount__c: 'less',
};

/** Orders that are held for what their customer owes go on once these flows tell that he stands better. */
export const AWAITED_CREDIT: readonly AwaitedOutcome[] = ['invoices', 'credit'].map((flow) => ({
  flow,
  code: HELD,
  arrivalOf: betterStanding,
  namesIn: ({ debtorId }) => (typeof debtorId === 'string' ? [debtorId] : []),
  recordIdIn: ({ debtorId }) => (typeof debtorId === 'string' ? debtorId : undefined),
}));

function betterStanding({ operations }: Outcome): Arrival | undefined {
  const better = operations.filter(
    ({ object, action, fields }) => object === 'Account' && action === 'update' && fields.some(isBetter),
  );
  return better.length === 0 ? undefined : { names: better.map(({ recordId }) => recordId.toLowerCase()), isNew: true };
}

/** No credit line is no limit, and what was not known is worth a look. */
function isBetter({ field, from, to }: FieldChange): boolean {
  const better = IS_BETTER[field];
  if (better === undefined) return false;
  const [before, after] = [toDecimal(from), toDecimal(to)];
  if (before === null || after === null) return true;
  return better === 'more' ? after.gt(before) : after.lt(before);
}
