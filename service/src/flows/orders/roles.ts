import { salesOrderUrl } from '../../exact/index.ts';
import type { LinkRole, NamedRoles } from '../../links/index.ts';
import { CUSTOMER_ROLES } from '../customers/index.ts';
import { TARGETS } from './targets/index.ts';

const DOCUMENT = { object: 'Order', lookup: 'Order__c', ofDefaultDivision: [], isFirstOnRecord: true } as const;

/** What records of Exact are to an order and its customer. */
export const ORDER_ROLES: NamedRoles = {
  // An order is one document, whatever its division: its fields speak of it, and the row stands beside them.
  salesOrder: { ...DOCUMENT, entity: 'SalesOrders', page: salesOrderUrl },
  ...Object.fromEntries(
    TARGETS.filter(({ kind }) => kind !== 'salesOrder').map(({ kind, entity, page }) => [kind, { ...DOCUMENT, entity, page }]),
  ),
  // Whatever was sent is one sales order, and what it is in Salesforce tells its id.
  opportunitySalesOrder: ofObject('Opportunity'),
  quoteSalesOrder: ofObject('Quote'),
  ...CUSTOMER_ROLES,
};

function ofObject(object: string): LinkRole {
  return { object, entity: 'SalesOrders', ofDefaultDivision: [], isFirstOnRecord: true, page: salesOrderUrl };
}
