import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ExactOfferedPrice, ExactPriceList, ExactOfferedLine, ExactPriceListPeriod } from '../exact/index.ts';
import { Decimal } from '../money/index.ts';
import { findPrice, heldPeriods, type PriceFacts } from './price.ts';

const ITEM = '00000000-0000-4000-8000-00000000000a';
const DEBTOR = '00000000-0000-4000-8000-00000000000d';
const TODAY = '2020-06-15';

type Offer = Partial<ExactOfferedPrice>;
const price = (Price: string, fields: Offer = {}): ExactOfferedPrice => ({
  ...{ Item: ITEM, Account: null, Currency: 'EUR', Unit: 'pc', Quantity: '1', StartDate: '2020-01-01', EndDate: null },
  ...{ Price, ...fields },
});
const line = (PriceListPeriod: string, fields: Partial<ExactOfferedLine>): ExactOfferedLine => ({
  ...{ PriceListPeriod, Item: ITEM, ItemGroupCode: null, ItemGroupDescription: null, Quantity: '1', EntryMethod: 2 },
  ...{ Discount: null, NewPrice: null, BasePriceAmount: null, ...fields },
});
const list = (ID: string, fields: Partial<ExactPriceList> = {}): ExactPriceList => ({
  ...{ ID, Code: ID, Description: `List ${ID}`, Currency: 'EUR', Type: 1, Entity: 1, ...fields },
});
const period = (ID: string, PriceList: string, fields: Partial<ExactPriceListPeriod> = {}): ExactPriceListPeriod => ({
  ...{ ID, PriceList, Type: 1, Currency: 'EUR', StartDate: '2020-01-01', EndDate: null, ...fields },
});

function facts(fields: Partial<PriceFacts> = {}): PriceFacts {
  return {
    ...{ prices: [], listLines: [], periods: [], debtorId: DEBTOR, currency: 'EUR', unit: 'pc', today: TODAY },
    ...fields,
  };
}
const found = (of: PriceFacts, quantity: number | string = 1) => {
  const answer = findPrice(of, new Decimal(quantity));
  return answer && [answer.reason, answer.price.toFixed()];
};

const LISTS = [list('own'), list('all', { Type: 2 })];
const PERIODS = [
  period('ownBasic', 'own'),
  period('ownOffer', 'own', { Type: 2 }),
  period('allBasic', 'all'),
  period('allOffer', 'all', { Type: 2 }),
];
const HELD = heldPeriods(LISTS, PERIODS, { priceList: 'own', currency: 'EUR', today: TODAY });

describe('which price wins', () => {
  /** Each beats those after it. */
  const ladder: readonly [string, Partial<PriceFacts>][] = [
    ['agreement', { prices: [price('1', { Account: DEBTOR })] }],
    ['specialOffer', { listLines: [line('ownOffer', { NewPrice: '2' })] }],
    ['priceList', { listLines: [line('ownBasic', { NewPrice: '3' })] }],
    ['specialOffer', { listLines: [line('allOffer', { NewPrice: '4' })] }],
    ['priceList', { listLines: [line('allBasic', { NewPrice: '5' })] }],
    ['standard', { prices: [price('6')] }],
  ];

  it.each(ladder.map(([reason], index) => [index + 1, reason] as const))(
    'step %s is %s, whatever stands below',
    (step, reason) => {
      const below = ladder.slice(step - 1).map(([, each]) => each);
      const all = facts({
        periods: HELD,
        prices: below.flatMap(({ prices = [] }) => prices),
        listLines: below.flatMap(({ listLines = [] }) => listLines),
      });
      expect(found(all)).toEqual([reason, String(step)]);
    },
  );

  it('is of the list that the customer is linked to, in his currency, on this day', () => {
    const held = (of: Partial<Parameters<typeof heldPeriods>[2]>) =>
      heldPeriods(LISTS, PERIODS, { priceList: 'own', currency: 'EUR', today: TODAY, ...of }).map(({ period: { ID } }) => ID);
    expect(held({})).toEqual(['ownBasic', 'ownOffer', 'allBasic', 'allOffer']);
    expect(held({ priceList: null })).toEqual(['allBasic', 'allOffer']);
    expect(held({ currency: 'USD' })).toEqual([]);
    expect(held({ today: '2019-12-31' })).toEqual([]);
  });

  it('is no one else`s, in no other currency or unit, and not before its first day or after its last', () => {
    const others = [
      price('1', { Account: '00000000-0000-4000-8000-00000000000e' }),
      price('2', { Currency: 'USD' }),
      price('3', { Unit: 'box' }),
      price('4', { StartDate: '2020-06-16' }),
      price('5', { EndDate: '2020-06-14' }),
    ];
    expect(found(facts({ prices: others }))).toBeUndefined();
    expect(found(facts({ prices: [...others, price('9', { StartDate: TODAY, EndDate: TODAY })] }))).toEqual(['standard', '9']);
  });

  it('of zero is a price', () => {
    expect(found(facts({ prices: [price('5'), price('0', { Account: DEBTOR })] }))).toEqual(['agreement', '0']);
  });
});

describe('a discount of a price list', () => {
  it('is taken off the base of its line, else off the standard price and off no volume price', () => {
    const prices = [price('100'), price('80', { Quantity: '10' })];
    const off = { EntryMethod: 1, Discount: '0.25', NewPrice: '1' };
    const of = (fields: Partial<ExactOfferedLine>) =>
      found(facts({ prices, periods: HELD, listLines: [line('ownBasic', { ...off, ...fields })] }), 10);
    expect(of({})).toEqual(['priceList', '75']);
    expect(of({ BasePriceAmount: '40' })).toEqual(['priceList', '30']);
  });

  it('says nothing where nobody knows what it is taken off', () => {
    const listLines = [line('ownBasic', { EntryMethod: 1, Discount: '0.25' })];
    expect(found(facts({ periods: HELD, listLines }))).toBeUndefined();
  });
});

describe('volume prices', () => {
  const breaks = fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 8 });

  it('the break that holds is the largest that the quantity reaches; the first holds below one, too', () => {
    fc.assert(
      fc.property(breaks, fc.integer({ min: 1, max: 600 }), (from, quantity) => {
        const prices = from.map((Quantity) => price(String(1_000 - Quantity), { Quantity: String(Quantity) }));
        const reached = Math.max(0, ...from.filter((each) => each <= quantity));
        const answer = findPrice(facts({ prices }), new Decimal(quantity));
        expect(answer?.price.toNumber()).toBe(reached === 0 ? undefined : 1_000 - reached);
        if (answer !== undefined) expect(answer.reason).toBe(reached > 1 ? 'volumeBreak' : 'standard');
        expect(found(facts({ prices: [price('7')] }), '0.25')).toEqual(['standard', '7']);
      }),
    );
  });

  it('do not depend on the order in which Exact tells them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 9 })), { maxLength: 8 }),
        (rows) => {
          const prices = rows.map(([Quantity, Price]) => price(String(Price), { Quantity: String(Quantity) }));
          expect(found(facts({ prices }), 5)).toEqual(found(facts({ prices: prices.toReversed() }), 5));
        },
      ),
    );
  });
});
