import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ExactPriceListLine, ExactPriceListPeriod } from '../../exact/index.ts';
import type { TargetLimits } from '../../mapping/index.ts';
import { Decimal } from '../../money/index.ts';
import { CONFIGURATION } from '../configuration.ts';
import type { Operation } from '../operation.ts';
import { planPrices } from './plan.ts';
import { sourceOfLine } from './sources.ts';
import type { ListedEntry, PriceGroup, PriceRow, PricesFacts, PriceSource } from './types.ts';

const DIVISION = 7;
const TODAY = '2024-05-15';
const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const [ITEM, LIST] = [id(900), id(901)];
const BOOK = '01s';
const STANDARD = '01sSTANDARD';
const AMOUNTS = ['From_Quantity__c', 'Items_Per_Unit__c', 'Exact_Price__c', 'Price__c', 'Discount_Percent__c'];
const SCALES: Readonly<Record<string, number>> = { Exact_Price__c: 8 };

const configurationWith = (prices: object) =>
  CONFIGURATION.parse({
    version: 1,
    divisions: [{ code: DIVISION, default: true }],
    flows: { prices: { enabled: true, ...prices } },
  });
const USUAL = configurationWith({});

const momentWith = (settings: object | undefined) => ({
  configuration: settings === undefined ? USUAL : configurationWith(settings),
  now: new Date(),
  division: DIVISION,
});
const FACTS: PricesFacts = {
  division: DIVISION,
  today: TODAY,
  rowFields: new Map<string, TargetLimits>([
    ...AMOUNTS.map((field) => [field, { kind: 'amount', scale: SCALES[field] ?? 4 }] as const),
    ...['Unit__c', 'Customer__c', 'Price_List__c'].map((field) => [field, { kind: 'text', length: 80 }] as const),
  ]),
  standardPricebookId: STANDARD,
  currencies: ['EUR'],
  hasMultiCurrency: false,
  priceScale: 2,
  language: 'en',
  vatRates: new Map([['2', { basis: 'excluding', fraction: new Decimal('0.21') }]]),
};
const STANDARD_ENTRY: ListedEntry = {
  ...{ Id: '01uS', Pricebook2Id: STANDARD, Product2Id: '01t', UnitPrice: 40, IsActive: true },
  ...{ Exact_Price_Id__c: null, Price_Quantity__c: null, UseStandardPrice: false },
};

interface Made {
  readonly number: number;
  readonly isOffer: boolean;
  readonly from: string | null;
  readonly until: string | null;
  readonly cents: number;
}

const day = fc.integer({ min: 1, max: 28 }).map((number) => `2024-05-${String(number).padStart(2, '0')}`);
const made: fc.Arbitrary<Made> = fc.record({
  number: fc.integer({ min: 1, max: 500 }),
  isOffer: fc.boolean(),
  from: fc.option(day, { nil: null }),
  until: fc.option(day, { nil: null }),
  cents: fc.integer({ min: 1, max: 1_000_000 }),
});
/** Prices of which none contradicts another: no two of a kind begin on one day. */
const prices = fc
  .uniqueArray(made, { selector: ({ isOffer, from }) => JSON.stringify([isOffer, from]), minLength: 1, maxLength: 8 })
  .map((all) => all.map((each, index) => ({ ...each, number: index + 1 })));

function lineOf({ number, cents }: Made, fields: Partial<ExactPriceListLine> = {}): ExactPriceListLine {
  return {
    ...{ ID: id(number), PriceListPeriod: id(1_000 + number), PriceListCode: 'D', PriceListDescription: 'Dealers' },
    ...{ Item: ITEM, ItemCode: 'LAMP', ItemGroup: null, ItemGroupCode: null, Unit: 'pc', NumberOfItemsPerUnit: '1' },
    ...{ Quantity: '1', EntryMethod: 2, Discount: null, NewPrice: new Decimal(cents).div(100).toFixed() },
    ...{ BasePriceAmount: null, Modified: null },
    ...fields,
  };
}

