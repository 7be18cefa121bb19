import type {
  Answers,
  ConfigurationDocument,
  ConnectionState,
  Flow,
  FlowName,
  FlowStatus,
  Issue,
  Org,
  Problem,
  RunDetail,
  RunMode,
  RunState,
} from 'tandem/middleware';
import { flowCatalogue } from './flow-answers.ts';
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
} from './middleware-answers.ts';

const COUNTS = { created: 0, updated: 0, unchanged: 0, skipped: 0, blocked: 0, failed: 0 };

/** A middleware of a few answers: enough to walk every path of the components. State changes as the real one's would. */
export class FakeMiddleware {
  state: Org['state'] = 'active';
  version = 3;
  author = 'admin';
  document: ConfigurationDocument = {
    version: 1,
    divisions: [{ code: 123456, default: true }],
    flows: { products: { enabled: true }, orders: { enabled: false, sendFrom: '2026-11-24T09:30:00.000Z' } },
    tables: { vat: [{ salesforce: 'HIGH', exact: '2' }], paymentConditions: [] },
  };
  issues: Issue[] = [
    issue(
      '1',
      '801000000000002AAA',
      '00000102',
      'The order product “Lamp” has the VAT code XX, which has no code in Exact Online.',
    ),
    issue('2', '801000000000003AAA', '00000103', 'The account “Café Noir” has no e-mail address.'),
  ];
  /** Flows that the service has besides those of its catalogue. */
  furtherFlows: readonly Flow[] = [];
  isAvailable = true;
  exactState: ConnectionState = 'connected';
  private run: { flow: FlowName; mode: RunMode; looks: number; end: RunState } | undefined;
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
      this.listAnswer(key, query) ??
      problem(404, { code: 'not_found', title: 'Not found', detail: 'There is no such thing.', action: 'Look again.' })
    );
  }

  private simpleAnswer(key: string, request: ReceivedRequest): JsonAnswer | undefined {
    const { body, headers } = request;
    switch (key) {
      case 'GET /v1/org':
        return answer('GET /v1/org', 200, this.org());
      case 'POST /v1/connect/exact':
        // A page that connects at once: what matters here is the way there and back.
        this.exactState = 'connected';
        return answer('POST /v1/connect/exact', 201, { url: `${this.server?.url}/connect/exact?ticket=t` });
      case 'GET /v1/flows': {
        const { items, tables } = flowCatalogue(headers['accept-language']?.startsWith('nl') === true ? 'nl' : 'en');
        return answer('GET /v1/flows', 200, { items: [...items, ...this.furtherFlows], tables });
      }
      case 'GET /v1/readiness':
        return answer('GET /v1/readiness', 200, READINESS);
      case 'GET /v1/config':
        return answer('GET /v1/config', 200, {
          version: this.version,
          document: this.document,
          author: this.author,
          savedAt: NOW,
        });
      case 'PUT /v1/config':
        return this.save(request);
      case 'POST /v1/pause':
      case 'POST /v1/resume':
        this.state = key.endsWith('pause') ? 'paused' : 'active';
        return answer('POST /v1/pause', 200, { state: this.state });
      case 'POST /v1/runs': {
        const { flow, mode } = JSON.parse(body) as { flow: FlowName; mode: RunMode };
        this.run = { flow, mode, looks: 0, end: mode === 'plan' ? 'planned' : 'succeeded' };
        return answer('POST /v1/runs', 202, { runId: 'run-1' });
      }
      case 'GET /v1/runs/run-1':
        return answer('GET /v1/runs/{id}', 200, this.look());
      case 'POST /v1/runs/run-1/approve':
        this.run = { flow: this.run?.flow ?? 'products', mode: 'apply', looks: 0, end: 'succeeded' };
        return answer('POST /v1/runs/{id}/approve', 202, { runId: 'run-1' });
      case 'POST /v1/runs/run-1/cancel':
        this.run = { flow: this.run?.flow ?? 'products', mode: 'plan', looks: 9, end: 'cancelled' };
        return answer('POST /v1/runs/{id}/cancel', 202, { runId: 'run-1' });
      default:
        return undefined;
    }
  }

  private recordAnswer(key: string, path: string): JsonAnswer | undefined {
    if (key === `POST /v1/orders/${SENT_ORDER_ID}/push`) {
      this.isSent = true;
      const totals = { net: '153.90', vat: '32.32', gross: '186.22', currency: 'EUR' };
      return answer('POST /v1/orders/{orderId}/push', 200, {
        status: 'sent',
        exactId: 'guid',
        exactNumber: '20261042',
        url: 'https://start.exactonline.nl/docs/SlsOrder.aspx?id=1',
        totals,
      });
    }
    if (key === `POST /v1/orders/${BAD_ORDER_ID}/push`) {
      return problem(422, VAT_PROBLEM);
    }
    const [, id, timeline] = /^\/v1\/records\/(\w+)(\/timeline)?$/.exec(path) ?? [];
    if (id === undefined) {
      return undefined;
    }
    const isSent = id === SENT_ORDER_ID && this.isSent;
    return timeline
      ? answer('GET /v1/records/{recordId}/timeline', 200, { items: isSent ? [SENT_EVENT] : [], next: null })
      : answer('GET /v1/records/{recordId}', 200, recordSync(id, isSent));
  }

  private listAnswer(key: string, query: string): JsonAnswer | undefined {
    const [, id, action] = /^POST \/v1\/issues\/(\d)\/(\w+)$/.exec(key) ?? [];
    const found = this.issues.find((each) => each.id === id);
    if (found !== undefined) {
      const others = this.issues.filter((each) => each.id !== id);
      const decided: Issue = { ...found, state: action === 'retry' ? 'retrying' : 'resolved' };
      this.issues = action === 'retry' ? [decided, ...others] : others;
      return answer('POST /v1/issues/{id}/retry', 200, decided);
    }
    switch (key) {
      case 'GET /v1/issues':
        return answer('GET /v1/issues', 200, { items: query.includes('flow=products') ? [] : this.issues, next: null });
      case 'GET /v1/runs/run-1/operations':
        return answer('GET /v1/runs/{id}/operations', 200, { items: OPERATIONS, next: null });
      case 'GET /v1/activity':
        return answer(
          'GET /v1/activity',
          200,
          query.includes('cursor=2') ? { items: [PRODUCT_ACTIVITY], next: null } : { items: [ORDER_ACTIVITY], next: '2' },
        );
      case 'GET /v1/activity/3':
        return answer('GET /v1/activity/{id}', 200, { ...ORDER_ACTIVITY, operations: [SALES_ORDER] });
      case 'GET /v1/approvals':
        return answer('GET /v1/approvals', 200, { items: [], next: null });
      case 'GET /v1/budget':
        return answer('GET /v1/budget', 200, BUDGET);
      case 'GET /v1/reference/123456/vatCodes':
        return list([
          ['1', 'Low 9 %'],
          ['2', 'High 21 %'],
        ]);
      case 'GET /v1/reference/123456/paymentConditions':
        return list([['30', '30 days']]);
      case 'GET /v1/reference/123456/shippingMethods':
        return list([['POST', 'Post']]);
      case 'GET /v1/reference/123456/countries':
        return list([['NL', 'Netherlands']]);
      default:
        return undefined;
    }
  }

  /** Somebody else saves while a page is open. */
  saveAsAnother(author: string, change: (document: ConfigurationDocument) => ConfigurationDocument): void {
    this.document = change(this.document);
    this.version += 1;
    this.author = author;
  }

  private save({ body, path, headers }: ReceivedRequest): JsonAnswer {
    const document = JSON.parse(body) as ConfigurationDocument;
    if (headers['if-match'] !== `"${this.version}"`) {
      return problem(412, OUTDATED);
    }
    if (startOf(document) < startOf(this.document) && !path.includes('confirmReleased=10')) {
      return problem(409, RELEASE);
    }
    if (settingOf(document, 'debtor', 'defaultAccountCode') === '99') {
      const problems = [
        { pointer: '/flows/orders/debtor/defaultAccountCode', message: 'There is no account 99 in Exact Online.' },
      ];
      return problem(422, {
        code: 'configuration_invalid',
        title: 'The settings are not valid',
        detail: 'The settings cannot be used as they are. Problems: 1; the first: There is no account 99 in Exact Online.',
        action: 'Correct the marked settings and save again. Nothing was changed.',
        problems,
        problemCount: problems.length,
      });
    }
    this.document = document;
    this.version += 1;
    this.author = 'admin';
    return answer('PUT /v1/config', 200, { version: this.version, document, author: this.author, savedAt: NOW });
  }

  private look(): RunDetail {
    const { flow = 'products', mode = 'apply', looks = 0, end = 'succeeded' } = this.run ?? {};
    if (this.run) {
      this.run.looks += 1;
    }
    const isDone = looks >= 2;
    return {
      id: 'run-1',
      flow,
      division: 123456,
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
      waiting: null,
      history: null,
      dropped: 0,
      droppedRecords: [],
    };
  }

  private org(): Org {
    const flows = this.document.flows ?? {};
    const lastRun = this.run && this.run.looks > 2 ? this.look() : null;
    const flow = (name: FlowName, openIssues: number): FlowStatus => ({
      name,
      isEnabled: flows[name]?.enabled === true,
      divisions: [{ code: 123456, name: 'Online Retail' }],
      state: flows[name]?.enabled === true ? 'idle' : 'off',
      stoppedBecause: null,
      lastRunAt: name === 'products' ? NOW : null,
      lastRun: lastRun?.flow === name ? lastRun : null,
      history: null,
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
      features: { multiCurrency: false, personAccounts: false, stateCountryPicklists: false, orders: true },
      flows: [flow('products', 0), flow('orders', this.issues.length), ...this.furtherFlows.map(({ name }) => flow(name, 0))],
    };
  }
}

function startOf(document: ConfigurationDocument): string {
  const startsAt = settingOf(document, 'sendFrom');
  return typeof startsAt === 'string' ? startsAt : '';
}

/** A setting of the orders flow; its own settings are of no type that pages know. */
function settingOf({ flows }: ConfigurationDocument, ...path: string[]): unknown {
  return path.reduce<unknown>((inner, name) => (inner as Record<string, unknown> | undefined)?.[name], flows?.['orders']);
}

/** An answer that the service may give on that route: another one does not compile. */
function answer<Route extends keyof Answers, Status extends keyof Answers[Route] & number>(
  _route: Route,
  status: Status,
  json: Answers[Route][Status],
): JsonAnswer {
  return { status, json };
}

function problem(status: number, told: Omit<Problem, 'type' | 'status'>): JsonAnswer {
  const json: Problem = { type: `urn:tandem:error:${told.code}`, status, ...told };
  return { status, json };
}

/** A code list of Exact Online: code and description. */
function list(rows: readonly (readonly [string, string])[]): JsonAnswer {
  const items = rows.map(([code, description]) => ({ id: code, code, description }));
  return answer('GET /v1/reference/{division}/{list}', 200, { items });
}
