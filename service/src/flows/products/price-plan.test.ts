import { describe, expect, it } from '@jest/globals';
import type { ExactItemPrice } from '../../exact/index.ts';
import { phrase } from '../../errors/index.ts';
import { CONFIGURATION } from '../configuration.ts';
import { Decimal } from '../../money/index.ts';
import { planMissingPrice, planPrices } from './price-plan.ts';
import { choosePrice, isGeneralPrice, turningDays, type EntryRow } from '../items/index.ts';
import { needsAllPrices } from './price-choice.ts';
import type { PriceInput, ProductFacts, ProductRow } from './types.ts';
import { PRODUCT_SETTINGS } from './settings.ts';

const TODAY = '2026-11-24';
const ITEM = 'aaaaaaaa-0000-4000-8000-000000000001';

function row(fields: Partial<ExactItemPrice> = {}): ExactItemPrice {
  return {
    ID: 'p1',
    Item: ITEM,
    ItemCode: 'A',
    Account: null,
    Price: '10',
    Currency: 'EUR',
    Unit: 'pc',
    DefaultItemUnit: 'pc',
    NumberOfItemsPerUnit: '1',
    Quantity: '1',
    StartDate: null,
    EndDate: null,
    Modified: null,
    ...fields,
  };
}

const product: ProductRow = { Id: '01t1', Exact_Id__c: ITEM, ProductCode: 'A', IsActive: true, SystemModstamp: 'm' };

function entry(fields: Partial<EntryRow> = {}): EntryRow {
  return {
    Id: '01u1',
    Product2Id: '01t1',
    UnitPrice: 10,
    IsActive: true,
    Exact_Price_Id__c: 'p1',
    Price_Quantity__c: null,
    ...fields,
  };
}

const facts: ProductFacts = {
  division: 1,
  standardPricebookId: '01s1',
  currencies: ['EUR'],
  hasMultiCurrency: false,
  language: 'en',
  priceScale: 2,
  timeZone: 'Europe/Amsterdam',
  productFields: new Map(),
  vatRates: new Map([
    ['2', { fraction: new Decimal('0.21'), basis: 'excluding' }],
    ['4', { fraction: new Decimal('0.21'), basis: 'including' }],
  ]),
  categories: undefined,
  touchedSince: '2026-11-24T00:00:00Z',
};

function plan(input: Partial<PriceInput>, prices: object = {}, withFacts = facts) {
  const settings = PRODUCT_SETTINGS.of(CONFIGURATION.parse({ version: 1, flows: { products: { prices } } }));
  const full: PriceInput = {
    itemId: ITEM,
    itemCode: 'A',
    rows: [row()],
    product,
    vatCode: '2',
    entries: [],
    isComplete: false,
    isSold: true,
    ...input,
  };
  return planPrices(full, settings, withFacts, TODAY);
}

const values = (input: Partial<PriceInput>, prices?: object) =>
  plan(input, prices).map(({ action, fields, reason }) => [
    action,
    reason?.code ?? Object.fromEntries(fields.map(({ field, to }) => [field, to])),
  ]);

describe('the price of an item', () => {
  it('is general: no customer, one piece, the default unit', () => {
    expect(isGeneralPrice(row())).toBe(true);
    expect(isGeneralPrice(row({ Quantity: null, Unit: null }))).toBe(true);
    expect(isGeneralPrice(row({ Account: 'x' }))).toBe(false);
    expect(isGeneralPrice(row({ Quantity: '10' }))).toBe(false);
    expect(isGeneralPrice(row({ Unit: 'box' }))).toBe(false);
    expect(isGeneralPrice(row({ Price: null }))).toBe(false);
  });

  it('is the valid one that began last, on its first and last day too', () => {
    const old = row({ ID: 'old', StartDate: '2020-01-01', EndDate: TODAY });
    const fresh = row({ ID: 'new', StartDate: TODAY });
    expect(choosePrice([fresh, old], TODAY)?.ID).toBe('new');
    expect(choosePrice([fresh, old], '2026-11-23')?.ID).toBe('old');
    expect(choosePrice([old], '2026-11-25')).toBeUndefined();
  });

  it('is decided by all rows of the item where a page leaves a doubt', () => {
    expect(needsAllPrices([row()], undefined, TODAY)).toBe(false);
    expect(needsAllPrices([row()], entry(), TODAY)).toBe(false);
    expect(needsAllPrices([row(), row({ ID: 'p2' })], undefined, TODAY)).toBe(true);
    expect(needsAllPrices([row({ ID: 'p2' })], entry(), TODAY)).toBe(true);
    expect(needsAllPrices([row({ EndDate: '2020-01-01' })], entry(), TODAY)).toBe(true);
  });

  it('turns on the day it begins and the day after it ends', () => {
    const next = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
    expect(turningDays([row({ StartDate: '2026-12-01', EndDate: '2026-12-31' })], TODAY, next)).toEqual([
      '2026-12-01',
      '2027-01-01',
    ]);
    expect(turningDays([row({ StartDate: '2020-01-01' })], TODAY, next)).toEqual([]);
  });
});

