import type { ExactAccount } from '../../../exact/index.ts';
import { isLeftOut, plannedChanges } from '../../../mapping/index.ts';
import type { CustomerFacts, CustomerInput, CustomerSettings } from '../types.ts';
import { mapCustomer } from '../values.ts';
import { ownChanges } from './account.ts';

/** What of a debtor decides its VAT. */
type VatField = 'SalesVATCode' | 'VATNumber' | 'Country';

/** The VAT code that the debtor of a customer will have in Exact, null where it has none. Undefined where nobody looked at the debtor. Pure. */
export function debtorVatCode(input: CustomerInput, settings: CustomerSettings, facts: CustomerFacts): string | null | undefined {
  return debtorWillHave(input, settings, 'SalesVATCode', (exactId) => facts.debtorVatCodes?.get(exactId));
}

/**
 * What decides VAT of the debtor of a customer as it will stand in Exact. `looked`: debtors that nobody looked at for the customer, by
 * lower-case id; one that is not among them has nothing. Pure.
 */
export function debtorVatFacts(
  input: CustomerInput,
  settings: CustomerSettings,
  looked: ReadonlyMap<string, ExactAccount>,
): Readonly<Record<VatField, string | null>> {
  const field = (name: VatField): string | null =>
    debtorWillHave(input, settings, name, (exactId) => looked.get(exactId)?.[name]) ?? null;
  return { SalesVATCode: field('SalesVATCode'), VATNumber: field('VATNumber'), Country: field('Country') };
}

function debtorWillHave(
  { customer, debtor }: CustomerInput,
  settings: CustomerSettings,
  field: VatField,
  unlooked: (exactId: string) => string | null | undefined,
): string | null | undefined {
  if (debtor === undefined || debtor.kind === 'problem') return undefined;
  if (debtor.kind === 'unchanged' || debtor.kind === 'default') return unlooked(debtor.exactId.toLowerCase());
  const mapped = mapCustomer(customer, settings);
  const changes =
    debtor.kind === 'found' ? ownChanges(mapped, debtor) : plannedChanges(mapped.account.fields, undefined, { keepsEmpty: true });
  const written = changes.find((change) => change.field === field && !isLeftOut(change))?.to;
  if (typeof written === 'string') return written;
  return debtor.kind === 'found' ? debtor.account[field] : null;
}
