import type { ExactSalesOrder } from '../../exact/index.ts';

/** Numbers of statuses in Exact, of an order, its delivery and its invoicing, and of a line. */
const PARTIAL = 20;
export const COMPLETE = 21;
export const CANCELLED = 45;

const STATUSES: Readonly<Record<number, string>> = {
  12: 'Open',
  [PARTIAL]: 'Partial',
  [COMPLETE]: 'Complete',
  [CANCELLED]: 'Cancelled',
};
const APPROVALS: Readonly<Record<number, string>> = { 0: 'Awaiting approval', 1: 'Automatic', 2: 'Approved' };

/** Longest value of a picklist. */
const VALUE_LENGTH = 255;

/** What an order shows when Exact does not have it any more. */
export const DELETED = 'Deleted in Exact';
/** What the row of an order that was born in Exact shows once it is an order of Salesforce. */
export const IN_SALESFORCE = 'Order in Salesforce';

/** Why the row of an order says nothing of it any more. */
export type BornEnd = typeof DELETED | typeof IN_SALESFORCE;

/** Of an order that shows one of these nothing more becomes. */
export const CLOSED: ReadonlySet<string> = new Set(['Invoiced', 'Cancelled']);

/**
 * The statuses of an order under the names of the package's picklists. A number that is not among the documented ones is shown in
 * Exact's own words. Pure.
 */
export function statusesOf(order: ExactSalesOrder): Readonly<Record<string, string | null>> {
  return {
    Exact_Approval__c: named(APPROVALS, order.ApprovalStatus, order.ApprovalStatusDescription),
    Exact_Delivery_Status__c: named(STATUSES, order.DeliveryStatus, order.DeliveryStatusDescription),
    Exact_Invoice_Status__c: named(STATUSES, order.InvoiceStatus, order.InvoiceStatusDescription),
    Exact_Progress__c: progressOf(order),
  };
}

/** What became of an order, in one word: the farthest it has come. Pure. */
export function progressOf({
  Status: status,
  DeliveryStatus: delivery,
  InvoiceStatus: invoice,
}: Pick<ExactSalesOrder, 'Status' | 'DeliveryStatus' | 'InvoiceStatus'>): string {
  if (status === CANCELLED) return 'Cancelled';
  if (invoice === COMPLETE) return 'Invoiced';
  if (invoice === PARTIAL) return 'Partly invoiced';
  if (delivery === COMPLETE) return 'Delivered';
  return delivery === PARTIAL ? 'Partly delivered' : 'Open';
}

function named(names: Readonly<Record<number, string>>, value: number | null, description: string | null): string | null {
  if (value === null) return null;
  return names[value] ?? (description ?? String(value)).slice(0, VALUE_LENGTH);
}
