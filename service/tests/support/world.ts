import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { exactControl, salesforceControl, type ExactControl, type SalesforceControl } from '../../../simulators/data/index.ts';
import { startExactSimulator, type ExactSimulatorOptions } from '../../../simulators/exact/index.ts';
import { startSalesforceSimulator, type SalesforceSimulatorOptions } from '../../../simulators/salesforce/index.ts';
import { createDatabase, createDataDirectory, removeDataDirectory } from './databases.ts';
import { startService, type ServiceProcess } from './service-process.ts';
import { eventually } from './eventually.ts';

/** What is installed in an org. */
export const PACKAGE_DIRECTORY = path.resolve(import.meta.dirname, '../../../force-app/main/default');
export const OPERATOR_TOKEN = 'operator-token-of-the-test-world';
export const EXACT_APP = {
  clientId: 'b81cc4de-d192-400e-bcb4-09254394c52a',
  clientSecret: 'exact-secret',
  webhookSecret: 'webhook-secret',
};
export const SALESFORCE_APP = { clientId: 'salesforce-client', clientSecret: 'salesforce-secret' };
export const REDIRECT_URI = 'https://tandem.example/connect/exact/callback';

export interface WorldOptions {
  readonly timeScale?: number;
  readonly limits?: { readonly perMinute: number; readonly perDay: number } | null;
  readonly acceptsOrInFilters?: boolean;
  readonly namespace?: string;
  /** The package was just installed: the org's own permission sets are not made yet. */
  readonly managedInstall?: boolean;
  /** What a person does in the org before it is connected. */
  readonly beforeConnecting?: (salesforceUrl: string) => Promise<void>;
  readonly features?: {
    personAccounts?: boolean;
    multiCurrency?: boolean;
    stateCountryPicklists?: boolean;
    productCatalogs?: boolean;
    quotes?: boolean;
    reductionOrders?: boolean;
  };
  /** Packages beside that of Tandem. */
  readonly extensionDirectories?: readonly string[];
  /** Lets the simulated Exact reach the service, and browsers come back to it: it is told its own address before it starts. */
  readonly hasWebhooks?: boolean;
  /** A second company in Exact, for a second org: what the two may call is counted apart. */
  readonly hasSecondDivision?: boolean;
  /** Where the second company is, ISO code; the Netherlands when not set. */
  readonly secondCountry?: string;
  /** The org of the world uses these companies of Exact; the first one only when not set. */
  readonly divisions?: readonly number[];
  /** Further variables for the service. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Where the two systems run, given their options; inside this process when not set. */
  readonly startSystems?: (options: SystemOptions) => Promise<Systems>;
}

export interface SystemOptions {
  readonly exact: ExactSimulatorOptions;
  readonly salesforce: SalesforceSimulatorOptions;
}

interface RunningSystem {
  readonly url: string;
  close(): Promise<void>;
}

export interface Systems {
  readonly exact: RunningSystem;
  readonly salesforce: RunningSystem;
}

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** API calls and writes each system has seen since `clearCounts`. */
export interface SystemCounts {
  readonly exact: { readonly counted: number; readonly writes: number };
  readonly salesforce: { readonly counted: number; readonly writes: number };
}

