import { TandemError } from '../../errors/index.ts';
import { LINK_OBJECT } from '../../links/index.ts';
import { Decimal } from '../../money/index.ts';
import type { Operation } from '../operation.ts';
import { keptAmounts, ownChanges } from './changes.ts';
import type { TermState } from './term-state.ts';
import type { PlannedTerm } from './terms.ts';
import type { DebtorAccount, DebtorInput, InvoiceFacts } from './types.ts';

/** What counts of a term towards each amount on the account; `today` is the division's. */
const COUNTED: Readonly<Record<'open' | 'overdue' | 'paidThisYear', (term: TermState, today: string) => boolean>> = {
  open: ({ isOpen }) => isOpen,
  overdue: ({ isOpen, dueDate, companyAmount }, today) => isOpen && companyAmount.gt(0) && dueDate !== null && dueDate < today,
  paidThisYear: ({ isOpen, number, settledOn }, today) =>
    !isOpen && number !== null && settledOn !== null && settledOn.slice(0, 4) === today.slice(0, 4),
};

/**
 * The amounts of an account where others stand, or where nobody looked yet: the sums over all its rows as they stand, with what this
 * plan changes. Undefined where nothing is to be told.
 */
export function balanceOperation(
  { debtorId, isAskedFor, sums }: DebtorInput,
  account: DebtorAccount,
  terms: readonly PlannedTerm[],
  facts: InvoiceFacts,
): Operation | undefined {
  if (account.isLed === true) return readOperation(debtorId, account, isAskedFor);
  const total = (name: keyof typeof COUNTED): Decimal => {
    const counted = (term: TermState | undefined): Decimal =>
      term !== undefined && COUNTED[name](term, facts.today) ? term.companyAmount : new Decimal(0);
    return terms.reduce(
      // What stood with another debtor is not in the sums of this one.
      (sum, { input: { row }, before, after }) =>
        sum.minus(row?.Exact_Account_Id__c === debtorId ? counted(before) : 0).plus(counted(after)),
      new Decimal(sums[name]),
    );
  };
  const own = keptAmounts(facts, 'Account', {
    Exact_Open_Amount__c: total('open'),
    Exact_Overdue_Amount__c: total('overdue'),
    Exact_Paid_This_Year__c: total('paidThisYear'),
  });
  const fields = ownChanges(own, account);
  const isDue = fields.length > 0 || account.Exact_Balance_Synced_At__c === null;
  if (!isDue && !isAskedFor) return undefined;
  return {
    ...ofAccount(debtorId, account.Name),
    targetId: account.Id,
    action: isDue ? 'update' : 'unchanged',
    fields,
    isMain: isAskedFor,
    // Worked out of the rows, whichever of them are written.
    isNote: true,
  };
}

/** The balance of an account that the default division knows too is that of the default one: its row takes note that it was looked for. */
function readOperation(debtorId: string, { Name, linkRow }: DebtorAccount, isAskedFor: boolean): Operation | undefined {
  const isDue = linkRow !== undefined && linkRow.readAt === null;
  if (!isDue && !isAskedFor) return undefined;
  return {
    ...ofAccount(debtorId, Name),
    key: `salesforce/${LINK_OBJECT}/${debtorId}/balance`,
    object: LINK_OBJECT,
    targetId: linkRow?.id,
    action: isDue ? 'update' : 'unchanged',
    fields: [],
    isMain: isAskedFor,
    isNote: true,
  };
}

/** Nothing is written for a debtor whom no account stands for: told once for all his invoices. */
export function withoutAccount({ debtorId, label }: DebtorInput): Operation {
  return {
    ...ofAccount(debtorId, label),
    action: 'skip',
    fields: [],
    reason: new TandemError('invoices_without_account', { customer: label }, { recordId: debtorId }),
    isMain: true,
  };
}

function ofAccount(debtorId: string, label: string) {
  return {
    key: `salesforce/Account/${debtorId}/balance`,
    recordId: debtorId,
    label,
    system: 'salesforce',
    object: 'Account',
  } as const;
}
