import { pino } from 'pino';
import { Registry } from 'prom-client';
import { buildApp } from '../../src/app.ts';
import type { Engine } from '../../src/engine/types.ts';
import { TandemError } from '../../src/errors/index.ts';
import type { Connector, Configurations, HttpDependencies, HttpSettings, SettingsInspector } from '../../src/http/ports.ts';
import type { Store } from '../../src/store/index.ts';
import { openTestStore, type TestStore, type TestStoreOptions } from './test-store.ts';

export const OPERATOR_TOKEN = 'operator-token-of-the-tests';
export const WEBHOOK_SECRET = 'webhook-secret-of-the-tests';
export const DIVISION = { code: 123456, name: 'Acme NL', currency: 'EUR', country: 'NL', isDefault: true };

export interface TestApp extends TestStore {
  readonly url: string;
  /** Calls that reached the engine, by method. */
  readonly engineCalls: { readonly method: string; readonly args: readonly unknown[] }[];
  request(method: string, path: string, options?: RequestOptions): Promise<Response>;
}

export interface RequestOptions {
  readonly key?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The application on a free port, over a store of its own; engine and vendors are small stand-ins that remember. */
export async function startTestApp(
  overrides: {
    readonly engine?: Partial<Engine>;
    readonly inspector?: Partial<SettingsInspector>;
    readonly lookAtRecord?: HttpDependencies['lookAtRecord'];
    readonly ask?: HttpDependencies['selling']['ask'];
    readonly invoicePdfs?: Partial<HttpDependencies['invoicePdfs']>;
    readonly settings?: Partial<HttpSettings>;
    readonly through?: TestStoreOptions['through'];
    readonly masterKeys?: string;
    /** Gets the lines of the log. */
    readonly log?: NodeJS.WritableStream;
    readonly connector?: (store: Store) => Connector;
  } = {},
): Promise<TestApp> {
  const { through, masterKeys } = overrides;
  const test = await openTestStore({
    ...(through === undefined ? {} : { through }),
    ...(masterKeys === undefined ? {} : { masterKeys }),
  });
  const engineCalls: TestApp['engineCalls'] = [];
  const dependencies: HttpDependencies = {
    store: test.store,
    engine: recordingEngine(engineCalls, overrides.engine ?? {}),
    connector: (overrides.connector ?? storingConnector)(test.store),
    configurations: lenientConfigurations(),
    lookAtRecord: overrides.lookAtRecord ?? (async () => undefined),
    inspector: {
      check: async () => ({ problems: [], notes: [] }),
      checkDefaultDivision: async () => [],
      checkTargets: async () => [],
      countReleased: async () => undefined,
      ...overrides.inspector,
    },
    previewer: { preview: async () => [] },
    debtors: {
      list: async () => ({ customer: { name: '', email: null }, candidates: [], hasMore: false }),
      choose: async () => undefined,
    },
    selling: { ask: overrides.ask ?? (() => Promise.reject(new TandemError('not_found'))) },
    invoicePdfs: { attach: async () => ({ state: 'notPrinted' }), ...overrides.invoicePdfs },
    metrics: new Registry(),
    settings: {
      publicUrl: () => 'http://localhost',
      operatorToken: OPERATOR_TOKEN,
      salesforceLoginUrl: undefined,
      hasSalesforceCertificate: false,
      exactCountries: ['nl', 'be'],
      exactWebhookSecret: WEBHOOK_SECRET,
      acceptsWebhooks: false,
      requestsPerMinute: 10_000,
      trustedProxies: undefined,
      exactHostOf: (country) => `https://start.exactonline.${country}`,
      budgetKeyOf: (country, division) => `${country}|app|${division}`,
      ...overrides.settings,
    },
  };
  const log = overrides.log === undefined ? pino({ level: 'silent' }) : pino({ level: 'warn' }, overrides.log);
  const app = await buildApp(dependencies, log);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    ...test,
    url,
    engineCalls,
    request: (method, path, options = {}) =>
      fetch(`${url}${path}`, {
        method,
        redirect: 'manual',
        headers: {
          ...(options.key === undefined ? {} : { authorization: `Bearer ${options.key}` }),
          ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...options.headers,
        },
        ...(options.body === undefined
          ? {}
          : { body: typeof options.body === 'string' ? options.body : JSON.stringify(options.body) }),
      }),
    close: async () => {
      await app.close();
      await test.close();
    },
  };
}

