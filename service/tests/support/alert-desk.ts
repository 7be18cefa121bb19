import path from 'node:path';
import { startSalesforceSimulator } from '../../../simulators/salesforce/index.ts';
import { createLogger } from '../../src/activity/index.ts';
import { salesforceVault } from '../../src/connector/index.ts';
import { Secret } from '../../src/config.ts';
import { alertChannels, type Engine, type EngineDependencies } from '../../src/engine/index.ts';
import type { TandemError } from '../../src/errors/index.ts';
import { createSalesforceClients, type SalesforceClients } from '../../src/salesforce/index.ts';
import { startAlertReceiver, type AlertReceiver } from './alert-receiver.ts';
import { createLedgerEngine } from './ledger-engine.ts';
import { LedgerFlow } from './ledger-flow.ts';
import { makeOrg, openTestStore, type TestStore, type TestStoreOptions } from './test-store.ts';

const APP = { clientId: 'client', clientSecret: 'secret', redirectUris: ['https://tandem.example/cb'] };
const PACKAGE_DIRECTORY = path.resolve(import.meta.dirname, '../../../force-app/main/default');
/** A stopped flow looks again after three seconds, an alert is looked for twice a second. */
const TIME_SCALE = 100;

export const ALERT_SECRET = 'secret-of-the-alert-webhook-of-the-tests';

export interface SentNotification {
  readonly deliveredTo: readonly string[];
  readonly title: string;
  readonly body: string;
  readonly targetPageRef: string;
}

/** Engines over flows that a test breaks, a Salesforce and an operator's receiver that remember what they were told. */
export class AlertDesk {
  readonly test: TestStore;
  readonly receiver: AlertReceiver;
  readonly #simulator: Awaited<ReturnType<typeof startSalesforceSimulator>>;
  #salesforce: SalesforceClients | undefined;
  #engines: Engine[] = [];
  orgId = '';
  flows: readonly LedgerFlow[] = [];
  /** Fields of every warning. */
  warnings: Record<string, unknown>[] = [];
  /** All that the logger of the service made of it, at its most talkative. */
  log: string[] = [];
  /** Attempts that the engines counted: `channel outcome`. */
  attempts: string[] = [];

  constructor(test: TestStore, receiver: AlertReceiver, simulator: Awaited<ReturnType<typeof startSalesforceSimulator>>) {
    this.test = test;
    this.receiver = receiver;
    this.#simulator = simulator;
  }

