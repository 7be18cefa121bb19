import { type TandemError } from '../../../errors/index.ts';
import { ADDRESS_TYPES } from '../../../exact/index.ts';
import { plannedChanges, type MappedRecord } from '../../../mapping/index.ts';
import { fingerprintWithin } from '../../execute/index.ts';
import type { Operation, Reference } from '../../operation.ts';
import { keys, LINKS } from '../keys.ts';
import type { CustomerInput, Remembered } from '../types.ts';
import { fingerprintOf } from '../values.ts';
import { accountIdOf } from './account.ts';
import { base, set } from './operations.ts';

/** A delivery address other than the account's own: the operation that makes it, where it has to be made. */
export interface DeliveryPlan {
  readonly operation: Operation | undefined;
  readonly deliveryAddress: string | Reference | undefined;
  /** The address as our memory has it, where the record rests on that. */
  readonly remembered: readonly Remembered[];
}

/** Plans an address of a debtor that goods go to. `address`: as Exact would hold it. A problem of it stops the record. Pure. */
export function planDelivery(
  input: CustomerInput,
  address: MappedRecord,
  debtor: string | Reference,
): DeliveryPlan | TandemError {
  if (address.problems[0] !== undefined) return address.problems[0];
  const fingerprint = fingerprintOf(address.fields);
  const { knownAddress } = input;
  if (typeof debtor === 'string' && knownAddress?.fingerprint === fingerprintWithin(debtor, fingerprint)) {
    const remembered = [{ entity: LINKS.deliveryAddress, link: knownAddress }];
    return { operation: undefined, deliveryAddress: knownAddress.exactId, remembered };
  }
  const accountId = accountIdOf(input);
  const key = keys.address(accountId, `${typeof debtor === 'string' ? debtor.slice(0, 8) : 'new'}${fingerprint}`);
  return {
    operation: {
      ...base(input, 'exact', 'Address', key),
      action: 'create',
      fields: [
        set('Account', debtor),
        set('Type', ADDRESS_TYPES.delivery),
        ...plannedChanges(address.fields, undefined, { keepsEmpty: true }),
      ],
      link: { role: LINKS.deliveryAddress, salesforceId: accountId, fingerprint, within: debtor },
      remembered: input.remembered?.filter(({ entity }) => entity !== LINKS.contact) ?? [],
    },
    deliveryAddress: { ref: key },
    remembered: [],
  };
}
