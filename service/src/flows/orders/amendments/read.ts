import { isGuid, SALES_ORDERS_IN_FULL, type ExactDivision, type ExactSalesOrderInFull } from '../../../exact/index.ts';

/** Sales orders with their lines, by lower-case id: one call for several. */
export async function readInFull(
  exact: ExactDivision,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ExactSalesOrderInFull>> {
  const known = ids.filter(isGuid);
  const rows = known.length === 0 ? [] : await exact.findAny(SALES_ORDERS_IN_FULL, 'OrderID', 'guid', known);
  return new Map(rows.map((row) => [row.OrderID.toLowerCase(), row]));
}
