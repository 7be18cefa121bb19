import { Decimal } from 'decimal.js';
import { itemGroupId, TEMPLATE_CODES, type ItemGroupSeed, type SeedRow } from '../exact-rows.ts';
import { guidFrom, randomFrom, type Random } from '../random.ts';
import { ownFieldsOf } from './item-facts.ts';
import { ASSORTMENT, type ItemFamily, type Pack } from './assortment.ts';

/** An item of the demo company with its one general price. */
export interface DemoItem {
  readonly row: SeedRow;
  readonly code: string;
  readonly name: string;
  /** Undefined for the one item that has no price. */
  readonly price: Decimal | undefined;
  readonly priceRow: SeedRow | undefined;
  /** True when the price includes VAT. */
  readonly includesVat: boolean;
}

/** Code of the item without a price, and of the one whose price starts tomorrow. */
export const PRICELESS_ITEM = 'KOF-GEEN-PRIJS';
export const FUTURE_PRICE_ITEM = 'KOF-NIEUWE-OOGST';
/** Code of the item that is no longer sold. */
export const ENDED_ITEM = 'THE-UIT-ASSORTIMENT';
/** Code of the item that costs less than four cents a piece. */
export const CHEAP_ITEM = 'SUI-STICK';

/** The item groups of the demo company. */
export const DEMO_ITEM_GROUPS: readonly ItemGroupSeed[] = ASSORTMENT.map((family) => ({
  code: family.group,
  description: family.groupDescription,
}));

/** All items of the demo company. `today` is `yyyy-mm-dd` and only moves the price that starts tomorrow. */
export function demoItems(division: number, today: string): readonly DemoItem[] {
  const random = randomFrom('demo items');
  const items = ASSORTMENT.flatMap((family) =>
    family.bases.flatMap((base, baseIndex) => {
      const basePrice = new Decimal(random.between(195, 895)).div(100);
      return family.packs.map((pack) => regularItem(division, family, base, baseIndex + 1, pack, basePrice, random));
    }),
  );
  return [...items, ...specialItems(division, today)];
}

function regularItem(
  division: number,
  family: ItemFamily,
  base: string,
  number: number,
  pack: Pack,
  basePrice: Decimal,
  random: Random,
): DemoItem {
  return makeItem(division, {
    code: `${family.codePrefix}-${String(number).padStart(3, '0')}-${pack.code}`,
    name: pack.label === '' ? base : `${base}, ${pack.label}`,
    base,
    group: family.group,
    vatCode: family.vatCode,
    unit: pack.unit,
    isStockItem: family.isStockItem,
    price: basePrice.times(pack.factor).toDecimalPlaces(2),
    barcode: family.isStockItem ? ean13(`8710${String(random.between(0, 99_999_999)).padStart(8, '0')}`) : null,
    notes: random.next() < 0.3 ? `${base}.\nGeleverd door Van Dalen Koffie & Thee; koel en droog bewaren.` : null,
  });
}

function specialItems(division: number, today: string): DemoItem[] {
  const common = {
    group: 'KOFFIE',
    vatCode: TEMPLATE_CODES.vatLow,
    unit: TEMPLATE_CODES.piece,
    isStockItem: true,
    barcode: null,
    notes: null,
  } as const;
  const tomorrow = new Date(Date.parse(`${today}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return [
    makeItem(division, { ...common, code: PRICELESS_ITEM, name: 'Microlot Gesha (prijs op aanvraag)', price: undefined }),
    makeItem(division, {
      ...common,
      code: FUTURE_PRICE_ITEM,
      name: 'Nieuwe oogst, vanaf morgen',
      price: new Decimal('7.95'),
      priceFrom: tomorrow,
    }),
    makeItem(division, {
      ...common,
      code: ENDED_ITEM,
      group: 'THEE',
      name: 'Zomerthee 2024',
      price: new Decimal('4.25'),
      endDate: '2024-12-31',
    }),
    makeItem(division, { ...common, code: CHEAP_ITEM, group: 'SIROOP', name: 'Suikerstick 4 g', price: new Decimal('0.0375') }),
  ];
}

interface ItemFacts {
  readonly code: string;
  readonly name: string;
  /** What is in the pack, where it comes in several. */
  readonly base?: string;
  readonly group: string;
  readonly vatCode: string;
  readonly unit: string;
  readonly isStockItem: boolean;
  readonly price: Decimal | undefined;
  readonly barcode: string | null;
  readonly notes: string | null;
  readonly priceFrom?: string;
  readonly endDate?: string;
}

function makeItem(division: number, facts: ItemFacts): DemoItem {
  const id = guidFrom(`${division} item ${facts.code}`);
  return {
    code: facts.code,
    name: facts.name,
    price: facts.price,
    includesVat: facts.vatCode === TEMPLATE_CODES.vatLowIncluded || facts.vatCode === TEMPLATE_CODES.vatHighIncluded,
    row: {
      ID: id,
      Code: facts.code,
      Description: facts.name,
      Notes: facts.notes,
      ...ownFieldsOf(facts.base ?? facts.name),
      Barcode: facts.barcode,
      Unit: facts.unit,
      SalesVatCode: facts.vatCode,
      ItemGroup: itemGroupId(division, facts.group),
      IsSalesItem: true,
      IsStockItem: facts.isStockItem,
      IsFractionAllowedItem: facts.unit === TEMPLATE_CODES.kilogram || facts.unit === TEMPLATE_CODES.hour,
      StartDate: '2020-01-01',
      EndDate: facts.endDate ?? null,
    },
    priceRow:
      facts.price === undefined
        ? undefined
        : {
            ID: guidFrom(`${division} price ${facts.code}`),
            Item: id,
            Price: facts.price.toNumber(),
            Currency: 'EUR',
            Quantity: 1,
            Unit: facts.unit,
            StartDate: facts.priceFrom ?? '2020-01-01',
          },
  };
}

/** Appends the check digit that scanners ask for to twelve digits. */
export function ean13(twelveDigits: string): string {
  const sum = Array.from(twelveDigits).reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return `${twelveDigits}${(10 - (sum % 10)) % 10}`;
}
