import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ExactPlanningDetail } from '../../exact/index.ts';
import { Decimal } from '../../money/index.ts';
import { firstExpected } from './expected.ts';

const RECEIPT = 130;

const detail = (PlannedDate: string | null, PlannedQuantity: string | null, PlanningType = RECEIPT, Warehouse = 'W') => ({
  ...{ Item: 'I', Warehouse, PlannedDate, PlannedQuantity, PlanningType },
});
const of = (...details: readonly ExactPlanningDetail[]) => {
  const next = firstExpected(details).get('w');
  return next && [next.on, next.quantity.toFixed()];
};

describe('what comes next into a warehouse', () => {
  it('is all of the first day, by whatever it comes', () => {
    expect(of(detail('2020-02-01', '5'), detail('2020-01-09', '1.5'), detail('2020-01-09', '2', 160))).toEqual([
      '2020-01-09',
      '3.5',
    ]);
  });

  it('is nothing that goes out, comes into another one, has no day or takes goods in trade', () => {
    const others = [
      detail('2020-01-01', '-3', 120),
      detail('2020-01-01', '-3'),
      detail('2020-01-01', '7', RECEIPT, 'OTHER'),
      detail(null, '7'),
      detail('2020-01-01', null),
      detail('2020-01-01', '7', 200),
    ];
    expect(of(...others)).toBeUndefined();
    expect(of(...others, detail('2020-03-01', '1'))).toEqual(['2020-03-01', '1']);
  });

  it('does not depend on the order in which Exact tells it', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((each) => `2020-01-${String(each).padStart(2, '0')}`);
    const quantity = fc.integer({ min: 1, max: 99_999 }).map((units) => new Decimal(units).div(1_000).toFixed());
    fc.assert(
      fc.property(fc.array(fc.tuple(day, quantity), { minLength: 1, maxLength: 9 }), (rows) => {
        const details = rows.map(([on, amount]) => detail(on, amount));
        const [first = ''] = rows.map(([on]) => on).sort();
        const sum = Decimal.sum(...rows.filter(([on]) => on === first).map(([, amount]) => amount));
        expect(of(...details)).toEqual([first, sum.toFixed()]);
        expect(of(...details.toReversed())).toEqual(of(...details));
      }),
    );
  });
});
