import type { ExactStockPosition } from '../../exact/index.ts';
import { Decimal, toDecimal } from '../../money/index.ts';
import type { StockDocument } from './settings.ts';

/**
 * What can be sold of a position, as the settings calculate it; undefined where Exact tells a quantity that it needs not. Not
 * `ReservedStock`: that is no reservation of orders, which stand in `PlanningOut`.
 */
export function availableOf(position: ExactStockPosition, calculation: StockDocument['available']): Decimal | undefined {
  const { CurrentStock, PlanningIn, PlanningOut, ProjectedStock } = position;
  switch (calculation) {
    case 'physical':
      return sum([1, CurrentStock]);
    case 'lessOrders':
      return sum([1, CurrentStock], [-1, PlanningOut]);
    case 'withIncoming':
      return sum([1, CurrentStock], [1, PlanningIn]);
    case 'projected':
      return sum([1, ProjectedStock]);
  }
}

/** True for a warehouse that the total of a product counts. Codes are compared without case, as Exact does. */
export function counts(code: string | null, { count, codes }: StockDocument['warehouses']): boolean {
  if (count === 'all') return true;
  const isNamed = codes.some((named) => named.toLowerCase() === (code ?? '').toLowerCase());
  return count === 'only' ? isNamed : !isNamed;
}

function sum(...parts: readonly (readonly [1 | -1, string | null])[]): Decimal | undefined {
  let total = new Decimal(0);
  for (const [sign, text] of parts) {
    const quantity = toDecimal(text);
    if (quantity === null) return undefined;
    total = total.plus(quantity.times(sign));
  }
  return total;
}
