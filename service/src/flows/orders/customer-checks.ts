import { phrase, TandemError, type Phrase } from '../../errors/index.ts';
import type { ExactAccount } from '../../exact/index.ts';
import { TABLE_TITLES, type OrdersConfiguration } from '../../mapping/index.ts';
import type { FieldChange } from '../flow.ts';
import type { MappedCustomer } from './customer.ts';
import type { OrderFacts } from './types.ts';

/** Which relations a setting lets become customers; anybody else has to be made one in Exact. */
const UPGRADED: Readonly<Record<OrdersConfiguration['debtor']['upgrade'], readonly (string | null)[]>> = {
  none: [],
  prospects: ['P', 'S'],
  all: ['P', 'S', 'A', null],
};
const KINDS: Readonly<Record<string, Phrase>> = { P: phrase('account_prospect'), S: phrase('account_suspect') };

/** Why Exact would refuse an order of this debtor on these days: it is blocked, it ended, or it is no customer. Pure. */
export function debtorProblem(
  customer: MappedCustomer,
  account: ExactAccount,
  settings: OrdersConfiguration,
  days: readonly string[],
): TandemError | undefined {
  const params = { customer: customer.name, code: account.code, debtor: account.name };
  if (account.isBlocked) return new TandemError('customer_blocked', params);
  if (hasEnded(account, days)) return new TandemError('customer_ended', { ...params, since: account.endDate ?? '' });
  if (isToStart(account, days)) return new TandemError('customer_not_started', { ...params, from: account.startDate ?? '' });
  const isUpgraded = UPGRADED[settings.debtor.upgrade].includes(account.status);
  if (isUpgraded || (account.status === 'C' && account.isSales)) return undefined;
  return new TandemError('customer_not_a_debtor', {
    ...params,
    kind: KINDS[account.status ?? ''] ?? phrase('account_no_customer'),
  });
}

/** True where an account may be sold to on these days, whatever it is besides. Pure. */
export function isActiveOn(account: ExactAccount, days: readonly string[]): boolean {
  return !account.isBlocked && !hasEnded(account, days) && !isToStart(account, days);
}

function hasEnded({ endDate }: ExactAccount, days: readonly string[]): boolean {
  return endDate !== null && days.some((day) => endDate < day);
}

function isToStart({ startDate }: ExactAccount, days: readonly string[]): boolean {
  return startDate !== null && days.every((day) => startDate > day);
}

/** Only a customer may be sold to: a prospect that orders has become one. */
export function upgrade(account: ExactAccount): FieldChange[] {
  return account.status === 'C' ? [] : [{ field: 'Status', from: account.status, to: 'C', policy: 'always' }];
}

/** A payment condition that would be written and that Exact does not have. Pure. */
export function unknownCondition(customer: MappedCustomer, facts: OrderFacts, isNew: boolean): TandemError | undefined {
  const mapped = customer.account.fields.find(({ rule }) => rule.field === 'PaymentConditionSales');
  const code = mapped?.value;
  if (typeof code !== 'string' || code === '' || facts.paymentConditions === undefined) return undefined;
  if ((!isNew && mapped?.rule.policy === 'create') || facts.paymentConditions.some((row) => row.code === code)) return undefined;
  return new TandemError(
    'value_not_in_exact',
    { table: TABLE_TITLES.paymentConditions, value: customer.name, exact: code, what: phrase('what_payment_condition') },
    { field: 'Payment_Condition__c' },
  );
}
