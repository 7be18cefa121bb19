import { amount, date, flag, key, text, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

// As few fields as an order needs: the fewer are named, the more items fit one call.
const FIELDS = {
  ID: key(),
  IsSalesItem: flag(),
  IsStockItem: flag(),
  IsFractionAllowedItem: flag(),
  Unit: text(),
  SalesVatCode: text(),
  StartDate: date(),
  EndDate: date(),
  /** Today's general price of one, in the currency of the company; null where the item has none. */
  StandardSalesPrice: amount(),
} as const;

/** An item as far as it may be sold, with its standard sales price. */
export type ExactPricedItem = RowOf<typeof FIELDS>;

/** Items by `ID` with their standard sales prices, 60 a page. */
export const PRICED_ITEMS = resource({ path: 'logistics/Items', key: 'ID', fields: FIELDS });
