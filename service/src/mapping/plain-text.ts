/** The text of a text, number or flag as a system sent it; empty for nothing and for anything that is no single value. */
export function plainText(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint' ? String(value) : '';
}
