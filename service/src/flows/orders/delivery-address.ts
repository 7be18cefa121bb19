import { ADDRESS_TYPES } from '../../exact/index.ts';
import { phrase, type TandemError } from '../../errors/index.ts';
import { plainText, plannedChanges, type OrdersConfiguration } from '../../mapping/index.ts';
import type { Operation } from '../flow.ts';
import { customerScope, fingerprintOf, mapTarget } from './customer.ts';
import { debtorFingerprint, keys, LINKS, type Reference } from './keys.ts';
import type { OrderInput, OrderRow, Remembered } from './types.ts';

/** A delivery address other than the account's own: the operation that makes it, where it has to be made. */
export interface DeliveryPlan {
  readonly operation: Operation | undefined;
  readonly deliveryAddress: string | Reference | undefined;
  /** The address as our memory has it, where the order rests on that. */
  readonly remembered: readonly Remembered[];
}

const PARTS = ['Street', 'PostalCode', 'City', 'Country'] as const;

/** Plans the delivery address of an order. `toDefaultDebtor`: the account in Exact is not the customer's, so its address never fits. */
export function planDelivery(
  input: OrderInput,
  settings: OrdersConfiguration,
  orderedBy: string | Reference,
  toDefaultDebtor: boolean,
): DeliveryPlan | TandemError {
  const none: DeliveryPlan = { operation: undefined, deliveryAddress: undefined, remembered: [] };
  if (!hasDeliveryAddress(input.order, toDefaultDebtor)) return none;
  const mapped = mapTarget(
    'Address',
    customerScope(deliverable(input.order), input.contact),
    settings,
    phrase('record_order', { order: input.order.OrderNumber }),
  );
  if (mapped.problems[0] !== undefined) return mapped.problems[0];
  const fingerprint = fingerprintOf(mapped.fields);
  const { knownAddress } = input;
  if (typeof orderedBy === 'string' && knownAddress?.fingerprint === debtorFingerprint(orderedBy, fingerprint)) {
    const remembered = [{ entity: LINKS.deliveryAddress, link: knownAddress }];
    return { operation: undefined, deliveryAddress: knownAddress.exactId, remembered };
  }
  const accountId = input.order.AccountId ?? '';
  const key = keys.address(accountId, `${typeof orderedBy === 'string' ? orderedBy.slice(0, 8) : 'new'}${fingerprint}`);
  return {
    operation: {
      key,
      recordId: input.order.Id,
      label: input.order.OrderNumber,
      system: 'exact',
      action: 'create',
      object: 'Address',
      fields: [
        { field: 'Account', from: null, to: orderedBy, policy: 'always' },
        { field: 'Type', from: null, to: ADDRESS_TYPES.delivery, policy: 'always' },
        ...plannedChanges(mapped.fields, undefined, { keepsEmpty: true }),
      ],
      restsOn: `${accountId}/${fingerprint}`,
      remembered: input.remembered?.filter(({ entity }) => entity !== LINKS.contact) ?? [],
      isMain: false,
    },
    deliveryAddress: { ref: key },
    remembered: [],
  };
}

/** True when the goods go somewhere else than to the address that the account has in Exact. */
function hasDeliveryAddress(order: OrderRow, toDefaultDebtor: boolean): boolean {
  if (toDefaultDebtor) return isGiven(deliverable(order));
  return isGiven(order) && PARTS.some((part) => text(order[`Shipping${part}`]) !== text(order.Account?.[`Billing${part}`]));
}

function isGiven(order: OrderRow): boolean {
  return PARTS.some((part) => text(order[`Shipping${part}`]) !== '');
}

/** Where an order gives no delivery address, the account's own counts: under a default debtor it must be told. */
function deliverable(order: OrderRow): OrderRow {
  if (isGiven(order)) return order;
  const own = ['Street', 'PostalCode', 'City', 'State', 'Country', 'CountryCode'].map((part) => [
    `Shipping${part}`,
    order.Account?.[`Billing${part}`],
  ]);
  return Object.assign({}, order, Object.fromEntries(own) as Readonly<Record<string, unknown>>);
}

function text(value: unknown): string {
  return plainText(value).replaceAll('\r\n', '\n').trim().toLowerCase();
}
