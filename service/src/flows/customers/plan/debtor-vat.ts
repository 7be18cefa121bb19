import { isLeftOut, plannedChanges, type OrdersConfiguration } from '../../../mapping/index.ts';
import { accountValues } from './plan.ts';
import { mapCustomer } from '../values.ts';
import type { OrderFacts, OrderInput } from '../../orders/types.ts';

/**
 * The VAT code that the debtor of an order will have in Exact, null where it has none: a line without a code gets it before that of
 * its item. Undefined where nobody looked at the debtor. Pure.
 */
export function debtorVatCode(
  { order, contact, debtor }: OrderInput,
  settings: OrdersConfiguration,
  facts: OrderFacts,
): string | null | undefined {
  if (debtor === undefined || debtor.kind === 'problem') return undefined;
  if (debtor.kind === 'unchanged' || debtor.kind === 'default') return facts.debtorVatCodes?.get(debtor.exactId.toLowerCase());
  const account = debtor.kind === 'found' ? debtor.account : undefined;
  const isOwn = debtor.kind === 'new' || debtor.sharedWith === undefined;
  const { fields } = mapCustomer(order, contact, settings).account;
  const values = account === undefined ? undefined : accountValues(account);
  const changes = isOwn ? plannedChanges(fields, values, { keepsEmpty: true }) : [];
  const written = changes.find((change) => change.field === 'SalesVATCode' && !isLeftOut(change))?.to;
  return typeof written === 'string' ? written : (account?.salesVatCode ?? null);
}
