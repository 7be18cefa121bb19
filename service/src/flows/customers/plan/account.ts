import { accountUrl, type ExactAccount } from '../../../exact/index.ts';
import { isLeftOut, plannedChanges } from '../../../mapping/index.ts';
import type { AnsweredField, FieldChange, Operation, OperationLink, Reference } from '../../operation.ts';
import { salesforceRef } from '../../../links/index.ts';
import { isUpgraded } from '../debtor-checks.ts';
import { keys, LINKS, searchCodeOf } from '../keys.ts';
import { READ_OF_DEBTOR } from '../roles.ts';
import type { CustomerFacts, CustomerInput, CustomerSettings, Ownership } from '../types.ts';
import type { MappedCustomer } from '../values.ts';
import { base, set } from './operations.ts';
import { withoutRespelled } from './same-number.ts';
import { agreementOfNew, ownedChanges, type OwnedChanges } from './owned-changes.ts';

type FoundDebtor = Extract<CustomerInput['debtor'], { kind: 'found' }>;

export function newAccount(input: CustomerInput, mapped: MappedCustomer, settings: CustomerSettings): Operation {
  const accountId = accountIdOf(input);
  return {
    ...base(input, 'exact', 'Account', keys.account(accountId)),
    action: 'create',
    fields: [
      ...plannedChanges(mapped.account.fields, undefined, { keepsEmpty: true }),
      set('Status', 'C'),
      set('SearchCode', searchCodeOf(accountId)),
    ],
    source: salesforceRef(accountId),
    // The last step is what says that the customer stands as it was sent.
    ...(input.person === undefined ? { link: linkOf(input, mapped) } : {}),
    ...agreementOf(input, settings, agreementOfNew(mapped.account.fields, accountId, settings.ownership ?? UNSHARED)),
    forgets: [{ role: LINKS.ownDebtor, salesforceId: accountId }],
  };
}

/** What differs in an account that is there. `isLastStep`: with it the customer stands as it was sent. */
export function changedAccount(
  input: CustomerInput,
  mapped: MappedCustomer,
  debtor: FoundDebtor,
  settings: CustomerSettings,
  isLastStep: boolean,
): Operation {
  const { account } = debtor;
  const { changes, agreement, conflict } = ownChanges(input, mapped, debtor, settings);
  const fields = [...changes, ...upgrade(account, settings)];
  return {
    ...base(input, 'exact', 'Account', keys.account(accountIdOf(input))),
    action: fields.every(isLeftOut) ? 'unchanged' : 'update',
    source: salesforceRef(accountIdOf(input)),
    targetId: account.ID,
    fields,
    ...(isLastStep ? { link: linkOf(input, mapped) } : {}),
    ...agreementOf(input, settings, agreement),
    ...(conflict === undefined ? {} : { reason: conflict }),
  };
}

/** What the rules change in a debtor that is there; nothing in one that another account owns. */
export function ownChanges(
  { agreed, customer }: Pick<CustomerInput, 'agreed' | 'customer'>,
  { name, account: { fields } }: MappedCustomer,
  { account, sharedWith }: FoundDebtor,
  { ownership = UNSHARED }: CustomerSettings,
): OwnedChanges {
  const standing = { account: { ...account }, accountId: customer.accountId ?? '', customer: name, agreed };
  const owned = ownedChanges(sharedWith === undefined ? fields : [], standing, ownership);
  return { ...owned, changes: withoutRespelled(owned.changes, account.Country) };
}

/** Nobody shares a field: what the rules say is what counts. */
const UNSHARED: Ownership = { shared: new Set(), wins: 'salesforce' };

/** The note of it, where there is something to share and something new to note. */
function agreementOf(
  input: CustomerInput,
  { ownership = UNSHARED }: CustomerSettings,
  agreement: string | undefined,
): Pick<Operation, 'agreement'> {
  if (ownership.shared.size === 0 || agreement === undefined || agreement === (input.agreed ?? '')) return {};
  return { agreement: { role: LINKS.agreed, salesforceId: accountIdOf(input), fingerprint: agreement } };
}

/** `accountId`: of the account in Exact, undefined where it is made by an operation before. */
export function mainContact(
  input: CustomerInput,
  mapped: MappedCustomer,
  contact: string | Reference,
  accountId: string | undefined,
): Operation {
  return {
    ...base(input, 'exact', 'Account', keys.mainContact(accountIdOf(input))),
    action: 'update',
    ...(accountId === undefined ? { targetMadeBy: keys.account(accountIdOf(input)) } : { targetId: accountId }),
    fields: [set('MainContact', contact)],
    link: linkOf(input, mapped),
  };
}

function linkOf(input: CustomerInput, { fingerprint }: MappedCustomer): OperationLink {
  return { role: LINKS.account, salesforceId: accountIdOf(input), fingerprint };
}

/** What was read of its former debtor, or by another company, is not true of this one. */
const READ_ANEW: readonly FieldChange[] = READ_OF_DEBTOR.map((field) => set(field, null));

/** The link on the account. `isShared`: another account has the debtor's id, and Salesforce takes it once only; the code tells the debtor then. */
export function accountLink(
  input: CustomerInput,
  { host, division }: CustomerFacts,
  { ID: id, Code: code }: Pick<ExactAccount, 'ID' | 'Code'>,
  isShared = false,
): Operation {
  // What stands there of another division is not ours to write over.
  if (isShared && input.customer.account?.areFieldsOfOther === true) return linkOperation(input, []);
  const isSame = input.customer.account?.Exact_Id__c?.toLowerCase() === id.toLowerCase();
  return linkOperation(input, [
    ...(isShared ? [] : [set('Exact_Id__c', id)]),
    ...(isShared || isSame ? [] : READ_ANEW),
    set('Exact_Code__c', code),
    set('Exact_Url__c', accountUrl(host, division, id)),
  ]);
}

/** The same for one that the plan makes: page and code are filled in when Exact has answered. */
export function newAccountLink(input: CustomerInput): Operation {
  const made: Reference = { ref: keys.account(accountIdOf(input)) };
  const link = ['Exact_Id__c', 'Exact_Code__c', 'Exact_Url__c'].map((field) => set(field, made));
  const answered = (field: string): AnsweredField => ({ of: made.ref, field });
  return {
    ...linkOperation(input, [...link, ...READ_ANEW]),
    actual: { Exact_Code__c: answered('Code'), Exact_Url__c: answered('Url') },
  };
}

function linkOperation(input: CustomerInput, link: readonly FieldChange[]): Operation {
  const accountId = accountIdOf(input);
  return {
    ...base(input, 'salesforce', 'Account', keys.accountWriteBack(accountId)),
    action: 'update',
    targetId: accountId,
    fields: [...link, set('Exact_Sync_Status__c', 'Synced')],
  };
}

/** True where it says that it has this one. */
export function isShownAs({ customer }: CustomerInput, account: ExactAccount, isShared: boolean): boolean {
  const isCoded = customer.account?.isLinkedByRow === true || customer.account?.['Exact_Code__c'] === account.Code;
  return isCoded && (isShared || customer.account.Exact_Id__c?.toLowerCase() === account.ID.toLowerCase());
}

export function accountIdOf({ customer: { accountId } }: CustomerInput): string {
  return accountId ?? '';
}

/** Only a customer may be sold to: a prospect that orders has become one. */
function upgrade(account: ExactAccount, settings: CustomerSettings): FieldChange[] {
  const isDue = settings.debtor.isSoldTo !== false || isUpgraded(account, settings);
  return account.Status === 'C' || !isDue ? [] : [{ field: 'Status', from: account.Status, to: 'C', policy: 'always' }];
}
