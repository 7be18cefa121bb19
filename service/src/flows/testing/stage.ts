import { join } from 'node:path';
import { startExactSimulator, type ExactSimulatorOptions } from '../../../../simulators/exact/index.ts';
import { startSalesforceSimulator, type SalesforceSimulatorOptions } from '../../../../simulators/salesforce/index.ts';
import { createExactClients, type ExactCredentials } from '../../exact/index.ts';
import { OpenBudget, OpenMemory } from '../../exact/testing.ts';
import { CONFIGURATION } from '../configuration.ts';
import { createSalesforceClients, type SalesforceCredentials } from '../../salesforce/index.ts';
import { rememberParsed } from '../../mapping/index.ts';
import { MemoryVault } from '../../wire/testing/memory-vault.ts';
import type { Flow, FlowBatch, FlowContext, FollowUp, ReadRequest } from '../flow.ts';
import type { Operation, Outcome } from '../operation.ts';
import { MemoryClaims, MemoryItems, MemoryLinks } from './memory-claims.ts';
import { MemoryApprovals } from './memory-approvals.ts';
import { MemoryOpenOrders } from './memory-orders.ts';

export const DIVISION = 730001;
const REDIRECT_URI = 'https://tandem.example/cb';
const EXACT_APP = { clientId: 'client', clientSecret: 'secret', webhookSecret: 'hook', redirectUris: [REDIRECT_URI] };
const PACKAGE_DIRECTORY = join(import.meta.dirname, '../../../../force-app/main/default');
const TIME_SCALE = 1_000;
/** Compiled as rarely as the service does it. */
const parseConfiguration = rememberParsed((document) => CONFIGURATION.parse(document));

type Row = Record<string, unknown>;

/** What a walk over a flow left behind. */
export interface Walked {
  readonly operations: readonly Operation[];
  readonly outcomes: readonly Outcome[];
  readonly cursors: Readonly<Record<string, string>>;
  readonly followUps: readonly FollowUp[];
  readonly recordIds: readonly string[];
  /** The batches one by one: each may be the last of a slice. */
  readonly batches: readonly Pick<FlowBatch<unknown>, 'cursors' | 'recordIds'>[];
}

/** What a walk uses of a flow. */
export type WalkedFlow<Input> = Pick<Flow<Input>, 'read' | 'plan' | 'apply'>;

/** Both systems over HTTP, the real clients between them, and a flow that is walked as the engine walks it. */
export interface Stage {
  readonly claims: MemoryClaims;
  readonly links: MemoryLinks;
  readonly items: MemoryItems;
  /** Records whose problem stands in the org although the service died before it made an issue of it. */
  readonly unreported: Set<string>;
  readonly approvals: MemoryApprovals;
  /** When flows have last looked, by name: what nobody notes here has not. */
  readonly looks: Map<string, Date>;
  /** The clock the flow sees. */
  readonly clock: { now: Date };
  readonly exact: Remote;
  readonly salesforce: Remote;
  walk<Input>(flow: WalkedFlow<Input>, document: object, request: ReadRequest, mode?: 'apply' | 'plan'): Promise<Walked>;
  /** What a flow may use, for work that is no walk. */
  context(document: object): Promise<FlowContext>;
  /** Creates records in Salesforce as an administrator; their ids. */
  createRecords(records: readonly { readonly object: string; readonly fields: Row }[]): Promise<string[]>;
  /** Creates rows in Exact as an ERP user; their ids. */
  createRows(path: string, rows: readonly Row[]): Promise<string[]>;
  close(): Promise<void>;
}

/** The control interface of one simulator. */
export class Remote {
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  async control(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${this.url}/_control/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return await answer.json().catch(() => undefined);
  }

  async rows(path: string): Promise<Row[]> {
    const answer = (await this.control('GET', `rows/${path}`)) as Row[] | { rows: Row[] };
    return Array.isArray(answer) ? answer : answer.rows;
  }

  /** Calls and writes since the last look. */
  async spent(): Promise<{ readonly counted: number; readonly writes: number }> {
    const counts = (await this.control('GET', 'counts')) as { counted: number; writes: number };
    await this.control('POST', 'journal/clear', {});
    return { counted: counts.counted, writes: counts.writes };
  }
}

