import type { TandemError } from '../../../errors/index.ts';
import type { ExactAccount } from '../../../exact/index.ts';
import { isLeftOut, plannedChanges } from '../../../mapping/index.ts';
import type { CustomerFacts, CustomerInput, CustomerSettings, Debtor } from '../types.ts';
import { mapCustomer, type MappedCustomer } from '../values.ts';
import { ownChanges } from './account.ts';

const FIELDS = ['SalesVATCode', 'VATNumber', 'Country'] as const;

/** What of a debtor decides its VAT. */
type VatFields = Readonly<Record<(typeof FIELDS)[number], string | null>>;

type MappedDebtor = Extract<Debtor, { kind: 'found' | 'new' }>;

/** The VAT code that the debtor of a customer will have in Exact, null where it has none. Undefined where nobody looked at the debtor. Pure. */
export function debtorVatCode(input: CustomerInput, settings: CustomerSettings, facts: CustomerFacts): string | null | undefined {
  const { customer, debtor } = input;
  if (debtor === undefined || debtor.kind === 'problem') return undefined;
  if (debtor.kind === 'unchanged' || debtor.kind === 'default') return facts.debtorVatCodes?.get(debtor.exactId.toLowerCase());
  return asItWillStand(input, mapCustomer(customer, settings), debtor, settings).SalesVATCode;
}

/**
 * What decides VAT of the debtor of a customer as it will stand in Exact, or why that cannot be told. `looked`: debtors that nobody looked
 * at for the customer, by lower-case id; one that is not among them has nothing. Undefined where there is no debtor. Pure.
 */
export function debtorVatFacts(
  input: CustomerInput,
  settings: CustomerSettings,
  looked: ReadonlyMap<string, ExactAccount>,
): VatFields | TandemError | undefined {
  const { customer, debtor } = input;
  if (debtor === undefined || debtor.kind === 'problem') return undefined;
  if (debtor.kind === 'unchanged' || debtor.kind === 'default') {
    const account = looked.get(debtor.exactId.toLowerCase());
    return fieldsOf((field) => account?.[field] ?? null);
  }
  const mapped = mapCustomer(customer, settings);
  const problem = mapped.account.problems.find(({ field }) => FIELDS.some((name) => name === field));
  return problem ?? asItWillStand(input, mapped, debtor, settings);
}

function asItWillStand(
  input: CustomerInput,
  mapped: MappedCustomer,
  debtor: MappedDebtor,
  settings: CustomerSettings,
): VatFields {
  const changes =
    debtor.kind === 'found'
      ? ownChanges(input, mapped, debtor, settings).changes
      : plannedChanges(mapped.account.fields, undefined, { keepsEmpty: true });
  return fieldsOf((field) => {
    const written = changes.find((change) => change.field === field && !isLeftOut(change))?.to;
    if (typeof written === 'string') return written;
    return debtor.kind === 'found' ? debtor.account[field] : null;
  });
}

function fieldsOf(value: (field: (typeof FIELDS)[number]) => string | null): VatFields {
  return { SalesVATCode: value('SalesVATCode'), VATNumber: value('VATNumber'), Country: value('Country') };
}
