import type { Operation } from '../../operation.ts';
import type { CustomerInput, CustomerSettings, FurtherPerson } from '../types.ts';
import { contactProblem, mapCustomer } from '../values.ts';
import { contactLink, planPerson } from './person.ts';

/** What makes further contacts of an account contacts of its debtor; one that Exact would refuse is left out. Pure. */
export function planFurtherPersons(
  input: CustomerInput,
  persons: readonly FurtherPerson[],
  settings: CustomerSettings,
): readonly Operation[] {
  return persons.flatMap(({ contact, debtorId, person }) => {
    const own: CustomerInput = { ...input, customer: { ...input.customer, contact }, person };
    const mapped = mapCustomer(own.customer, settings);
    if (person.kind !== 'known' && contactProblem(mapped) !== undefined) return [];
    const { operations, contactPerson } = planPerson(own, mapped, debtorId);
    return [...operations, ...contactLink(own, contactPerson)];
  });
}
