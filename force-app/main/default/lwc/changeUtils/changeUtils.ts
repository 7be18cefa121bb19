import type { ActivityStatus } from 'tandem/middleware';

/** What people call the objects of both systems; any other keeps its own name. */
const OBJECT_NAMES: Readonly<Record<string, string>> = {
  Product2: 'Product',
  PricebookEntry: 'Price book entry',
  OrderItem: 'Order product',
  ExactLink__c: 'Link',
  SalesOrder: 'Sales order',
  SalesOrderLine: 'Sales order line',
};

const SYSTEM_NAMES = { exact: 'Exact Online', salesforce: 'Salesforce' } as const;

const OUTCOMES: Readonly<Record<ActivityStatus, OutcomeText>> = {
  created: { icon: 'utility:success', variant: 'success', label: 'Created' },
  updated: { icon: 'utility:success', variant: 'success', label: 'Changed' },
  unchanged: { icon: 'utility:check', variant: '', label: 'Unchanged' },
  skipped: { icon: 'utility:skip', variant: '', label: 'Skipped' },
  blocked: { icon: 'utility:warning', variant: 'warning', label: 'Needs you' },
  failed: { icon: 'utility:error', variant: 'error', label: 'Failed' },
  connected: { icon: 'utility:link', variant: '', label: 'Connected' },
};

const SALESFORCE_ID = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/;

export interface OutcomeText {
  readonly icon: string;
  readonly variant: string;
  readonly label: string;
}

/** How a record ended, or that a connection was changed, with its icon. */
export function describeOutcome(status: ActivityStatus): OutcomeText {
  return OUTCOMES[status];
}

/** Where something is written, such as "Sales order in Exact Online". */
export function describePlace(system: keyof typeof SYSTEM_NAMES, object: string): string {
  return `${OBJECT_NAMES[object] ?? object} in ${SYSTEM_NAMES[system]}`;
}

/** The value of a field in words. */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined || value === '') {
    return '(empty)';
  }
  if (typeof value === 'boolean') {
    return value ? 'Yes' : 'No';
  }
  if (Array.isArray(value)) {
    return value.map(describeValue).join('; ');
  }
  if (typeof value === 'object') {
    return 'ref' in value ? '(made in the same run)' : describeParts(value);
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
