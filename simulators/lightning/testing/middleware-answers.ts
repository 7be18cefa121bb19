import type {
  Activity,
  ActivityDetail,
  Budget,
  FieldChange,
  Issue,
  Operation,
  OperationAction,
  Problem,
  Readiness,
  ReadinessCheck,
  RecordSync,
  TimelineItem,
} from 'tandem/middleware';

type ToldProblem = Omit<Problem, 'type' | 'status'>;

/** What the fake middleware answers with: records, problems and lists of a small company. */
export const NOW = '2026-11-24T09:30:00Z';
export const SENT_ORDER_ID = '801000000000001AAA';
export const BAD_ORDER_ID = '801000000000002AAA';

export const OUTDATED: ToldProblem = {
  code: 'configuration_outdated',
  title: 'Somebody else saved the settings',
  detail: 'The settings were saved by somebody else after you opened them.',
  action: 'Look at what was changed meanwhile, then save again. Nothing of it is overwritten.',
};

export const RELEASE: ToldProblem = {
  code: 'start_point_moves_back',
  title: 'Older orders would be sent',
  detail:
    'With these settings Tandem would send 10 orders that it leaves alone today: the oldest of 1 Nov 2026 09:00 (Europe/Amsterdam), the newest of 23 Nov 2026 17:40 (Europe/Amsterdam), together 14230.10 EUR.',
  action:
    'Confirm this number to save, or choose a later start point, fewer statuses or the former condition. Nothing was saved.',
  released: {
    flow: 'orders',
    count: 10,
    isAtMost: false,
    from: '2026-11-01T00:00:00.000Z',
    oldest: '2026-11-01T08:00:00.000Z',
    newest: '2026-11-23T16:40:00.000Z',
    amount: '14230.10',
    currency: 'EUR',
    timeZone: 'Europe/Amsterdam',
  },
};

export const VAT_PROBLEM: ToldProblem = {
  code: 'vat_code_unmapped',
  title: 'A VAT code has no code in Exact Online',
  detail: 'The order product “Lamp” has the VAT code XX.',
  action: 'Add XX to the VAT codes in the Tandem settings, then send the order again.',
};

const BEFORE_START = {
  code: 'order_before_start',
  title: 'The order is older than the start point',
  message:
    'Order 00000101 was activated 24 Nov 2026 10:12 (Europe/Amsterdam). That is before the start point of the order flow, 24 Nov 2026 10:30 (Europe/Amsterdam): it goes only by hand.',
  action: 'Press Send to Exact Online on the order if it belongs there.',
};

const NOT_HERE = {
  code: 'product_not_in_exact',
  title: 'No item of Exact Online belongs to it',
  message: 'Products come from Exact Online, and no item with the code "LAMP" has come.',
  action: 'Give this product the code of an item that Exact Online sells.',
};

export const LOST = 'Exact Online no longer accepts the stored sign-in.';

export const READINESS: Readiness = {
  isReady: false,
  checks: [
    check('exact', 'exact-connection', 'Exact Online answers', 'ok', 'Connected as J. Jansen.'),
    check('exact', 'exact-vat-codes', 'VAT codes can be read', 'ok', '12 VAT codes found.'),
    check('salesforce', 'salesforce-connection', 'Salesforce answers', 'ok', 'Connected to Online Retail BV.'),
    check(
      'salesforce',
      'salesforce-rights-order',
      'What Tandem needs of Order is open',
      'problem',
      'The integration user tandem@retail.example cannot edit Order.',
      'In Tandem Setup press "Grant the rights".',
    ),
  ],
};

export const ORDER_ACTIVITY: Activity = {
  id: '3',
  at: NOW,
  flow: 'orders',
  recordId: SENT_ORDER_ID,
  label: '00000101',
  status: 'created',
  direction: 'toExact',
  code: null,
  message: null,
};

