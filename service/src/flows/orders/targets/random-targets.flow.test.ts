import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Decimal, roundMoney, toDecimal } from '../../../money/index.ts';
import type { ExactVatCode } from '../../../exact/index.ts';
import { CONFIGURATION } from '../../configuration.ts';
import type { FlowContext } from '../../flow.ts';
import { DIVISION, startStage, type Stage } from '../../testing/stage.ts';
import { withoutPauses } from '../../turns.ts';
import { orderBody, type OrderBody } from '../order-body.ts';
import { ORDER_SETTINGS } from '../settings.ts';
import { DEBTOR, facts, input, line, order } from '../testing/inputs.ts';
import type { OrderInput } from '../types.ts';
import { targetOf, type TargetKind } from './index.ts';

const DOCUMENTS = 5_000;
const A_BATCH = 500;

let stage: Stage;
let sold: readonly ExactVatCode[];
let debtorId: string;
let itemId: string;

beforeAll(async () => {
  stage = await startStage();
  [debtorId = ''] = await stage.createRows('crm/Accounts', [{ Name: 'De Halm', Status: 'C', PaymentConditionSales: '14' }]);
  [itemId = ''] = await stage.createRows('logistics/Items', [
    { Code: 'A', Description: 'Stuk', Unit: 'pc', IsSalesItem: true, IsFractionAllowedItem: true },
  ]);
  const asking = {
    read: async function* ({ references }: FlowContext) {
      const isSold = ({ Type: type, VATTransactionType: kind, IsBlocked: isBlocked }: ExactVatCode): boolean =>
        ['E', 'I', 'N'].includes(type ?? '') && kind !== 'P' && !isBlocked;
      sold = (await references.vatCodes()).filter(isSold);
      yield* [];
    },
    plan: () => [],
    apply: () => Promise.resolve([]),
  };
  await stage.walk(asking, { version: 1, divisions: [{ code: DIVISION, default: true }] }, { kind: 'sample', count: 1 });
});
afterAll(() => stage.close());

const wanted = fc.record({
  isIncluding: fc.boolean(),
  discount: fc.integer({ min: 0, max: 10_000 }).map((count) => count / 100),
  lines: fc.array(
    fc.record({
      quantity: fc.integer({ min: 1, max: 99_999 }).map((count) => count / 1_000),
      price: fc.oneof(
        fc.integer({ min: 0, max: 9_999_999 }).map((count) => count / 100),
        fc.constantFrom(0.01, 0.005, 0.333, 1.005, 9.995, 33.335),
      ),
      code: fc.nat(),
    }),
    { minLength: 1, maxLength: 6 },
  ),
});
type Wanted = typeof wanted extends fc.Arbitrary<infer Value> ? Value : never;

function inputOf({ isIncluding, discount, lines }: Wanted, target: TargetKind): OrderInput {
  const rows = lines.map(({ quantity, price, code }) => {
    const vatCode = sold[code % sold.length]?.Code ?? '';
    const product = { Id: '01t1', Name: 'Stuk', ProductCode: 'A', Exact_Id__c: itemId };
    const Product2 = { ...product, Exact_Vat_Code__c: vatCode, Price_Includes_Vat__c: isIncluding };
    return line({ Quantity: quantity, UnitPrice: price, Vat_Code__c: vatCode, Product2 });
  });
  const total = rows.reduce(
    (sum, { Quantity, UnitPrice }) => sum.plus(roundMoney(new Decimal(Quantity).times(UnitPrice), 'EUR')),
    new Decimal(0),
  );
  const own = order({ TotalAmount: total.toNumber(), Discount_Percent__c: discount });
  return { ...input({ order: own, lines: rows, target }), debtor: { kind: 'unchanged', exactId: DEBTOR } };
}

interface Place {
  readonly path: string;
  readonly id: string;
  readonly debtor: string;
}
const AMOUNTS_APART: readonly (readonly ['salesInvoice' | 'quotation', Place])[] = [
  ['salesInvoice', { path: 'salesinvoice/SalesInvoices', id: 'InvoiceID', debtor: 'OrderedBy' }],
  ['quotation', { path: 'crm/Quotations', id: 'QuotationID', debtor: 'OrderAccount' }],
];

it.each(AMOUNTS_APART)(
  'the totals that are planned of a %s are those that Exact computes, to the cent, for random orders',
  async (kind, { path, id, debtor }) => {
    const target = targetOf(kind);
    const vat = sold.map(({ Code }) => ({ salesforce: Code, exact: Code }));
    const settings = ORDER_SETTINGS.of(
      CONFIGURATION.parse({ version: 1, tables: { vat }, flows: { orders: { totals: { toleranceCents: 100 } } } }),
    );
    const differences: unknown[] = [];
    let sent = 0;
    for (let start = 0; start < DOCUMENTS; start += A_BATCH) {
      const planned = fc.sample(wanted, A_BATCH).flatMap((each): { each: Wanted; body: OrderBody }[] => {
        const body = withoutPauses(orderBody(inputOf(each, kind), settings, { ...facts, vatCodes: sold }));
        return body instanceof Error ? [] : [{ each, body }];
      });
      const posted = planned.map(({ body }) => ({
        [debtor]: debtorId,
        [target.linesField]: body.lines.map(({ Item, VATCode, Quantity, NetPrice }) => ({
          ...{ Item, VATCode, Quantity: Number(Quantity), NetPrice: Number(NetPrice) },
        })),
      }));
      const ids = await stage.createRows(path, posted);
      const stored = new Map((await stage.exact.rows(`${DIVISION}/${path}`)).map((row) => [row[id], row]));
      planned.forEach(({ each, body: { totals } }, index) => {
        const row = stored.get(ids[index] ?? '');
        const gross = toDecimal(row?.['AmountFC']);
        const vatAmount = toDecimal(row?.['VATAmountFC']);
        const isSame = gross?.eq(totals.expected.gross ?? -1) === true && vatAmount?.eq(totals.expected.vat ?? -1) === true;
        if (!isSame) differences.push({ each, gross, vatAmount, expected: totals.expected });
      });
      sent += planned.length;
    }
    expect(differences.slice(0, 3)).toEqual([]);
    // Few are stopped: where Salesforce counts with VAT and Exact without, a cent of each line may differ.
    expect(sent).toBeGreaterThan(DOCUMENTS * 0.9);
  },
  200_000,
);
