import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { matchOrderLines, type MatchedProduct, type OrderLine } from './index.ts';

const line = (id: string, item: string, number: number): OrderLine => ({ id, item, number });
const product = (id: string, item: string, place: number, lineId = ''): MatchedProduct => ({ id, item, place, lineId });
const pairs = ({ productOf }: ReturnType<typeof matchOrderLines>) => Object.fromEntries(productOf);

describe('the lines of an order', () => {
  it('are the order products that bear their ids, whatever item and number they have', () => {
    const matched = matchOrderLines([line('l1', 'b', 9)], [product('p1', 'a', 1, 'l1'), product('p2', 'b', 2)], false);
    expect(pairs(matched)).toEqual({ l1: 'p1' });
  });

  it('are told apart by their place where an item comes twice', () => {
    const products = [product('p1', 'a', 1), product('p2', 'a', 2)];
    expect(pairs(matchOrderLines([line('l2', 'a', 2)], products, false))).toEqual({ l2: 'p2' });
  });

  it('are nobody knows what where an item came twice and one is left', () => {
    const matched = matchOrderLines([line('l7', 'a', 7)], [product('p1', 'a', 1), product('p2', 'a', 2)], true);
    expect(matched).toMatchObject({ ambiguous: ['l7'], added: [] });
    expect(matched.productOf.size).toBe(0);
  });

  it('with other numbers are matched once all are known, in their order', () => {
    const products = [product('p1', 'a', 1), product('p2', 'a', 2), product('p3', 'b', 3)];
    const lines = [line('l3', 'b', 30), line('l2', 'a', 20), line('l1', 'a', 10)];
    expect(matchOrderLines(lines, products, false)).toMatchObject({ ambiguous: ['l3', 'l2', 'l1'] });
    expect(pairs(matchOrderLines(lines, products, true))).toEqual({ l1: 'p1', l2: 'p2', l3: 'p3' });
  });

  it('of an item that the order does not have were added', () => {
    expect(matchOrderLines([line('l1', 'b', 1)], [product('p1', 'a', 1)], false)).toMatchObject({ added: ['l1'] });
  });

  it('take an order product whose line is gone, but only once all lines are known', () => {
    const products = [product('p1', 'a', 1, 'gone')];
    expect(matchOrderLines([line('l2', 'a', 1)], products, false)).toMatchObject({ added: ['l2'] });
    expect(pairs(matchOrderLines([line('l2', 'a', 1)], products, true))).toEqual({ l2: 'p1' });
  });

  it('that share a number are not put in an order', () => {
    const products = [product('p1', 'a', 1), product('p2', 'a', 2)];
    const lines = [line('l1', 'a', 5), line('l2', 'a', 5)];
    expect(matchOrderLines(lines, products, true)).toMatchObject({ ambiguous: ['l1', 'l2'] });
  });

  const item = fc.constantFrom('', 'a', 'b', 'c');
  const someLines = fc.uniqueArray(fc.record({ id: fc.stringMatching(/^l[0-9]{1,2}$/), item, number: fc.nat(6) }), {
    selector: ({ id }) => id,
    maxLength: 8,
  });
  const someProducts = fc
    .uniqueArray(
      fc.record({ id: fc.stringMatching(/^p[0-9]{1,2}$/), item, lineId: fc.constantFrom('', 'l1', 'l2', 'l3', 'x') }),
      {
        selector: ({ id }) => id,
        maxLength: 8,
      },
    )
    .map((products) => {
      const seen = new Set<string>();
      // The field is unique in Salesforce.
      return products.map((each, index) => {
        const lineId = seen.has(each.lineId) ? '' : each.lineId;
        seen.add(lineId);
        return { ...each, lineId, place: index + 1 };
      });
    });

  it('are one order product each and the other way round, every one accounted for, whatever both sides have', () => {
    fc.assert(
      fc.property(someLines, someProducts, fc.boolean(), (lines, products, isComplete) => {
        const { productOf, ambiguous, added } = matchOrderLines(lines, products, isComplete);
        expect(new Set(productOf.values()).size).toBe(productOf.size);
        expect([...productOf.keys(), ...ambiguous, ...added].toSorted()).toEqual(lines.map(({ id }) => id).toSorted());
        for (const [lineId, productId] of productOf) {
          const [own, other] = [lines.find(({ id }) => id === lineId), products.find(({ id }) => id === productId)];
          if (other?.lineId !== lineId) expect(other?.item).toBe(own?.item);
        }
      }),
    );
  });

  it('are the same in whatever order they come', () => {
    fc.assert(
      fc.property(someLines, someProducts, (lines, products) => {
        const [one, other] = [matchOrderLines(lines, products, true), matchOrderLines(lines.toReversed(), products, true)];
        const numbers = new Set(lines.map(({ item: of, number }) => `${of}/${number}`));
        fc.pre(numbers.size === lines.length);
        expect(Object.entries(pairs(one)).toSorted()).toEqual(Object.entries(pairs(other)).toSorted());
      }),
    );
  });

  it('sent as they are and numbered by Exact are all found', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 9 }), (items) => {
        const lines = items.map((each, index) => line(`l${index}`, each, index + 1));
        const products = items.map((each, index) => product(`p${index}`, each, index + 1));
        const wanted = Object.fromEntries(items.map((_, index) => [`l${index}`, `p${index}`]));
        expect(pairs(matchOrderLines(lines, products, false))).toEqual(wanted);
      }),
    );
  });
});
