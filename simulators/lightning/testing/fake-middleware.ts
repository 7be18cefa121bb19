import { startJsonServer, type JsonAnswer, type JsonServer, type ReceivedRequest } from './json-server.ts';

const COUNTS = { created: 0, updated: 0, unchanged: 0, skipped: 0, blocked: 0, failed: 0 };
const NOW = '2026-11-24T09:30:00Z';
export const SENT_ORDER_ID = '801000000000001AAA';
export const BAD_ORDER_ID = '801000000000002AAA';

type Json = Record<string, unknown>;

/** A middleware of a few answers: enough to walk every path of the components. State changes as the real one's would. */
export class FakeMiddleware {
  state = 'active';
  version = 3;
  author = 'admin';
  document: Json = {
    version: 1,
    divisions: [{ code: 123456, default: true }],
    flows: { products: { enabled: true }, orders: { enabled: false, sendFrom: '2026-11-24T09:30:00.000Z' } },
    tables: { vat: [{ salesforce: 'HIGH', exact: '2' }], paymentConditions: [] },
  };
  issues: Json[] = [
    issue(
      '1',
      '801000000000002AAA',
      'Order 00000102',
      'The order product “Lamp” has the VAT code XX, which has no code in Exact Online.',
    ),
    issue('2', '801000000000003AAA', 'Order 00000103', 'The account “Café Noir” has no e-mail address.'),
  ];
  isAvailable = true;
  exactState = 'connected';
  private run: { id: string; flow: string; mode: string; looks: number; end: string } | undefined;
  isSent = false;
  private server: JsonServer | undefined;

  async start(): Promise<JsonServer> {
    this.server = await startJsonServer((request) => this.answer(request));
    return this.server;
  }

  private answer(request: ReceivedRequest): JsonAnswer {
    const [path = '', query = ''] = request.path.split('?');
    if (!this.isAvailable) {
      return { status: 503, text: '<h1>Maintenance</h1>' };
    }
    if (request.headers.authorization !== 'Bearer org-key') {
      return problem(401, {
        code: 'unauthorized',
        title: 'Not signed in',
        detail: 'The API key is missing.',
        action: 'Pair the org again.',
      });
    }
    const key = `${request.method} ${path}`;
    return (
      this.simpleAnswer(key, request) ??
      this.recordAnswer(key, path) ??
      this.listAnswer(key, query) ?? { status: 404, json: { title: 'Not found' } }
    );
  }

  private simpleAnswer(key: string, request: ReceivedRequest): JsonAnswer | undefined {
    const { body } = request;
    switch (key) {
      case 'GET /v1/org':
        return { json: this.org() };
      case 'POST /v1/connect/exact':
        // A page that connects at once: what matters here is the way there and back.
        this.exactState = 'connected';
        return { status: 201, json: { url: `${this.server?.url}/connect/exact?ticket=t` } };
      case 'GET /v1/readiness':
        return { json: READINESS };
      case 'GET /v1/config':
        return { json: { version: this.version, document: this.document, author: this.author, savedAt: NOW } };
      case 'PUT /v1/config':
        return this.save(request);
      case 'POST /v1/pause':
      case 'POST /v1/resume':
        this.state = key.endsWith('pause') ? 'paused' : 'active';
        return { json: { state: this.state } };
      case 'POST /v1/runs': {
        const { flow, mode } = JSON.parse(body) as { flow: string; mode: string };
        this.run = { id: 'run-1', flow, mode, looks: 0, end: mode === 'plan' ? 'planned' : 'succeeded' };
        return { status: 202, json: { runId: 'run-1' } };
      }
      case 'GET /v1/runs/run-1':
        return { json: this.look() };
      case 'POST /v1/runs/run-1/approve':
        this.run = { id: 'run-1', flow: this.run?.flow ?? '', mode: 'apply', looks: 0, end: 'succeeded' };
        return { status: 202, json: { runId: 'run-1' } };
      case 'POST /v1/runs/run-1/cancel':
        this.run = { id: 'run-1', flow: this.run?.flow ?? '', mode: 'plan', looks: 9, end: 'cancelled' };
        return { json: {} };
      default:
        return undefined;
    }
  }

  private recordAnswer(key: string, path: string): JsonAnswer | undefined {
    if (key === `POST /v1/orders/${SENT_ORDER_ID}/push`) {
      this.isSent = true;
      const totals = { net: '153.90', vat: '32.32', gross: '186.22', currency: 'EUR' };
      return {
        json: {
          status: 'sent',
          exactId: 'guid',
          exactNumber: '20261042',
          url: 'https://start.exactonline.nl/docs/SlsOrder.aspx?id=1',
          totals,
        },
      };
    }
    if (key === `POST /v1/orders/${BAD_ORDER_ID}/push`) {
      return problem(422, VAT_PROBLEM);
    }
    const [, id, timeline] = /^\/v1\/records\/(\w+)(\/timeline)?$/.exec(path) ?? [];
    if (id === undefined) {
      return undefined;
    }
    const isSent = id === SENT_ORDER_ID && this.isSent;
    return { json: timeline ? { items: isSent ? [SENT_EVENT] : [], next: null } : recordSync(id, isSent) };
  }

