import { Decimal } from 'decimal.js';
import type { StoredRow } from '../../../simulators/data/index.ts';
import { dayOf, idIn, isWithin, linkedIn, textIn, type Books } from './books.ts';
import { isGeneral } from './catalogue.ts';
import { decimalOf, Differences } from './differences.ts';

const BY_DISCOUNT = 1;
const SPECIAL_OFFER = 2;
/** Decimals that a row keeps of a price, and a price book. */
const OF_ROW = 4;
const OF_BOOK = 2;

/** A price of a customer, from a quantity on, or of a list, as Exact has it. */
interface Agreed {
  readonly key: string;
  readonly what: string;
  readonly kind: 'Customer price' | 'Volume price' | 'Price list' | 'Special offer';
  /** Empty for a discount on an item group. */
  readonly itemId: string;
  /** The item group of a discount on one. */
  readonly groupId: string;
  /** Customer or list; empty for everybody. */
  readonly of: string;
  readonly quantity: Decimal;
  readonly itemsPerUnit: Decimal;
  readonly price: Decimal | undefined;
  /** Empty without a discount, else in percent. */
  readonly discount: string;
  /** The row whose days count. */
  readonly window: StoredRow;
}

/** Prices of customers, of quantities and of lists against rows; lists against price books, with what one piece costs today. */
export function auditPriceLists(books: Books): readonly string[] {
  const { org, division, isDefault } = books;
  if (!isDefault) return [];
  const differences = new Differences(`price lists of ${division}`);
  const agreed = [...itemPrices(books), ...linePrices(books)];
  const doubtful = contradicting(agreed, books);
  const standing = new Map(org.prices.map((row) => [textIn(row, 'Key__c').toLowerCase(), row]));
  for (const price of agreed) auditRow(price, standing.get(price.key), { books, differences, isDoubtful: doubtful.has(price) });
  auditCustomers(books, differences);
  const known = new Set(agreed.map(({ key }) => key));
  for (const [key, row] of standing) {
    if (known.has(key)) continue;
    differences.text(`whether ${key}, gone from Exact, counts`, row['Valid_Today__c'], false);
    differences.text(`whether ${key} is gone from Exact`, row['Deleted_In_Exact__c'], true);
  }
  auditBooks(books, agreed, { doubtful, differences });
  return differences.found;
}

interface Noting {
  readonly books: Books;
  readonly differences: Differences;
  readonly isDoubtful: boolean;
}

function auditRow(price: Agreed, row: StoredRow | undefined, { books, differences, isDoubtful }: Noting): void {
  const { what, quantity, discount, window } = price;
  const product = price.itemId === '' ? undefined : linkedIn(books, 'Items')(price.itemId);
  const account = price.kind === 'Customer price' ? linkedIn(books, 'Accounts')(price.of) : undefined;
  const isPlaced = price.itemId === '' || product !== undefined;
  // A price of what is no product, or of whom no account stands for, has no place.
  if (!isPlaced || (price.kind === 'Customer price' && account === undefined)) {
    differences.text(`whether ${what}, without a place, counts`, row?.['Valid_Today__c'] ?? false, false);
    return;
  }
  differences.fact(`${what} is not there`, row !== undefined && row['Deleted_In_Exact__c'] !== true);
  differences.text(`kind of ${what}`, row?.['Kind__c'], price.kind);
  differences.text(`product of ${what}`, row?.['Product__c'], product?.['Id']);
  differences.text(`account of ${what}`, row?.['Account__c'], account?.['Id']);
  differences.amount(`quantity of ${what}`, row?.['From_Quantity__c'], quantity.toString());
  const kept = price.price?.toDecimalPlaces(OF_ROW, Decimal.ROUND_HALF_UP);
  differences.amount(`price of ${what}`, row?.['Price__c'], kept?.toString());
  differences.amount(`discount of ${what}`, row?.['Discount_Percent__c'], discount);
  differences.text(`first day of ${what}`, row?.['Valid_From__c'], dayOf(window['StartDate']));
  differences.text(`last day of ${what}`, row?.['Valid_Until__c'], dayOf(window['EndDate']));
  const counts = isWithin(books, window) && !isDoubtful && (kept !== undefined || discount !== '');
  differences.text(`whether ${what} counts today`, row?.['Valid_Today__c'], counts);
  differences.fact(
    `${what} contradicts another one, and nothing says so`,
    !isDoubtful || textIn(row, 'Exact_Sync_Problem__c') !== '',
  );
}