export const PRODUCT_ACTIVITY: Activity = {
  ...ORDER_ACTIVITY,
  id: '1',
  flow: 'products',
  recordId: '0f8fad5b-d9cb-469f-a165-70867728950e',
  label: 'SKU-ΩΩ',
  status: 'blocked',
  direction: 'toSalesforce',
  code: 'unit_missing',
  message: 'Item SKU-ΩΩ has no unit in Exact Online.',
};

export const SALES_ORDER: ActivityDetail['operations'][number] = {
  system: 'exact',
  object: 'SalesOrder',
  action: 'create',
  fields: [{ field: 'YourRef', from: null, to: '00000101' }],
};

export const SENT_EVENT: TimelineItem = {
  at: NOW,
  flow: 'orders',
  title: 'Sales order 20261042 created in Exact Online',
  detail: '2 lines, net 153.90 EUR',
  status: 'created',
  direction: 'toExact',
  code: null,
};

export const OPERATIONS: Operation[] = [
  operation('create', 'SKU-10002', [{ field: 'Name', from: null, to: 'INFLATABLE POLITICAL GLOBE', policy: 'always' }]),
  operation('update', 'SKU-22086', [{ field: 'UnitPrice', from: '2.55', to: '2.95', policy: 'always' }]),
  operation('block', 'SKU-ΩΩ', [], {
    type: 'urn:tandem:error:unit_missing',
    status: 422,
    code: 'unit_missing',
    title: 'The item has no unit',
    detail: 'Item SKU-ΩΩ has no unit in Exact Online.',
    action: 'Give it a unit.',
  }),
];

export const BUDGET: Budget = {
  divisions: [
    {
      division: 123456,
      name: 'Online Retail',
      minute: { limit: 60, used: 9, resetsAt: '2026-11-24T09:31:00Z' },
      day: { limit: 5000, used: 4210, resetsAt: '2026-11-25T00:00:00Z' },
    },
  ],
  salesforce: { limit: 100000, used: 31 },
  forecast: [{ flow: 'orders', waiting: 2, text: '2 orders wait for you', doneAt: null, recordsPerMinute: null }],
};

function check(
  system: ReadinessCheck['system'],
  id: string,
  title: string,
  state: ReadinessCheck['state'],
  detail: string,
  action: string | null = null,
): ReadinessCheck {
  return { id, system, title, state, detail, action };
}

export function issue(id: string, recordId: string, label: string, message: string): Issue {
  return {
    id,
    flow: 'orders',
    division: 123456,
    recordId,
    label,
    code: 'vat_code_unmapped',
    title: 'The order cannot be sent yet',
    message,
    action: 'Correct it on the record, then retry.',
    field: 'VAT code',
    firstAt: NOW,
    lastAt: NOW,
    attempts: 2,
    state: 'open',
  };
}

function operation(action: OperationAction, label: string, fields: FieldChange[], reason: Problem | null = null): Operation {
  return {
    key: `salesforce/Product2/${label}`,
    recordId: label,
    label,
    system: 'salesforce',
    action,
    object: 'Product2',
    fields,
    reason,
    outcome: null,
  };
}

export function recordSync(recordId: string, isSent: boolean): RecordSync {
  const hasProblem = recordId === BAD_ORDER_ID;
  const isOrder = recordId.startsWith('801');
  const { code, title, detail: message, action } = VAT_PROBLEM;
  return {
    recordId,
    flow: 'orders',
    status: isSent ? 'synced' : hasProblem ? 'problem' : 'notSynced',
    exactId: isSent ? 'guid' : null,
    exactNumber: isSent ? '20261042' : null,
    url: isSent ? 'https://start.exactonline.nl/docs/SlsOrder.aspx?id=1' : null,
    lastSyncedAt: isSent ? NOW : null,
    problem: hasProblem ? { code, title, message, action, field: null } : null,
    reason: isSent || hasProblem ? null : isOrder ? BEFORE_START : NOT_HERE,
    waitingUntil: null,
    canSend: isOrder && !isSent && !hasProblem,
  };
}
