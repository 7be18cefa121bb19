import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { TargetLimits } from '../../mapping/index.ts';
import { Decimal } from '../../money/index.ts';
import { CONFIGURATION } from '../configuration.ts';
import type { Operation } from '../operation.ts';
import { planPrices } from './plan.ts';
import { discounted, sourceOfLine } from './sources.ts';
import type { GroupedEntry, ListedEntry, PricedProduct, PricesFacts, PriceSource } from './types.ts';

const DIVISION = 7;
const TODAY = '2024-05-15';
const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const [ITEM, LIST, GROUP] = [id(900), id(901), id(902)];
const [BOOK, STANDARD] = ['01s', '01sSTANDARD'];
const SCALES: Readonly<Record<string, number>> = { Exact_Price__c: 8 };
const FACTS: PricesFacts = {
  division: DIVISION,
  today: TODAY,
  rowFields: new Map(
    ['From_Quantity__c', 'Items_Per_Unit__c', 'Exact_Price__c', 'Price__c', 'Discount_Percent__c'].map(
      (field): [string, TargetLimits] => [field, { kind: 'amount', scale: SCALES[field] ?? 4 }],
    ),
  ),
  standardPricebookId: STANDARD,
  currencies: ['EUR'],
  hasMultiCurrency: false,
  priceScale: 2,
  language: 'en',
  vatRates: new Map([['2', { basis: 'excluding', fraction: new Decimal('0.21') }]]),
};
const PRODUCT: PricedProduct = { Id: '01t', Exact_Id__c: ITEM, ProductCode: 'LAMP', Exact_Vat_Code__c: '2' };
const STANDARD_ENTRY: ListedEntry = {
  ...{ Id: '01uS', Pricebook2Id: STANDARD, Product2Id: '01t', UnitPrice: 40, IsActive: true },
  ...{ Exact_Price_Id__c: null, Price_Quantity__c: null, UseStandardPrice: false },
};
const LISTED: ListedEntry = {
  ...STANDARD_ENTRY,
  Id: '01uL',
  Pricebook2Id: BOOK,
  UnitPrice: 36,
  Exact_Price_Id__c: `${id(1)}/01t`,
};

/** A discount on the group that an item at this price is in. */
function line(number: number, discount: string, price: string | null, until: string | null = null): PriceSource {
  const source = sourceOfLine(
    {
      ...{
        ID: id(number),
        PriceListPeriod: id(50),
        PriceListCode: 'G',
        PriceListDescription: 'Groups',
        Item: null,
        ItemCode: null,
      },
      ...{ ItemGroup: GROUP, ItemGroupCode: 'LIGHT', Unit: null, NumberOfItemsPerUnit: '1', Quantity: '1', EntryMethod: 1 },
      ...{ Discount: discount, NewPrice: null, BasePriceAmount: null, Modified: null },
    },
    { ID: id(50), PriceList: LIST, Type: 1, Currency: 'EUR', StartDate: '2024-01-01', EndDate: until },
  );
  if (source === undefined) throw new Error('no discount');
  return { ...source, price: discounted(price, discount) };
}

function plan(grouped: Partial<GroupedEntry>, prices: object = {}): readonly Operation[] {
  const entry: GroupedEntry = {
    ...{ listId: LIST, itemId: ITEM, label: 'LAMP', product: PRODUCT, book: BOOK, lines: [], entries: [STANDARD_ENTRY] },
    ...grouped,
  };
  const configuration = CONFIGURATION.parse({
    version: 1,
    divisions: [{ code: DIVISION, default: true }],
    flows: { prices: { enabled: true, ...prices } },
  });
  const input = { facts: FACTS, lists: [], groups: [], grouped: [entry], strangers: [], customers: [], debtors: [] };
  return planPrices(input, { configuration, now: new Date(), division: DIVISION });
}

const written = (operations: readonly Operation[]): unknown =>
  operations.map(({ action, fields }) => [action, Object.fromEntries(fields.map(({ field, to }) => [field, to]))]);

describe('the entry of a product in the price book of a list of item groups', () => {
  it('is the general price less the discount, rounded half up to the cent once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 9_999_999 }), fc.integer({ min: 0, max: 9_999 }), (base, fraction) => {
        const [price, discount] = [new Decimal(base).div(10_000), new Decimal(fraction).div(10_000)];
        const exact = price.minus(price.times(discount));
        fc.pre(exact.toDecimalPlaces(2).gt(0));

        const [operation] = plan({ lines: [line(1, discount.toFixed(), price.toFixed())] });

        const amount = operation?.fields.find(({ field }) => field === 'UnitPrice')?.to;
        expect(Number(amount)).toBe(exact.toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toNumber());
        expect(operation).toMatchObject({ action: 'create', recordId: ITEM, label: 'LAMP', object: 'PricebookEntry' });
      }),
    );
  });

  it('is calculated with VAT where the settings want it, and told of its item where nobody knows the VAT', () => {
    const lines = [line(1, '0.5', '20')];

    expect(written(plan({ lines }, { vat: 'including' }))).toMatchObject([['create', { UnitPrice: '12.1' }]]);
    const unknown = plan({ lines, product: { ...PRODUCT, Exact_Vat_Code__c: null } }, { vat: 'including' });
    expect(unknown).toMatchObject([{ action: 'block', recordId: ITEM, reason: { code: 'price_vat_unknown' } }]);
  });

  it('waits for a standard price, and is none of an item that has no general price', () => {
    expect(written(plan({ lines: [line(1, '0.1', '40')], entries: [] }))).toEqual([['unchanged', {}]]);
    expect(written(plan({ lines: [line(1, '0.1', null)] }))).toEqual([['unchanged', {}]]);
    expect(written(plan({ lines: [line(1, '0.1', null)], entries: [STANDARD_ENTRY, LISTED] }))).toEqual([
      ['update', { IsActive: false, Exact_Price_Id__c: null }],
    ]);
  });

  it('is withdrawn once its item is in no group of the list, or its discount is over; one that a person made stays', () => {
    const gone = [['update', { IsActive: false, Exact_Price_Id__c: null }]];

    expect(written(plan({ entries: [STANDARD_ENTRY, LISTED] }))).toEqual(gone);
    expect(written(plan({ lines: [line(1, '0.1', '40', '2024-05-14')], entries: [STANDARD_ENTRY, LISTED] }))).toEqual(gone);
    expect(written(plan({ entries: [STANDARD_ENTRY, { ...LISTED, Exact_Price_Id__c: null }] }))).toEqual([['unchanged', {}]]);
  });

  it('stays as it is while two discounts contradict each other, whose rows say so', () => {
    const lines = [line(1, '0.1', '40'), line(2, '0.2', '40')];

    expect(written(plan({ lines, entries: [STANDARD_ENTRY, LISTED] }))).toEqual([['unchanged', {}]]);
  });
});
