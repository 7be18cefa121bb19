import { phrase, TandemError, type Phrase } from '../../errors/index.ts';
import type { ExactAccount } from '../../exact/index.ts';
import type { CustomerSettings } from './types.ts';
import type { MappedCustomer } from './values.ts';

/** Which relations a setting lets become customers; anybody else has to be made one in Exact. */
const UPGRADED: Readonly<Record<CustomerSettings['debtor']['upgrade'], readonly (string | null)[]>> = {
  none: [],
  prospects: ['P', 'S'],
  all: ['P', 'S', 'A', null],
};
const KINDS: Readonly<Record<string, Phrase>> = { P: phrase('account_prospect'), S: phrase('account_suspect') };

/** Why Exact would refuse a sale to this debtor on these days: it is blocked, it ended, or it is no customer. Pure. */
export function debtorProblem(
  customer: MappedCustomer,
  account: ExactAccount,
  settings: CustomerSettings,
  days: readonly string[],
): TandemError | undefined {
  const params = { customer: customer.name, code: account.Code, debtor: account.Name };
  if (account.Blocked) return new TandemError('customer_blocked', params);
  if (hasEnded(account, days)) return new TandemError('customer_ended', { ...params, since: account.EndDate ?? '' });
  if (isToStart(account, days)) return new TandemError('customer_not_started', { ...params, from: account.StartDate ?? '' });
  if (isUpgraded(account, settings) || (account.Status === 'C' && account.IsSales)) return undefined;
  return new TandemError('customer_not_a_debtor', {
    ...params,
    kind: KINDS[account.Status ?? ''] ?? phrase('account_no_customer'),
  });
}

/** True where the settings make a customer of such a relation. Pure. */
export function isUpgraded({ Status: status }: ExactAccount, { debtor }: CustomerSettings): boolean {
  return UPGRADED[debtor.upgrade].includes(status);
}

/** True where an account may be sold to on these days, whatever it is besides. Pure. */
export function isActiveOn(account: ExactAccount, days: readonly string[]): boolean {
  return !account.Blocked && !hasEnded(account, days) && !isToStart(account, days);
}

function hasEnded({ EndDate: endDate }: ExactAccount, days: readonly string[]): boolean {
  return endDate !== null && days.some((day) => endDate < day);
}

function isToStart({ StartDate: startDate }: ExactAccount, days: readonly string[]): boolean {
  return startDate !== null && days.every((day) => startDate > day);
}
