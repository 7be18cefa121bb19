import { afterEach, describe, expect, it } from '@jest/globals';
import { collectRetailData } from '../../../../../simulators/data/index.ts';
import { DIVISION } from '../../testing/stage.ts';
import { enter, FILE, isPresent, load, money, netOf, OPPORTUNITIES, settingsOf, type RetailOrder } from '../testing/retail.ts';
import { openSales, poll, recordsOf } from '../testing/sales.ts';
import { exactOrders, forget, stage } from '../testing/shop.ts';
import type { TargetKind } from './kinds.ts';

if (!isPresent) console.warn(`The file of real orders is not at ${FILE}: its tests are skipped.`);

afterEach(() => stage.close());

/** Where a document stands in the simulator: its rows, its lines, and what it sums up to. */
interface Place {
  readonly path: string;
  readonly lines: string;
  readonly id: string;
  readonly netOf: (row: Readonly<Record<string, unknown>>) => unknown;
}

const INVOICES: Place = {
  ...{ path: 'salesinvoice/SalesInvoices', lines: 'salesinvoice/SalesInvoiceLines', id: 'InvoiceID' },
  netOf: (row) => row['AmountFCExclVat'],
};
const PLACES: readonly (readonly [TargetKind, Place])[] = [
  ['salesInvoice', INVOICES],
  ['directInvoice', INVOICES],
  [
    'quotation',
    {
      ...{ path: 'crm/Quotations', lines: 'crm/QuotationLines', id: 'QuotationID' },
      netOf: (row) => Number(row['AmountFC']) - Number(row['VATAmountFC']),
    },
  ],
];

(isPresent ? describe : describe.skip)('the real file', () => {
  it.each(PLACES)(
    'as %s reaches Exact exactly once, every line, to the cent, and nothing the second time',
    async (usual, place) => {
      await openSales();
      const data = await collectRetailData(FILE);
      // The file has no terms of payment, which an invoice needs.
      const terms = { fields: [{ to: 'SalesOrder.PaymentCondition', from: '"14"' }] };
      const document = settingsOf(OPPORTUNITIES.source, { targets: { usual }, ...terms });
      await load(data, document);
      const ids = await enter(data, OPPORTUNITIES);

      const { outcomes } = await poll(document);

      expect(outcomes.filter(({ status, error }) => status !== 'created' || error !== undefined)).toEqual([]);
      const sent = await stage.exact.rows(`${DIVISION}/${place.path}`);
      expect(sent).toHaveLength(239);
      const records = new Map((await recordsOf('Opportunity')).map((row) => [String(row['Exact_Id__c']), row]));
      const byRecord = new Map(data.orders.map((order, index) => [ids[index], order]));
      const lines = Map.groupBy(await stage.exact.rows(`${DIVISION}/${place.lines}`), (row) => row[place.id]);
      for (const row of sent) {
        const source = byRecord.get(String(records.get(String(row[place.id]))?.['Id'])) as RetailOrder;
        expect(money(Number(place.netOf(row)).toFixed(2))).toBe(netOf(source).toFixed(2));
        const there = (lines.get(row[place.id]) ?? []).map((line) => `${String(line['Quantity'])} x ${money(line['NetPrice'])}`);
        const wanted = source.lines.map(({ quantity, unitPrice }) => `${quantity} x ${unitPrice.toFixed(2)}`);
        expect(there.sort()).toEqual(wanted.sort());
      }
      expect(await exactOrders()).toEqual([]);
      await forget();
      await poll(document);
      const writes = [(await stage.exact.spent()).writes, (await stage.salesforce.spent()).writes];
      expect(writes).toEqual([0, 0]);
    },
    240_000,
  );
});
