import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Decimal } from 'decimal.js';
import {
  collectRetailData,
  collectRetailReturns,
  exactControl,
  loadCustomers,
  loadItems,
  salesforceControl,
  type RetailData,
  type RetailReturn,
} from '../../../../simulators/data/index.ts';
import { forget, send, stage } from '../orders/testing/shop.ts';
import { PRODUCTS } from '../products/index.ts';
import { DIVISION } from '../testing/stage.ts';
import {
  approveAndSend,
  creditNotes,
  enterCredit,
  invoice,
  linesOf,
  open,
  orderRow,
  sendBack,
  settings,
  takeBack,
  type Sold,
} from './testing/shop.ts';

type Row = Readonly<Record<string, unknown>>;
type Order = RetailData['orders'][number];

const FILE = resolve(import.meta.dirname, '../../../../../shared/data/online-retail/online-retail.csv');
const isPresent = existsSync(FILE);
if (!isPresent) console.warn(`The file of real orders is not at ${FILE}: its tests are skipped.`);

/** Prices as they stand in the file. */
function document(): object {
  const { flows, ...rest } = settings() as { readonly flows: object };
  return { ...rest, flows: { ...flows, products: { enabled: true, prices: { vat: 'asInExact', currency: 'EUR' } } } };
}

afterEach(() => stage.close());

(isPresent ? describe : describe.skip)('the invoices of the real file that take something back', () => {
  it('are returns of the orders that sold it: to the cent, once, and refused beyond what is left', async () => {
    await open({}, document());
    const data = await collectRetailData(FILE);
    const returns = await collectRetailReturns(FILE, data);
    const withOriginal = returns.filter(({ original }) => original !== undefined);
    // The file is the first days of a longer one: most of what comes back was sold before it begins.
    expect([returns.length, withOriginal.length]).toEqual([15, 3]);
    await load(data);
    const ids: string[] = [];
    for (const { original, lines } of withOriginal) {
      const sold = await enter(original as Order);
      await invoice(sold);
      ids.push(
        await takeBack(
          sold,
          lines.map((line) => [itemOf(sold, line, original as Order), line.quantity] as const),
        ),
      );
    }

    const { outcomes } = await approveAndSend(ids, document());

    expect(outcomes.map(({ status, error }) => [status, error?.message])).toEqual(ids.map(() => ['created', undefined]));
    const notes = await creditNotes();
    expect(notes).toHaveLength(ids.length);
    for (const [index, id] of ids.entries()) {
      const { lines } = withOriginal[index] as RetailReturn;
      const row = await orderRow(id);
      const note = notes.find(({ InvoiceID }) => InvoiceID === row['Exact_Id__c']);
      expect(new Decimal(String(note?.['AmountFCExclVat'])).neg().toFixed(2)).toBe(netOf(lines).toFixed(2));
      expect(new Decimal(String(row['Exact_Net_Amount__c'])).eq(String(row['TotalAmount']))).toBe(true);
      const there = (await linesOf(note?.['InvoiceID'])).map(
        (line) => `${String(line['Quantity'])} x ${String(line['NetPrice'])}`,
      );
      expect(there.sort()).toEqual(lines.map(({ quantity, unitPrice }) => `${-quantity} x ${unitPrice.toString()}`).sort());
    }
    await forget();
    await sendBack(ids, document());
    expect([(await stage.exact.spent()).writes, (await stage.salesforce.spent()).writes]).toEqual([0, 0]);
    await creditTheRest(ids[0] ?? '');
  }, 240_000);
});

/** A bookkeeper credits all that is left of the first product of the original; what comes back then is beyond it. */
async function creditTheRest(id: string): Promise<void> {
  const back = (await stage.salesforce.rows('OrderItem')).find(({ OrderId }) => OrderId === id);
  const items = await stage.salesforce.rows('OrderItem');
  const item = items.find(({ Id }) => Id === back?.['OriginalOrderItemId']);
  const original = await orderRow(String(item?.['OrderId']));
  const product = (await stage.salesforce.rows('Product2')).find(({ Id }) => Id === item?.['Product2Id']);
  const sales = (await stage.exact.rows(`${DIVISION}/salesorder/SalesOrders`)).find(
    ({ OrderID }) => OrderID === original['Exact_Id__c'],
  );
  const left = Number(item?.['AvailableQuantity']);
  const SalesInvoiceLines = [{ Item: product?.['Exact_Id__c'], Quantity: left, NetPrice: item?.['UnitPrice'] }];
  await enterCredit({ OrderedBy: sales?.['OrderedBy'], YourRef: sales?.['YourRef'], SalesInvoiceLines });
  const sold = { orderId: String(original['Id']), accountId: String(original['AccountId']), items };
  const beyond = await takeBack(sold, [[item, 1]]);
  const { outcomes } = await sendBack([beyond], document());
  expect(outcomes).toMatchObject([{ status: 'blocked', error: { code: 'return_beyond_invoiced' } }]);
}

function netOf(lines: RetailReturn['lines']): Decimal {
  return lines.reduce((sum, { quantity, unitPrice }) => sum.plus(unitPrice.times(quantity).toDecimalPlaces(2)), new Decimal(0));
}

async function load(data: RetailData): Promise<void> {
  const target = { control: exactControl(stage.exact.url), division: DIVISION, currency: 'EUR' };
  await loadItems(data, target);
  await loadCustomers(data, target, salesforceControl(stage.salesforce.url));
  await stage.walk(PRODUCTS, document(), { kind: 'changes', cursors: {}, full: false });
}

/** Enters an order of the file and sends it. */
async function enter({ customerId, date, lines }: Order): Promise<Sold> {
  const account = (await stage.salesforce.rows('Account')).find((row) => row['AccountNumber'] === customerId);
  const book = (await stage.salesforce.rows('Pricebook2')).find((row) => row['IsStandard'] === true);
  const products = new Map((await stage.salesforce.rows('Product2')).map((row) => [String(row['ProductCode']), row['Id']]));
  const entries = new Map((await stage.salesforce.rows('PricebookEntry')).map((row) => [row['Product2Id'], row['Id']]));
  const accountId = String(account?.['Id']);
  const [orderId = ''] = await stage.createRecords([
    { object: 'Order', fields: { AccountId: accountId, Status: 'Draft', EffectiveDate: date, Pricebook2Id: book?.['Id'] } },
  ]);
  await stage.createRecords(
    lines.map(({ sku, quantity, unitPrice }) => ({
      object: 'OrderItem',
      fields: {
        OrderId: orderId,
        PricebookEntryId: entries.get(products.get(sku)),
        Quantity: quantity,
        UnitPrice: unitPrice.toNumber(),
      },
    })),
  );
  await stage.salesforce.control('PATCH', `rows/Order/${orderId}`, { Status: 'Activated' });
  expect((await send([orderId], document())).outcomes).toMatchObject([{ status: 'created' }]);
  const items = (await stage.salesforce.rows('OrderItem')).filter(({ OrderId }) => OrderId === orderId);
  return { orderId, accountId, items };
}

/** The order product that sold it: they stand in the order of the file. */
function itemOf({ items }: Sold, line: RetailReturn['lines'][number], { lines }: Order): Row | undefined {
  const place = lines.findIndex(
    ({ sku, quantity, unitPrice }) => sku === line.sku && quantity >= line.quantity && unitPrice.eq(line.unitPrice),
  );
  return items.toSorted((a, b) => String(a['OrderItemNumber']).localeCompare(String(b['OrderItemNumber'])))[place];
}