  private listAnswer(key: string, query: string): JsonAnswer | undefined {
    const [, id, action] = /^POST \/v1\/issues\/(\d)\/(\w+)$/.exec(key) ?? [];
    if (id !== undefined) {
      const others = this.issues.filter((each) => each['id'] !== id);
      const retried = this.issues.filter((each) => each['id'] === id).map((each) => ({ ...each, state: 'retrying' }));
      this.issues = action === 'retry' ? [...retried, ...others] : others;
      return { status: 202, json: {} };
    }
    switch (key) {
      case 'GET /v1/issues':
        return { json: { items: query.includes('flow=products') ? [] : this.issues, next: null } };
      case 'GET /v1/runs/run-1/operations':
        return { json: { items: OPERATIONS, next: null } };
      case 'GET /v1/activity':
        return {
          json: query.includes('cursor=2') ? { items: [PRODUCT_ACTIVITY], next: null } : { items: [ORDER_ACTIVITY], next: '2' },
        };
      case 'GET /v1/activity/3':
        return { json: { ...ORDER_ACTIVITY, operations: [SALES_ORDER] } };
      case 'GET /v1/budget':
        return { json: BUDGET };
      case 'GET /v1/reference/123456/vatCodes':
        return {
          json: {
            items: [
              { code: '1', description: 'Low 9 %' },
              { code: '2', description: 'High 21 %' },
            ],
          },
        };
      case 'GET /v1/reference/123456/paymentConditions':
        return { json: { items: [{ code: '30', description: '30 days' }] } };
      case 'GET /v1/reference/123456/shippingMethods':
        return { json: { items: [{ code: 'POST', description: 'Post' }] } };
      case 'GET /v1/reference/123456/countries':
        return { json: { items: [{ code: 'NL', description: 'Netherlands' }] } };
      default:
        return undefined;
    }
  }

  /** Somebody else saves while a page is open. */
  saveAsAnother(author: string, change: (document: Json) => Json): void {
    this.document = change(this.document);
    this.version += 1;
    this.author = author;
  }

  private save({ body, path, headers }: ReceivedRequest): JsonAnswer {
    const document = JSON.parse(body) as Json;
    if (headers['if-match'] !== `"${this.version}"`) {
      return problem(412, OUTDATED);
    }
    if (startOf(document) < startOf(this.document) && !path.includes('confirmReleased=10')) {
      return problem(409, RELEASE);
    }
    const debtor = (document as { flows?: { orders?: { debtor?: { defaultAccountCode?: string } } } }).flows?.orders?.debtor;
    if (debtor?.defaultAccountCode === '99') {
      const problems = [
        { pointer: '/flows/orders/debtor/defaultAccountCode', message: 'There is no account 99 in Exact Online.' },
      ];
      return problem(422, {
        code: 'configuration_invalid',
        title: 'The settings are not right',
        action: 'Correct what is marked and save again.',
        problems,
      });
    }
    this.document = document;
    this.version += 1;
    this.author = 'admin';
    return { json: { version: this.version, document, author: this.author, savedAt: NOW } };
  }

  private look(): Json {
    const { flow = 'products', mode = 'apply', looks = 0, end = 'succeeded' } = this.run ?? {};
    if (this.run) {
      this.run.looks += 1;
    }
    const isDone = looks >= 2;
    return {
      id: 'run-1',
      flow,
      mode,
      state: isDone ? end : 'running',
      progress: { done: isDone ? 1550 : 620, total: 1550 },
      counts: isDone
        ? { ...COUNTS, created: 1523, updated: 12, unchanged: 13, skipped: 1, blocked: 1 }
        : { ...COUNTS, created: 620 },
      calls: { exact: 9, salesforce: 31 },
      startedAt: NOW,
      finishedAt: isDone ? NOW : null,
      problem: null,
    };
  }

  private org(): Json {
    const flows = (this.document['flows'] ?? {}) as Record<string, { enabled?: boolean } | undefined>;
    const lastRun = this.run && this.run.looks > 2 ? this.look() : null;
    const flow = (name: string, openIssues: number): Json => ({
      name,
      isEnabled: flows[name]?.enabled === true,
      state: flows[name]?.enabled === true ? 'idle' : 'off',
      stoppedBecause: null,
      lastRunAt: name === 'products' ? NOW : null,
      lastRun: lastRun && lastRun['flow'] === name ? lastRun : null,
      openIssues,
      nextPollAt: name === 'products' ? NOW : null,
    });
    return {
      orgId: '00D000000000001AAA',
      name: 'Online Retail BV',
      isSandbox: true,
      namespace: null,
      state: this.state,
      trialEndsAt: '2026-12-08T00:00:00Z',
      connections: {
        salesforce: {
          state: 'connected',
          detail: null,
          instanceUrl: 'https://retail.my.salesforce.com',
          checkedAt: NOW,
          userName: 'tandem@retail.example',
        },
        exact: {
          state: this.exactState,
          detail: this.exactState === 'connected' ? null : LOST,
          country: 'nl',
          userName: 'J. Jansen',
          checkedAt: NOW,
        },
      },
      divisions: [{ code: 123456, name: 'Online Retail', currency: 'EUR', country: 'NL', isDefault: true }],
      features: { orders: true },
      flows: [flow('products', 0), flow('orders', this.issues.length)],
    };
  }
}

