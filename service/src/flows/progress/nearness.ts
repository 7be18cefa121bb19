/** Exact tells in no documented time zone when an order was made: this is more than zones differ in Europe. */
const NEAR_MS = 3 * 3_600_000;

/** True for an order that was made about then. */
export function isNear(created: string | null, moment: number): boolean {
  return created !== null && Math.abs(moment - Date.parse(created)) < NEAR_MS;
}
