import { isLeftOut, plannedChanges } from '../../../mapping/index.ts';
import type { CustomerFacts, CustomerInput, CustomerSettings } from '../types.ts';
import { mapCustomer } from '../values.ts';
import { ownChanges } from './account.ts';

/** The VAT code that the debtor of a customer will have in Exact, null where it has none. Undefined where nobody looked at the debtor. Pure. */
export function debtorVatCode(input: CustomerInput, settings: CustomerSettings, facts: CustomerFacts): string | null | undefined {
  const { customer, debtor } = input;
  if (debtor === undefined || debtor.kind === 'problem') return undefined;
  if (debtor.kind === 'unchanged' || debtor.kind === 'default') return facts.debtorVatCodes?.get(debtor.exactId.toLowerCase());
  const mapped = mapCustomer(customer, settings);
  const changes =
    debtor.kind === 'found'
      ? ownChanges(input, mapped, debtor, settings).changes
      : plannedChanges(mapped.account.fields, undefined, { keepsEmpty: true });
  const written = changes.find((change) => change.field === 'SalesVATCode' && !isLeftOut(change))?.to;
  if (typeof written === 'string') return written;
  return debtor.kind === 'found' ? debtor.account.SalesVATCode : null;
}