/** Which customer has which list: the price book of that list, and none without it. */
function auditCustomers(books: Books, differences: Differences): void {
  const { exact, org, division } = books;
  const accountOf = linkedIn(books, 'Accounts');
  const known = new Set(exact.lists.map((list) => idIn(list)));
  const bookOf = new Map(org.books.map((book) => [textIn(book, 'Exact_Key__c').toLowerCase(), book['Id']]));
  for (const debtor of exact.debtors) {
    const account = accountOf(idIn(debtor));
    if (account === undefined) continue;
    const listId = idIn(debtor, 'PriceList');
    const book = known.has(listId) ? bookOf.get(`${division}-SalesPriceLists-${listId}`.toLowerCase()) : undefined;
    differences.text(`price list of ${textIn(account, 'Name')}`, account['Exact_Price_Book__c'], book);
  }
}

/** Price books of lists: there is one for each list that has days, and in it what one piece of each item costs today, by itself or by its group. */
function auditBooks(
  { exact, org, division, ...rest }: Books,
  agreed: readonly Agreed[],
  { doubtful, differences }: { readonly doubtful: ReadonlySet<Agreed>; readonly differences: Differences },
): void {
  const books = { exact, org, division, ...rest };
  const standard = org.books.find((book) => book['IsStandard'] === true)?.['Id'];
  const priced = new Set(org.entries.filter((row) => row['Pricebook2Id'] === standard).map((row) => row['Product2Id']));
  const productOf = linkedIn(books, 'Items');
  const bookOf = new Map(org.books.map((book) => [textIn(book, 'Exact_Key__c').toLowerCase(), book]));
  for (const list of exact.lists) {
    const book = bookOf.get(`${division}-SalesPriceLists-${idIn(list)}`.toLowerCase());
    const what = textIn(list, 'Code');
    const hasDays = exact.periods.some((period) => idIn(period, 'PriceList') === idIn(list));
    differences.fact(`the list ${what} has no price book`, book !== undefined || !hasDays);
    if (book === undefined) continue;
    differences.text(`activity of the price book of ${what}`, book['IsActive'], true);
    const ofList = agreed.filter(({ of }) => of === idIn(list));
    const [byItem, byGroup] = [Map.groupBy(ofList, ({ itemId }) => itemId), Map.groupBy(ofList, ({ groupId }) => groupId)];
    const entries = new Map(
      org.entries.filter((row) => row['Pricebook2Id'] === book['Id']).map((row) => [row['Product2Id'], row]),
    );
    for (const item of exact.items) {
      const product = productOf(idIn(item));
      // Salesforce takes no price before there is a standard one.
      if (product === undefined || (!priced.has(product['Id']) && !entries.has(product['Id']))) continue;
      const ofGroup = idIn(item, 'ItemGroup') === '' ? [] : (byGroup.get(idIn(item, 'ItemGroup')) ?? []);
      const discounts = ofGroup.filter(({ discount }) => discount !== '');
      const chosen = ofOnePiece([...(byItem.get(idIn(item)) ?? []), ...offItem(discounts, item)], books);
      // Of two that contradict each other neither is taken over.
      if (chosen !== undefined && doubtful.has(discounts.find(({ key }) => key === chosen.key) ?? chosen)) continue;
      const entry = entries.get(product['Id']);
      const pieces = decimalOf(entry?.['Price_Quantity__c']) ?? new Decimal(1);
      const stands = entry?.['IsActive'] === true ? decimalOf(entry['UnitPrice'])?.div(pieces).toString() : undefined;
      const wanted = chosen?.price?.times(pieces).toDecimalPlaces(OF_BOOK, Decimal.ROUND_HALF_UP).div(pieces);
      differences.amount(`price of ${textIn(item, 'Code')} in ${what}`, stands, wanted?.toString());
    }
  }
  const known = new Set(exact.lists.map((list) => `${division}-SalesPriceLists-${idIn(list)}`.toLowerCase()));
  for (const [key, book] of bookOf)
    if (key.startsWith(`${division}-`) && !known.has(key))
      differences.text(`activity of the price book ${textIn(book, 'Name')}, gone from Exact`, book['IsActive'], false);
}

