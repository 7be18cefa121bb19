import type { FlowContext } from '../../flow.ts';
import { plainText } from '../../../mapping/index.ts';
import type { Customer, CustomerSettings, Debtor, FurtherPerson } from '../types.ts';
import { idOfDebtor } from './known-debtors.ts';
import { findPersons } from './persons.ts';

/**
 * The contacts of customers besides the one that they name, as far as they have an e-mail address, among those of their debtors; by asking
 * record. A debtor that is not there yet, or that another account owns, has none.
 */
export async function furtherPersons(
  context: FlowContext,
  customers: readonly { readonly customer: Customer; readonly debtor: Debtor | undefined }[],
  settings: CustomerSettings,
): Promise<ReadonlyMap<string, readonly FurtherPerson[]>> {
  const named = customers.flatMap(({ customer, debtor }) => {
    const debtorId = idOfDebtor(debtor);
    if (debtorId === undefined || (debtor?.kind === 'found' && debtor.sharedWith !== undefined)) return [];
    const others = customer.contacts.filter(({ Id, Email }) => Id !== customer.contact?.Id && plainText(Email).trim() !== '');
    // Each asks for itself: a customer has one person else.
    return others.map((contact) => ({
      customer: { ...customer, contact, record: { ...customer.record, id: contact.Id } },
      contact,
      debtorId,
    }));
  });
  const found = await findPersons(context, named, [], settings);
  const persons = named.flatMap(({ customer, contact, debtorId }) => {
    const person = found.get(contact.Id)?.person;
    return person === undefined ? [] : [{ accountId: customer.accountId ?? '', contact, debtorId, person }];
  });
  return Map.groupBy(persons, ({ accountId }) => accountId);
}
