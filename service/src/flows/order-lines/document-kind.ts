/** The field of a record that says what it became in Exact. */
export const DOCUMENT_FIELD = 'Exact_Document__c';

/** What it says of a sales order. */
export const SALES_ORDER_SHOWN = 'Sales order';

/** SOQL for records whose document is a sales order. What says nothing was sent before there were other documents. */
export const IS_SALES_ORDER = `(${DOCUMENT_FIELD} = null OR ${DOCUMENT_FIELD} = '${SALES_ORDER_SHOWN}')`;

/** The same of one that was read. */
export function isSalesOrder({ [DOCUMENT_FIELD]: shown }: { readonly [DOCUMENT_FIELD]?: unknown }): boolean {
  return shown === undefined || shown === null || shown === SALES_ORDER_SHOWN;
}