const OUTDATED = {
  code: 'configuration_outdated',
  title: 'Somebody else saved the settings',
  detail: 'The settings were saved by somebody else after you opened them.',
  action: 'Look at what was changed meanwhile, then save again. Nothing of it is overwritten.',
};

const RELEASE = {
  code: 'start_point_moves_back',
  title: 'Older orders would be sent',
  detail:
    'With these settings Tandem would send 10 orders that it leaves alone today: the oldest of 1 Nov 2026 09:00 (Europe/Amsterdam), the newest of 23 Nov 2026 17:40 (Europe/Amsterdam), together 14230.10 EUR.',
  action: 'Confirm this number to save, or choose a later start point. Nothing was saved.',
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

const VAT_PROBLEM = {
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

const LOST = 'Exact Online no longer accepts the stored sign-in.';

const READINESS = {
  isReady: false,
  checks: [
    check('exact', 'exact-connection', 'Exact Online answers', 'ok', 'Connected as J. Jansen.'),
    check('exact', 'exact-vat-codes', 'VAT codes can be read', 'ok', '12 VAT codes found.'),
    check('salesforce', 'salesforce-connection', 'Salesforce answers', 'ok', 'Connected to Online Retail BV.'),
    check(
      'salesforce',
      'salesforce-fields-order',
      "Tandem's fields on Order can be written",
      'problem',
      'The integration user cannot write Exact_Id__c.',
      'Assign the permission set "Tandem Integration" to the integration user.',
    ),
  ],
};

const ORDER_ACTIVITY = {
  id: '3',
  at: NOW,
  flow: 'orders',
  recordId: SENT_ORDER_ID,
  label: 'Order 00000101',
  status: 'created',
  direction: 'toExact',
  code: null,
  message: null,
};

const PRODUCT_ACTIVITY = {
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

const SALES_ORDER = {
  system: 'exact',
  object: 'SalesOrder',
  action: 'create',
  fields: [{ field: 'YourRef', from: null, to: '00000101' }],
};

const SENT_EVENT = {
  at: NOW,
  flow: 'orders',
  title: 'Sales order 20261042 created in Exact Online',
  detail: '2 lines, net 153.90 EUR',
  status: 'created',
  direction: 'toExact',
  code: null,
};

const OPERATIONS = [
  operation('create', 'SKU-10002', [{ field: 'Name', from: null, to: 'INFLATABLE POLITICAL GLOBE', policy: 'always' }]),
  operation('update', 'SKU-22086', [{ field: 'UnitPrice', from: '2.55', to: '2.95', policy: 'always' }]),
  operation('block', 'SKU-ΩΩ', [], {
    title: 'The item has no unit',
    detail: 'Item SKU-ΩΩ has no unit in Exact Online.',
    action: 'Give it a unit.',
  }),
];

const BUDGET = {
  divisions: [
    {
      division: 123456,
      name: 'Online Retail',
      minute: { limit: 60, used: 9, resetsAt: null },
      day: { limit: 5000, used: 4210, resetsAt: '2026-11-25T00:00:00Z' },
    },
  ],
  salesforce: { limit: 100000, used: 31 },
  forecast: [{ flow: 'orders', waiting: 2, text: '2 orders wait for you', doneAt: null, recordsPerMinute: null }],
};

function check(system: string, id: string, title: string, state: string, detail: string, action: string | null = null): Json {
  return { id, system, title, state, detail, action };
}

function issue(id: string, recordId: string, label: string, message: string): Json {
  return {
    id,
    flow: 'orders',
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

function operation(action: string, label: string, fields: Json[], reason: Json | null = null): Json {
  return {
    key: `salesforce/Product2/${label}`,
    recordId: label,
    label,
    system: 'salesforce',
    action,
    object: 'Product2',
    fields,
    reason,
  };
}

function recordSync(recordId: string, isSent: boolean): Json {
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

function startOf(document: Json): string {
  const { flows } = document as { flows?: { orders?: { sendFrom?: string } } };
  return flows?.orders?.sendFrom ?? '';
}

function problem(status: number, body: Json): JsonAnswer {
  return { status, json: { type: 'about:blank', status, ...body } };
}
