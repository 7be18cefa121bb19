import type { ExactItem } from '../exact/index.ts';
import type { ItemFacts } from './flow.ts';

/** What an item says about orders of it. */
export function factsOf(item: ExactItem): ItemFacts {
  return {
    itemId: item.id.toLowerCase(),
    isSalesItem: item.isSalesItem,
    isFractionAllowed: item.isFractionAllowed,
    unit: item.unit,
    vatCode: item.salesVatCode,
    startDate: item.startDate,
    endDate: item.endDate,
  };
}
