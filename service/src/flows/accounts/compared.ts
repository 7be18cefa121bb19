import type { ExactAccount } from '../../exact/index.ts';
import type { CompiledRule, Configuration } from '../../mapping/index.ts';
import {
  customerOf,
  mapCustomer,
  topicOf,
  towardsExact,
  type BothValues,
  type CustomerSettings,
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
  return { settings: { rules: rulesTowardsExact(configuration), debtor: { use: 'account', upgrade: 'none' } } };
}

/** An account and its debtor side by side, as Exact would hold both, by what belongs together. What cannot be said in Exact is missing. Pure. */
export function sideBySide(
  account: AccountInput['account'],
  debtor: ExactAccount,
  { settings }: Comparison,
): ReadonlyMap<Topic, readonly BothValues[]> {
  const customer = customerOf({
    record: { id: account.Id, label: account.Name, day: '' },
    ...{ accountId: account.Id, account, named: undefined, contacts: [], scope: {} },
  });
  const { fields } = mapCustomer(customer, settings).account;
  const standing = debtor as unknown as Readonly<Record<string, unknown>>;
  const compared = fields.flatMap(({ rule: { field }, value }) => {
    const topic = topicOf('exact', field);
    return topic === undefined ? [] : [{ topic, values: { field, salesforce: value, exact: standing[field] ?? null } }];
  });
  const byTopic = Map.groupBy(compared, ({ topic }) => topic);
  return new Map([...byTopic].map(([topic, of]) => [topic, of.map(({ values }) => values)]));
}
