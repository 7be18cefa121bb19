import {
  allOf,
  anyOf,
  guidEquals,
  isEmpty,
  OFFERED_LIST_LINES,
  type ExactDivision,
  type ExactOfferedLine,
} from '../exact/index.ts';
import type { Found, Wanted } from './asking.ts';
import { isOfGroups, type HeldPeriod } from './price.ts';

type Lines = readonly ExactOfferedLine[];
type WantedLines = Wanted<Lines>;

/** Lines of price lists as they were found. */
export interface ListLines {
  readonly wanted: readonly WantedLines[];
  readonly found: readonly Found<Lines>[];
}

const FRESH_MS = 60_000;
/** Servers of Exact's kind refuse a query string of more than 2,048 characters; no limit is published. */
const LONGEST_FILTER = 1_850;

/**
 * The lines that may decide the price of these items: those of the items themselves, in as many calls as their ids fill addresses (one
 * for 25 items and two periods), and all lines of lists of item groups, of which there are few.
 */
export function listLinesWanted(exact: ExactDivision, periods: readonly HeldPeriod[], itemIds: readonly string[]): WantedLines[] {
  const ofItems = periods.filter((held) => !isOfGroups(held)).map(({ period }) => period.ID.toLowerCase());
  const ofGroups = periods.filter(isOfGroups).map(({ period }) => period.ID.toLowerCase());
  return [
    ...(ofItems.length === 0 ? [] : chunks(ofItems, itemIds).map((items) => linesOfItems(exact, ofItems, items))),
    ...(ofGroups.length === 0 ? [] : [linesOfGroups(exact, ofGroups)]),
  ];
}

/** The lines of an item, and those of its group by the name that its product has. */
export function linesOf({ wanted, found }: ListLines, itemId: string, group: string | null): ExactOfferedLine[] {
  const all = wanted.flatMap(({ keys }, index) => keys.flatMap((key) => found[index]?.of(key) ?? []));
  return all.filter(({ Item, ItemGroupDescription, ItemGroupCode }) =>
    Item === null ? group !== null && [ItemGroupDescription, ItemGroupCode].includes(group) : Item.toLowerCase() === itemId,
  );
}

function linesOfItems(exact: ExactDivision, periodIds: readonly string[], itemIds: readonly string[]): WantedLines {
  const keyOf = (itemId: string): string => `lines/${periodIds.join()}/${itemId}`;
  return {
    keys: itemIds.map(keyOf),
    freshMs: FRESH_MS,
    load: async () => {
      const rows = await exact.find(OFFERED_LIST_LINES, { filter: filterOf(periodIds, itemIds) });
      const byItem = Map.groupBy(rows, ({ Item }) => (Item ?? '').toLowerCase());
      return new Map(itemIds.map((itemId) => [keyOf(itemId), byItem.get(itemId) ?? []]));
    },
  };
}

function linesOfGroups(exact: ExactDivision, periodIds: readonly string[]): WantedLines {
  const key = `groupLines/${periodIds.join()}`;
  return {
    keys: [key],
    freshMs: FRESH_MS,
    load: async () =>
      new Map([[key, await exact.find(OFFERED_LIST_LINES, { filter: allOf(anyPeriod(periodIds), isEmpty('Item')) })]]),
  };
}

function chunks(periodIds: readonly string[], itemIds: readonly string[]): string[][] {
  const all: string[][] = [];
  for (const itemId of itemIds) {
    const last = all.at(-1);
    if (last !== undefined && lengthOf(filterOf(periodIds, [...last, itemId])) <= LONGEST_FILTER) last.push(itemId);
    else all.push([itemId]);
  }
  return all;
}

function filterOf(periodIds: readonly string[], itemIds: readonly string[]): string {
  return allOf(anyPeriod(periodIds), anyOf(...itemIds.map((itemId) => guidEquals('Item', itemId))));
}

function anyPeriod(periodIds: readonly string[]): string {
  return anyOf(...periodIds.map((id) => guidEquals('PriceListPeriod', id)));
}

/** As it goes over the wire, single quotes escaped. */
function lengthOf(filter: string): number {
  return encodeURIComponent(filter).length + 2 * (filter.split("'").length - 1);
}
