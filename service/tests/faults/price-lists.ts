import { Decimal } from 'decimal.js';
import type { StoredRow } from '../../../simulators/data/index.ts';
import { idIn } from '../audit/books.ts';
import { DIVISION } from '../support/world.ts';
import { bringProducts, enterRow, erp, type Catalogue } from './catalogue.ts';
import type { FaultWorld } from './fault-world.ts';

const LISTS = 'sales/SalesPriceLists';
const PERIODS = 'sales/SalesPriceListPeriods';
const LINES = 'sales/SalesPriceListVolumeDiscounts';
const AGREED = 'logistics/SalesItemPrices';
const ITEMS = 'logistics/Items';
const BY_PRICE = { Quantity: 1, EntryMethod: 2 };
const BY_DISCOUNT = { Quantity: 1, EntryMethod: 1 };
/** What everybody pays for the item, and the decimals of a price book. */
const [GENERAL_PRICE, CENTS] = [40, 2];

/**
 * Price lists, and what a customer agreed. With a change comes a new list with a price, another price in the list that stays, another
 * discount on the item group of a list that stays, and a newly agreed price; the list and the agreement of the change before go.
 */
export async function openPriceLists(faults: FaultWorld): Promise<Catalogue> {
  const { world } = faults;
  const [lamp = ''] = await bringProducts(faults, ['LAMP']);
  const customer = await enterRow(world, 'crm/Accounts', { Name: 'Customer', Status: 'C', PaymentConditionSales: '30' });
  await world.salesforce.seed([{ object: 'Account', fields: { Name: 'Customer', Exact_Id__c: customer } }]);
  const enterList = async (code: string, price: number) => {
    const listId = await enterRow(world, LISTS, { Code: code, Description: `List ${code}` });
    const periodId = await enterRow(world, PERIODS, { PriceList: listId, StartDate: '2020-01-01' });
    return {
      listId,
      lineId: await enterRow(world, LINES, { ...BY_PRICE, PriceListPeriod: periodId, Item: lamp, NewPrice: price }),
    };
  };
  const resident = await enterList('STAYS', 30);
  const discountId = await enterGroupList(world, lamp);
  await faults.configure({ products: true, orders: false, further: { prices: {} } });
  let changes = 0;
  let newest: { readonly listId: string; readonly agreedId: string } | undefined;
  return {
    flow: 'prices',
    tells: ['price_list_gone'],
    change: async () => {
      changes += 1;
      const leaving = newest;
      const { listId } = await enterList(`L${changes}`, 20 + changes);
      const agreed = { Account: customer, Item: lamp, Currency: 'EUR', Quantity: 1 + changes, Unit: 'pc', Price: 10 + changes };
      newest = { listId, agreedId: await enterRow(world, AGREED, agreed) };
      await erp(world, 'PATCH', `${LINES}/${resident.lineId}`, { NewPrice: 30 + changes });
      await erp(world, 'PATCH', `${LINES}/${discountId}`, { Discount: (10 + (changes % 50)) / 100 });
      if (leaving === undefined) return;
      await erp(world, 'DELETE', `${LISTS}/${leaving.listId}`);
      await erp(world, 'DELETE', `${AGREED}/${leaving.agreedId}`);
    },
    faults: async () => {
      const exact = (path: string) => world.exact.rows(DIVISION, path);
      const [rows, books, entries] = [
        await world.salesforce.rows('ExactPrice__c'),
        await world.salesforce.rows('Pricebook2'),
        await world.salesforce.rows('PricebookEntry'),
      ];
      const prices = new Map([
        ...(await exact(LINES)).map((line): [string, unknown] => [keyOf(LINES, line), line['NewPrice']]),
        ...(await exact(AGREED))
          .filter((price) => typeof price['Account'] === 'string')
          .map((price): [string, unknown] => [keyOf(AGREED, price), price['Price']]),
      ]);
      const inPeriod = new Map((await exact(LINES)).map((line) => [idIn(line, 'PriceListPeriod'), costOf(line)]));
      const lists = new Map((await exact(PERIODS)).map((period) => [idIn(period, 'PriceList'), inPeriod.get(idIn(period))]));
      return [...faultsOfRows(prices, rows), ...faultsOfBooks(lists, books, entries)];
    },
  };
}

