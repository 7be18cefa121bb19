import type { CompiledRule, Configuration } from '../../../mapping/index.ts';
import type { CustomerSettings, MatchKey, Ownership } from '../types.ts';
import { topicOf, type Owner, type Owners, type Topic, type Winner } from './topics.ts';

/** Settings that say for whom fields are filled. */
export interface Owned {
  readonly ownership: Ownership;
  /** What debtors are looked for by, in this order. */
  readonly match: readonly MatchKey[];
}

/** The flow whose settings say who owns what, and the one that brings changes of Exact Online. */
const OF_OWNERS = 'debtors';
const OF_CHANGES = 'accounts';
const OF_ORDERS = 'orders';

interface OfCustomers {
  readonly owners: Owners;
  readonly wins: Winner;
  readonly match: readonly MatchKey[];
}

type Policy = CompiledRule['policy'];
type Policies = Readonly<Record<Owner, Policy>>;

const TOWARDS: Readonly<Record<'exact' | 'salesforce', Policies>> = {
  exact: { exact: 'create', salesforce: 'always', both: 'always', ifEmpty: 'ifEmpty' },
  salesforce: { exact: 'always', salesforce: 'create', both: 'always', ifEmpty: 'ifEmpty' },
};
/** The more a policy writes, the further back it stands. */
const POLICIES: readonly Policy[] = ['never', 'create', 'ifEmpty', 'always'];

const known = new WeakMap<object, object>();

/** The owners as the settings name them. */
export function ownersOf({ flows }: Pick<Configuration, 'flows'>): OfCustomers {
  return flows[OF_OWNERS] as unknown as OfCustomers;
}

/**
 * Settings of a flow that sends customers to Exact Online, its rules under the owners of their fields. The same rules hold for every such
 * flow: what the settings of debtors say of a field goes before what those of orders say, else each would undo what the other sent.
 */
export function towardsExact<Settings extends Pick<CustomerSettings, 'rules'>>(
  settings: Settings,
  configuration: Pick<Configuration, 'flows'>,
): Settings & Owned {
  const done = known.get(settings);
  if (done !== undefined) return done as Settings & Owned;
  const { owners, wins, match } = ownersOf(configuration);
  const isTold = configuration.flows[OF_CHANGES]?.enabled === true;
  const rules = [...settings.rules.filter((rule) => !isOfCustomer(rule)), ...customerRules(configuration)];
  const owned = {
    ...settings,
    rules: ownedRules(rules, 'exact', owners),
    // Where nobody brings what changes in Exact Online, what Salesforce says goes there as it is.
    ownership: { shared: isTold ? sharedIn(owners) : new Set<Topic>(), wins },
    match,
  };
  known.set(settings, owned);
  return owned;
}

/** The same of a flow that brings customers to Salesforce. */
export function towardsSalesforce<Settings extends Pick<CustomerSettings, 'rules'>>(
  settings: Settings,
  configuration: Pick<Configuration, 'flows'>,
): Settings & Owned {
  const { owners, wins, match } = ownersOf(configuration);
  return {
    ...settings,
    rules: ownedRules(settings.rules, 'salesforce', owners),
    ownership: { shared: sharedIn(owners), wins },
    match,
  };
}

function sharedIn(owners: Owners): ReadonlySet<Topic> {
  return new Set((Object.keys(owners) as Topic[]).filter((topic) => owners[topic] === 'both'));
}

/** A rule of Tandem's own does what the owner says; one that a person wrote and that writes less goes on writing less. */
function ownedRules(rules: readonly CompiledRule[], system: 'exact' | 'salesforce', owners: Owners): CompiledRule[] {
  return rules.map((rule) => {
    const topic = rule.object === 'Account' ? topicOf(system, rule.field) : undefined;
    if (topic === undefined) return rule;
    const policy = TOWARDS[system][owners[topic]];
    const isLess = POLICIES.indexOf(rule.policy) < POLICIES.indexOf(policy);
    return !rule.isDefault && isLess ? rule : { ...rule, policy };
  });
}

function customerRules({ flows }: Pick<Configuration, 'flows'>): CompiledRule[] {
  const rules = new Map<string, CompiledRule>();
  const own = [flows[OF_ORDERS]?.rules ?? [], (flows[OF_OWNERS]?.rules ?? []).filter(({ isDefault }) => !isDefault)];
  for (const rule of own.flat()) if (isOfCustomer(rule)) rules.set(`${rule.object}.${rule.field}`, rule);
  return [...rules.values()];
}

function isOfCustomer({ object }: CompiledRule): boolean {
  return object === 'Account' || object === 'Contact';
}
