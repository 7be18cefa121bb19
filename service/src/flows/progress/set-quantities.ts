import { Decimal, toDecimal } from '../../money/index.ts';
import { isClosed, quantitiesOfGone, texts } from './quantities.ts';
import type { SetInput } from './types.ts';

/**
 * The quantities of an order product that was sent as its parts, in sets. Delivered and invoiced is as often as every part is: the lowest
 * of its parts, rounded down to whole sets until all is there. As often as a part that is closed still allows can be delivered; what is beyond
 * that is cancelled, the rest open. Where the line of a part is gone, nothing is on order any more. Pure.
 */
export function quantitiesOfSet(parts: SetInput['parts'], pieces: Decimal): Readonly<Record<string, string>> {
  const lines = parts.flatMap(({ part, line }) => {
    if (line === undefined) return [];
    const counted = (value: string | null): Decimal => (toDecimal(value) ?? new Decimal(0)).div(part.quantity);
    const [ordered, delivered, invoiced] = [line.Quantity, line.QuantityDelivered, line.QuantityInvoiced].map(counted) as [
      Decimal,
      Decimal,
      Decimal,
    ];
    return [{ ordered, delivered, invoiced, isClosed: isClosed(line) }];
  });
  if (lines.length < parts.length) return quantitiesOfGone();
  const lowest = (of: (line: (typeof lines)[number]) => Decimal): Decimal => Decimal.min(...lines.map((line) => of(line).abs()));
  const ordered = lowest((line) => line.ordered);
  // A line on a placeholder is its one part: it counts as Exact counts it.
  const isOneLine = parts.length === 1 && parts[0]?.part.quantity === '1';
  const whole = (sets: Decimal): Decimal => (isOneLine || sets.gte(ordered) ? sets : sets.floor());
  const delivered = whole(lowest((line) => line.delivered));
  const attainable = Decimal.min(ordered, whole(lowest((line) => (line.isClosed ? line.delivered : line.ordered))));
  const sign = lines.some((line) => line.ordered.isNegative()) ? -1 : 1;
  const told = (sets: Decimal): Decimal => Decimal.max(sets, 0).times(sign).div(pieces);
  return texts({
    Exact_Ordered_Quantity__c: told(ordered),
    Exact_Delivered_Quantity__c: told(delivered),
    Exact_Open_Quantity__c: told(attainable.minus(delivered)),
    Exact_Cancelled_Quantity__c: told(ordered.minus(attainable)),
    Exact_Invoiced_Quantity__c: told(whole(lowest((line) => line.invoiced))),
  });
}
