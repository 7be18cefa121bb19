import { dayIn } from '../../calendar.ts';
import { linkProducts } from '../../testing/link-rows.ts';
import { DIVISION, type Stage } from '../../testing/stage.ts';

const DAY_MS = 86_400_000;
const TIME_ZONE = 'Europe/Amsterdam';

/** An item with the product that is it. */
export interface PricedProductMade {
  /** Lower case. */
  readonly itemId: string;
  readonly productId: string;
}

/** The day in the company so many days after the stage's own today. */
export function dayFrom({ clock }: Stage, offset: number): string {
  return dayIn(TIME_ZONE, new Date(clock.now.getTime() + offset * DAY_MS));
}

/** What the items of products have in common. */
interface PricedProductsWanted {
  readonly price?: number;
  /** Their item group; the usual one where absent. */
  readonly group?: string;
  /** Linked by a row of this division. */
  readonly furtherDivision?: number | undefined;
}

/** Items with a general price, each with its product and standard entry. */
export async function enterPricedProducts(
  stage: Stage,
  codes: readonly string[],
  { price = 40, group, furtherDivision }: PricedProductsWanted = {},
): Promise<PricedProductMade[]> {
  const itemIds = await enterItems(stage, codes, group);
  await stage.createRows(
    'logistics/SalesItemPrices',
    itemIds.map((Item) => ({ Item, Price: price, StartDate: '2020-01-01' })),
  );
  const productIds = await stage.createRecords(
    codes.map((ProductCode, index) => ({
      object: 'Product2',
      fields: {
        ...{ Name: ProductCode, ProductCode, IsActive: true },
        ...(furtherDivision === undefined ? { Exact_Id__c: itemIds[index] } : {}),
      },
    })),
  );
  const standard = await standardBook(stage);
  await stage.createRecords(
    productIds.map((Product2Id) => ({
      object: 'PricebookEntry',
      fields: { Pricebook2Id: standard, Product2Id, UnitPrice: price, IsActive: true },
    })),
  );
  const made = itemIds.map((itemId, index) => ({ itemId, productId: productIds[index] ?? '' }));
  if (furtherDivision !== undefined) await linkProducts(stage, furtherDivision, made);
  return made;
}

/** Items that nothing is known of besides; their ids in lower case. */
export async function enterItems(stage: Stage, codes: readonly string[], group?: string): Promise<string[]> {
  const items = await stage.createRows(
    'logistics/Items',
    codes.map((Code) => ({
      ...{ Code, Description: `Item ${Code}`, Unit: 'pc', IsSalesItem: true },
      ...(group === undefined ? {} : { ItemGroup: group }),
    })),
  );
  return items.map((id) => id.toLowerCase());
}

/** Item groups; their ids in lower case. */
export async function enterGroups(stage: Stage, names: readonly string[]): Promise<string[]> {
  const ids = await stage.createRows(
    'logistics/ItemGroups',
    names.map((Description, index) => ({ Code: `GROUP${index}`, Description })),
  );
  return ids.map((id) => id.toLowerCase());
}

/** A price list of item groups, with its discounts on one piece, by group; the ids of the list, its period and its lines. */
export async function enterGroupList(
  stage: Stage,
  name: string,
  discounts: readonly (readonly [group: string, discount: number])[],
  { list = {}, period = {} }: { readonly list?: object; readonly period?: object } = {},
): Promise<{ readonly listId: string; readonly periodId: string; readonly lineIds: readonly string[] }> {
  const made = await enterList(stage, name, { list: { Entity: 2, ...list }, period });
  const lines = discounts.map(([ItemGroup, Discount]) => ({ ItemGroup, Discount }));
  return { ...made, lineIds: await enterLines(stage, made.periodId, lines) };
}

/** Id of the standard price book. */
export async function standardBook(stage: Stage): Promise<string> {
  const books = await stage.salesforce.rows('Pricebook2');
  return String(books.find((book) => book['IsStandard'] === true)?.['Id']);
}

/** A price list of Exact with one basic period; the ids of both, in lower case. */
export async function enterList(
  stage: Stage,
  name: string,
  { list = {}, period = {} }: { readonly list?: object; readonly period?: object } = {},
): Promise<{ readonly listId: string; readonly periodId: string }> {
  const [listId = ''] = await stage.createRows('sales/SalesPriceLists', [
    { Code: name.toUpperCase().slice(0, 10), Description: name, ...list },
  ]);
  return { listId: listId.toLowerCase(), periodId: await enterPeriod(stage, listId, period) };
}

/** A further period of a list. */
export async function enterPeriod(stage: Stage, PriceList: string, period: object = {}): Promise<string> {
  const [id = ''] = await stage.createRows('sales/SalesPriceListPeriods', [{ PriceList, StartDate: '2020-01-01', ...period }]);
  return id.toLowerCase();
}

/** Lines of a period; their ids in lower case. */
export async function enterLines(stage: Stage, PriceListPeriod: string, lines: readonly object[]): Promise<string[]> {
  const ids = await stage.createRows(
    'sales/SalesPriceListVolumeDiscounts',
    lines.map((line) => ({ PriceListPeriod, Quantity: 1, ...line })),
  );
  return ids.map((id) => id.toLowerCase());
}

/** Changes a row of Exact, or deletes it without fields. */
export async function changeRow(stage: Stage, path: string, id: string, fields?: object): Promise<void> {
  await stage.exact.control(fields === undefined ? 'DELETE' : 'PATCH', `rows/${DIVISION}/${path}/${id}`, fields);
}

/** A debtor with its account; `PriceList`: the list it has. `furtherDivision`: linked by a row of that division. */
export async function enterCustomer(
  stage: Stage,
  Name: string,
  PriceList: string | null = null,
  furtherDivision?: number,
): Promise<{ readonly debtorId: string; readonly accountId: string }> {
  const [id = ''] = await stage.createRows('crm/Accounts', [{ Name, Status: 'C', PriceList }]);
  const debtorId = id.toLowerCase();
  if (furtherDivision === undefined) return { debtorId, accountId: await linkAccount(stage, Name, debtorId) };
  const [accountId = ''] = await stage.createRecords([{ object: 'Account', fields: { Name } }]);
  const row = {
    ...{ Key__c: `${furtherDivision}-Accounts-${debtorId}`, Division__c: String(furtherDivision) },
    ...{ Entity__c: 'Accounts', Role__c: 'account', Exact_Id__c: debtorId, Account__c: accountId },
  };
  await stage.createRecords([{ object: 'ExactLink__c', fields: row }]);
  return { debtorId, accountId };
}

/** The account of a debtor. */
export async function linkAccount(stage: Stage, Name: string, debtorId: string): Promise<string> {
  const [id = ''] = await stage.createRecords([{ object: 'Account', fields: { Name, Exact_Id__c: debtorId.toLowerCase() } }]);
  return id;
}
