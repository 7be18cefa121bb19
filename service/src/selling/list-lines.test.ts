import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { OFFERED_LIST_LINES, type ExactDivision, type ExactOfferedLine } from '../exact/index.ts';
import { linesOf, listLinesWanted } from './list-lines.ts';
import type { HeldPeriod } from './price.ts';

const held = (Entity = 1): HeldPeriod => ({
  list: { ID: randomUUID(), Code: 'L', Description: null, Currency: 'EUR', Type: 1, Entity },
  period: { ID: randomUUID(), PriceList: '', Type: 1, Currency: 'EUR', StartDate: null, EndDate: null },
});
const ids = (count: number): string[] => Array.from({ length: count }, () => randomUUID());

describe('the lines of price lists', () => {
  it('of 25 items in two periods come in one call, whose address is no longer than servers take', async () => {
    const filters: string[] = [];
    const exact = {
      find: (_resource: unknown, { filter = '' }: { filter?: string }) => {
        filters.push(filter);
        return Promise.resolve([]);
      },
    } as unknown as ExactDivision;

    for (const wanted of listLinesWanted(exact, [held(), held()], ids(25))) await wanted.load();
    for (const wanted of listLinesWanted(
      exact,
      Array.from({ length: 5 }, () => held()),
      ids(25),
    ))
      await wanted.load();

    expect(filters).toHaveLength(3);
    for (const filter of filters) {
      const query = `$filter=${encodeURIComponent(filter).replaceAll("'", '%27')}&$select=${encodeURIComponent(OFFERED_LIST_LINES.select.join())}`;
      expect(query.length).toBeLessThanOrEqual(2_048);
    }
  });

  it('are those of the item, or of its group by description or code', () => {
    const line = (fields: Partial<ExactOfferedLine>): ExactOfferedLine => ({
      ...{ PriceListPeriod: 'p', Item: null, ItemGroupCode: null, ItemGroupDescription: null, Quantity: null },
      ...{ EntryMethod: 1, Discount: null, NewPrice: null, BasePriceAmount: null, ...fields },
    });
    const [byItem, byName, byCode] = [line({ Item: 'A' }), line({ ItemGroupDescription: 'Lamps' }), line({ ItemGroupCode: 'L' })];
    const lines = {
      wanted: [{ keys: ['all'], freshMs: 0, load: () => Promise.resolve(new Map()) }],
      found: [{ of: () => [byItem, byName, byCode, line({ Item: 'B' })], readAt: new Date(), because: undefined }],
    };
    expect(linesOf(lines, 'a', 'Lamps')).toEqual([byItem, byName]);
    expect(linesOf(lines, 'a', 'L')).toEqual([byItem, byCode]);
    expect(linesOf(lines, 'a', null)).toEqual([byItem]);
  });
});
