import { salesInvoiceUrl } from '../../exact/index.ts';
import type { NamedRoles } from '../../links/index.ts';

/** What a credit note of Exact is to a reduction order. */
export const RETURN_ROLES: NamedRoles = {
  creditNote: {
    object: 'Order',
    entity: 'SalesInvoices',
    lookup: 'Order__c',
    ofDefaultDivision: [],
    isFirstOnRecord: true,
    page: salesInvoiceUrl,
  },
};
