/** Flag of an order that takes back what another one sold. */
export const REDUCTION_FLAG = 'IsReductionOrder';

/** SOQL that leaves out returns, behind another condition on orders; empty where the object has no such flag. `fields`: of its describe. */
export function soldOnly(fields: { has(name: string): boolean }): string {
  return fields.has(REDUCTION_FLAG) ? ` AND ${REDUCTION_FLAG} = false` : '';
}