describe('planning a price book entry', () => {
  it('creates one with the price row it came from; zero is a price', () => {
    expect(values({ rows: [row({ Price: '0' })] })).toEqual([
      [
        'create',
        {
          Pricebook2Id: '01s1',
          Product2Id: {
            ref: `salesforce/Product2/${ITEM}`,
            by: { object: 'Product2', field: 'Exact_Id__c', value: ITEM },
          },
          UnitPrice: '0',
          IsActive: true,
          Exact_Price_Id__c: 'p1',
        },
      ],
    ]);
  });

  it('adopts one made by hand and leaves an equal one alone', () => {
    expect(values({ entries: [entry({ Exact_Price_Id__c: null, UnitPrice: 12 })] })).toEqual([
      ['update', { UnitPrice: '10', Exact_Price_Id__c: 'p1' }],
    ]);
    expect(values({ entries: [entry()] })).toEqual([['unchanged', {}]]);
  });

  it('does not switch on what a person switched off', () => {
    expect(values({ entries: [entry({ IsActive: false })] })).toEqual([['unchanged', {}]]);
    expect(values({ entries: [entry({ IsActive: false, Exact_Price_Id__c: null })] })).toEqual([
      ['update', { Exact_Price_Id__c: 'p1', IsActive: true }],
    ]);
  });

  it('withdraws the entries of an item that is not sold, and makes none', () => {
    expect(values({ rows: [row()], entries: [entry()], isSold: false })).toEqual([
      ['update', { IsActive: false, Exact_Price_Id__c: null }],
    ]);
    expect(values({ rows: [row()], entries: [], isSold: false })).toEqual([]);
    expect(values({ rows: [], entries: [entry({ Exact_Price_Id__c: null })], isSold: false })).toEqual([]);
  });

  it('withdraws an entry whose price is gone and says so on the product, but only when all prices were seen', () => {
    const future = [row({ ID: 'p2', StartDate: '2030-01-01' })];
    const told = expect.stringContaining('no general sales price') as unknown;
    expect(values({ rows: future, entries: [entry()], isComplete: false })).toEqual([]);
    expect(values({ rows: future, entries: [entry()], isComplete: true })).toEqual([
      ['update', { IsActive: false, Exact_Price_Id__c: null }],
      ['update', { Exact_Sync_Status__c: 'Problem', Exact_Sync_Problem__c: told }],
    ]);
    const standing = plan({
      rows: future,
      entries: [entry()],
      isComplete: true,
      product: { ...product, Exact_Sync_Problem__c: 'Ask Ann.' },
    });
    expect(standing.map(({ object }) => object)).toEqual(['PricebookEntry']);
    expect(values({ rows: [], entries: [entry({ Exact_Price_Id__c: null })], isComplete: true })).toEqual([]);
  });

  it('rounds a price finer than the field half up and tells what it is in Exact', () => {
    const [price] = plan({ rows: [row({ Price: '0.0375' })] });
    expect(price).toMatchObject({ action: 'create', fields: expect.arrayContaining([expect.objectContaining({ to: '0.04' })]) });
    expect(price?.fields.find(({ field }) => field === 'UnitPrice')?.note).toEqual(
      phrase('note_rounded', { price: '0.0375', currency: 'EUR', scale: 2 }),
    );
    expect(values({ rows: [row({ Price: '0.125' })], entries: [entry({ UnitPrice: 0.13 })] })).toEqual([['unchanged', {}]]);
  });

  it('finer than the field is of a hundred pieces where the settings want so, with its number in the same write', () => {
    const wanted = { tooPrecise: 'perHundred' };
    const ofHundred = (price: number) => entry({ UnitPrice: price, Price_Quantity__c: 100 });
    expect(values({ rows: [row({ Price: '0.0375' })] }, wanted)[0]?.[1]).toMatchObject({
      UnitPrice: '3.75',
      Price_Quantity__c: '100',
    });
    expect(values({ rows: [row({ Price: '0.0375' })], entries: [entry({ UnitPrice: 0.04 })] }, wanted)).toEqual([
      ['update', { UnitPrice: '3.75', Price_Quantity__c: '100' }],
    ]);
    expect(values({ rows: [row({ Price: '0.0375' })], entries: [ofHundred(3.75)] }, wanted)).toEqual([['unchanged', {}]]);
    // The same number by chance: both are written all the same.
    expect(values({ rows: [row({ Price: '0.0375' })], entries: [entry({ UnitPrice: 3.75 })] }, wanted)).toEqual([
      ['update', { UnitPrice: '3.75', Price_Quantity__c: '100' }],
    ]);
    expect(values({ rows: [row({ Price: '3' })], entries: [ofHundred(3.75)] }, wanted)).toEqual([
      ['update', { UnitPrice: '300', Price_Quantity__c: '100' }],
    ]);
    expect(values({ rows: [row({ Price: '0.0375' })], entries: [ofHundred(3.75)] })).toEqual([
      ['update', { UnitPrice: '0.04', Price_Quantity__c: '1' }],
    ]);
    expect(values({ rows: [row({ Price: '3' })] }, wanted)[0]?.[1]).not.toHaveProperty('Price_Quantity__c');
  });

  it.each([
    ['that rounding would make nothing', '0.0049', {}],
    ['that would be nothing for a hundred pieces too', '0.00004', { tooPrecise: 'perHundred' }],
    ['when the settings want so', '1.234', { tooPrecise: 'block' }],
  ])('does not round a price %s, and says so on the product', (_, amount, prices) => {
    const [price, status] = plan({ rows: [row({ Price: amount })] }, prices);
    expect(price).toMatchObject({ action: 'block', reason: { code: 'price_too_precise' } });
    expect(status).toMatchObject({ object: 'Product2', fields: [{ to: 'Problem' }, { to: expect.stringContaining(amount) }] });
  });

  it('converts between VAT in and out when told to, rounded once', () => {
    expect(values({ vatCode: '4', rows: [row({ Price: '9.99' })] }, { vat: 'excluding' })[0]?.[1]).toMatchObject({
      UnitPrice: '8.26',
    });
    expect(values({ vatCode: '2', rows: [row({ Price: '9.99' })] }, { vat: 'including' })[0]?.[1]).toMatchObject({
      UnitPrice: '12.09',
    });
    expect(values({ vatCode: '2' }, { vat: 'excluding' })[0]?.[1]).toMatchObject({ UnitPrice: '10' });
    expect(values({ vatCode: null }, { vat: 'excluding' })[0]).toEqual(['block', 'price_vat_unknown']);
  });

  it('reports a currency that the org does not have, unless the settings choose another', () => {
    expect(values({ rows: [row({ Currency: 'USD' })] })).toEqual([['skip', 'price_currency_missing']]);
    expect(values({ rows: [row({ Currency: 'USD' })] }, { currency: 'EUR' })).toEqual([]);
  });

  it('counts as the change of the record where nothing else of it was written', () => {
    expect(plan({ entries: [entry({ UnitPrice: 1 })] })[0]).toMatchObject({ action: 'update', isMain: true });
    const touched = { ...product, Exact_Synced_At__c: '2026-11-24T10:00:00Z' };
    expect(plan({ product: touched, entries: [entry({ UnitPrice: 1 })] })[0]).toMatchObject({ isMain: false });
  });
});