  /** A new org, connected to Salesforce, with two flows that work. */
  async begin(): Promise<void> {
    await this.control('POST', 'reset');
    this.orgId = (await makeOrg(this.test.store)).orgId;
    await this.connectSalesforce();
    this.#salesforce = createSalesforceClients({
      app: { ...APP, loginUrl: this.#simulator.url },
      vault: salesforceVault(this.test.store.vault),
      usage: { record: () => undefined },
      now: () => new Date(),
      timeScale: TIME_SCALE,
    });
    this.flows = [new LedgerFlow('ledger'), new LedgerFlow('journal')];
    this.#engines = [];
    this.warnings = [];
    this.log = [];
    this.attempts = [];
    this.receiver.answer = undefined;
    this.receiver.received.length = 0;
    this.receiver.taken.length = 0;
  }

  async end(): Promise<void> {
    await this.stopEngines();
    await this.#salesforce?.close();
    await this.test.store.orgs.delete(this.orgId);
  }

  async close(): Promise<void> {
    await Promise.all([this.#simulator.close(), this.receiver.close()]);
    await this.test.close();
  }

  async connectSalesforce(): Promise<void> {
    const meta = { instanceUrl: this.#simulator.url, grant: 'client_credentials' } as const;
    await this.test.store.vault.save(this.orgId, 'salesforce', {}, meta);
  }

  /** An instance with the notification in Salesforce and, where asked for, the webhook. */
  async startEngine({ hasWebhook = true }: { readonly hasWebhook?: boolean } = {}): Promise<Engine> {
    const salesforceOf: EngineDependencies['salesforceOf'] = (id, signal) => this.#connected().org(id, signal);
    const alertWebhook = { url: new Secret(this.receiver.url), secret: new Secret(ALERT_SECRET) };
    const logger = createLogger('trace', { write: (line) => void this.log.push(line) });
    const engine = createLedgerEngine(this.test.store, this.flows, {
      salesforceOf,
      alertChannels: alertChannels(
        { alertWebhook: hasWebhook ? alertWebhook : undefined },
        { salesforceOf, now: () => new Date() },
      ),
      onAlert: (channel, outcome) => this.attempts.push(`${channel} ${outcome}`),
      log: {
        info: (fields, message) => logger.info(fields, message),
        warn: (fields, message) => {
          this.warnings.push({ ...fields });
          logger.warn(fields, message);
        },
      },
      timeScale: TIME_SCALE,
    });
    this.#engines.push(engine);
    await engine.start();
    return engine;
  }

  async stopEngines(): Promise<void> {
    await Promise.all(this.#engines.splice(0).map((engine) => engine.stop(5_000)));
  }

  async control(method: string, route: string, body?: object): Promise<Record<string, unknown>> {
    const url = `${this.#simulator.url}/_control/${route}`;
    const answer = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
    return (await answer.json()) as Record<string, unknown>;
  }

  async notifications(): Promise<readonly SentNotification[]> {
    return (await this.control('GET', 'notifications'))['notifications'] as SentNotification[];
  }

  async closeSalesforce(): Promise<void> {
    await this.control('POST', 'faults', { rules: [{ kind: 'error503', path: '/services/data' }] });
  }

  async openSalesforce(): Promise<void> {
    await this.control('DELETE', 'faults');
  }

  alerts(): Promise<Record<string, unknown>[]> {
    return this.test.query('select code, solved_at from alert where org_id = $1 order by id', [this.orgId]);
  }

  /** What became of the org's alerts in a channel, the oldest first. */
  deliveries(channel: string): Promise<Record<string, unknown>[]> {
    return this.test.query(
      'select attempts, delivered_at, refused_at, last_problem from alert_delivery where org_id = $1 and channel = $2 order by alert_id',
      [this.orgId, channel],
    );
  }

  /** The flow meets this whenever it looks, until `repair`. */
  breakFlow(flow: LedgerFlow | undefined, error: TandemError): void {
    flow?.laneErrors.push(...Array.from({ length: 1_000 }, () => error));
  }

  repair(): void {
    for (const flow of this.flows) flow.laneErrors.length = 0;
  }

  #connected(): SalesforceClients {
    if (this.#salesforce === undefined) throw new Error('begin was not called');
    return this.#salesforce;
  }
}

/** Opened once a file; `begin` and `end` around each test. */
export async function openAlertDesk(options: TestStoreOptions & { readonly language?: string } = {}): Promise<AlertDesk> {
  const { language = 'en_US' } = options;
  const simulator = await startSalesforceSimulator({ packageDirectory: PACKAGE_DIRECTORY, app: APP, language });
  return new AlertDesk(await openTestStore(options), await startAlertReceiver(), simulator);
}

/** True once the first of the rows is delivered. */
export function isDelivered([delivery]: readonly Record<string, unknown>[]): boolean {
  return delivery !== undefined && delivery['delivered_at'] !== null;
}

/** Whether an attempt failed that will be made again. */
export function isTried([delivery]: readonly Record<string, unknown>[]): boolean {
  return Number(delivery?.['attempts'] ?? 0) > 0;
}

/** Whether all alerts, of which there is one, are over. */
export function isSolved(rows: readonly Record<string, unknown>[]): boolean {
  return rows.length > 0 && rows.every((row) => row['solved_at'] !== null);
}
