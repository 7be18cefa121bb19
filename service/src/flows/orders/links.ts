/**
 * The page of a sales order in Exact Online. Exact documents no addresses of its pages; this is the pattern its own screens
 * use, and the number on the order finds it in any case.
 */
export function salesOrderUrl(host: string, division: number, orderId: string): string {
  return `${host}/docs/SlsOrderEntry.aspx?_Division_=${division}&ID=${encodeURIComponent(`{${orderId}}`)}`;
}

/** True for the page of a sales order in a company other than `division`. */
export function isOfOtherDivision(url: string, division: number): boolean {
  const named = /[?&]_Division_=(\d+)&/.exec(url)?.[1];
  return named !== undefined && named !== String(division);
}
