import { plainText } from '../../../mapping/index.ts';
import { SETS_FIELD, setsText, type SentSets } from '../../order-lines/index.ts';
import type { Operation } from '../../operation.ts';
import { keys } from '../keys.ts';
import type { OrderInput } from '../types.ts';

/**
 * Notes on the order which of its order products go as their parts, before anything is sent: whatever becomes of the sets, and of the answer
 * of Exact, the order is put next to what it was sent as. None where it says so already. Pure.
 */
export function setsNote({ order }: OrderInput, sets: SentSets): Operation[] {
  const [before, after] = [plainText(order[SETS_FIELD]) || null, setsText(sets)];
  const { object, result } = order.source;
  const field = result[SETS_FIELD];
  if (before === after || field === undefined) return [];
  return [
    {
      key: keys.orderSets(object, order.Id),
      recordId: order.Id,
      label: order.OrderNumber,
      system: 'salesforce',
      action: 'update',
      object,
      targetId: order.Id,
      fields: [{ field, from: before, to: after, policy: 'always' }],
      isMain: false,
      isPrecondition: true,
    },
  ];
}
