import type { ExactItem, ExactPricedItem } from '../../exact/index.ts';
import type { ItemFacts } from '../flow.ts';

/** What an item says about orders of it. */
export function factsOf(item: ExactItem | ExactPricedItem): ItemFacts {
  return {
    itemId: item.ID.toLowerCase(),
    isSalesItem: item.IsSalesItem,
    isFractionAllowed: item.IsFractionAllowedItem,
    isStockItem: item.IsStockItem,
    unit: item.Unit,
    vatCode: item.SalesVatCode,
    startDate: item.StartDate,
    endDate: item.EndDate,
  };
}
