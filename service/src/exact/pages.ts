/**
 * Addresses of pages of Exact Online, for people. Exact documents none of them; these are the patterns that its own screens use, and
 * the number, name or code on the record finds the same in any case. `host` is such as `https://start.exactonline.nl`.
 */

/** The page of a sales order. */
export function salesOrderUrl(host: string, division: number, orderId: string): string {
  return pageUrl(host, 'SlsOrderEntry.aspx', division, 'ID', orderId);
}

/** The page of a sales invoice, processed or not. */
export function salesInvoiceUrl(host: string, division: number, invoiceId: string): string {
  return pageUrl(host, 'SlsInvoiceEntry.aspx', division, 'InvoiceID', invoiceId);
}

/** The page of a quotation. */
export function quotationUrl(host: string, division: number, quotationId: string): string {
  return pageUrl(host, 'CRMQuotation.aspx', division, 'QuotationID', quotationId);
}

/** The page of an account. */
export function accountUrl(host: string, division: number, accountId: string): string {
  return pageUrl(host, 'CRMAccountCard.aspx', division, 'AccountID', accountId);
}

/** The page of an item. */
export function itemUrl(host: string, division: number, itemId: string): string {
  return pageUrl(host, 'LogItemCard.aspx', division, 'Item', itemId);
}

/** The division that a page is of; undefined where its address names none. */
export function divisionOfPage(url: string | undefined): number | undefined {
  const named = /[?&]_Division_=(\d+)&/.exec(url ?? '')?.[1];
  return named === undefined ? undefined : Number(named);
}

function pageUrl(host: string, page: string, division: number, key: string, id: string): string {
  return `${host}/docs/${page}?_Division_=${division}&${key}=${encodeURIComponent(`{${id}}`)}`;
}