function sourceFor(each: Made, fields: Partial<ExactPriceListLine> = {}): PriceSource {
  const { number, isOffer, from, until } = each;
  const period: ExactPriceListPeriod = {
    ...{ ID: id(1_000 + number), PriceList: LIST, Type: isOffer ? 2 : 1, Currency: 'EUR', StartDate: from, EndDate: until },
  };
  const source = sourceOfLine(lineOf(each, fields), period);
  if (source === undefined) throw new Error('no price');
  return source;
}

function plan(
  sources: readonly PriceSource[],
  { rows = [], entries = [], settings }: Partial<Pick<PriceGroup, 'rows' | 'entries'>> & { readonly settings?: object } = {},
): readonly Operation[] {
  const group: PriceGroup = {
    ...{ scope: `${ITEM}/${LIST}`, itemId: ITEM, label: 'LAMP', accountId: null, listId: LIST, book: BOOK },
    product: { Id: '01t', Exact_Id__c: ITEM, ProductCode: 'LAMP', Exact_Vat_Code__c: '2' },
    ...{ sources, rows, goneKeys: new Set<string>(), entries: [STANDARD_ENTRY, ...entries] },
  };
  return planPrices(
    { facts: FACTS, lists: [], groups: [group], grouped: [], strangers: [], customers: [], debtors: [] },
    momentWith(settings),
  );
}

const valuesOf = ({ fields }: Operation): Record<string, unknown> =>
  Object.fromEntries(fields.map(({ field, to }) => [field, AMOUNTS.includes(field) && to !== null ? Number(to) : to]));
const ofObject = (operations: readonly Operation[], object: string): Operation[] =>
  operations.filter((operation) => operation.object === object);

/** The rows that stand once a plan was carried out on these. */
function rowsAfter(operations: readonly Operation[], before: readonly PriceRow[] = []): PriceRow[] {
  const rows = new Map<string, PriceRow>(before.map((row) => [`salesforce/ExactPrice__c/${row.Key__c}`, row]));
  const empty = { Price__c: null, Discount_Percent__c: null, Valid_From__c: null, Valid_Until__c: null, Price_Book__c: null };
  for (const operation of ofObject(operations, 'ExactPrice__c'))
    rows.set(operation.key, {
      ...{ ...empty, Id: operation.key, Deleted_In_Exact__c: false, Valid_Today__c: false },
      ...rows.get(operation.key),
      ...valuesOf(operation),
    } as unknown as PriceRow);
  return [...rows.values()];
}

function entriesAfter(operations: readonly Operation[], before: readonly ListedEntry[] = []): ListedEntry[] {
  const [operation] = ofObject(operations, 'PricebookEntry');
  if (operation === undefined) return [...before];
  const { UnitPrice, ...rest } = valuesOf(operation);
  const price = UnitPrice === undefined ? {} : { UnitPrice: Number(UnitPrice) };
  return [{ ...STANDARD_ENTRY, ...before[0], Id: '01uL', Pricebook2Id: BOOK, ...rest, ...price }];
}

/** What the price book shows, told apart from the flow. */
function expectedCents(all: readonly Made[]): number | null {
  const open = all.filter(({ from, until }) => (from ?? '0') <= TODAY && (until ?? '9') >= TODAY);
  const sorted = open.toSorted((a, b) => Number(b.isOffer) - Number(a.isOffer) || ((a.from ?? '') < (b.from ?? '') ? 1 : -1));
  return sorted[0]?.cents ?? null;
}

const shownCents = (entries: readonly ListedEntry[]): number | null =>
  entries[0]?.IsActive === true ? new Decimal(String(entries[0].UnitPrice)).times(100).toNumber() : null;

