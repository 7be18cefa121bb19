import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ExactVatCode } from '../../exact/index.ts';
import { Decimal, roundMoney, toDecimal } from '../../money/index.ts';
import { CONFIGURATION } from '../configuration.ts';
import type { ItemFacts } from '../flow.ts';
import { withoutPauses } from '../turns.ts';
import { orderBody, type OrderBody } from './order-body.ts';
import { ORDER_SETTINGS } from './settings.ts';
import { DEBTOR, facts, input, line, order } from './testing/inputs.ts';
import { openSalesCompany, type SalesCompany } from './testing/sales-company.ts';
import type { OrderInput, SetPart } from './types.ts';

const ORDERS = 2_000;
const A_BATCH = 500;
const CODES = ['KIT', 'A', 'B', 'C', 'D', 'E'];

let company: SalesCompany;

beforeAll(async () => {
  company = await openSalesCompany(CODES);
});
afterAll(() => company.close());

const part = fc.record({
  ofOne: fc.oneof(
    fc.integer({ min: 1, max: 40 }),
    fc.integer({ min: 1, max: 4_000 }).map((count) => count / 1_000),
  ),
  price: fc.option(fc.integer({ min: 0, max: 999_999 }).map((count) => count / 100)),
});
const percent = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 0, max: 10_000 }).map((count) => count / 100),
);
const wanted = fc.record({
  isIncluding: fc.boolean(),
  discount: percent,
  parts: fc.array(part, { minLength: 1, maxLength: CODES.length - 1 }),
  lines: fc.array(
    fc.record({
      quantity: fc.oneof(
        fc.integer({ min: -20, max: 200 }).filter((count) => count !== 0),
        fc.integer({ min: 1, max: 9_999 }).map((count) => count / 1_000),
      ),
      price: fc.oneof(
        fc.integer({ min: 0, max: 999_999 }).map((count) => count / 100),
        fc.constantFrom(0, 0.01, 0.005, 1.005, 33.335),
      ),
      discount: percent,
      code: fc.nat(),
      isSet: fc.boolean(),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});
type Wanted = typeof wanted extends fc.Arbitrary<infer Value> ? Value : never;

/** An order of sets and of other products, whose total is the sum of its lines in Salesforce. */
function inputOf({ isIncluding, discount, lines }: Wanted, sold: readonly ExactVatCode[]): OrderInput {
  const rows = lines.map(({ quantity: Quantity, price: UnitPrice, discount: Discount_Percent__c, code, isSet }, index) => {
    const vatCode = sold[code % sold.length]?.Code ?? '';
    return line({
      ...{ Id: `l${index}`, Quantity, UnitPrice, Discount_Percent__c, Vat_Code__c: vatCode },
      Product2: {
        ...{
          Id: '01t1',
          Name: 'Stuk',
          ProductCode: CODES[isSet ? 0 : 1] ?? '',
          Exact_Id__c: company.itemIds[isSet ? 0 : 1] ?? '',
        },
        ...{ Exact_Vat_Code__c: vatCode, Price_Includes_Vat__c: isIncluding, Exact_Set__c: isSet },
      },
    });
  });
  const total = rows.reduce(
    (sum, { Quantity, UnitPrice }) => sum.plus(roundMoney(new Decimal(Quantity).times(UnitPrice), 'EUR')),
    new Decimal(0),
  );
  const own = order({ TotalAmount: total.toNumber(), Discount_Percent__c: discount });
  return { ...input({ order: own, lines: rows }), debtor: { kind: 'unchanged', exactId: DEBTOR } };
}

function partsOf({ parts }: Wanted): SetPart[] {
  return parts.map(({ ofOne, price }, index) => {
    const itemId = company.itemIds[index + 1] ?? '';
    const item: ItemFacts = {
      ...{
        itemId,
        isSalesItem: true,
        isStockItem: true,
        isFractionAllowed: true,
        unit: 'pc',
        vatCode: null,
        startDate: null,
        endDate: null,
      },
    };
    const code = CODES[index + 1] ?? '';
    return { itemId, code, quantity: new Decimal(ofOne), price: price === null ? null : new Decimal(price), item };
  });
}

it('sets that are taken apart come to the cent to what they would as one line, in Exact too, for two thousand random orders', async () => {
  const { sold } = company;
  const vat = sold.map(({ Code }) => ({ salesforce: Code, exact: Code }));
  const settingsOf = (send: string) =>
    ORDER_SETTINGS.of(
      CONFIGURATION.parse({
        version: 1,
        tables: { vat },
        flows: { orders: { totals: { toleranceCents: 100 }, sets: { send } } },
      }),
    );
  const [apart, whole] = [settingsOf('parts'), settingsOf('whole')];
  const differences: unknown[] = [];
  let [sent, taken, vatOff] = [0, 0, 0];
  for (let start = 0; start < ORDERS; start += A_BATCH) {
    const planned = fc.sample(wanted, A_BATCH).flatMap((each): { each: Wanted; body: OrderBody; one: OrderBody }[] => {
      const known = { ...facts, vatCodes: sold, sets: new Map([[company.itemIds[0] ?? '', partsOf(each)]]) };
      const body = withoutPauses(orderBody(inputOf(each, sold), apart, known));
      const one = withoutPauses(orderBody(inputOf(each, sold), whole, known));
      return body instanceof Error || one instanceof Error ? [] : [{ each, body, one }];
    });
    const stored = await company.store(planned.map(({ body }) => body));
    planned.forEach(({ each, body: { totals, sets }, one }, index) => {
      const row = stored[index];
      const [net, gross] = [toDecimal(row?.['AmountFCExclVat']), toDecimal(row?.['AmountFC'])];
      const { expected } = totals;
      const isSame = net?.eq(expected.net) === true && gross?.eq(expected.gross ?? -1) === true;
      const isWhole = expected.priced.eq(one.totals.expected.priced);
      if (!isSame || !isWhole) differences.push({ each, net, gross, expected, one: one.totals.expected });
      if (expected.vat?.eq(one.totals.expected.vat ?? NaN) !== true) vatOff += 1;
      taken += sets.sets.size;
    });
    sent += planned.length;
  }
  expect(differences.slice(0, 3)).toEqual([]);
  expect(sent).toBeGreaterThan(ORDERS * 0.9);
  expect(taken).toBeGreaterThan(ORDERS);
  // Only lines of a few cents are a cent off in their VAT.
  expect(vatOff).toBeLessThan(sent * 0.02);
}, 120_000);
