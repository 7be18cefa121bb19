import { amount, date, key, text, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

// As few fields as a price needs: with the ids of 25 items the address is about as long as an address may be.
const FIELDS = {
  Item: key(),
  Account: text(),
  Price: amount(),
  Currency: text(),
  Unit: text(),
  Quantity: amount(),
  StartDate: date(),
  EndDate: date(),
} as const;

/** A price as far as it is offered to a customer. */
export type ExactOfferedPrice = RowOf<typeof FIELDS>;

/** Prices by `Item` and `Account`, 1,000 a page. */
export const OFFERED_PRICES = resource({ path: 'bulk/Logistics/SalesItemPrices', key: 'ID', fields: FIELDS });
