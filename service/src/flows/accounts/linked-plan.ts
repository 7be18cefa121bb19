import type { Language, TandemError } from '../../errors/index.ts';
import type { ExactAccount } from '../../exact/index.ts';
import { applyRules, isLeftOut, plannedChanges, type MappedField, type TargetLimits } from '../../mapping/index.ts';
import { phrase } from '../../errors/index.ts';
import {
  agreedOn,
  agreementText,
  conflictOf,
  isAgreed,
  LINKS,
  readAgreement,
  topicOf,
  verdictOf,
  type BothValues,
  type ConflictedTopic,
  type Owners,
  type Topic,
} from '../customers/index.ts';
import type { FieldChange, Operation } from '../operation.ts';
import { sideBySide, type Comparison } from './compared.ts';
import { filledPlaces, withoutSameCountry, withoutUnknownPlaces } from './places.ts';
import type { AccountsConfiguration } from './settings.ts';
import type { AccountInput } from './types.ts';

/** What plans of all debtors share. */
export interface Means {
  readonly settings: AccountsConfiguration;
  readonly comparison: Comparison;
  readonly limits: ReadonlyMap<string, TargetLimits>;
  readonly language: Language;
  /** Where the pages of Exact are. */
  readonly host: string;
  readonly division: number;
  readonly owners: Owners;
  /** True where what changes in Salesforce goes to Exact Online too. */
  readonly isSent: boolean;
}

type Linked = AccountInput & { readonly debtor: ExactAccount };
type Planned = Pick<Operation, 'action' | 'fields' | 'agreement' | 'reason'>;

/** What the debtor changes on its account, as far as Exact may. Pure. */
export function planLinked(input: Linked, { settings, comparison, limits }: Means): Planned {
  const { account, debtor, agreed } = input;
  const { shared, wins } = settings.ownership;
  const names = { record: phrase('record_debtor', { debtor: debtor.Name }), system: 'Salesforce' };
  const mapped = applyRules(settings.rules, { debtor }, (field) => limits.get(field), names);
  const compared = sideBySide(account, debtor, comparison);
  const remembered = new Map(readAgreement(agreed));
  const conflicts: ConflictedTopic[] = [];
  const problems: TandemError[] = [];
  const changes: FieldChange[] = [...codeChange(input)];
  const written: Topic[] = [];
  for (const [topic, mappedFields] of Map.groupBy(withoutUnknownPlaces(mapped, settings.rules), topicOfField)) {
    const fields = withoutSameCountry(mappedFields, compared.get('address') ?? []);
    if (topic === undefined) {
      changes.push(...plannedChanges(fields, account, { keepsEmpty: false }));
      problems.push(...problemsIn(mapped.problems, undefined));
      continue;
    }
    // A person's name is what its parts are.
    if (topic === 'name' && account['IsPersonAccount'] === true) continue;
    const values = compared.get(topic) ?? [];
    const isSame = values.length > 0 && isAgreed(values);
    if (isSame && shared.has(topic)) remembered.set(topic, agreedOn(values, account.Id));
    if (isSame) {
      changes.push(...filledPlaces(fields, account));
      continue;
    }
    const isEmptyThere = values.length > 0 && values.every(({ exact }) => exact === null || exact === '');
    if (!shared.has(topic)) {
      const own = isWholeEmpty(fields, account) ? fields : fields.filter(({ rule }) => rule.policy !== 'ifEmpty');
      changes.push(...plannedChanges(own, account, { keepsEmpty: keepsEmpty(topic, isEmptyThere) }));
      if (own.some(({ rule }) => rule.policy === 'always')) problems.push(...problemsIn(mapped.problems, topic));
      continue;
    }
    // What Salesforce says cannot be said in Exact: nobody can tell whether it changed.
    if (values.length === 0) continue;
    const before = remembered.get(topic);
    const { to, isConflict } = verdictOf(values, { agreed: before, wins, accountId: account.Id });
    if (isConflict && (to === 'salesforce' || before === undefined)) conflicts.push({ topic, values, stays: wins });
    if (to !== 'salesforce') continue;
    changes.push(...plannedChanges(fields, account, { keepsEmpty: keepsEmpty(topic, isEmptyThere && before !== undefined) }));
    problems.push(...problemsIn(mapped.problems, topic));
    written.push(topic);
  }
  const after = afterwards(account, changes);
  const then = sideBySide(after, debtor, comparison);
  for (const topic of written) remembered.set(topic, agreedOn(then.get(topic) ?? NONE, account.Id));
  const agreement = agreementText(remembered);
  const reason = conflictOf(account.Name, conflicts) ?? problems[0];
  return {
    action: changes.every(isLeftOut) ? 'unchanged' : 'update',
    fields: changes,
    ...(shared.size === 0 || agreement === (agreed ?? '')
      ? {}
      : { agreement: { role: LINKS.agreed, salesforceId: account.Id, fingerprint: agreement } }),
    ...(reason === undefined ? {} : { reason }),
  };
}

const NONE: readonly BothValues[] = [];

function topicOfField({ rule }: MappedField): Topic | undefined {
  return topicOf('salesforce', rule.field);
}

/** Of an address all parts go together, or two would be mixed; anything else is emptied only where Exact was. A name is never. */
function keepsEmpty(topic: Topic, isEmptied: boolean): boolean {
  return topic === 'name' || !(topic === 'address' || isEmptied);
}

function isWholeEmpty(fields: readonly MappedField[], account: Readonly<Record<string, unknown>>): boolean {
  return fields.every(({ rule }) => (account[rule.field] ?? '') === '');
}

function problemsIn(problems: readonly TandemError[], topic: Topic | undefined): TandemError[] {
  return problems.filter(({ field }) => field !== undefined && topicOf('salesforce', field) === topic);
}

/** The code of a debtor may be changed; a row of a further division has none. */
function codeChange({ account, debtor }: Linked): FieldChange[] {
  const code = account['Exact_Code__c'] ?? null;
  if (account.linkRow !== undefined || code === null || code === debtor.Code) return [];
  return [{ field: 'Exact_Code__c', from: code, to: debtor.Code, policy: 'always' }];
}

function afterwards(account: AccountInput['account'], changes: readonly FieldChange[]): AccountInput['account'] {
  return {
    ...account,
    ...Object.fromEntries(changes.filter((change) => !isLeftOut(change)).map(({ field, to }) => [field, to])),
  };
}
