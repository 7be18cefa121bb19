import {
  BY_DISCOUNT,
  SPECIAL_OFFER,
  type ExactAgreedPrice,
  type ExactPriceListLine,
  type ExactPriceListPeriod,
} from '../../exact/index.ts';
import { amountText, Decimal, toDecimal } from '../../money/index.ts';
import { isGeneralPrice } from '../items/index.ts';
import type { PriceSource } from './types.ts';
import { PRICE } from './variables.ts';

/** What a formula may ask for and a price of the other kind lacks. */
const EMPTY = Object.fromEntries(Object.keys(PRICE.fields).map((field) => [field, null]));

/** A sales price as a price of this flow. Undefined for one that everybody pays for one piece: that is the standard price. */
export function sourceOfPrice(row: ExactAgreedPrice): PriceSource | undefined {
  if (row.Price === null || isGeneralPrice(row)) return undefined;
  return {
    id: row.ID.toLowerCase(),
    entity: 'SalesItemPrices',
    kind: row.Account === null ? 'Volume price' : 'Customer price',
    itemId: row.Item.toLowerCase(),
    isOfGroup: false,
    itemCode: row.ItemCode ?? row.Item,
    debtorId: row.Account?.toLowerCase() ?? null,
    debtorName: row.AccountName,
    listId: null,
    periodId: null,
    currency: row.Currency,
    // The stream tells it of prices in the item's own unit too, where it is one.
    itemsPerUnit: row.NumberOfItemsPerUnit,
    quantity: row.Quantity,
    price: row.Price,
    discount: null,
    from: row.StartDate,
    until: row.EndDate,
    row: { ...EMPTY, ...row },
  };
}

/** A line of a price list as a price of this flow. Undefined for one whose period is not there: it counts at no time. */
export function sourceOfLine(line: ExactPriceListLine, period: ExactPriceListPeriod | undefined): PriceSource | undefined {
  const target = line.Item ?? line.ItemGroup;
  if (period === undefined || target === null) return undefined;
  const isByDiscount = line.EntryMethod === BY_DISCOUNT;
  return {
    id: line.ID.toLowerCase(),
    entity: 'SalesPriceListVolumeDiscounts',
    kind: period.Type === SPECIAL_OFFER ? 'Special offer' : 'Price list',
    itemId: target.toLowerCase(),
    isOfGroup: line.Item === null,
    itemCode: line.ItemCode ?? line.ItemGroupCode ?? target,
    debtorId: null,
    debtorName: null,
    listId: period.PriceList.toLowerCase(),
    periodId: period.ID.toLowerCase(),
    currency: period.Currency,
    itemsPerUnit: line.NumberOfItemsPerUnit,
    quantity: line.Quantity,
    price: isByDiscount ? discounted(line.BasePriceAmount, line.Discount) : line.NewPrice,
    discount: isByDiscount ? line.Discount : null,
    from: period.StartDate,
    until: period.EndDate,
    row: { ...EMPTY, ...line },
  };
}

/** The price that a discount, a fraction, makes of a base as it is now: `NewPrice` is what it was when the line was entered. */
export function discounted(basePrice: string | null, discountOnIt: string | null): string | null {
  const [base, discount] = [toDecimal(basePrice), toDecimal(discountOnIt)];
  if (base === null || discount === null || base.isZero()) return null;
  return amountText(base.times(new Decimal(1).minus(discount)));
}
