import { CONTACTS, isGuid, type ExactContact } from '../../../exact/index.ts';
import { plainText, type MappedRecord } from '../../../mapping/index.ts';
import { fingerprintWithin } from '../../execute/index.ts';
import type { FlowContext, RememberedLink } from '../../flow.ts';
import { eachInTurn, inTurns } from '../../turns.ts';
import { LINKS } from '../keys.ts';
import type { ContactRow, Customer, CustomerSettings, Person, Remembered } from '../types.ts';
import { mapPerson } from '../values.ts';

/** A customer whose debtor is there, with the person it names. */
export interface NamedPerson {
  readonly customer: Customer;
  readonly contact: ContactRow;
  readonly debtorId: string;
}

/** Who the person of a customer is in Exact, and which link of our memory says so. */
export interface FoundPerson {
  readonly person: Person;
  readonly remembered: readonly Remembered[];
}

/**
 * Finds the people of customers among the contacts of their debtors, by asking record: by link, else by e-mail address or name. A linked
 * contact whose values we sent last costs no call; one that is gone from Exact, or moved to another account, is looked for anew.
 */
export async function findPersons(
  context: FlowContext,
  named: readonly NamedPerson[],
  seen: readonly ExactContact[],
  settings: CustomerSettings,
): Promise<ReadonlyMap<string, FoundPerson>> {
  const found = new Map<string, FoundPerson>();
  if (named.length === 0) return found;
  const memory = await context.links.find(
    LINKS.contact,
    named.map(({ contact }) => contact.Id),
  );
  const open: Search[] = [];
  const persons = await inTurns(eachInTurn(named, (one) => ({ one, ...mapPerson(one.customer, settings) })));
  for (const { one, contact: mapped, contactFingerprint } of persons) {
    const link = memory.get(one.contact.Id);
    const exactId = linkOf(one.contact, link);
    const isSame = link?.fingerprint === fingerprintWithin(one.debtorId, contactFingerprint);
    if (exactId !== undefined && exactId === link?.exactId && isSame)
      found.set(one.customer.record.id, { person: { kind: 'known', exactId }, remembered: [{ entity: LINKS.contact, link }] });
    else open.push({ ...one, mapped, exactId });
  }
  for (const [recordId, person] of await lookUp(context, open, seen)) found.set(recordId, { person, remembered: [] });
  return found;
}

interface Search extends NamedPerson {
  readonly mapped: MappedRecord | undefined;
  readonly exactId: string | undefined;
}

async function lookUp(
  context: FlowContext,
  open: readonly Search[],
  seen: readonly ExactContact[],
): Promise<ReadonlyMap<string, Person>> {
  const linkedIds = open.flatMap(({ exactId }) => exactId ?? []);
  const linked = linkedIds.length === 0 ? [] : await context.exact.findAny(CONTACTS, 'ID', 'guid', linkedIds);
  const persons = new Map<string, Person>();
  const left: Search[] = [];
  for (const one of open) {
    const contact =
      ofDebtor(one, linked).find(({ ID: id }) => id.toLowerCase() === one.exactId) ?? pick(one, ofDebtor(one, seen));
    if (contact === undefined) left.push(one);
    else persons.set(one.customer.record.id, { kind: 'found', contact });
  }
  const all =
    left.length === 0
      ? []
      : await context.exact.findAny(
          CONTACTS,
          'Account',
          'guid',
          left.map(({ debtorId }) => debtorId),
        );
  for (const one of left) {
    const contact = pick(one, ofDebtor(one, all));
    persons.set(one.customer.record.id, contact === undefined ? { kind: 'new' } : { kind: 'found', contact });
  }
  return persons;
}

function linkOf(contact: ContactRow, link: RememberedLink | undefined): string | undefined {
  const exactId = contact.Exact_Id__c?.trim().toLowerCase() ?? link?.exactId.toLowerCase();
  return exactId !== undefined && isGuid(exactId) ? exactId : undefined;
}

function ofDebtor({ debtorId }: NamedPerson, contacts: readonly ExactContact[]): ExactContact[] {
  return contacts.filter(({ Account: account }) => account.toLowerCase() === debtorId.toLowerCase());
}

/** The same person: by e-mail address, else by name where one of both has no address. One that a colleague is linked to never is. */
function pick({ contact: row, customer, mapped }: Search, contacts: readonly ExactContact[]): ExactContact | undefined {
  const taken = new Set(
    customer.contacts.flatMap(({ Id, Exact_Id__c }) => (Id === row.Id || Exact_Id__c == null ? [] : [Exact_Id__c.toLowerCase()])),
  );
  const free = contacts.filter(({ ID: id }) => !taken.has(id.toLowerCase()));
  const wanted = (field: string): string => essence(mapped?.fields.find(({ rule }) => rule.field === field)?.value);
  const email = wanted('Email');
  const byEmail = email === '' ? undefined : free.find((contact) => essence(contact.Email) === email);
  return (
    byEmail ??
    free.find(
      (contact) =>
        essence(contact.LastName) === wanted('LastName') &&
        essence(contact.FirstName) === wanted('FirstName') &&
        (email === '' || essence(contact.Email) === ''),
    )
  );
}

function essence(value: unknown): string {
  return plainText(value).trim().toLowerCase();
}