/** A list that gives a discount on the group of an item; the id of its line. */
async function enterGroupList(world: FaultWorld['world'], itemId: string): Promise<string> {
  const ItemGroup = await enterRow(world, 'logistics/ItemGroups', { Code: 'LIGHT', Description: 'Light' });
  await erp(world, 'PATCH', `${ITEMS}/${itemId}`, { ItemGroup });
  const listId = await enterRow(world, LISTS, { Code: 'GROUPS', Description: 'List GROUPS', Entity: 2 });
  const PriceListPeriod = await enterRow(world, PERIODS, { PriceList: listId, StartDate: '2020-01-01' });
  return enterRow(world, LINES, { ...BY_DISCOUNT, PriceListPeriod, ItemGroup, Discount: 0.1 });
}

/** What the item costs by a line. */
function costOf(line: StoredRow): unknown {
  if (typeof line['ItemGroup'] !== 'string') return line['NewPrice'];
  const rest = new Decimal(1).minus(Number(line['Discount']));
  return rest.times(GENERAL_PRICE).toDecimalPlaces(CENTS).toNumber();
}

/** Each price has one row that says it and counts; what is gone counts no more. */
function faultsOfRows(prices: ReadonlyMap<string, unknown>, rows: readonly StoredRow[]): string[] {
  return [
    ...[...prices].flatMap(([key, price]) => {
      const found = rows.filter((row) => textOf(row, 'Key__c') === key);
      if (found.length !== 1) return [`${found.length === 0 ? 'lost' : 'doubled'}: ${found.length} rows of ${key}`];
      const [row = {}] = found;
      const isRight =
        (row['Price__c'] ?? null) === (price ?? null) && row['Valid_Today__c'] === true && row['Deleted_In_Exact__c'] === false;
      return isRight && row['Exact_Sync_Problem__c'] === null
        ? []
        : [`wrong: ${key} is ${JSON.stringify(row)}, not ${String(price)}`];
    }),
    ...rows
      .filter((row) => !prices.has(textOf(row, 'Key__c')))
      .filter((row) => row['Deleted_In_Exact__c'] !== true || row['Valid_Today__c'] !== false)
      .map((row) => `wrong: ${textOf(row, 'Key__c')} is gone in Exact and still counts`),
  ];
}

/** Each list has one book, in which its price is; that of a list which is gone is switched off. */
function faultsOfBooks(
  lists: ReadonlyMap<string, unknown>,
  books: readonly StoredRow[],
  entries: readonly StoredRow[],
): string[] {
  const ofLists = Map.groupBy(
    books.filter((book) => book['Exact_Key__c'] !== null && book['IsStandard'] !== true),
    (book) => textOf(book, 'Exact_Key__c').split(/SalesPriceLists-/i)[1] ?? '',
  );
  const shownIn = (book: StoredRow): string =>
    entries
      .filter((entry) => entry['Pricebook2Id'] === book['Id'] && entry['IsActive'] === true)
      .map((entry) => String(entry['UnitPrice']))
      .join();
  return [
    ...[...lists].flatMap(([listId, price]) => {
      const found = ofLists.get(listId) ?? [];
      if (found.length !== 1) return [`${found.length === 0 ? 'lost' : 'doubled'}: ${found.length} price books of ${listId}`];
      const [book = {}] = found;
      if (book['IsActive'] !== true) return [`wrong: ${String(book['Name'])} is inactive`];
      return shownIn(book) === String(price)
        ? []
        : [`wrong: ${String(book['Name'])} says ${shownIn(book)}, not ${String(price)}`];
    }),
    ...[...ofLists].flatMap(([listId, [book = {}]]) =>
      lists.has(listId) || book['IsActive'] === false ? [] : [`wrong: ${String(book['Name'])} is still on`],
    ),
  ];
}

function keyOf(path: string, row: StoredRow): string {
  return `${DIVISION}-${path.split('/')[1] ?? ''}-${idIn(row)}`;
}

function textOf(row: StoredRow, field: string): string {
  return String(row[field]);
}
