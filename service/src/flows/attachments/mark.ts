/** What a document is known by again: the order and the content of its file. It stands in the body of the document. */
export function markOf(orderId: string, checksum: string): string {
  return `Tandem ${orderId}-${checksum}`;
}

/** The body of a document, for people and for Tandem. */
export function bodyOf(order: { readonly Id: string; readonly OrderNumber: string }, name: string, checksum: string): string {
  return `Salesforce ${order.OrderNumber}: ${name}. ${markOf(order.Id, checksum)}`;
}

/** The mark in a body; undefined for a document that Tandem did not make. Exact may have put its own words around it. */
export function markIn(body: string | null): string | undefined {
  return /Tandem 801[0-9A-Za-z]{15}-[0-9a-f]{32}/.exec(body ?? '')?.[0];
}
