import { BULK_AGREED_PRICES, isGuid, PRICE_LIST_LINES } from '../../exact/index.ts';
import { isSalesforceId } from '../../salesforce/index.ts';
import { rowKey } from './price-role.ts';
import type { PricesPart, PricesReader } from './reader.ts';
import { sourceOfLine, sourceOfPrice } from './sources.ts';
import type { PriceRow, PriceSource } from './types.ts';

/** What ids name, which may be those of items, prices, debtors or lists of Exact, or of products and accounts of Salesforce. */
export async function namedParts(reader: PricesReader, ids: readonly string[]): Promise<PricesPart[]> {
  const { exact } = reader.context;
  const guids = [...new Set(ids.filter(isGuid).map((id) => id.toLowerCase()))];
  const records = ids.filter(isSalesforceId);
  const itemIds = records.length === 0 ? [] : await reader.products.itemsOf(records);
  const debtorIds = records.length === 0 ? [] : await reader.accounts.debtorsOf(records);
  const named = [...new Set([...guids, ...itemIds])];
  const [items, ofGroups] = [await itemsWhole(reader, named), await reader.groups.ofItems(named)];
  const inGroups = new Set(ofGroups.grouped?.map(({ itemId }) => itemId));
  const open = guids.filter((id) => !items.known.has(id) && !inGroups.has(id));
  const [prices, lines] = [
    await exact.findAny(BULK_AGREED_PRICES, 'ID', 'guid', open),
    await exact.findAny(PRICE_LIST_LINES, 'ID', 'guid', open),
  ];
  const found = new Set([...prices, ...lines].map(({ ID: id }) => id.toLowerCase()));
  const lost = open.filter((id) => !found.has(id));
  return [
    items.part,
    ofGroups,
    await reader.changedPrices(prices),
    await reader.changedLines(lines),
    await reader.gone('SalesItemPrices', lost),
    await reader.gone('SalesPriceListVolumeDiscounts', lost),
    await ofDebtors(reader, [...lost, ...debtorIds]),
    await reader.customers.ofDebtors([...lost, ...debtorIds]),
    await ofLists(reader, lost),
  ];
}

/** All prices of items, and what stands of them besides. */
export async function ofItems(reader: PricesReader, itemIds: readonly string[]): Promise<PricesPart> {
  return (await itemsWhole(reader, itemIds)).part;
}

/** All prices that are agreed with debtors. */
export async function ofDebtors(reader: PricesReader, debtorIds: readonly string[]): Promise<PricesPart> {
  if (debtorIds.length === 0) return {};
  return reader.changedPrices(await reader.context.exact.findAny(BULK_AGREED_PRICES, 'Account', 'guid', debtorIds));
}

/** Lists with their lines; of one that is gone from Exact its price book is left. */
async function ofLists(reader: PricesReader, listIds: readonly string[]): Promise<PricesPart> {
  const periods = [...reader.lists.periods.values()].filter(({ PriceList: list }) => listIds.includes(list.toLowerCase()));
  const books = await reader.lists.books();
  if (periods.length === 0 && !listIds.some((listId) => books.has(listId))) return {};
  const lists = (await reader.lists.inputs()).filter(({ listId }) => listIds.includes(listId));
  const lines = await reader.context.exact.findAny(
    PRICE_LIST_LINES,
    'PriceListPeriod',
    'guid',
    periods.map(({ ID: id }) => id),
  );
  return reader.joined([{ lists: reader.customers.handOn(lists) }, await reader.changedLines(lines)]);
}

async function itemsWhole(
  reader: PricesReader,
  itemIds: readonly string[],
): Promise<{ readonly part: PricesPart; readonly known: ReadonlySet<string> }> {
  const { exact, division } = reader.context;
  if (itemIds.length === 0) return { part: {}, known: new Set() };
  const prices = await exact.findAny(BULK_AGREED_PRICES, 'Item', 'guid', itemIds);
  const lines = await exact.findAny(PRICE_LIST_LINES, 'Item', 'guid', itemIds);
  const rows = await reader.rows.ofItems(itemIds);
  const sources = [
    ...prices.map(sourceOfPrice),
    ...lines.map((line) => sourceOfLine(line, reader.lists.periods.get(line.PriceListPeriod.toLowerCase()))),
  ].filter((source) => source !== undefined);
  const known = [...prices.map(({ Item }) => Item), ...lines.map(({ Item }) => Item ?? ''), ...itemsOf(rows)];
  return {
    part: await reader.look({ sources, gone: notAmong(rows, sources, division) }),
    known: new Set(known.map((id) => id.toLowerCase())),
  };
}

function itemsOf(rows: readonly PriceRow[]): string[] {
  return rows.flatMap(({ Exact_Item_Id__c: itemId }) => itemId ?? []);
}

function notAmong(rows: readonly PriceRow[], sources: readonly PriceSource[], division: number): PriceRow[] {
  const keys = new Set(sources.map(({ entity, id }) => rowKey(division, entity, id)));
  return rows.filter(({ Key__c: key }) => !keys.has(key));
}
