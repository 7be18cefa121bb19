import { Registry } from 'prom-client';
import type { Config } from './config.ts';
import { exactAppOf } from './config.ts';
import { createConnector, exactVault, salesforceVault } from './connector/index.ts';
import {
  createDraftRoom,
  alertChannels,
  createEngine,
  createStopping,
  inFlow,
  lookAtRecord,
  planSamples,
  type DraftRoom,
  type Engine,
  type EngineDependencies,
} from './engine/index.ts';
import { budgetKey, createExactClients, type ExactApp } from './exact/index.ts';
import { CREDIT } from './flows/credit/index.ts';
import { attachInvoicePdf, INVOICES } from './flows/invoices/index.ts';
import { chooseDebtorOfOrder, listDebtorsOfOrder, ORDERS } from './flows/orders/index.ts';
import { STOCK } from './flows/stock/index.ts';
import { CONFIGURATION, FLOWS, shownChanges, type Flow, type Operation } from './flows/index.ts';
import { createWorkMeter } from './http/engine-metrics.ts';
import { createInspector } from './inspector.ts';
import type { Configurations, Debtors, HttpDependencies, PreviewItem, Selling } from './http/ports.ts';
import { isTandemError } from './errors/index.ts';
import { rememberParsed, type Configuration } from './mapping/index.ts';
import { NEEDS } from './needs.ts';
import { createSalesforceClients, type SalesforceApp, type SalesforceClients } from './salesforce/index.ts';
import { askSelling, SellingMemory } from './selling/index.ts';
import { openStore, type Store } from './store/index.ts';
import { PERSON_BOUNDS } from './wire/index.ts';
import type { Logger } from './activity/index.ts';
import { savedUsage } from './saved-usage.ts';

/** Slices wait for the two systems most of their time: few at once would let a handful of long ones delay every small org. */
const CONCURRENT_SLICES = 16;
/** The embedded database has one connection. */
const CONCURRENT_SLICES_EMBEDDED = 4;
const REQUESTS_PER_MINUTE = 1200;
const SALESFORCE_LOGIN_URL = 'https://login.salesforce.com';

/** The parts of a process, wired and not started. */
export interface Service {
  readonly store: Store;
  readonly engine: Engine;
  readonly http: HttpDependencies;
  /** Closes clients and database; engine and HTTP have stopped before. */
  close(): Promise<void>;
}

/** Wires everything from the configuration. `publicUrl` is asked when a request needs it: the port may be known only then. */
export async function compose(config: Config, log: Logger, publicUrl: () => string): Promise<Service> {
  const stopping = createStopping();
  const metrics = new Registry();
  const meter = createWorkMeter(metrics);
  const store = await openStore({
    location: config.database,
    masterKeys: config.masterKeys.reveal(),
    timeScale: config.timeScale,
    isProduction: config.isProduction,
    stopping: stopping.waits,
  });
  const now = (): Date => new Date();
  const exactApp = (country: string): ExactApp => exactAppIn(config, country);
  const salesforceApp = salesforceAppIn(config);
  const clock = { now, timeScale: config.timeScale };
  const exact = createExactClients({
    ...clock,
    appOf: exactApp,
    vault: exactVault(store.vault),
    budget: store.budgets,
    memory: store.divisionTraits,
    stopping,
    onCall: meter.exactCalled,
  });
  const salesforceClients = createSalesforceClients({
    ...clock,
    app: salesforceApp,
    vault: salesforceVault(store.vault),
    usage: savedUsage(store, log),
  });
  const salesforce: SalesforceClients = {
    ...salesforceClients,
    org: (orgId, signal = stopping.calls, bounds) => salesforceClients.org(orgId, signal, bounds),
  };
  const salesforceOf: EngineDependencies['salesforceOf'] = (orgId, signal) => salesforce.org(orgId, signal);
  const engineParts: EngineDependencies = {
    ...clock,
    store,
    flows: FLOWS,
    log,
    stopping,
    onSlice: meter.sliceEnded,
    onAlert: meter.alertTried,
    hasWebhooks: acceptsWebhooks(config),
    concurrency: store.isEmbedded ? CONCURRENT_SLICES_EMBEDDED : CONCURRENT_SLICES,
    parseConfiguration: rememberParsed((document) => CONFIGURATION.parse(document)),
    connect: async (orgId, code, callClass) => {
      const bounds = callClass === 'interactive' ? PERSON_BOUNDS : undefined;
      const [division, org] = await Promise.all([
        exact.division(orgId, code, callClass),
        salesforce.org(orgId, undefined, bounds),
      ]);
      return { exact: division, salesforce: org, references: exact.references(orgId, division) };
    },
    salesforceOf,
    alertChannels: alertChannels(config, { salesforceOf, now }),
  };
  const engine = createEngine(engineParts);
  const sellingMemory = new SellingMemory(now);
  const drafts = createDraftRoom({ stopping: stopping.waits });
  const http: HttpDependencies = {
    store,
    engine,
    connector: createConnector({
      store,
      exact: {
        ...exact,
        forget: (orgId) => {
          exact.forget(orgId);
          sellingMemory.forget(orgId);
        },
      },
      salesforce,
      exactAppOf: exactApp,
      salesforceApp,
      needs: NEEDS,
    }),
    configurations: configurationRules(drafts, (document) => engineParts.parseConfiguration(document)),
    lookAtRecord: (orgId, ref) => lookAtRecord(engineParts, orgId, ref),
    inspector: createInspector({ exact, salesforce, parse: (document) => engineParts.parseConfiguration(document) }),
    metrics,
    debtors: debtorsOf(engineParts),
    selling: sellingOf(engineParts, sellingMemory),
    invoicePdfs: {
      attach: (orgId, invoiceId) =>
        inFlow(engineParts, {
          orgId,
          flow: INVOICES.name,
          isWriting: true,
          work: (context) => attachInvoicePdf(context, invoiceId),
        }),
    },
    previewer: { preview: async (orgId, request) => (await planSamples(engineParts, drafts, orgId, request)).map(toPreviewItem) },
    settings: {
      publicUrl,
      operatorToken: config.operatorToken?.reveal(),
      salesforceLoginUrl: config.salesforce.loginUrl,
      hasSalesforceCertificate: config.salesforce.jwtPrivateKey !== undefined,
      exactCountries: countriesIn(config),
      exactWebhookSecret: config.exactWebhookSecret?.reveal(),
      acceptsWebhooks: acceptsWebhooks(config),
      requestsPerMinute: REQUESTS_PER_MINUTE,
      trustedProxies: config.trustedProxies,
      exactHostOf: (country) => exactApp(country).baseUrl,
      budgetKeyOf: (country, division) => budgetKey(exactApp(country), division),
    },
  };
  return {
    store,
    engine,
    http,
    close: async () => {
      await Promise.all([exact.close(), salesforce.close()]);
      await store.close();
    },
  };
}

