import { phrase, TandemError } from '../../errors/index.ts';
import { accountUrl, type ExactAccount } from '../../exact/index.ts';
import { applyRules, plainText, plannedChanges } from '../../mapping/index.ts';
import { ACCOUNT_ROLE, fitsBy, type MatchKey } from '../customers/index.ts';
import type { FieldChange, Operation } from '../operation.ts';
import { inExact } from './compared.ts';
import { planLinked, type Means } from './linked-plan.ts';
import { withoutUnknownPlaces } from './places.ts';
import type { AccountInput, Candidate, NewcomerInput } from './types.ts';

type Planned = Pick<Operation, 'action' | 'fields' | 'targetId' | 'agreement' | 'reason'>;

/**
 * A debtor that nobody is linked to: the one account that is it is linked, where there is none it is made. Several, and one that has
 * another debtor, are for a person. `taken`: accounts that an earlier debtor of the batch got. Pure.
 */
export function planNewcomer({ debtorId, debtor, candidates }: NewcomerInput, means: Means, taken: Set<string>): Planned {
  const hits = candidatesOf(debtor, candidates, means);
  const [only, ...others] = hits;
  if (only === undefined) return { action: 'create', ...made(debtor, means, linkChanges(debtor, means)) };
  const { account } = only;
  const isFree =
    account.Exact_Id__c === null &&
    [null, debtor.Code].includes(plainText(account['Exact_Code__c']) || null) &&
    !taken.has(account.Id);
  if (others.length > 0 || !isFree) {
    const accounts = hits.map((hit) => hit.account.Name).join(', ');
    const params = { code: debtor.Code, debtor: debtor.Name, accounts };
    return { action: 'block', fields: [], reason: new TandemError('debtor_ambiguous', params) };
  }
  taken.add(account.Id);
  return planLinkedAnew({ debtorId, debtor, account, agreed: undefined }, means);
}

/** An account gets the debtor, and what that changes on it; what was read of the one that it had before is read anew. Pure. */
export function planLinkedAnew(input: AccountInput & { readonly debtor: ExactAccount }, means: Means): Planned {
  const { account, debtor } = input;
  const planned = planLinked(input, means);
  const link = linkChanges(debtor, means).map((change) => ({ ...change, from: account[change.field] ?? null }));
  const shown = new Set(link.map(({ field }) => field));
  const anew = ACCOUNT_ROLE.ofDefaultDivision.filter((field) => !shown.has(field) && account[field] != null);
  const emptied = anew.map((field): FieldChange => ({ field, from: account[field], to: null, policy: 'always' }));
  return { ...planned, action: 'update', targetId: account.Id, fields: [...link, ...emptied, ...planned.fields] };
}

/** By the first key that brings anybody up, in the order of the settings. */
function candidatesOf(debtor: ExactAccount, candidates: readonly Candidate[], means: Means): readonly Candidate[] {
  const coded = candidates.filter(({ account }) => account['Exact_Code__c'] === debtor.Code);
  if (coded.length > 0) return coded;
  for (const key of means.settings.match) {
    const hits = candidates.filter((candidate) => isKnownBy(key, debtor, candidate, means));
    if (hits.length > 0) return hits;
  }
  return [];
}

function isKnownBy(key: MatchKey, debtor: ExactAccount, { account, emails }: Candidate, { comparison }: Means): boolean {
  if (key !== 'email' && key !== 'contact') return fitsBy(key, debtor, inExact(account, comparison));
  return debtor.Email !== null && emails.includes(debtor.Email.toLowerCase());
}

function made(
  debtor: ExactAccount,
  { settings, limits }: Means,
  link: readonly FieldChange[],
): Pick<Planned, 'fields' | 'reason'> {
  const names = { record: phrase('record_debtor', { debtor: debtor.Name }), system: 'Salesforce' };
  const mapped = applyRules(settings.rules, { debtor }, (field) => limits.get(field), names);
  const [problem] = mapped.problems;
  return {
    fields: [...link, ...plannedChanges(withoutUnknownPlaces(mapped, settings.rules), undefined, { keepsEmpty: true })],
    ...(problem === undefined ? {} : { reason: problem }),
  };
}

function linkChanges(debtor: ExactAccount, { host, division }: Means): FieldChange[] {
  const link = {
    Exact_Id__c: debtor.ID.toLowerCase(),
    Exact_Code__c: debtor.Code,
    Exact_Url__c: accountUrl(host, division, debtor.ID),
    Exact_Sync_Status__c: 'Synced',
  };
  return Object.entries(link).map(([field, to]) => ({ field, from: null, to, policy: 'always' }));
}
