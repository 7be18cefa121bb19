import { TandemError } from '../../errors/index.ts';
import { salesforceRef } from '../../links/index.ts';
import { movedLink, planCustomer, planFurtherPersons, type CustomerInput } from '../customers/index.ts';
import type { PlanMoment, PlanSteps } from '../flow.ts';
import type { Operation } from '../operation.ts';
import { withoutPauses } from '../turns.ts';
import { DEBTOR_SETTINGS, type DebtorsConfiguration } from './settings.ts';
import type { DebtorInput, DebtorsInput } from './types.ts';

/** From accounts of Salesforce to what their debtors in Exact lack. Pure. */
export function planDebtors(input: DebtorsInput, moment: PlanMoment): readonly Operation[] {
  return withoutPauses(planDebtorsInSteps(input, moment));
}

/** The same with a pause after each account. */
export function* planDebtorsInSteps({ debtors, facts }: DebtorsInput, { configuration }: PlanMoment): PlanSteps {
  const settings = DEBTOR_SETTINGS.of(configuration);
  const planned: Operation[] = [];
  for (const input of debtors) {
    planned.push(...planDebtor(input, settings, facts));
    yield;
  }
  return planned;
}

function planDebtor(input: DebtorInput, settings: DebtorsConfiguration, facts: DebtorsInput['facts']): Operation[] {
  const { debtor, leftOut } = input;
  if (leftOut !== undefined) return [{ ...main(input), action: 'skip', reason: leftOut }];
  const planned = planCustomer(input, settings, facts);
  if (planned instanceof TandemError) return [{ ...main(input), action: 'block', reason: planned }, ...movedLink(input)];
  const { key } = main(input);
  const own = planned.operations.find((operation) => operation.key === key);
  const standing = debtor?.kind === 'unchanged' ? debtor.exactId : undefined;
  const number = debtor?.kind === 'found' ? debtor.account.Code : undefined;
  return [
    own === undefined
      ? { ...main(input), action: 'unchanged', targetId: standing }
      : { ...own, isMain: true, found: { number, url: undefined } },
    ...movedLink(input),
    ...planned.operations.filter((operation) => operation !== own),
    ...planFurtherPersons(input, input.further, settings),
  ];
}

/** What says how the record itself ended. */
function main({ customer: { record } }: CustomerInput) {
  const { id, label } = record;
  return {
    ...{ key: `exact/Account/${id}`, recordId: id, label, source: salesforceRef(id), fields: [] },
    system: 'exact',
    object: 'Account',
    isMain: true,
  } as const;
}
