import type { ExactAccount } from '../../exact/index.ts';
import type { CompiledRule, Configuration } from '../../mapping/index.ts';
import {
  customerOf,
  mapCustomer,
  topicOf,
  towardsExact,
  type BothValues,
  type CustomerSettings,
  type MappedCustomer,
  type Topic,
} from '../customers/index.ts';
import type { AccountInput } from './types.ts';

/** How what Salesforce says is said in Exact: both sides are compared there. */
export interface Comparison {
  readonly settings: CustomerSettings;
}

/** The rules by which accounts become debtors. */
export function rulesTowardsExact(configuration: Configuration): readonly CompiledRule[] {
  return towardsExact({ rules: [] }, configuration).rules;
}

/** What every plan of these settings compares by. */
export function comparisonBy(configuration: Configuration): Comparison {
  return { settings: { ...towardsExact({ rules: [] }, configuration), debtor: { use: 'account', upgrade: 'none' } } };
}

/** An account as Exact would hold it. Pure. */
export function inExact(account: AccountInput['account'], { settings }: Comparison): MappedCustomer {
  const customer = customerOf({
    record: { id: account.Id, label: account.Name, day: '' },
    ...{ accountId: account.Id, account, named: undefined, contacts: [], scope: {} },
  });
  return mapCustomer(customer, settings);
}

/** An account and its debtor side by side, as Exact would hold both, by what belongs together. What cannot be said in Exact is missing. Pure. */
export function sideBySide(
  account: AccountInput['account'],
  debtor: ExactAccount,
  { settings }: Comparison,
): ReadonlyMap<Topic, readonly BothValues[]> {
  const { fields } = inExact(account, { settings }).account;
  const standing = debtor as unknown as Readonly<Record<string, unknown>>;
  const country = debtor.Country?.trim() ?? '';
  const compared = fields.flatMap(({ rule: { field }, value }) => {
    const topic = topicOf('exact', field);
    return topic === undefined ? [] : [{ topic, values: { field, salesforce: value, exact: standing[field] ?? null, country } }];
  });
  const byTopic = Map.groupBy(compared, ({ topic }) => topic);
  return new Map([...byTopic].map(([topic, of]) => [topic, of.map(({ values }) => values)]));
}
