import { phrase, TandemError } from '../../errors/index.ts';
import { isWanted } from '../condition.ts';
import { ACCOUNT_ROLE, LINKS, ownersOf } from '../customers/index.ts';
import type { PlanMoment, PlanSteps } from '../flow.ts';
import type { Operation } from '../operation.ts';
import { eachInTurn, withoutPauses } from '../turns.ts';
import { comparisonBy } from './compared.ts';
import { planContact } from './contacts/plan.ts';
import { planLinked, type Means } from './linked-plan.ts';
import { planLinkedAnew, planNewcomer } from './newcomer-plan.ts';
import { ACCOUNT_SETTINGS } from './settings.ts';
import type { AccountInput, AccountsInput } from './types.ts';
import { unlinked } from './unlinked.ts';

/** From debtors of Exact to what their accounts in Salesforce lack. Pure. */
export function planAccounts(input: AccountsInput, moment: PlanMoment): readonly Operation[] {
  return withoutPauses(planAccountsInSteps(input, moment));
}

/** The same with a pause after each debtor. */
export function* planAccountsInSteps(input: AccountsInput, { configuration, division }: PlanMoment): PlanSteps {
  const { accounts, newcomers, contacts, limits, language, host } = input;
  const settings = ACCOUNT_SETTINGS.of(configuration);
  const means = {
    ...{ settings, comparison: comparisonBy(configuration), limits, language, host, division },
    ...{ owners: ownersOf(configuration).owners, isSent: configuration.flows['debtors']?.enabled === true },
  };
  const planned = yield* eachInTurn(accounts, (account) => planAccount(account, means));
  const taken = new Set<string>();
  const made = yield* eachInTurn(newcomers, (newcomer) => ({
    ...main(newcomer.debtorId, newcomer.debtor.Name),
    ...planNewcomer(newcomer, means, taken),
  }));
  const linked = new Set<string>();
  const persons = yield* eachInTurn(contacts, (contact) => planContact(contact, means, linked));
  return [...planned, ...made, ...persons];
}

function planAccount(input: AccountInput, means: Means): Operation {
  const { debtor, debtorId, account } = input;
  if (debtor === undefined) return { ...main(debtorId, account.Name), ...unlinked(input, means.language) };
  if (input.isInherited === true) {
    const forgets = [LINKS.account, LINKS.contested].map((role) => ({ role, salesforceId: account.Id }));
    return { ...main(debtorId, account.Name), targetId: account.Id, ...planLinkedAnew({ ...input, debtor }, means), forgets };
  }
  const record = phrase('record_debtor', { debtor: debtor.Name });
  const wanted = isWanted({ when: means.settings.when, scope: { debtor }, record });
  const base = { ...main(debtorId, account.Name), targetId: account.Id, fields: [] };
  if (wanted instanceof TandemError) return { ...base, action: 'block', reason: wanted };
  return wanted ? { ...base, ...planLinked({ ...input, debtor }, means) } : { ...base, action: 'unchanged' };
}

function main(debtorId: string, label: string) {
  return {
    ...{ key: `salesforce/Account/${debtorId}`, recordId: debtorId, label },
    source: { system: 'exact', object: ACCOUNT_ROLE.entity, division: undefined, id: debtorId },
    system: 'salesforce',
    object: ACCOUNT_ROLE.object,
    isMain: true,
  } as const;
}
