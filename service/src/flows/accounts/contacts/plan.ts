import { phrase, TandemError } from '../../../errors/index.ts';
import type { ExactContact } from '../../../exact/index.ts';
import { plainText } from '../../../mapping/index.ts';
import { customerOf, LINKS, mapPerson, type ContactRow, type MappedPerson } from '../../customers/index.ts';
import { fingerprintWithin } from '../../execute/index.ts';
import type { FieldChange, Operation } from '../../operation.ts';
import type { Means } from '../linked-plan.ts';
import type { ContactInput } from './types.ts';

/** Fields of a contact in Exact, with those in Salesforce that say the same and how long these may be. */
const FIELDS = {
  FirstName: { to: 'FirstName', length: 40, owner: 'name' },
  LastName: { to: 'LastName', length: 80, owner: 'name' },
  Email: { to: 'Email', length: 80, owner: undefined },
  Phone: { to: 'Phone', length: 40, owner: 'phone' },
  Mobile: { to: 'MobilePhone', length: 40, owner: 'phone' },
  JobTitleDescription: { to: 'Title', length: 128, owner: undefined },
} as const;
type Field = keyof typeof FIELDS;

type Planned = Pick<Operation, 'action' | 'fields' | 'targetId' | 'agreement' | 'reason' | 'forgets'>;

/** From contacts of Exact to what the contacts of their accounts lack. `taken`: contacts of Salesforce that an earlier one of the batch got. Pure. */
export function planContact(input: ContactInput, means: Means, taken: Set<string>): Operation {
  const { contactId, contact, linked } = input;
  const label = contact?.FullName ?? linked?.LastName ?? contactId;
  return {
    ...{ key: `salesforce/Contact/${contactId}`, recordId: contactId, label, isMain: true },
    source: { system: 'exact', object: 'Contacts', division: undefined, id: contactId },
    ...{ system: 'salesforce', object: 'Contact' },
    ...(contact === undefined ? unlinked(linked) : planned({ ...input, contact }, means, taken)),
  };
}

type Standing = ContactInput & { readonly contact: ExactContact };

function planned(input: Standing, means: Means, taken: Set<string>): Planned {
  const { contactId, contact, account, linked } = input;
  if (nameOf(contact) === '') return { action: 'unchanged', fields: [] };
  const hits = linked === undefined ? candidates(contact, input.others) : [linked];
  const [only, ...others] = hits;
  const link: FieldChange = { field: 'Exact_Id__c', from: null, to: contactId, policy: 'always' };
  if (only === undefined) {
    const account_: FieldChange = { field: 'AccountId', from: null, to: account?.Id, policy: 'always' };
    const fields = fieldsOf(contact).flatMap(([field, value]) => (value === '' ? [] : [change(field, null, value)]));
    return { action: 'create', fields: [account_, link, ...fields] };
  }
  const isFree = linked !== undefined || (only.Exact_Id__c == null && !taken.has(only.Id));
  if (others.length > 0 || !isFree) {
    const params = { contact: nameOf(contact), customer: account?.Name ?? '' };
    return { action: 'block', fields: [], reason: new TandemError('contact_ambiguous', params) };
  }
  taken.add(only.Id);
  return { targetId: only.Id, ...changed(input, only, means, linked === undefined ? [link] : []) };
}

/** What differs, as far as Exact may say it. */
function changed({ contact, account, sent }: Standing, row: ContactRow, means: Means, link: readonly FieldChange[]): Planned {
  const person = mappedAs(row, account, means);
  const isKnown = sent !== undefined;
  // Salesforce still says what Exact had when they were last the same: what differs was changed in Exact.
  const isUntouched = sent === fingerprintWithin(contact.Account, person.contactFingerprint);
  const isExacts = isUntouched || means.settings.ownership.wins === 'exact' || !means.isSent;
  const differing = fieldsOf(contact).filter(([field, value]) => !isSame(field, value, row, person));
  const written = differing.filter(([field, value]) => {
    const here = plainText(row[FIELDS[field].to]);
    if (here === '') return value !== '';
    if (value === '' && (field === 'LastName' || !isUntouched)) return false;
    return isExacts && isLed(field, means);
  });
  const fields = [...link, ...written.map(([field, value]) => change(field, row[FIELDS[field].to] ?? null, value || null))];
  const isWhole = written.length === differing.length;
  const after = mappedAs({ ...row, ...Object.fromEntries(fields.map(({ field, to }) => [field, to])) }, account, means);
  const isConflict = differing.length > 0 && isKnown && !isUntouched && means.isSent;
  return {
    action: fields.length === 0 ? 'unchanged' : 'update',
    fields,
    ...(isWhole && means.isSent
      ? {
          agreement: {
            role: LINKS.contact,
            salesforceId: row.Id,
            fingerprint: fingerprintWithin(contact.Account, after.contactFingerprint),
          },
        }
      : {}),
    ...(isConflict ? { reason: conflict(contact, row, differing, means) } : {}),
  };
}