function debtorsOf(parts: EngineDependencies): Debtors {
  return {
    list: (orgId, orderId, search) =>
      inFlow(parts, {
        orgId,
        flow: ORDERS.name,
        isWriting: false,
        recordId: orderId,
        work: (context) => listDebtorsOfOrder(context, orderId, search),
      }),
    choose: (orgId, orderId, choice) =>
      inFlow(parts, {
        orgId,
        flow: ORDERS.name,
        isWriting: true,
        recordId: orderId,
        work: (context) => chooseDebtorOfOrder(context, orderId, choice),
      }),
  };
}

function sellingOf(parts: EngineDependencies, memory: SellingMemory): Selling {
  const { store } = parts;
  return {
    ask: (orgId, question) =>
      inFlow(parts, {
        orgId,
        flow: ORDERS.name,
        isWriting: false,
        work: async (context) => {
          const { division, configuration } = context;
          const [{ meta }, lanes] = await Promise.all([store.vault.read(orgId, 'exact'), store.lanes.list(orgId)]);
          const lookedAt = (flow: Flow<unknown>): Date | undefined =>
            flow.isEnabled(configuration)
              ? (lanes.find((lane) => lane.flow === flow.name && lane.division === division)?.lastRunAt ?? undefined)
              : undefined;
          return askSelling(context, question, {
            memory,
            companyCurrency: meta.divisions?.find(({ code }) => code === division)?.currency ?? '',
            stockAsOf: lookedAt(STOCK),
            invoicesAsOf: lookedAt(INVOICES),
            creditAsOf: lookedAt(CREDIT),
          });
        },
      }),
  };
}

function exactAppIn(config: Config, country: string): ExactApp {
  const { baseUrl, clientId, clientSecret } = exactAppOf(config, country);
  return { country, baseUrl, clientId, clientSecret: clientSecret.reveal() };
}

function salesforceAppIn({ salesforce }: Config): SalesforceApp {
  return {
    clientId: salesforce.clientId ?? '',
    clientSecret: salesforce.clientSecret?.reveal() ?? '',
    loginUrl: salesforce.loginUrl ?? SALESFORCE_LOGIN_URL,
    privateKeyPem: salesforce.jwtPrivateKey?.reveal().replaceAll('\\n', '\n'),
  };
}

/** Exact has an address to tell of changes, and this service a secret to know it by. */
function acceptsWebhooks({ publicUrl, exactWebhookSecret }: Config): boolean {
  return publicUrl !== undefined && exactWebhookSecret !== undefined;
}

/** Countries a person may choose from: those with a registration, or the Dutch one where only the general one is set. */
function countriesIn(config: Config): string[] {
  const named = Object.keys(config.exactApps).filter((country) => country !== '*');
  return named.length > 0 ? named : ['nl'];
}

function configurationRules(drafts: DraftRoom, parse: (document: unknown) => Configuration): Configurations {
  return {
    check: (orgId, document, connected) => drafts.work(orgId, { kind: 'check', document, connected }),
    flowsOf: (document) => {
      const configuration = parsedOrOff({ version: 1, ...document }, parse);
      return FLOWS.map((flow) => ({
        name: flow.name,
        isEnabled: flow.isEnabled(configuration),
        divisions: flow.divisionsOf(configuration),
        exactTopics: Object.keys(flow.hints.exactTopics),
      }));
    },
    checkSuccession: (document, former) => CONFIGURATION.checkSuccession(document, former),
    beforeSave: (document, now) => CONFIGURATION.withStartPoints(document, now) as Record<string, unknown>,
    jsonSchema: CONFIGURATION.jsonSchema(),
  };
}

/** A stored document that a newer version no longer accepts switches nothing on. */
function parsedOrOff(document: unknown, parse: (document: unknown) => Configuration): Configuration {
  try {
    return parse(document);
  } catch (error) {
    if (!isTandemError(error, 'configuration_invalid')) throw error;
    return parse({ version: 1 });
  }
}

function toPreviewItem(operations: readonly Operation[]): PreviewItem {
  const main = operations.find((operation) => operation.isMain) ?? operations[0];
  const problems = operations.flatMap(({ reason }) =>
    reason === undefined ? [] : [{ field: reason.field ?? null, code: reason.code, params: reason.params }],
  );
  return {
    recordId: main?.recordId ?? '',
    label: main?.label ?? '',
    fields: operations.flatMap((operation) =>
      shownChanges(operation).map((change) => ({ ...change, field: `${operation.object}.${change.field}` })),
    ),
    problems,
  };
}
