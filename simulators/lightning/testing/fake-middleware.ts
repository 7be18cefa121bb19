import { startJsonServer, type JsonAnswer, type JsonServer, type ReceivedRequest } from './json-server.ts';
import {
  BAD_ORDER_ID,
  BUDGET,
  issue,
  LOST,
  NOW,
  OPERATIONS,
  ORDER_ACTIVITY,
  OUTDATED,
  PRODUCT_ACTIVITY,
  READINESS,
  recordSync,
  RELEASE,
  SALES_ORDER,
  SENT_EVENT,
  SENT_ORDER_ID,
  VAT_PROBLEM,
  type Json,
} from './middleware-answers.ts';

const COUNTS = { created: 0, updated: 0, unchanged: 0, skipped: 0, blocked: 0, failed: 0 };

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
      '00000102',
      'The order product “Lamp” has the VAT code XX, which has no code in Exact Online.',
    ),
    issue('2', '801000000000003AAA', '00000103', 'The account “Café Noir” has no e-mail address.'),
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
      pause: this.state === 'paused' ? { since: NOW, by: 'Anna de Vries' } : null,
      trialEndsAt: '2026-12-08T00:00:00Z',
      connections: {
        salesforce: {
          state: 'connected',
          detail: null,
          instanceUrl: 'https://retail.my.salesforce.com',
          checkedAt: NOW,
          userName: 'tandem@retail.example',
          signIn: 'client_credentials',
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

function startOf(document: Json): string {
  const { flows } = document as { flows?: { orders?: { sendFrom?: string } } };
  return flows?.orders?.sendFrom ?? '';
}

function problem(status: number, body: Json): JsonAnswer {
  return { status, json: { type: 'about:blank', status, ...body } };
}