/** A contact that was deleted in Exact: nothing is deleted here. */
function unlinked(linked: ContactRow | undefined): Planned {
  const account = linked?.['Account'] as { readonly Name?: string } | null | undefined;
  const customer = account?.Name ?? '';
  const contact = [linked?.FirstName, linked?.LastName].filter(Boolean).join(' ');
  return {
    ...{ action: 'update', targetId: linked?.Id },
    fields: [{ field: 'Exact_Id__c', from: linked?.Exact_Id__c ?? null, to: null, policy: 'always' }],
    forgets: linked === undefined ? [] : [{ role: LINKS.contact, salesforceId: linked.Id }],
    reason: new TandemError('contact_deleted_in_exact', { contact, customer }),
  };
}

/** The same person: by e-mail address, else by name where one of both has none. */
function candidates(contact: ExactContact, rows: readonly ContactRow[]): readonly ContactRow[] {
  const email = essence(contact.Email);
  const byEmail = email === '' ? [] : rows.filter((row) => essence(row.Email) === email);
  if (byEmail.length > 0) return byEmail;
  return rows.filter(
    (row) =>
      essence([row.FirstName, row.LastName].filter(Boolean).join(' ')) === essence(nameOf(contact)) &&
      (email === '' || essence(row.Email) === ''),
  );
}

function conflict(
  contact: ExactContact,
  row: ContactRow,
  differing: readonly (readonly [Field, string])[],
  { settings }: Means,
): TandemError {
  const textOf = (texts: readonly string[]): string => texts.filter((text) => text !== '').join(', ') || '-';
  const values = phrase('conflict_values', {
    what: phrase('topic_contact'),
    salesforce: textOf(differing.map(([field]) => plainText(row[FIELDS[field].to]))),
    exact: textOf(differing.map(([, value]) => value)),
  });
  const stays = settings.ownership.wins === 'exact' ? 'Exact Online' : 'Salesforce';
  return new TandemError('customer_changed_on_both_sides', { customer: nameOf(contact), values, stays });
}

/** False where Salesforce says what such a field is. */
function isLed(field: Field, { owners }: Means): boolean {
  const { owner } = FIELDS[field];
  return owner === undefined || owners[owner] === 'exact' || owners[owner] === 'both';
}

function isSame(field: Field, value: string, row: ContactRow, { contact }: MappedPerson): boolean {
  const { to } = FIELDS[field];
  const here = plainText(row[to]).trim();
  const said = plainText(contact?.fields.find(({ rule }) => rule.field === field)?.value).trim();
  const equal = (one: string): boolean => (field === 'Email' ? one.toLowerCase() === value.toLowerCase() : one === value);
  return equal(here) || (said !== '' && equal(said));
}

/** The contact as the rules send it. */
function mappedAs(row: ContactRow, account: ContactInput['account'], { comparison }: Means): MappedPerson {
  const record = { id: row.Id, label: '', day: '' };
  const of = { accountId: account?.Id ?? null, account, named: row, contacts: [row], scope: {} };
  return mapPerson(customerOf({ record, ...of }), comparison.settings);
}

/** What is too long for Salesforce is left out. */
function fieldsOf(contact: ExactContact): readonly (readonly [Field, string])[] {
  return (Object.keys(FIELDS) as Field[])
    .map((field) => [field, field === 'LastName' ? lastName(contact) : (contact[field] ?? '').trim()] as const)
    .filter(([field, value]) => value.length <= FIELDS[field].length);
}

/** Salesforce wants one. */
function lastName({ LastName, FirstName }: ExactContact): string {
  return (LastName ?? '').trim() || (FirstName ?? '').trim();
}

function nameOf({ FirstName, LastName }: ExactContact): string {
  return [FirstName, LastName]
    .map((part) => (part ?? '').trim())
    .filter((part) => part !== '')
    .join(' ');
}

function change(field: Field, from: unknown, to: string | null): FieldChange {
  return { field: FIELDS[field].to, from, to, policy: 'always' };
}

function essence(value: unknown): string {
  return plainText(value).trim().toLowerCase();
}
