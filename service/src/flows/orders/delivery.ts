import { phrase, type TandemError } from '../../errors/index.ts';
import { plainText } from '../../mapping/index.ts';
import { customerScope, planDelivery, type AccountRow, type DeliveryPlan } from '../customers/index.ts';
import { mapTarget } from '../map-target.ts';
import type { Reference } from '../operation.ts';
import type { OrderInput, OrderRow } from './types.ts';
import type { OrdersConfiguration } from './settings.ts';

const PARTS = ['Street', 'PostalCode', 'City', 'Country'] as const;

/** Where the goods of an order go, unless to the address that its debtor has in Exact. Pure. */
export function deliveryOf(
  input: OrderInput,
  settings: OrdersConfiguration,
  debtor: string | Reference,
): DeliveryPlan | TandemError {
  const { order, customer } = input;
  // The account in Exact is not the customer's then, so its address never fits.
  const toDefaultDebtor = input.debtor?.kind === 'default';
  if (!hasDeliveryAddress(order, customer.account, toDefaultDebtor))
    return { operation: undefined, deliveryAddress: undefined, remembered: [] };
  const scope = { ...customerScope(customer), order: deliverable(order, customer.account) };
  return planDelivery(input, mapTarget('Address', scope, settings, phrase('record_order', { order: order.OrderNumber })), debtor);
}

/**
 * Country and postcode where the goods of an order go, by the rules of the delivery address; empty where neither order nor account has
 * an address. Pure.
 */
export function destinationOf(
  { order, customer }: Pick<OrderInput, 'order' | 'customer'>,
  settings: OrdersConfiguration,
): { readonly country: string; readonly postcode: string } | TandemError {
  const to = deliverable(order, customer.account);
  if (!isGiven(to)) return { country: '', postcode: '' };
  const scope = { ...customerScope(customer), order: to };
  const { fields, problems } = mapTarget('Address', scope, settings, phrase('record_order', { order: order.OrderNumber }));
  const value = (name: string): string => plainText(fields.find(({ rule }) => rule.field === name)?.value).trim();
  return problems[0] ?? { country: value('Country').toUpperCase(), postcode: value('Postcode') };
}

/** True when the goods go somewhere else than to the address that the account has in Exact. */
function hasDeliveryAddress(order: OrderRow, account: AccountRow | undefined, toDefaultDebtor: boolean): boolean {
  if (toDefaultDebtor) return isGiven(deliverable(order, account));
  return isGiven(order) && PARTS.some((part) => text(order[`Shipping${part}`]) !== text(account?.[`Billing${part}`]));
}

function isGiven(order: OrderRow): boolean {
  return PARTS.some((part) => text(order[`Shipping${part}`]) !== '');
}

/** Where an order gives no delivery address, the account's own counts: under a default debtor it must be told. */
function deliverable(order: OrderRow, account: AccountRow | undefined): OrderRow {
  if (isGiven(order)) return order;
  const own = ['Street', 'PostalCode', 'City', 'State', 'Country', 'CountryCode'].map((part) => [
    `Shipping${part}`,
    account?.[`Billing${part}`],
  ]);
  return Object.assign({}, order, Object.fromEntries(own) as Readonly<Record<string, unknown>>);
}

function text(value: unknown): string {
  return plainText(value).replaceAll('\r\n', '\n').trim().toLowerCase();
}