export async function startStage(
  options: { readonly exact?: Partial<ExactSimulatorOptions>; readonly salesforce?: Partial<SalesforceSimulatorOptions> } = {},
): Promise<Stage> {
  const exactSimulator = await startExactSimulator({
    app: EXACT_APP,
    limits: null,
    divisions: [{ code: DIVISION, name: 'Holland BV', currency: 'EUR', country: 'NL', isMain: true }],
    ...options.exact,
  });
  const salesforceSimulator = await startSalesforceSimulator({
    packageDirectory: PACKAGE_DIRECTORY,
    app: { clientId: 'client', clientSecret: 'secret', redirectUris: [REDIRECT_URI] },
    ...options.salesforce,
  });
  const exact = new Remote(exactSimulator.url);
  const salesforce = new Remote(salesforceSimulator.url);
  const clock = { now: new Date() };
  const exactVault = new MemoryVault<ExactCredentials>({ country: 'nl', refreshToken: '' });
  const exactClients = createExactClients({
    appOf: () => ({ country: 'nl', baseUrl: exact.url, clientId: EXACT_APP.clientId, clientSecret: EXACT_APP.clientSecret }),
    vault: exactVault,
    budget: new OpenBudget(),
    memory: new OpenMemory(),
    now: () => new Date(),
    timeScale: 1,
  });
  const { code } = (await exact.control('POST', 'consent', { redirectUri: REDIRECT_URI })) as { code: string };
  const { credentials: exactCredentials } = await exactClients.connect({
    country: 'nl',
    grant: { kind: 'code', code, redirectUri: REDIRECT_URI },
    divisions: [DIVISION],
  });
  exactVault.hold(exactCredentials);
  const salesforceVault = new MemoryVault<SalesforceCredentials>({ instanceUrl: salesforce.url, grant: 'client_credentials' });
  const salesforceClients = createSalesforceClients({
    app: { clientId: 'client', clientSecret: 'secret', loginUrl: salesforce.url },
    vault: salesforceVault,
    usage: { record: () => undefined },
    now: () => new Date(),
    timeScale: TIME_SCALE,
  });
  const { orgId, credentials } = await salesforceClients.connect({ kind: 'client_credentials', instanceUrl: salesforce.url });
  salesforceVault.hold(credentials);
  const claims = new MemoryClaims(DIVISION);
  const links = new MemoryLinks();
  const items = new MemoryItems(() => clock.now);
  const openOrders = new MemoryOpenOrders();
  const companyCurrency = options.exact?.divisions?.find(({ code }) => code === DIVISION)?.currency ?? 'EUR';
  const approvals = new MemoryApprovals();
  const looks = new Map<string, Date>();
  const unreported = new Set<string>();
  /** Code of the last problem of a record, by its id. */
  const issues = new Map<string, string | undefined>();

  const contextOf = async (document: object): Promise<FlowContext> => {
    const division = await exactClients.division(orgId, DIVISION, 'batch');
    return {
      orgId,
      division: DIVISION,
      configuration: parseConfiguration(document),
      exact: division,
      exactIn: (other) => exactClients.division(orgId, other, 'batch'),
      salesforce: await salesforceClients.org(orgId),
      references: exactClients.references(orgId, division),
      links,
      items,
      openOrders,
      claims,
      reportedSince: (recordIds) => Promise.resolve(new Set(recordIds.filter((id) => !unreported.has(id)))),
      unsettled: (recordIds, code) => Promise.resolve(new Set(recordIds.filter((id) => issues.get(id) === code))),
      approvals,
      lastLook: (flow) => Promise.resolve(looks.get(flow)),
      companyCurrency: () => Promise.resolve(companyCurrency),
      sentDocuments: (exactIds, references) => claims.sentDocuments(exactIds, references),
      now: () => clock.now,
      timeScale: TIME_SCALE,
      signal: new AbortController().signal,
      log: { info: () => undefined, warn: () => undefined },
      assertLease: () => Promise.resolve(),
    };
  };
  return {
    claims,
    links,
    items,
    unreported,
    approvals,
    looks,
    clock,
    exact,
    salesforce,
    context: contextOf,
    walk: async (flow, document, request, mode = 'apply') => {
      const context = await contextOf(document);
      const walked = {
        operations: [] as Operation[],
        outcomes: [] as Outcome[],
        cursors: {},
        followUps: [] as FollowUp[],
        recordIds: [] as string[],
        batches: [] as Walked['batches'][number][],
      };
      for await (const batch of flow.read(context, request)) {
        const operations = flow.plan(batch.input, { configuration: context.configuration, now: clock.now, division: DIVISION });
        walked.operations.push(...operations);
        const outcomes = mode === 'apply' ? await flow.apply(context, operations) : [];
        for (const { recordId, error } of outcomes) issues.set(recordId, error?.code);
        walked.outcomes.push(...outcomes);
        walked.cursors = { ...walked.cursors, ...batch.cursors };
        walked.followUps.push(...batch.followUps);
        walked.recordIds.push(...batch.recordIds);
        walked.batches.push({ cursors: batch.cursors, recordIds: batch.recordIds });
      }
      return walked;
    },
    createRecords: async (records) => {
      const answer = (await salesforce.control('POST', 'seed', { records })) as { ids: string[] };
      return answer.ids;
    },
    createRows: async (path, rows) => {
      const answer = (await exact.control('POST', 'seed', { division: DIVISION, entities: { [path]: rows } })) as {
        ids: Record<string, string[]>;
      };
      return answer.ids[path] ?? [];
    },
    close: async () => {
      await exactClients.close();
      await salesforceClients.close();
      await exactSimulator.close();
      await salesforceSimulator.close();
    },
  };
}
