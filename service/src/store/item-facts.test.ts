import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeOrg, openTestStore, type TestStore } from '../../tests/support/test-store.ts';

const ITEM = {
  itemId: 'AAAA-1',
  isSalesItem: true,
  isFractionAllowed: false,
  isStockItem: true,
  unit: 'pc',
  vatCode: '2',
  startDate: '2026-01-01',
  endDate: null,
};

describe('remembered items', () => {
  let test: TestStore;
  let orgId: string;

  beforeAll(async () => {
    test = await openTestStore();
    orgId = (await makeOrg(test.store)).orgId;
  });
  afterAll(() => test.close());

  const itemsOf = (division: number) => test.store.forOrg(orgId).itemFacts(division);

  it('are found under either spelling of their id, as they were read last', async () => {
    await itemsOf(1).remember([ITEM, { ...ITEM, itemId: 'aaaa-1', isSalesItem: false }]);
    expect(await itemsOf(1).find(['AAAA-1', 'unknown'])).toEqual(
      new Map([['aaaa-1', { ...ITEM, itemId: 'aaaa-1', isSalesItem: false }]]),
    );
    await itemsOf(1).remember([{ ...ITEM, endDate: '2026-06-30' }]);
    expect((await itemsOf(1).find(['aaaa-1'])).get('aaaa-1')).toMatchObject({ isSalesItem: true, endDate: '2026-06-30' });
  });

  it('are not found when they were read before the given time, nor after they were forgotten', async () => {
    await itemsOf(2).remember([ITEM]);
    expect((await itemsOf(2).find(['aaaa-1'], new Date(Date.now() + 60_000))).size).toBe(0);
    await itemsOf(2).forget(['AAAA-1']);
    expect((await itemsOf(2).find(['aaaa-1'])).size).toBe(0);
  });

  it('tell in which other division they were read', async () => {
    await itemsOf(3).remember([{ ...ITEM, itemId: 'only-there' }]);
    expect(await itemsOf(4).elsewhere(['ONLY-THERE', 'nowhere'])).toEqual(new Map([['only-there', 3]]));
    expect(await itemsOf(3).elsewhere(['only-there'])).toEqual(new Map());
  });
});
