const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** True for an id as Exact writes it, in either case. */
export function isGuid(text: string): boolean {
  return GUID.test(text);
}
