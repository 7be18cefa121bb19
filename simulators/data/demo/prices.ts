import { Decimal } from 'decimal.js';
import { itemGroupId, TEMPLATE_CODES, type SeedEntities, type SeedRow } from '../exact-rows.ts';
import { guidFrom } from '../random.ts';
import type { DemoItem } from './items.ts';

const BY_DISCOUNT = 1;
const BY_PRICE = 2;
const SPECIAL_OFFER = 2;
const OF_ITEM_GROUPS = 2;
/** How much cheaper each kind of item is for dealers. */
const DEALER_DISCOUNTS: Readonly<Record<string, number>> = { KOF: 0.15, THE: 0.15, SIR: 0.1, BEK: 0.2 };
/** From how many on, and how much cheaper than the dealer's first price: cups. */
const BREAKS = [
  [10, 0.25],
  [50, 0.3],
] as const;
/** What bars and restaurants get off whole item groups. */
const CATERING_DISCOUNTS: Readonly<Record<string, number>> = { SERVIES: 0.12, APPARATUUR: 0.08 };

/**
 * What the demo company charges besides its general prices: a list for dealers with volume breaks on cups, a special offer on tea this
 * month, a list for bars and restaurants by item group, agreements with two customers, and one of them from tomorrow.
 */
export function demoPrices(
  division: number,
  items: readonly DemoItem[],
  debtors: readonly string[],
  today: string,
): {
  readonly dealerList: string;
  readonly cateringList: string;
  readonly lists: SeedEntities;
  readonly agreed: readonly SeedRow[];
} {
  const id = (name: string): string => guidFrom(`${division} ${name}`);
  const sold = items.filter(({ price, row }) => price !== undefined && row['EndDate'] === null);
  const inPieces = sold.filter(({ row }) => row['Unit'] === TEMPLATE_CODES.piece);
  const [list, basic, offer] = [id('price list DEALER'), id('price period DEALER'), id('price period DEALER offer')];
  const [cateringList, catering] = [id('price list HORECA'), id('price period HORECA')];
  const month = today.slice(0, 7);
  return {
    dealerList: list,
    cateringList,
    lists: {
      'sales/SalesPriceLists': [
        { ID: list, Code: 'DEALER', Description: 'Dealerprijzen', Currency: 'EUR' },
        { ID: cateringList, Code: 'HORECA', Description: 'Horecaprijzen', Currency: 'EUR', Entity: OF_ITEM_GROUPS },
      ],
      'sales/SalesPriceListPeriods': [
        { ID: basic, PriceList: list, Type: 1, StartDate: '2020-01-01' },
        { ID: offer, PriceList: list, Type: SPECIAL_OFFER, StartDate: `${month}-01`, EndDate: lastDayOf(month) },
        { ID: catering, PriceList: cateringList, Type: 1, StartDate: '2020-01-01' },
      ],
      'sales/SalesPriceListVolumeDiscounts': [
        ...inPieces.flatMap((item) => dealerLines(item, basic, id)),
        ...inPieces
          .filter(({ code }) => familyOf(code) === 'THE')
          .slice(0, 3)
          .map((item) => ({
            ID: id(`offer ${item.code}`),
            ...{ PriceListPeriod: offer, Item: item.row['ID'] ?? null, Quantity: 1, EntryMethod: BY_PRICE },
            NewPrice: item.price?.times('0.75').toDecimalPlaces(2).toNumber() ?? 0,
          })),
        ...Object.entries(CATERING_DISCOUNTS).map(([group, Discount]) => ({
          ID: id(`catering ${group}`),
          ...{
            PriceListPeriod: catering,
            ItemGroup: itemGroupId(division, group),
            Quantity: 1,
            EntryMethod: BY_DISCOUNT,
            Discount,
          },
        })),
      ],
    },
    agreed: debtors.slice(0, 2).flatMap((Account, customer) =>
      inPieces.slice(customer * 4, customer * 4 + 4).map((item, index) => ({
        ID: id(`agreed ${customer} ${item.code}`),
        ...{ Item: item.row['ID'] ?? null, Account, Currency: 'EUR', Unit: item.row['Unit'] ?? null, Quantity: 1 },
        Price: item.price?.times('0.9').toDecimalPlaces(2).toNumber() ?? 0,
        StartDate: customer === 0 && index === 0 ? dayAfter(today) : '2024-01-01',
      })),
    ),
  };
}

function dealerLines({ code, row, price }: DemoItem, PriceListPeriod: string, id: (name: string) => string): SeedRow[] {
  const family = familyOf(code);
  const discount = DEALER_DISCOUNTS[family];
  if (discount === undefined) return [];
  const line = { PriceListPeriod, Item: row['ID'] ?? null };
  const first = { ID: id(`dealer ${code} 1`), ...line, Quantity: 1, EntryMethod: BY_DISCOUNT, Discount: discount };
  if (family !== 'BEK') return [first];
  const breaks = BREAKS.map(([Quantity, less]) => ({
    ID: id(`dealer ${code} ${Quantity}`),
    ...{ ...line, Quantity, EntryMethod: BY_PRICE },
    NewPrice: (price ?? new Decimal(0)).times(new Decimal(1).minus(less)).toDecimalPlaces(2).toNumber(),
  }));
  return [first, ...breaks];
}

function familyOf(code: string): string {
  return code.slice(0, 3);
}

function lastDayOf(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
