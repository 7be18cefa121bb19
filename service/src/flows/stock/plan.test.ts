import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { TargetLimits } from '../../mapping/index.ts';
import { Decimal } from '../../money/index.ts';
import { CONFIGURATION } from '../configuration.ts';
import { planStock } from './plan.ts';
import type { ItemStock, StockFacts, StockRow } from './types.ts';

const DIVISION = 7;
const ITEM_ID = '00000000-0000-4000-8000-00000000000a';
const MOMENT = {
  configuration: CONFIGURATION.parse({
    version: 1,
    divisions: [{ code: DIVISION, default: true }],
    flows: { stock: { enabled: true, warehouses: { count: 'allBut', codes: ['OUT'] } } },
  }),
  now: new Date(),
  division: DIVISION,
};
const AMOUNTS = ['Available__c', 'Physical__c', 'Reserved__c', 'Incoming__c', 'Projected__c'];
const FACTS: StockFacts = {
  division: DIVISION,
  totalScale: 4,
  rowFields: new Map<string, TargetLimits>([
    ...AMOUNTS.map((field) => [field, { kind: 'amount', scale: 4 }] as const),
    ...['Warehouse__c', 'Warehouse_Code__c'].map((field) => [field, { kind: 'text', length: 20 }] as const),
  ]),
};
const PRODUCT = { Id: '01t', Exact_Id__c: ITEM_ID, ProductCode: 'LAMP', Exact_Stock__c: null, Exact_Stock_Synced_At__c: null };

const quantity = fc.integer({ min: -99_999, max: 9_999_999 }).map((units) => new Decimal(units).div(10_000).toFixed());
const warehouse = fc.record({
  number: fc.integer({ min: 0, max: 30 }),
  isOut: fc.boolean(),
  current: quantity,
  planned: quantity,
});
const warehouses = fc.uniqueArray(warehouse, { selector: ({ number }) => number, minLength: 1, maxLength: 12 });
type Warehouse = { readonly number: number; readonly isOut: boolean; readonly current: string; readonly planned: string };

const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

function positionOf({ number, isOut, current, planned }: Warehouse) {
  const WarehouseCode = isOut ? 'out' : `W${number}`;
  return {
    ...{
      ID: idOf(number),
      ItemId: ITEM_ID,
      ItemCode: 'LAMP',
      Warehouse: idOf(number),
      WarehouseCode,
      WarehouseDescription: null,
    },
    ...{ UnitCode: 'pc', CurrentStock: current, PlanningOut: planned, PlanningIn: '0', ProjectedStock: '0' },
    ...{ ReservedStock: '0', ReorderPoint: '0' },
  };
}

function planned(all: readonly Warehouse[], rows: readonly StockRow[] = [], goneKeys: readonly string[] = []) {
  const item: ItemStock = {
    itemId: ITEM_ID,
    product: PRODUCT,
    positions: all.map(positionOf),
    rows,
    expected: undefined,
    goneKeys: new Set(goneKeys),
  };
  return planStock({ facts: FACTS, items: [item] }, MOMENT);
}

/** The rows that stand once a plan was carried out. */
function rowsAfter(operations: ReturnType<typeof planned>): StockRow[] {
  return operations
    .filter(({ object }) => object === 'ExactStock__c')
    .map(({ fields, key }) => ({
      ...({ Id: key, Exact_Item_Id__c: ITEM_ID, Available__c: null, In_Total__c: false } as unknown as StockRow),
      ...Object.fromEntries(fields.map(({ field, to }) => [field, AMOUNTS.includes(field) ? Number(to) : to])),
    }));
}

const totalIn = (operations: ReturnType<typeof planned>): unknown =>
  operations.flatMap(({ fields }) => fields).find(({ field }) => field === 'Exact_Stock__c')?.to ?? null;

describe('the total of a product', () => {
  it('is the sum of what its counted warehouses can sell, to the last decimal, or empty where none counts', () => {
    fc.assert(
      fc.property(warehouses, (all) => {
        const counted = all.filter(({ isOut }) => !isOut);
        const sum = counted.reduce((total, { current, planned: out }) => total.plus(current).minus(out), new Decimal(0));

        expect(totalIn(planned(all))).toBe(counted.length === 0 ? null : sum.toFixed());
      }),
    );
  });

  it('is the same whether its warehouses are read together or one after the other', () => {
    fc.assert(
      fc.property(warehouses, fc.nat(), (all, cut) => {
        const [first, rest] = [all.slice(0, cut % all.length), all.slice(cut % all.length)];
        const rows = rowsAfter(planned(first));

        expect(totalIn(planned(rest, rows))).toBe(totalIn(planned(all)));
      }),
    );
  });

  it('no longer has what is gone', () => {
    fc.assert(
      fc.property(warehouses, (all) => {
        const rows = rowsAfter(planned(all));
        const [gone, ...left] = all;
        const operations = planned([], rows, [`${DIVISION}-StockPositions-${idOf(gone?.number ?? 0)}`]);

        expect(totalIn(operations)).toBe(totalIn(planned(left)));
      }),
    );
  });

  it('is written beside the rows without being approved, for it says nothing of its own; one record counts once', () => {
    const operations = planned([{ number: 1, isOut: false, current: '5', planned: '0' }]);

    expect(operations.map(({ object, action, isMain, isNote }) => [object, action, isMain, isNote ?? false])).toEqual([
      ['ExactStock__c', 'create', true, false],
      ['Product2', 'update', false, true],
    ]);
  });
});