describe('the entry of a price list', () => {
  it('is the open special offer that began last, else the basic price that did, or none', () => {
    fc.assert(
      fc.property(prices, (all) => {
        const operations = plan(all.map((each) => sourceFor(each)));

        expect(shownCents(entriesAfter(operations))).toBe(expectedCents(all));
      }),
    );
  });

  it('is the same whether prices are read together or one after the other, and then nothing is left to write', () => {
    fc.assert(
      fc.property(prices, (all) => {
        let rows: PriceRow[] = [];
        let entries: ListedEntry[] = [];
        for (const each of all) {
          const operations = plan([sourceFor(each)], { rows, entries });
          rows = rowsAfter(operations, rows);
          entries = entriesAfter(operations, entries);
        }
        const again = plan(
          all.map((each) => sourceFor(each)),
          { rows, entries },
        );

        expect(shownCents(entries)).toBe(expectedCents(all));
        expect(again.filter(({ action }) => action !== 'unchanged')).toEqual([]);
      }),
    );
  });

  it('of a discount is the base less it, rounded half up to the cent once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 9_999_999 }), fc.integer({ min: 0, max: 9_999 }), (base, discount) => {
        const [BasePriceAmount, Discount] = [new Decimal(base).div(10_000), new Decimal(discount).div(10_000)];
        const exact = BasePriceAmount.minus(BasePriceAmount.times(Discount));
        fc.pre(exact.toDecimalPlaces(2).gt(0));
        const line = { EntryMethod: 1, Discount: Discount.toFixed(), BasePriceAmount: BasePriceAmount.toFixed(), NewPrice: null };
        const operations = plan([sourceFor({ number: 1, isOffer: false, from: null, until: null, cents: 1 }, line)]);

        expect(entriesAfter(operations)[0]?.UnitPrice).toBe(exact.toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toNumber());
      }),
    );
  });

  it('is calculated with VAT where the settings want it', () => {
    const operations = plan([sourceFor({ number: 1, isOffer: false, from: null, until: null, cents: 1_000 })], {
      settings: { vat: 'including' },
    });

    expect(entriesAfter(operations)).toMatchObject([{ UnitPrice: 12.1 }]);
    expect(rowsAfter(operations)).toMatchObject([{ Price__c: 12.1, Exact_Price__c: 10 }]);
  });
});

describe('a price', () => {
  it('that ends before it starts counts on no day and says so; the others of its list go on', () => {
    const operations = plan([
      sourceFor({ number: 1, isOffer: true, from: '2024-05-20', until: '2024-05-10', cents: 500 }),
      sourceFor({ number: 2, isOffer: false, from: null, until: null, cents: 900 }),
    ]);

    const [first, second] = ofObject(operations, 'ExactPrice__c');
    expect(first?.reason?.code).toBe('price_window_reversed');
    expect(first?.reason?.params).toMatchObject({ item: 'LAMP', from: '2024-05-20', until: '2024-05-10' });
    expect(second?.reason).toBeUndefined();
    expect(rowsAfter(operations).map((row) => row['Valid_Today__c'])).toEqual([false, true]);
    expect(shownCents(entriesAfter(operations))).toBe(900);
  });

  it('contradicts another one only while both may still count', () => {
    const base = { isOffer: false, from: '2024-05-01', cents: 100 };
    const over = [{ ...base, number: 1, until: '2024-05-02' } as const, { ...base, number: 2, until: null, cents: 200 } as const];
    const both = over.map((each) => ({ ...each, until: null }));

    expect(plan(over.map((each) => sourceFor(each))).flatMap(({ reason }) => reason?.code ?? [])).toEqual([]);
    expect(plan(both.map((each) => sourceFor(each))).flatMap(({ reason }) => reason?.code ?? [])).toEqual([
      'price_contradicted',
      'price_contradicted',
    ]);
  });

  it('that rounding would make nothing is not taken over', () => {
    const line = { NewPrice: '0.00004' };
    const operations = plan([sourceFor({ number: 1, isOffer: false, from: null, until: null, cents: 1 }, line)]);

    expect(operations.map(({ reason }) => reason?.code)).toEqual(['price_finer_than_field']);
    expect(rowsAfter(operations)).toMatchObject([{ Price__c: null, Valid_Today__c: false }]);
  });
});
