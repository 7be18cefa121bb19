/** The field of a record that says what it became in Exact. */
export const DOCUMENT_FIELD = 'Exact_Document__c';

/** What it says of a sales order. */
export const SALES_ORDER_SHOWN = 'Sales order';

/**
 * SOQL that leaves out records whose document is no sales order, behind another condition; empty where the record has no field for it. What
 * says nothing was sent before there were other documents.
 */
export function salesOrdersOnly(field: string | undefined): string {
  return field === undefined ? '' : ` AND (${field} = null OR ${field} = '${SALES_ORDER_SHOWN}')`;
}

/** The same of one that was read. */
export function isSalesOrder({ [DOCUMENT_FIELD]: shown }: { readonly [DOCUMENT_FIELD]?: unknown }): boolean {
  return shown === undefined || shown === null || shown === SALES_ORDER_SHOWN;
}
