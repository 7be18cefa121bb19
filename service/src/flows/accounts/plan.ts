import { phrase, TandemError } from '../../errors/index.ts';
import { isWanted } from '../condition.ts';
import type { PlanMoment, PlanSteps } from '../flow.ts';
import type { Operation } from '../operation.ts';
import { eachInTurn, withoutPauses } from '../turns.ts';
import { comparisonBy } from './compared.ts';
import { planLinked, type Means } from './linked-plan.ts';
import { ACCOUNT_SETTINGS } from './settings.ts';
import type { AccountInput, AccountsInput } from './types.ts';
import { unlinked } from './unlinked.ts';

/** From debtors of Exact to what their accounts in Salesforce lack. Pure. */
export function planAccounts(input: AccountsInput, moment: PlanMoment): readonly Operation[] {
  return withoutPauses(planAccountsInSteps(input, moment));
}

/** The same with a pause after each debtor. */
export function* planAccountsInSteps({ accounts, limits, language }: AccountsInput, { configuration }: PlanMoment): PlanSteps {
  const means = { settings: ACCOUNT_SETTINGS.of(configuration), comparison: comparisonBy(configuration), limits, language };
  return yield* eachInTurn(accounts, (input) => planAccount(input, means));
}

function planAccount(input: AccountInput, means: Means): Operation {
  const { debtor, account } = input;
  if (debtor === undefined) return unlinked(input, means.language);
  const record = phrase('record_debtor', { debtor: debtor.Name });
  const wanted = isWanted({ when: means.settings.when, scope: { debtor }, record });
  const base = {
    ...{ key: `salesforce/Account/${input.debtorId}`, recordId: input.debtorId, label: account.Name, targetId: account.Id },
    ...{ fields: [], isMain: true },
    system: 'salesforce',
    object: 'Account',
  } as const;
  if (wanted instanceof TandemError) return { ...base, action: 'block', reason: wanted };
  return wanted ? { ...base, ...planLinked({ ...input, debtor }, means) } : { ...base, action: 'unchanged' };
}
