import { TandemError } from '../../errors/index.ts';
import { countryCode, plainText } from '../../mapping/index.ts';
import { amountInCurrency } from '../../money/index.ts';
import { debtorVatFacts, isPrivatePerson } from '../customers/index.ts';
import type { OrderLine } from './built-line.ts';
import { STRUCTURED_IN } from './peppol-readiness.ts';
import type { OrdersConfiguration } from './settings.ts';
import type { OrderInput } from './types.ts';

/**
 * Why a structured invoice of these lines would be refused: the net price of an item is never negative (EN 16931, rule BR-27). Only
 * for a business in Belgium, where the settings ask for it. Pure.
 */
export function negativePrice(
  input: OrderInput,
  settings: OrdersConfiguration,
  lines: readonly OrderLine[],
  currency: string,
): TandemError | undefined {
  if (settings.structuredInvoices === 'ignore') return undefined;
  const line = lines.find(({ totalled }) => totalled.netPrice.isNegative() && !totalled.netPrice.isZero());
  if (line === undefined || !getsStructuredInvoice(input, settings)) return undefined;
  const { row, netPrice } = line.totalled;
  return new TandemError(
    'order_price_negative',
    {
      order: input.order.OrderNumber,
      product: row.Product2?.ProductCode ?? row.Product2?.Name ?? row.Id,
      price: `${amountInCurrency(netPrice, currency || 'EUR')} ${currency}`.trim(),
      customer: input.order.Account?.Name ?? '',
    },
    { field: 'UnitPrice', recordId: row.OrderId },
  );
}

function getsStructuredInvoice(input: OrderInput, settings: OrdersConfiguration): boolean {
  if (isPrivatePerson(input.customer) || input.debtor?.kind === 'default') return false;
  const { account } = input.customer;
  const billed = plainText(account?.['BillingCountryCode']) || plainText(account?.['BillingCountry']);
  const debtor = debtorVatFacts(input, settings, new Map());
  // What is wrong with it stops the order by itself.
  if (debtor === undefined || debtor instanceof TandemError) return false;
  // A debtor that nobody looks at stands as its account says.
  const country = debtor.Country ?? countryCode(billed) ?? '';
  return country.trim().toUpperCase() === STRUCTURED_IN;
}
