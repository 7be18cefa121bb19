import { phrase, TandemError } from '../../errors/index.ts';
import { applyRules, plannedChanges, type TargetLimits } from '../../mapping/index.ts';
import { amountText, Decimal, roundTo, toDecimal } from '../../money/index.ts';
import { isWanted } from '../condition.ts';
import type { PlanMoment, PlanSteps } from '../flow.ts';
import type { Operation } from '../operation.ts';
import { changesTo } from '../record-changes.ts';
import { eachInTurn, withoutPauses } from '../turns.ts';
import { notInvoiced } from './not-invoiced.ts';
import { AMOUNT_FIELDS, CREDIT_SETTINGS, type CreditConfiguration } from './settings.ts';
import { NO_TERMS, termsOf } from './terms.ts';
import type { CreditInput, CreditsInput } from './types.ts';

type Limits = ReadonlyMap<string, TargetLimits>;

/** From credit lines and open orders of Exact to what accounts in Salesforce may still buy. Pure. */
export function planCredit(input: CreditsInput, moment: PlanMoment): readonly Operation[] {
  return withoutPauses(planCreditInSteps(input, moment));
}

/** The same with a pause after each debtor: a batch of a first load has thousands. */
export function* planCreditInSteps({ debtors, limits }: CreditsInput, { configuration }: PlanMoment): PlanSteps {
  const settings = CREDIT_SETTINGS.of(configuration);
  const planned = yield* eachInTurn(debtors, (debtor) => planDebtor(debtor, settings, limits));
  return planned.filter(({ action }, index) => action !== 'unchanged' || debtors[index]?.isQuiet !== true);
}

function planDebtor(input: CreditInput, settings: CreditConfiguration, limits: Limits): Operation {
  const { debtorId, account, debtor } = input;
  const base = {
    key: `salesforce/Account/${debtorId}/credit`,
    recordId: debtorId,
    label: account.Name,
    system: 'salesforce',
    object: 'Account',
    targetId: account.Id,
    fields: [],
    isMain: true,
  } as const;
  // What stands there is of the default division, which knows the account too.
  if (account.isLed === true) return { ...base, action: 'unchanged' };
  const names = { record: phrase('record_debtor', { debtor: account.Name }), system: 'Salesforce' };
  const wanted = debtor === undefined || isWanted({ when: settings.when, scope: { debtor }, record: names.record });
  if (wanted instanceof TandemError) return { ...base, action: 'block', reason: wanted };
  const mapped =
    debtor === undefined || !wanted
      ? { fields: [], problems: [] }
      : applyRules(settings.rules, { debtor }, (field) => limits.get(field), names);
  const [problem] = mapped.problems;
  if (problem !== undefined) return { ...base, action: 'block', reason: problem };
  const amounts = wanted ? amountsOf(input) : NOTHING;
  const terms = !wanted ? NO_TERMS : debtor === undefined ? {} : termsOf(debtor, limits);
  const fields = [
    ...plannedChanges(mapped.fields, account, { keepsEmpty: false }),
    ...changesTo(account, Object.fromEntries(AMOUNT_FIELDS.map((field) => [field, kept(amounts[field], limits.get(field))]))),
    ...changesTo(account, terms),
  ];
  // That it was looked at is noted once, whatever there is: every write is stamped.
  const isDue = fields.length > 0 || account.Exact_Credit_Synced_At__c === null;
  return { ...base, action: isDue ? 'update' : 'unchanged', fields };
}

type Amounts = Readonly<Record<(typeof AMOUNT_FIELDS)[number], Decimal | null>>;

const NOTHING: Amounts = { Exact_Credit_Line__c: null, Exact_Open_Orders__c: null, Exact_Available_Credit__c: null };

function amountsOf({ account, debtor, orders }: CreditInput): Amounts {
  const line = debtor === undefined ? toDecimal(account.Exact_Credit_Line__c) : lineOf(debtor.CreditLineSales);
  const open = toDecimal(account.Exact_Open_Amount__c);
  const ordered = orders.reduce((sum, order) => sum.plus(notInvoiced(order)), new Decimal(0));
  return {
    Exact_Credit_Line__c: line,
    Exact_Open_Orders__c: ordered,
    Exact_Available_Credit__c: line === null || open === null ? null : line.minus(open).minus(ordered),
  };
}

/** Zero is what Exact sends of a debtor without a credit line. */
function lineOf(text: string | null): Decimal | null {
  const line = toDecimal(text);
  return line === null || line.isZero() ? null : line;
}

/** With the decimals that the field keeps: what Salesforce would round looked changed for ever. */
function kept(amount: Decimal | null, limits: TargetLimits | undefined): string | null {
  return amount === null ? null : amountText(roundTo(amount, limits?.scale ?? 2));
}