describe('the text on a product without a price, where the org changes its language', () => {
  const DUTCH: ProductFacts = { ...facts, language: 'nl' };
  const shown = (language: 'en' | 'nl'): unknown =>
    planMissingPrice({ ...product, Exact_Sync_Problem__c: null }, language).fields.find(
      ({ field }) => field === 'Exact_Sync_Problem__c',
    )?.to;

  it('is written in the language of the org', () => {
    expect(shown('en')).toContain('has no general sales price');
    expect(shown('nl')).toContain('geen algemene verkoopprijs');
  });

  it.each([
    ['en', 'nl'],
    ['nl', 'en'],
  ] as const)('in %s is not written again in %s', (former, language) => {
    const noted: ProductRow = { ...product, Exact_Sync_Status__c: 'Problem', Exact_Sync_Problem__c: shown(former) };
    expect(planMissingPrice(noted, language)).toMatchObject({ action: 'unchanged', fields: [] });
  });

  it.each(['en', 'nl'] as const)('in %s goes when there is a price, whatever the language is then', (former) => {
    const noted: ProductRow = { ...product, Exact_Sync_Status__c: 'Problem', Exact_Sync_Problem__c: shown(former) };
    for (const spoken of [facts, DUTCH]) {
      const operations = plan({ product: noted, entries: [entry()] }, {}, spoken);
      expect(operations.flatMap(({ fields }) => fields)).toContainEqual(
        expect.objectContaining({ field: 'Exact_Sync_Problem__c', to: null }),
      );
    }
  });
});
