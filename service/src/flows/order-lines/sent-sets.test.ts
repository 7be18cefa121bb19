import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { matchOrderLines, NO_SETS, productsAndParts, setsIn, setsText, type SentSets } from './index.ts';

const SETS: SentSets = {
  currency: 'EUR',
  sets: new Map([
    [
      'p2',
      {
        vatCode: '2',
        parts: [
          { item: 'a', code: 'A', quantity: '1', amount: '3.34' },
          { item: 'b', code: 'B "x"', quantity: '2.5', amount: '6.66' },
        ],
      },
    ],
  ]),
};

describe('what an order says of the sets that were sent as their parts', () => {
  it('is read as it was written', () => {
    expect(setsIn(setsText(SETS))).toEqual(SETS);
    expect(setsText(NO_SETS)).toBeNull();
    expect(setsIn(null)).toBe(NO_SETS);
  });

  it('is nothing where somebody else wrote it', () => {
    const changed = (change: (text: string) => string): SentSets => setsIn(change(setsText(SETS) ?? ''));
    expect(changed((text) => text.slice(1))).toBe(NO_SETS);
    expect(changed((text) => text.replace('"2.5"', '"many"'))).toBe(NO_SETS);
    expect(changed((text) => text.replace('"2.5"', '"0"'))).toBe(NO_SETS);
    fc.assert(fc.property(fc.string(), fc.json(), (text, json) => setsIn(text) === NO_SETS && setsIn(json) === NO_SETS));
  });

  it('tells which line is which part, between order products that were sent as they are', () => {
    const products = ['p1', 'p2', 'p3'].map((id) => ({ id, lineId: '', item: id === 'p2' ? 'kit' : 'a' }));
    const sent = productsAndParts(products, SETS);
    expect(sent.map(({ productId, item, place }) => [productId, item, place])).toEqual([
      ['p1', 'a', 1],
      ['p2', 'a', 2],
      ['p2', 'b', 3],
      ['p3', 'a', 4],
    ]);
    const lines = sent.map(({ item }, index) => ({ id: `l${index}`, item, number: index + 1 }));
    const { productOf, ambiguous, added } = matchOrderLines(lines.toReversed(), sent, false);
    expect([...productOf].toSorted()).toEqual([
      ['l0', 'p1'],
      ['l1', 'p2/0'],
      ['l2', 'p2/1'],
      ['l3', 'p3'],
    ]);
    expect([...ambiguous, ...added]).toEqual([]);
  });
});