/** Both systems simulated, the service as a process between them, and one org connected. */
export interface World {
  readonly division: number;
  readonly orgId: string;
  readonly apiKey: string;
  /** The app registration that the simulated org knows. */
  readonly salesforceApp: { readonly clientId: string; readonly clientSecret: string };
  readonly exactUrl: string;
  readonly salesforceUrl: string;
  readonly exact: ExactControl;
  readonly salesforce: SalesforceControl;
  service: ServiceProcess;
  /** A request of the org, as Apex makes it. */
  api(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  saveConfiguration(document: Readonly<Record<string, unknown>>): Promise<void>;
  /** Starts a run and waits until it is over. */
  run(request: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>>;
  counts(): Promise<SystemCounts>;
  clearCounts(): Promise<void>;
  setFaults(system: 'exact' | 'salesforce', rules: readonly object[]): Promise<void>;
  /** A further instance on the same database; only with PostgreSQL. */
  startInstance(): Promise<ServiceProcess>;
  /** The service loses its database: it starts with an empty one, and the org is connected anew. Nothing is configured. */
  loseDatabase(): Promise<void>;
  close(): Promise<void>;
}

export const DIVISION = 730001;
/** Out of reach, for tests that are about something else: in fast motion a minute of 60 calls is soon over. */
export const FAR_LIMITS = { perMinute: 1_000_000, perDay: 10_000_000 };
export const SECOND_DIVISION = 730002;

/** Builds a world; with DATABASE_URL the service runs on a database of its own on that server, else on PGlite. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const timeScale = options.timeScale ?? 1;
  const ownAddress = options.hasWebhooks === true ? `http://127.0.0.1:${await freePort()}` : undefined;
  const start = options.startSystems ?? startSystemsHere;
  const { exact, salesforce } = await start(systemOptions(options, timeScale, ownAddress));
  let database = await openDatabase();
  let environment: Record<string, string> = {
    ...database.environment,
    OPERATOR_TOKEN,
    TIME_SCALE: String(timeScale),
    EXACT_CLIENT_ID: EXACT_APP.clientId,
    EXACT_CLIENT_SECRET: EXACT_APP.clientSecret,
    EXACT_WEBHOOK_SECRET: EXACT_APP.webhookSecret,
    EXACT_BASE_URL: exact.url,
    SALESFORCE_CLIENT_ID: SALESFORCE_APP.clientId,
    SALESFORCE_CLIENT_SECRET: SALESFORCE_APP.clientSecret,
    SALESFORCE_LOGIN_URL: salesforce.url,
    ...(ownAddress === undefined ? {} : { PORT: new URL(ownAddress).port, PUBLIC_URL: ownAddress }),
    ...options.environment,
  };
  const release = async (): Promise<void> => {
    await Promise.all([exact.close(), salesforce.close()]);
    await database.drop();
  };
  const connecting = async () => {
    await options.beforeConnecting?.(salesforce.url);
    return await startConnected(environment, exact.url, salesforce.url, options.divisions ?? []);
  };
  const connected = await connecting().catch(async (error: unknown) => {
    // A simulator that still listens would keep the test process alive for ever.
    await release();
    throw error;
  });

  const { orgId } = connected;
  let { apiKey } = connected;
  const world: World = {
    division: DIVISION,
    orgId,
    get apiKey() {
      return apiKey;
    },
    salesforceApp: SALESFORCE_APP,
    exactUrl: exact.url,
    salesforceUrl: salesforce.url,
    exact: exactControl(exact.url),
    salesforce: salesforceControl(salesforce.url),
    service: connected.service,
    api: (method, route, body, headers = {}) =>
      request(`${world.service.url}${route}`, method, body, {
        authorization: `Bearer ${apiKey}`,
        'x-salesforce-org-id': orgId,
        ...headers,
      }),
    saveConfiguration: async (document) => {
      const current = await world.api('GET', '/v1/config');
      const save = (query = '') =>
        world.api('PUT', `/v1/config${query}`, document, { 'if-match': `"${String(current.body['version'])}"` });
      const first = await save();
      const { count } = (first.body['released'] ?? {}) as { count?: number };
      // Older orders that would go now: an administrator who means it says their number.
      const saved = count === undefined ? first : await save(`?confirmReleased=${count}`);
      if (saved.status !== 200) throw new Error(`configuration refused: ${JSON.stringify(saved.body)}`);
    },
    run: async (body) => {
      const started = await world.api('POST', '/v1/runs', body);
      if (started.status !== 202) throw new Error(`run refused: ${JSON.stringify(started.body)}`);
      const runId = String(started.body['runId']);
      const isOver = (answer: Answer) => !['queued', 'running'].includes(String(answer.body['state']));
      const over = await eventually(() => world.api('GET', `/v1/runs/${runId}`), isOver, 'end of the run', {
        patienceMs: 3_600_000,
        lookMs: 200,
      });
      return over.body;
    },
    counts: async () => ({
      exact: (await control(exact.url, 'GET', 'counts')) as SystemCounts['exact'],
      salesforce: (await control(salesforce.url, 'GET', 'counts')) as SystemCounts['salesforce'],
    }),
    clearCounts: async () => {
      await control(exact.url, 'POST', 'journal/clear');
      await control(salesforce.url, 'POST', 'journal/clear');
    },
    setFaults: async (system, rules) => {
      await control(system === 'exact' ? exact.url : salesforce.url, 'POST', 'faults', { rules });
    },
    startInstance: () => startService(environment),
    loseDatabase: async () => {
      await world.service.kill();
      await database.drop();
      database = await openDatabase();
      environment = { ...environment, ...database.environment };
      ({ service: world.service, apiKey } = await startConnected(
        environment,
        exact.url,
        salesforce.url,
        options.divisions ?? [],
      ));
    },
    close: async () => {
      await world.service.kill();
      await release();
    },
  };
  return world;
}

/** The service with one org connected; it is not left running when that fails. */
async function startConnected(
  environment: Readonly<Record<string, string>>,
  exactUrl: string,
  salesforceUrl: string,
  divisions: readonly number[],
): Promise<{ service: ServiceProcess; orgId: string; apiKey: string }> {
  const service = await startService(environment);
  try {
    return { service, ...(await connectOrg(service.url, exactUrl, salesforceUrl, ...divisions)) };
  } catch (error) {
    await service.kill();
    throw error;
  }
}

async function startSystemsHere(options: SystemOptions): Promise<Systems> {
  return { exact: await startExactSimulator(options.exact), salesforce: await startSalesforceSimulator(options.salesforce) };
}

function systemOptions(options: WorldOptions, timeScale: number, ownAddress: string | undefined): SystemOptions {
  // Exact takes webhook addresses of hosts only that the app registered for logins.
  const ownRedirects = (system: string) => (ownAddress === undefined ? [] : [`${ownAddress}/connect/${system}/callback`]);
  return {
    exact: {
      timeScale,
      app: { ...EXACT_APP, redirectUris: [REDIRECT_URI, ...ownRedirects('exact')] },
      limits: options.limits === undefined ? { perMinute: 60, perDay: 5_000 } : options.limits,
      acceptsOrInFilters: options.acceptsOrInFilters ?? true,
      divisions: [
        { code: DIVISION, name: 'Test Company BV', currency: 'EUR', country: 'NL', isMain: true },
        ...(options.hasSecondDivision === true
          ? [
              {
                code: SECOND_DIVISION,
                name: 'Second Company BV',
                currency: 'EUR',
                country: options.secondCountry ?? 'NL',
                isMain: false,
              },
            ]
          : []),
      ],
    },
    salesforce: {
      timeScale,
      packageDirectory: PACKAGE_DIRECTORY,
      app: {
        ...SALESFORCE_APP,
        redirectUris: ['https://tandem.example/connect/salesforce/callback', ...ownRedirects('salesforce')],
      },
      ...(options.namespace === undefined ? {} : { namespace: options.namespace }),
      ...(options.managedInstall === undefined ? {} : { managedInstall: options.managedInstall }),
      ...(options.features === undefined ? {} : { features: options.features }),
      ...(options.extensionDirectories === undefined ? {} : { extensionDirectories: options.extensionDirectories }),
    },
  };
}

/** A generated catalogue with prices in the simulated Exact, too large to be entered row by row. */
export async function seedCatalogue(
  world: World,
  items: number,
  division = world.division,
  besides: { readonly withStock?: boolean; readonly withPictureNames?: boolean } = {},
): Promise<void> {
  await control(world.exactUrl, 'POST', 'catalogue', { division, items, withPrices: true, ...besides });
}

/** Connects an org by the operator's token. */
export async function connectOrg(
  serviceUrl: string,
  exactUrl: string,
  salesforceUrl: string,
  ...divisions: readonly number[]
): Promise<{ orgId: string; apiKey: string }> {
  const consent = (await control(exactUrl, 'POST', 'consent', { redirectUri: REDIRECT_URI })) as { code: string };
  const connected = await request(
    `${serviceUrl}/v1/orgs`,
    'POST',
    {
      salesforce: { instanceUrl: salesforceUrl, grant: 'client_credentials' },
      exact: {
        country: 'nl',
        code: consent.code,
        redirectUri: REDIRECT_URI,
        divisions: divisions.length === 0 ? [DIVISION] : divisions,
      },
      trialDays: 14,
    },
    { authorization: `Bearer ${OPERATOR_TOKEN}` },
  );
  if (connected.status !== 201) throw new Error(`the org was not connected: ${JSON.stringify(connected.body)}`);
  return connected.body as { orgId: string; apiKey: string };
}

/** A request to the service, or to a simulator. */
export async function request(
  url: string,
  method: string,
  body: unknown,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
}

async function control(url: string, method: string, route: string, body?: unknown): Promise<unknown> {
  const answer = await request(`${url}/_control/${route}`, method, body, {});
  if (answer.status >= 300) throw new Error(`${method} /_control/${route}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** A database of its own on the server in DATABASE_URL, or a directory for PGlite: as variables of the service. */
export async function openDatabase(): Promise<{ environment: Record<string, string>; drop: () => Promise<void> }> {
  const MASTER_KEYS = `test:${randomBytes(32).toString('base64')}`;
  if (process.env['DATABASE_URL'] === undefined) {
    const directory = await createDataDirectory();
    return { environment: { DATA_DIR: directory, MASTER_KEYS }, drop: () => removeDataDirectory(directory) };
  }
  const { url, drop } = await createDatabase();
  return { environment: { DATABASE_URL: url, MASTER_KEYS }, drop };
}
