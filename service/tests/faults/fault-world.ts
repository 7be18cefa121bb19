import { rm } from 'node:fs/promises';
import pg from 'pg';
import { startExactSimulator } from '../../../simulators/exact/index.ts';
import type { FaultRule } from '../../../simulators/fault-rules.ts';
import { startSalesforceSimulator } from '../../../simulators/salesforce/index.ts';
import type { ServiceProcess } from '../support/service-process.ts';
import {
  DIVISION,
  openDatabase,
  OPERATOR_TOKEN,
  REDIRECT_URI,
  startWorld,
  type Answer,
  type World,
  type WorldOptions,
} from '../support/world.ts';
import { openGate, type Gate } from './gate.ts';

export type System = 'exact' | 'salesforce';

/** Which flows run, and how often they poll; once a scaled day where nothing is said. */
export interface FlowSwitches {
  readonly products: boolean;
  readonly orders: boolean;
  /** Settings of further ones, by name. */
  readonly further?: Readonly<Record<string, object>>;
  readonly everyMinutes?: number;
}

/** A world whose two systems stand behind gates. */
export interface FaultWorld {
  readonly world: World;
  readonly gates: Readonly<Record<System, Gate>>;
  /** Replaces the faults of both systems; the seed decides where those with a probability strike. */
  setFaults(rules: Partial<Readonly<Record<System, readonly FaultRule[]>>>, seed?: number): Promise<void>;
  clearFaults(): Promise<void>;
  /** Switches flows on. They poll at the start and then seldom, so that a test decides when something is looked at. */
  configure(flows: FlowSwitches): Promise<void>;
  /** Kills the service without a chance to tidy up and starts it on the same database. */
  killAndRestart(): Promise<void>;
  /** A request of the org to one of several instances. */
  apiOf(instance: ServiceProcess, method: string, path: string, body?: unknown): Promise<Answer>;
  /** Everything the service remembers is gone; it starts empty and both systems are connected again. */
  loseDatabase(): Promise<void>;
  /** Ends every connection of the service to its database; PostgreSQL only. */
  cutDatabase(): Promise<void>;
  /** The person signs in at Exact Online again. */
  reconnectExact(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a world with gates; clock rules run in fast motion. */
export async function startFaultWorld(options: WorldOptions = {}): Promise<FaultWorld> {
  let gates: Readonly<Record<System, Gate>> | undefined;
  // One whose address is known here, so that a test can reach behind the service.
  const database = await openDatabase();
  const world = await startWorld({
    timeScale: 60,
    limits: { perMinute: 60, perDay: 1_000_000 },
    startSystems: async ({ exact, salesforce }) => {
      gates = {
        exact: await openGate((publicUrl) => startExactSimulator({ ...exact, publicUrl })),
        salesforce: await openGate(() => startSalesforceSimulator(salesforce)),
      };
      return gates;
    },
    ...options,
    environment: { ...database.environment, ...options.environment },
  });
  if (gates === undefined) throw new Error('the systems were not started');
  let apiKey = await connect(world, {});
  /** The key of the first connection is lost with its database. */
  const signIn = async () => {
    apiKey = await connect(world, { exact: await consent(world) });
    const withoutKey = world.api;
    world.api = (method, path, body, headers = {}) =>
      withoutKey(method, path, body, { authorization: `Bearer ${apiKey}`, ...headers });
  };
  return {
    world,
    gates,
    setFaults: async (rules, seed = 1) => {
      await post(`${world.exactUrl}/_control/faults`, {}, { rules: rules.exact ?? [], seed });
      await post(`${world.salesforceUrl}/_control/faults`, {}, { rules: rules.salesforce ?? [], seed });
    },
    clearFaults: async () => {
      await world.setFaults('exact', []);
      await world.setFaults('salesforce', []);
    },
    configure: (flows) => world.saveConfiguration(configurationOf(flows)),
    killAndRestart: async () => {
      await world.service.kill();
      world.service = await world.startInstance();
    },
    apiOf: async (instance, method, path, body) => {
      const answer = await fetch(`${instance.url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${apiKey}`,
          'x-salesforce-org-id': world.orgId,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    },
    loseDatabase: async () => {
      await world.service.kill();
      await empty(database.environment);
      world.service = await world.startInstance();
      await signIn();
    },
    cutDatabase: () => cutDatabase(database.environment['DATABASE_URL']),
    reconnectExact: signIn,
    close: async () => {
      await world.close();
      await database.drop();
    },
  };
}

/** The service's own connections are told from those of other worlds on the server by their database. */
async function cutDatabase(connectionString: string | undefined): Promise<void> {
  if (connectionString === undefined) throw new Error('the embedded database has no connections');
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await client.end();
}

async function consent(world: World): Promise<object> {
  const { code } = (await post(`${world.exactUrl}/_control/consent`, {}, { redirectUri: REDIRECT_URI })) as { code: string };
  return { country: 'nl', code, redirectUri: REDIRECT_URI, divisions: [DIVISION] };
}

/** Connects the org by the operator's hand; answers a key of it. */
async function connect(world: World, systems: { readonly exact?: object }): Promise<string> {
  const salesforce = { instanceUrl: world.salesforceUrl, grant: 'client_credentials' };
  const operator = { authorization: `Bearer ${OPERATOR_TOKEN}` };
  const { apiKey } = (await post(`${world.service.url}/v1/orgs`, operator, { salesforce, ...systems })) as { apiKey: string };
  return apiKey;
}

async function empty(environment: Readonly<Record<string, string>>): Promise<void> {
  const { DATA_DIR: directory, DATABASE_URL: address } = environment;
  if (directory !== undefined) await rm(directory, { recursive: true });
  if (address === undefined) return;
  const server = new URL(address);
  const name = server.pathname.slice(1);
  server.pathname = '/postgres';
  const client = new pg.Client({ connectionString: server.href });
  await client.connect();
  await client.query(`drop database ${name} with (force)`);
  await client.query(`create database ${name}`);
  await client.end();
}

async function post(url: string, headers: Readonly<Record<string, string>>, body: object): Promise<unknown> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`POST ${url}: ${answer.status} ${await answer.text()}`);
  const text = await answer.text();
  return text === '' ? undefined : JSON.parse(text);
}

const ONCE_A_DAY = 1_440;

function configurationOf(flows: FlowSwitches): Readonly<Record<string, unknown>> {
  const { everyMinutes = ONCE_A_DAY, further = {} } = flows;
  const common = { division: DIVISION, everyMinutes };
  return {
    version: 1,
    divisions: [{ code: DIVISION, default: true }],
    flows: {
      products: { ...common, enabled: flows.products, prices: { currency: 'EUR' } },
      orders: {
        ...common,
        enabled: flows.orders,
        statusCodes: ['Activated'],
        sendFrom: '2020-01-01T00:00:00Z',
        sets: { send: 'parts' },
      },
      ...Object.fromEntries(Object.entries(further).map(([flow, settings]) => [flow, { ...common, enabled: true, ...settings }])),
    },
  };
}