function recordingEngine(calls: TestApp['engineCalls'], overrides: Partial<Engine>): Engine {
  const note =
    <Result>(method: string, result: Result) =>
    async (...args: unknown[]): Promise<Result> => {
      calls.push({ method, args });
      return result;
    };
  return {
    start: note('start', undefined),
    stop: note('stop', undefined),
    startRun: note('startRun', 'run-1'),
    approveRun: note('approveRun', undefined),
    cancelRun: note('cancelRun', undefined),
    pauseRun: note('pauseRun', undefined),
    resumeRun: note('resumeRun', undefined),
    measureHistory: note('measureHistory', {
      ...{ flow: 'invoices', division: 1, window: { from: '2021-01-01', until: '2023-01-01' } },
      size: { records: 0, rows: 0, calls: { exact: 1, salesforce: 0 } },
    }),
    push: note('push', { kind: 'running' as const, runId: 'run-2', stage: { kind: 'sending' as const } }),
    hintFromSalesforce: note('hintFromSalesforce', 1),
    hintFromExact: note('hintFromExact', undefined),
    retryIssues: note('retryIssues', undefined),
    wake: note('wake', undefined),
    ...overrides,
  };
}

/** Gives access to whoever asks, and stores what a real connector would. */
function storingConnector(store: Store): Connector {
  const storeExact = async (orgId: string, country: string): Promise<void> => {
    const meta = { country, userName: 'Anna', divisions: [DIVISION] };
    await store.vault.save(orgId, 'exact', { accessToken: 'a', refreshToken: 'r', issuedAt: new Date() }, meta);
  };
  return {
    proveAdministrator: async () => {
      const signIn = { userId: '005000000000001AAA', accessToken: 'a', refreshToken: 'r', issuedAt: new Date() };
      const org = { orgId: '00D000000000999EAA', instanceUrl: 'https://acme.my.salesforce.com' };
      const person = { organizationName: 'Acme', name: 'Anna', username: 'anna@acme.example' };
      return { orgId: org.orgId, ...person, signIn: { ...signIn, ...org } };
    },
    connectSalesforce: async (request, { trialDays, exact }) => {
      const instanceUrl = 'instanceUrl' in request ? request.instanceUrl : 'https://acme.my.salesforce.com';
      const features = { namespace: '', isSandbox: false, hasOrders: true };
      const org = await store.orgs.save({ id: '00D000000000999EAA', name: 'Acme', features, trialDays });
      await store.vault.save(org.id, 'salesforce', { accessToken: 'sf' }, { instanceUrl });
      if (exact !== undefined) await storeExact(org.id, exact.country);
      return { org, userName: 'tandem@acme.example', signIn: 'client_credentials' };
    },
    connectExact: async (orgId, { country }) => {
      await storeExact(orgId, country);
      return { userName: 'Anna', divisions: [DIVISION] };
    },
    salesforceAuthorizeUrl: ({ loginUrl, state, codeChallenge }) =>
      `${loginUrl}/authorize?state=${state}&code_challenge=${codeChallenge}`,
    exactAuthorizeUrl: ({ country, state }) => `https://start.exactonline.${country}/api/oauth2/auth?state=${state}`,
    listReference: async (_orgId, _division, list) => {
      if (list !== 'vatCodes') throw new TandemError('not_found');
      return [{ id: 'v1', code: '2', description: 'High' }];
    },
    checkReadiness: async () => [],
    subscribeToExact: async () => undefined,
    release: async () => ({ left: [], webhooksOf: new Map() }),
    forget: () => undefined,
  };
}

/** Knows one flow and refuses one word, so that both answers can be seen. */
function lenientConfigurations(): Configurations {
  return {
    check: async (_orgId, document) =>
      JSON.stringify(document).includes('forbidden') ? [{ pointer: '/flows', fault: 'is forbidden' }] : [],
    flowsOf: (document) => [
      { name: 'orders', exactTopics: ['Items'], isEnabled: 'flows' in document, divisions: [DIVISION.code] },
    ],
    checkSuccession: () => [],
    beforeSave: (document) => document,
    jsonSchema: { type: 'object' },
  };
}
