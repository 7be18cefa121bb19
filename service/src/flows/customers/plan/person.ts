import { isLeftOut, plainText, plannedChanges } from '../../../mapping/index.ts';
import { salesforceRef } from '../../../links/index.ts';
import type { Operation, OperationLink, Reference } from '../../operation.ts';
import { keys, LINKS } from '../keys.ts';
import type { CustomerInput } from '../types.ts';
import type { MappedCustomer } from '../values.ts';
import { base, set } from './operations.ts';
import { withoutRespelled } from './same-number.ts';

/** What makes a person a contact of its debtor, and what a document refers to. */
export interface PersonPlan {
  readonly operations: readonly Operation[];
  readonly contactPerson: string | Reference | undefined;
}

/** The person as a contact of its debtor: made, brought up to date, or as it is. */
export function planPerson(input: CustomerInput, mapped: MappedCustomer, debtor: string | Reference): PersonPlan {
  const { person } = input;
  const { contact } = input.customer;
  if (person === undefined || contact === undefined) return { operations: [], contactPerson: undefined };
  if (person.kind === 'known') return { operations: [], contactPerson: person.exactId };
  const key = keys.contact(contact.Id);
  const fields = mapped.contact?.fields ?? [];
  const link: OperationLink = {
    role: LINKS.contact,
    salesforceId: contact.Id,
    fingerprint: mapped.contactFingerprint,
    within: debtor,
  };
  const source = salesforceRef(contact.Id);
  if (person.kind === 'new') {
    const create: Operation = {
      ...base(input, 'exact', 'Contact', key),
      action: 'create',
      fields: [set('Account', debtor), ...plannedChanges(fields, undefined, { keepsEmpty: true })],
      source,
      link,
      remembered: input.remembered ?? [],
    };
    return { operations: [create], contactPerson: { ref: key } };
  }
  const country = mapped.account.fields.find(({ rule }) => rule.field === 'Country')?.value;
  const planned = plannedChanges(fields, { ...person.contact }, { keepsEmpty: true });
  const changes = withoutRespelled(planned, plainText(country));
  const update: Operation = {
    ...base(input, 'exact', 'Contact', key),
    action: changes.every(isLeftOut) ? 'unchanged' : 'update',
    targetId: person.contact.ID,
    fields: changes,
    source,
    link,
  };
  return { operations: [update], contactPerson: person.contact.ID };
}

/** The link on the contact. That of a person account is the account itself: its link is written there. */
export function contactLink(input: CustomerInput, exactId: string | Reference | undefined): Operation[] {
  const { contact, account } = input.customer;
  if (contact === undefined || exactId === undefined || account?.['IsPersonAccount'] === true) return [];
  if (typeof exactId === 'string' && contact.Exact_Id__c?.toLowerCase() === exactId.toLowerCase()) return [];
  const update: Operation = {
    ...base(input, 'salesforce', 'Contact', keys.contactWriteBack(contact.Id)),
    action: 'update',
    targetId: contact.Id,
    fields: [set('Exact_Id__c', exactId)],
    // The rows of an account's contacts are read with those of the account.
    ...(account === undefined ? {} : { linkedBesides: { Account__c: account.Id } }),
  };
  return [update];
}
