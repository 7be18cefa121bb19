import { describe, expect, it } from '@jest/globals';
import type { ExactVatCode } from '../../../exact/index.ts';
import { Decimal } from '../../../money/index.ts';
import { setsIn, SETS_FIELD } from '../../order-lines/index.ts';
import { input, line, linesOf, order, plan, shape } from '../testing/inputs.ts';
import type { LineRow, SetPart } from '../types.ts';

const KIT = 'aaaaaaaa-0000-4000-8000-000000000001';
const idOf = (code: string): string => `cccccccc-0000-4000-8000-00000000000${code.charCodeAt(0) % 10}`;
const ITEM = { isSalesItem: true, isStockItem: true, isFractionAllowed: true, unit: 'pc', startDate: null, endDate: null };

function part(code: string, quantity: number | null, price: number | null, vatCode: string | null = '2'): SetPart {
  const itemId = idOf(code);
  const decimal = (value: number | null): Decimal | null => (value === null ? null : new Decimal(value));
  return { itemId, code, quantity: decimal(quantity), price: decimal(price), item: { ...ITEM, itemId, vatCode } };
}

function kit(fields: Partial<LineRow> = {}): LineRow {
  const row = line(fields);
  return { ...row, ...(row.Product2 == null ? {} : { Product2: { ...row.Product2, ProductCode: 'KIT', Exact_Set__c: true } }) };
}

const CODES = [{ Code: '2', Percentage: '0.21', Type: 'E', VATTransactionType: 'B', IsBlocked: false } as ExactVatCode];

function planned(
  parts: readonly SetPart[],
  row = kit(),
  total = Number(row.Quantity) * Number(row.UnitPrice),
  more: object = {},
) {
  return plan(
    [input({ order: order({ TotalAmount: total }), lines: [row], ...more })],
    { sets: { send: 'parts' } },
    {
      vatCodes: CODES,
      sets: new Map([[KIT, parts]]),
      items: new Map([[KIT, { ...ITEM, itemId: KIT, vatCode: '2' }]]),
    },
  );
}

const told = (parts: readonly SetPart[], row?: LineRow) => planned(parts, row).find(({ isMain }) => isMain)?.reason;
const sent = (parts: readonly SetPart[], row?: LineRow) =>
  linesOf(planned(parts, row)).map(({ Item, Quantity, NetPrice }) => [Item, Quantity, NetPrice]);

describe('a set that is taken apart', () => {
  it('is noted on its order before anything is sent', () => {
    const operations = planned([part('A', 1, 3), part('B', 2, 1)]);
    expect(shape(operations)).toEqual(['update salesforce Order', 'create exact SalesOrder', 'update salesforce Order']);
    const [note] = operations;
    expect(note).toMatchObject({ isPrecondition: true, isMain: false });
    expect([...setsIn(note?.fields.find(({ field }) => field === SETS_FIELD)?.to).sets.values()]).toEqual([
      {
        vatCode: null,
        parts: [
          { item: idOf('A'), code: 'A', quantity: '1', amount: '6' },
          { item: idOf('B'), code: 'B', quantity: '2', amount: '4' },
        ],
      },
    ]);
  });

  it('has a part that stands twice as one line, and what is a set itself as it is', () => {
    expect(sent([part('A', 1, 2), part('B', 1, 1), part('A', 2, 2)])).toEqual([
      [idOf('A'), '3', '2.857'],
      [idOf('B'), '1', '1.43'],
    ]);
  });

  it('keeps what is nothing nothing, and what comes back coming back', () => {
    expect(sent([part('A', 1, 2), part('B', 2, 1)], kit({ UnitPrice: 0 }))).toEqual([
      [idOf('A'), '1', '0'],
      [idOf('B'), '2', '0'],
    ]);
    expect(sent([part('A', 1, 2), part('B', 2, 1)], kit({ Quantity: -2 }))).toEqual([
      [idOf('A'), '-2', '5'],
      [idOf('B'), '-4', '2.5'],
    ]);
  });

  it('has the VAT that it would have as one line, by the code that it will likely get', () => {
    const lines = planned([part('A', 1, 1), part('B', 1, 1)], kit({ UnitPrice: 0.24 }));
    expect(linesOf(lines).map(({ NetPrice }) => NetPrice)).toEqual(['0.11', '0.13']);
    expect(linesOf(lines).map(({ VATCode }) => VATCode)).toEqual([undefined, undefined]);
  });

  it('hands on what is said of its line, once what is text, and neither its name nor its unit', () => {
    const fields = [
      { to: 'Line.Notes', from: 'line.Description' },
      { to: 'Line.CostCenter', from: '"SALES"' },
      { to: 'Line.UnitCode', from: '"pc"' },
    ];
    const row = kit({ Description: 'With a ribbon', ServiceDate: '2026-12-01' });
    const operations = plan(
      [input({ lines: [row] })],
      { sets: { send: 'parts' }, fields },
      {
        vatCodes: CODES,
        sets: new Map([[KIT, [part('A', 1, 3), part('B', 2, 1)]]]),
        items: new Map([[KIT, { ...ITEM, itemId: KIT, vatCode: '2' }]]),
      },
    );
    const common = { CostCenter: 'SALES', DeliveryDate: '2026-12-01' };
    expect(linesOf(operations)).toEqual([
      { ...common, Notes: 'With a ribbon', Item: idOf('A'), Quantity: '1', NetPrice: '6' },
      { ...common, Item: idOf('B'), Quantity: '2', NetPrice: '2' },
    ]);
  });

  it.each([
    ['it has no parts', 'order_set_without_parts', []],
    ['it has more parts than anybody packs', 'order_set_too_large', Array<SetPart>(101).fill(part('A', 1, 1))],
    ['nobody says how many of a part', 'order_set_part_unclear', [part('A', 1, 1), part('B', null, 1)]],
    ['it has none of a part', 'order_set_part_unclear', [part('A', 0, 1)]],
    ['a part has a price below zero', 'order_set_part_unclear', [part('A', 1, 1), part('B', 1, -1)]],
    ['no price is fine enough', 'order_set_price_too_fine', [part('A', 7_000_000_001, 1)]],
  ] as const)('is not sent where %s', (_, code, parts) => {
    expect(told(parts)).toMatchObject({ code, params: { product: 'KIT' } });
  });

  it('is not sent where its parts have other VAT codes and nobody knows which it gets', () => {
    expect(told([part('A', 1, 1), part('B', 1, 1, '6')])).toMatchObject({ code: 'order_set_vat_unclear' });
    const known = planned([part('A', 1, 1), part('B', 1, 1, '6')], kit(), 10, { debtor: { kind: 'new' } });
    expect(linesOf(known).map(({ VATCode }) => VATCode)).toEqual(['2', '2']);
  });
});
