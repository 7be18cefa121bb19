import { fill } from 'c/labelText';
import directInvoice from '@salesforce/label/c.ChangeUtils_DirectInvoice';
import empty from '@salesforce/label/c.ChangeUtils_Empty';
import link from '@salesforce/label/c.ChangeUtils_Link';
import no from '@salesforce/label/c.ChangeUtils_No';
import orderProduct from '@salesforce/label/c.ChangeUtils_OrderProduct';
import place from '@salesforce/label/c.ChangeUtils_Place';
import priceBookEntry from '@salesforce/label/c.ChangeUtils_PriceBookEntry';
import product from '@salesforce/label/c.ChangeUtils_Product';
import quotation from '@salesforce/label/c.ChangeUtils_Quotation';
import salesInvoice from '@salesforce/label/c.ChangeUtils_SalesInvoice';
import salesOrder from '@salesforce/label/c.ChangeUtils_SalesOrder';
import salesOrderLine from '@salesforce/label/c.ChangeUtils_SalesOrderLine';
import sameRun from '@salesforce/label/c.ChangeUtils_SameRun';
import yes from '@salesforce/label/c.ChangeUtils_Yes';
import approved from '@salesforce/label/c.Common_Approved';
import asked from '@salesforce/label/c.Common_AskedForApproval';
import changed from '@salesforce/label/c.Common_Changed';
import connected from '@salesforce/label/c.Common_Connected';
import created from '@salesforce/label/c.Common_Created';
import exactOnline from '@salesforce/label/c.Common_ExactOnline';
import failed from '@salesforce/label/c.Common_Failed';
import needsYou from '@salesforce/label/c.Common_NeedsYou';
import refused from '@salesforce/label/c.Common_Refused';
import salesforce from '@salesforce/label/c.Common_Salesforce';
import skipped from '@salesforce/label/c.Common_Skipped';
import unchanged from '@salesforce/label/c.Common_Unchanged';
import type { ActivityStatus } from 'tandem/middleware';

const labels = {
  approved,
  asked,
  changed,
  connected,
  created,
  directInvoice,
  empty,
  exactOnline,
  failed,
  link,
  needsYou,
  no,
  orderProduct,
  place,
  priceBookEntry,
  product,
  quotation,
  refused,
  salesInvoice,
  salesOrder,
  salesOrderLine,
  salesforce,
  sameRun,
  skipped,
  unchanged,
  yes,
};

/** What people call the objects of both systems; any other keeps its own name. */
const OBJECT_NAMES: Readonly<Record<string, string>> = {
  Product2: labels.product,
  PricebookEntry: labels.priceBookEntry,
  OrderItem: labels.orderProduct,
  ExactLink__c: labels.link,
  SalesOrder: labels.salesOrder,
  SalesInvoice: labels.salesInvoice,
  DirectInvoice: labels.directInvoice,
  Quotation: labels.quotation,
  SalesOrderLine: labels.salesOrderLine,
};

const SYSTEM_NAMES = { exact: labels.exactOnline, salesforce: labels.salesforce };

const OUTCOMES: Readonly<Record<ActivityStatus, OutcomeText>> = {
  created: { icon: 'utility:success', variant: 'success', label: labels.created },
  updated: { icon: 'utility:success', variant: 'success', label: labels.changed },
  unchanged: { icon: 'utility:check', variant: '', label: labels.unchanged },
  skipped: { icon: 'utility:skip', variant: '', label: labels.skipped },
  blocked: { icon: 'utility:warning', variant: 'warning', label: labels.needsYou },
  failed: { icon: 'utility:error', variant: 'error', label: labels.failed },
  connected: { icon: 'utility:link', variant: '', label: labels.connected },
  asked: { icon: 'utility:questions_and_answers', variant: '', label: labels.asked },
  approved: { icon: 'utility:check', variant: 'success', label: labels.approved },
  refused: { icon: 'utility:ban', variant: '', label: labels.refused },
};

const SALESFORCE_ID = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/;

export interface OutcomeText {
  readonly icon: string;
  readonly variant: string;
  readonly label: string;
}

/** How a record ended, that a connection was changed, or what became of an approval, with its icon. */
export function describeOutcome(status: ActivityStatus): OutcomeText {
  return OUTCOMES[status];
}

/** Where something is written, such as "Sales order in Exact Online". */
export function describePlace(system: keyof typeof SYSTEM_NAMES, object: string): string {
  return fill(labels.place, { object: OBJECT_NAMES[object] ?? object, system: SYSTEM_NAMES[system] });
}

/** The value of a field in words. */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined || value === '') {
    return labels.empty;
  }
  if (typeof value === 'boolean') {
    return value ? labels.yes : labels.no;
  }
  if (Array.isArray(value)) {
    return value.map(describeValue).join('; ');
  }
  if (typeof value === 'object') {
    return 'ref' in value ? labels.sameRun : describeParts(value);
  }
  return String(value);
}

/** The parts of a value that has several, such as a line of an order. */
function describeParts(value: object): string {
  return Object.entries(value)
    .map(([name, part]) => `${name}: ${describeValue(part)}`)
    .join(', ');
}

/** True when the id opens a record in Salesforce; an id of Exact Online does not. */
export function isSalesforceId(recordId: string): boolean {
  return SALESFORCE_ID.test(recordId);
}
