import { afterEach, describe, expect, it } from '@jest/globals';
import { collectRetailData } from '../../../../simulators/data/index.ts';
import { DIVISION } from '../testing/stage.ts';
import { exactOrders, forget, stage } from './testing/shop.ts';
import {
  enter,
  FILE,
  isPresent,
  load,
  money,
  netOf,
  OPPORTUNITIES,
  settingsOf,
  type RetailKind,
  type RetailOrder,
} from './testing/retail.ts';
import { jobs, openSales, poll, recordsOf } from './testing/sales.ts';

if (!isPresent) console.warn(`The file of real orders is not at ${FILE}: its tests are skipped.`);

afterEach(() => stage.close());

const KINDS: Readonly<Record<string, RetailKind>> = {
  'opportunities with products': OPPORTUNITIES,
  'records of its own': {
    source: jobs(),
    object: 'Job__c',
    id: 'Erp_Id__c',
    headerOf: (order, Customer__c) => ({
      ...{ Customer__c, Customer_Po__c: order.invoice, Start__c: order.date, Total__c: netOf(order).toNumber() },
    }),
    lineOf: (Job__c, { quantity, unitPrice }, { productId }) => ({
      object: 'JobLine__c',
      fields: { Job__c, Item__c: productId, Pieces__c: quantity, Each__c: unitPrice.toNumber() },
    }),
    sent: { Stage__c: 'Agreed' },
  },
};

(isPresent ? describe : describe.skip)('the real file', () => {
  it.each(Object.entries(KINDS))(
    'as %s reaches Exact exactly once, every line, to the cent, and nothing the second time',
    async (_name, kind) => {
      await openSales();
      const data = await collectRetailData(FILE);
      const document = settingsOf(kind.source);
      await load(data, document);
      const ids = await enter(data, kind);

      const { outcomes } = await poll(document);

      expect(outcomes.filter(({ status }) => status !== 'created')).toEqual([]);
      const sent = await exactOrders();
      expect(sent).toHaveLength(239);
      const records = new Map((await recordsOf(kind.object)).map((row) => [String(row[kind.id]), row]));
      const byRecord = new Map(data.orders.map((order, index) => [ids[index], order]));
      const lines = Map.groupBy(await stage.exact.rows(`${DIVISION}/salesorder/SalesOrderLines`), (row) => row['OrderID']);
      for (const order of sent) {
        const source = byRecord.get(String(records.get(String(order['OrderID']))?.['Id']));
        expect(money(order['AmountFCExclVat'])).toBe(netOf(source as RetailOrder).toFixed(2));
        const there = (lines.get(order['OrderID']) ?? []).map(
          (line) => `${String(line['Quantity'])} x ${money(line['NetPrice'])}`,
        );
        const wanted = (source as RetailOrder).lines.map(({ quantity, unitPrice }) => `${quantity} x ${unitPrice.toFixed(2)}`);
        expect(there.sort()).toEqual(wanted.sort());
      }
      await forget();
      await poll(document);
      const writes = [(await stage.exact.spent()).writes, (await stage.salesforce.spent()).writes];
      expect(writes).toEqual([0, 0]);
    },
    240_000,
  );
});
