import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDesk, type CustomerDesk } from '../support/customer-desk.ts';

let desk: CustomerDesk;

beforeAll(async () => {
  desk = await openDesk();
}, 120_000);

afterAll(() => desk.world.close());

describe('while selling', () => {
  it('the price of a customer with his credit comes from both systems, costs nothing for a minute, and writes nothing', async () => {
    const debtorId = await desk.enterDebtor({ Name: 'De Halm' });
    const { accountId } = await desk.enterCustomer({ Name: 'De Halm', Exact_Id__c: debtorId.toLowerCase() }, []);
    const [product] = (await desk.world.salesforce.rows('Product2')).filter((row) => row['ProductCode'] === 'SKU-1');
    const ask = () =>
      desk.world.api('POST', '/v1/selling', { accountId, lines: [{ productId: String(product?.['Id']), quantity: 3 }] });
    const first = await ask();
    await desk.world.clearCounts();

    const answer = await ask();

    expect(first).toMatchObject({
      status: 200,
      body: {
        debtor: { name: 'De Halm', isBlocked: false },
        currency: 'EUR',
        credit: null,
        lines: [
          { price: { netPrice: '100', reason: 'standard', net: '300', origin: { from: 'exact' } }, stock: null, problem: null },
        ],
      },
    });
    expect(answer.body['exactCalls']).toBe(0);
    const { exact, salesforce } = await desk.world.counts();
    expect([exact.counted, exact.writes, salesforce.writes]).toEqual([0, 0, 0]);
  }, 60_000);
});
