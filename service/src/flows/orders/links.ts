/**
 * The page of a sales order in Exact Online. Exact documents no addresses of its pages; this is the pattern its own screens
 * use, and the number on the order finds it in any case.
 */
export function salesOrderUrl(host: string, division: number, orderId: string): string {
  return `${host}/docs/SlsOrderEntry.aspx?_Division_=${division}&ID=${encodeURIComponent(`{${orderId}}`)}`;
}

/** The page of an account in Exact Online. */
export function accountUrl(host: string, division: number, accountId: string): string {
  return `${host}/docs/CRMAccountCard.aspx?_Division_=${division}&AccountID=${encodeURIComponent(`{${accountId}}`)}`;
}
