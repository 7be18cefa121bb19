import { afterEach, describe, expect, it } from '@jest/globals';
import { DIVISION, startStage, type Stage } from '../testing/stage.ts';
import { PRODUCTS } from './index.ts';

let stage: Stage;
afterEach(() => stage.close());

const PRICES = 'logistics/SalesItemPrices';

function settings(prices: object): object {
  return { version: 1, divisions: [{ code: DIVISION, default: true }], flows: { products: { enabled: true, prices } } };
}

const walk = (tooPrecise: string, cursors: Readonly<Record<string, string>> = {}) =>
  stage.walk(PRODUCTS, settings({ tooPrecise }), { kind: 'changes', cursors, full: false });

/** Items by their codes with a general price each; ids of the prices by code. */
async function sell(prices: Readonly<Record<string, number>>): Promise<Readonly<Record<string, string>>> {
  const codes = Object.keys(prices);
  const items = await stage.createRows(
    'logistics/Items',
    codes.map((Code) => ({ Code, Description: Code, Unit: 'pc', IsSalesItem: true, SalesVatCode: '2' })),
  );
  const ids = await stage.createRows(
    PRICES,
    items.map((Item, index) => ({ Item, Currency: 'EUR', Quantity: 1, Unit: 'pc', Price: prices[codes[index] ?? ''] })),
  );
  return Object.fromEntries(codes.map((code, index) => [code, ids[index] ?? '']));
}

const changePrice = (id: string | undefined, Price: number) =>
  stage.exact.control('PATCH', `rows/${DIVISION}/${PRICES}/${id ?? ''}`, { Price });

describe.each(['', 'tandem'])('a price finer than a price book keeps, in an org with namespace "%s"', (namespace) => {
  const field = namespace === '' ? 'Price_Quantity__c' : `${namespace}__Price_Quantity__c`;

  /** Price and number of pieces of the standard entry of a product. */
  async function priceOf(code: string): Promise<unknown[]> {
    const product = (await stage.salesforce.rows('Product2')).find((row) => row['ProductCode'] === code);
    const entry = (await stage.salesforce.rows('PricebookEntry')).find((row) => row['Product2Id'] === product?.['Id']);
    return [entry?.['UnitPrice'], entry?.[field]];
  }

  it('is the price of a hundred pieces, told once, and nothing is written the second time', async () => {
    stage = await startStage({ salesforce: { namespace } });
    await sell({ SCREW: 0.0375, TINY: 0.00375, LAMP: 12.5 });

    const { operations } = await walk('perHundred');

    expect(await priceOf('SCREW')).toEqual([3.75, 100]);
    expect(await priceOf('TINY')).toEqual([0.38, 100]);
    expect(await priceOf('LAMP')).toEqual([12.5, null]);
    const notes = operations.flatMap(({ fields }) => fields.flatMap(({ note }) => note ?? []));
    expect(notes).toMatchObject([{ text: 'note_of_pieces' }, { text: 'note_of_pieces_rounded' }]);
    await stage.salesforce.spent();
    await walk('perHundred');
    expect((await stage.salesforce.spent()).writes).toBe(0);
  });

  it('stays so when it fits later, and is of one piece again with another setting', async () => {
    stage = await startStage({ salesforce: { namespace } });
    const { SCREW } = await sell({ SCREW: 0.0375 });
    const { cursors } = await walk('perHundred');

    await changePrice(SCREW, 3);
    await walk('perHundred', cursors);
    expect(await priceOf('SCREW')).toEqual([300, 100]);

    await walk('round');
    expect(await priceOf('SCREW')).toEqual([3, 1]);
    await stage.salesforce.spent();
    await walk('round');
    expect((await stage.salesforce.spent()).writes).toBe(0);
  });
});