/** Discounts on the group of an item, each with what it makes of what everybody pays for the item today. */
function offItem(discounts: readonly Agreed[], item: StoredRow): readonly Agreed[] {
  const base = decimalOf(item['StandardSalesPrice']);
  if (base === undefined || base.isZero()) return [];
  return discounts.map((each) => ({ ...each, price: base.times(new Decimal(1).minus(new Decimal(each.discount).div(100))) }));
}

/** A special offer goes before a basic price, then the one that began last. */
function ofOnePiece(agreed: readonly Agreed[], books: Books): Agreed | undefined {
  const [first] = agreed
    .filter(({ price, quantity, itemsPerUnit }) => price !== undefined && quantity.lte(1) && itemsPerUnit.eq(1))
    .filter(({ window }) => isWithin(books, window))
    .toSorted(
      (one, other) =>
        Number(other.kind === 'Special offer') - Number(one.kind === 'Special offer') ||
        dayOf(other.window['StartDate']).localeCompare(dayOf(one.window['StartDate'])) ||
        other.quantity.comparedTo(one.quantity),
    );
  return first;
}

function itemPrices({ exact, division }: Books): readonly Agreed[] {
  return exact.prices
    .filter((row) => !isGeneral(row))
    .map((row) => ({
      key: `${division}-SalesItemPrices-${idIn(row)}`.toLowerCase(),
      what: `the price of ${textIn(row, 'ItemCode')} for ${textIn(row, 'AccountName') || `${textIn(row, 'Quantity')} and more`}`,
      kind: idIn(row, 'Account') === '' ? 'Volume price' : 'Customer price',
      itemId: idIn(row, 'Item'),
      groupId: '',
      of: idIn(row, 'Account'),
      quantity: decimalOf(row['Quantity']) ?? new Decimal(1),
      itemsPerUnit: decimalOf(row['NumberOfItemsPerUnit']) ?? new Decimal(1),
      price: decimalOf(row['Price']),
      discount: '',
      window: row,
    }));
}

function linePrices({ exact, division }: Books): readonly Agreed[] {
  const periods = new Map(exact.periods.map((period) => [idIn(period), period]));
  return exact.listLines.flatMap((line): Agreed[] => {
    const period = periods.get(idIn(line, 'PriceListPeriod'));
    if (period === undefined) return [];
    const isByDiscount = line['EntryMethod'] === BY_DISCOUNT;
    const [base, discount] = [decimalOf(line['BasePriceAmount']), decimalOf(line['Discount'])];
    const hasBase = base !== undefined && !base.isZero() && discount !== undefined;
    const discounted = hasBase ? base.times(new Decimal(1).minus(discount)) : undefined;
    return [
      {
        key: `${division}-SalesPriceListVolumeDiscounts-${idIn(line)}`.toLowerCase(),
        what: `${textIn(line, 'ItemCode') || textIn(line, 'ItemGroupCode')} from ${textIn(line, 'Quantity')} in ${textIn(line, 'PriceListCode')}`,
        kind: period['Type'] === SPECIAL_OFFER ? 'Special offer' : 'Price list',
        itemId: idIn(line, 'Item'),
        groupId: idIn(line, 'ItemGroup'),
        of: idIn(period, 'PriceList'),
        quantity: decimalOf(line['Quantity']) ?? new Decimal(1),
        itemsPerUnit: decimalOf(line['NumberOfItemsPerUnit']) ?? new Decimal(1),
        price: isByDiscount ? discounted : decimalOf(line['NewPrice']),
        discount: isByDiscount ? (discount?.times(100).toString() ?? '') : '',
        window: period,
      },
    ];
  });
}

/** Prices that are alike in all but the price, while none of them is over: nobody can tell which one counts. */
function contradicting(agreed: readonly Agreed[], { today }: Books): ReadonlySet<Agreed> {
  const notOver = agreed.filter(({ window }) => dayOf(window['EndDate']) === '' || dayOf(window['EndDate']) >= today);
  const alike = Map.groupBy(notOver, ({ kind, itemId, groupId, of, window, quantity, itemsPerUnit }) =>
    [kind, itemId, groupId, of, dayOf(window['StartDate']), quantity, itemsPerUnit].join('|'),
  );
  const figures = (same: readonly Agreed[]): number => new Set(same.map(({ price, discount }) => String(price ?? discount))).size;
  return new Set([...alike.values()].filter((same) => figures(same) > 1).flat());
}
