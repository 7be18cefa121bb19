import { badRequest } from '../errors.ts';
import type { Org } from '../org.ts';
import type { StoredRecord } from '../records/record-store.ts';
import { toPersonField, type FieldValue } from '../schema/index.ts';
import type { Draft, ObjectRules } from './object-rules.ts';

const NAME_PARTS = ['Salutation', 'FirstName', 'MiddleName', 'LastName', 'Suffix'];

/** `Salutation` is no part of the full name that the API answers. */
const fullName = (values: Readonly<Record<string, FieldValue | undefined>>): string =>
  ['FirstName', 'MiddleName', 'LastName', 'Suffix']
    .map((name) => values[name])
    .filter((part) => typeof part === 'string')
    .join(' ');

/** Fields of the contact twin -> fields of the person account that carry the same value. */
const twinFields = (org: Org): [contact: string, account: string][] => {
  const account = org.object('Account');
  return org
    .object('Contact')
    .fields.filter((field) => field.isCreateable || field.isUpdateable)
    .flatMap((field): [string, string][] => {
      const name = NAME_PARTS.includes(field.name)
        ? field.name
        : field.isCustom
          ? toPersonField(field.name)
          : `Person${field.name}`;
      return org.schema.field(account, name) === undefined ? [] : [[field.name, name]];
    });
};

const twinValues = (org: Org, account: StoredRecord): Record<string, FieldValue> => ({
  ...Object.fromEntries(twinFields(org).map(([contact, field]) => [contact, account[field] ?? null])),
  Name: account['Name'] ?? null,
  // The account's own phone is the contact's phone too.
  Phone: account['Phone'] ?? null,
  AccountId: account.Id,
  IsPersonAccount: true,
});

const personFieldsGiven = (org: Org, draft: Draft): string[] =>
  [...draft.given].filter(
    (name) =>
      NAME_PARTS.includes(name) ||
      /^Person[A-Z]/.test(name) ||
      (org.schema.field(draft.object, name)?.isCustom === true && name.endsWith('__pc')),
  );

const refuseFields = (names: readonly string[], word: string): void => {
  if (names.length > 0)
    throw badRequest(
      'INVALID_FIELD_FOR_INSERT_UPDATE',
      `${word}: bad field names on insert/update call: ${names.join(', ')}`,
      names,
    );
};

const shape = (org: Org, draft: Draft, isPerson: boolean): void => {
  if (isPerson) {
    refuseFields(draft.given.has('Name') ? ['Name'] : [], 'Account');
    if (draft.values['LastName'] === null)
      throw badRequest('REQUIRED_FIELD_MISSING', 'Required fields are missing: [LastName]', ['LastName']);
    draft.values['Name'] = fullName(draft.values);
  } else if (org.settings.features.personAccounts) {
    refuseFields(personFieldsGiven(org, draft), 'Account');
  }
  if (draft.values['Name'] === null || draft.values['Name'] === '')
    throw badRequest('REQUIRED_FIELD_MISSING', 'Required fields are missing: [Name]', ['Name']);
};

/** Accounts: a company has a name; a person, where the org has person accounts, has the parts of a name and a contact twin. */
export const accountRules: ObjectRules = {
  beforeInsert(org, draft) {
    const personType = org.personRecordTypeId();
    const isPerson =
      personType !== null &&
      (draft.values['RecordTypeId'] === null ? draft.given.has('LastName') : draft.values['RecordTypeId'] === personType);
    if (isPerson) draft.values['RecordTypeId'] = personType;
    if (org.settings.features.personAccounts) draft.values['IsPersonAccount'] = isPerson;
    shape(org, draft, isPerson);
  },

  beforeUpdate(org, draft) {
    shape(org, draft, draft.before?.['IsPersonAccount'] === true);
  },

  afterInsert(org, writer, account, actor) {
    if (account['IsPersonAccount'] !== true) return;
    const contact = writer.create('Contact', twinValues(org, account), actor);
    writer.change(account, 'Account', { PersonContactId: contact.Id }, actor);
  },

  afterUpdate(org, writer, before, account, actor) {
    const contactId = account['PersonContactId'];
    if (account['IsPersonAccount'] !== true || typeof contactId !== 'string' || before['PersonContactId'] !== contactId) return;
    const contact = org.store.get(org.object('Contact'), contactId);
    if (contact !== undefined) writer.change(contact, 'Contact', twinValues(org, account), actor);
  },
};

/** Contacts: the full name follows its parts; the twin of a person account is not created or deleted by itself. */
export const contactRules: ObjectRules = {
  beforeInsert(org, draft) {
    draft.values['Name'] = fullName(draft.values);
    const accountId = draft.values['AccountId'];
    const account = typeof accountId === 'string' ? org.store.get(org.object('Account'), accountId) : undefined;
    if (account?.['IsPersonAccount'] === true) {
      throw badRequest('INVALID_CROSS_REFERENCE_KEY', 'A contact cannot be associated with a person account.', ['AccountId']);
    }
  },

  beforeUpdate(_org, draft) {
    draft.values['Name'] = fullName(draft.values);
  },

  beforeDelete(org, contact) {
    const accountId = contact['AccountId'];
    const account =
      contact['IsPersonAccount'] === true && typeof accountId === 'string'
        ? org.store.get(org.object('Account'), accountId)
        : undefined;
    if (account !== undefined && !account.IsDeleted)
      throw badRequest('DELETE_FAILED', 'A person contact cannot be deleted, delete its person account');
  },

  afterUpdate(org, writer, _before, contact, actor) {
    const accountId = contact['AccountId'];
    const account =
      contact['IsPersonAccount'] === true && typeof accountId === 'string'
        ? org.store.get(org.object('Account'), accountId)
        : undefined;
    if (account === undefined) return;
    const values = Object.fromEntries(twinFields(org).map(([field, name]) => [name, contact[field] ?? null]));
    writer.change(account, 'Account', { ...values, Name: contact['Name'] ?? null }, actor);
  },
};
