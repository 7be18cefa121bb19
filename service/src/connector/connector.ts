import { TandemError } from '../errors/index.ts';
import {
  REFERENCE_LIST_NAMES,
  authorizeUrl as exactAuthorizeUrl,
  ensureSubscriptions,
  type ExactApp,
  type ExactClients,
  type ExactDivisionInfo,
  type ReferenceListName,
} from '../exact/index.ts';
import type { Connector, ReferenceItem, SalesforceConnectRequest } from '../http/ports.ts';
import {
  authorizeUrl as salesforceAuthorizeUrl,
  type SalesforceApp,
  type SalesforceClients,
  type SalesforceConnectRequest as ClientConnectRequest,
} from '../salesforce/index.ts';
import type { ConnectedDivision, Org, Store } from '../store/index.ts';
import { checkReadiness } from './readiness.ts';

export interface ConnectorDependencies {
  readonly store: Store;
  readonly exact: ExactClients;
  readonly salesforce: SalesforceClients;
  readonly exactAppOf: (country: string) => ExactApp;
  readonly salesforceApp: SalesforceApp;
}

/** Connects orgs and divisions for the HTTP door, and answers what it asks about both systems. */
export function createConnector(dependencies: ConnectorDependencies): Connector {
  const { store, exact, salesforce } = dependencies;
  return {
    connectSalesforce: (request, trialDays) => connectSalesforce(dependencies, request, trialDays),
    connectExact: async (orgId, request) => {
      const connection = await exact.connect({
        country: request.country,
        grant: request.grant,
        divisions: request.divisions,
        persist: async (credentials) => {
          const { refreshToken, accessToken, issuedAt } = credentials;
          const host = dependencies.exactAppOf(request.country).baseUrl;
          await store.vault.save(orgId, 'exact', { refreshToken, accessToken, issuedAt }, { country: request.country, host });
        },
      });
      exact.forget(orgId);
      const divisions = divisionsOf(connection.divisions, request.divisions);
      const userName = connection.me.fullName ?? '';
      const host = dependencies.exactAppOf(request.country).baseUrl;
      await store.vault.saveMeta(orgId, 'exact', { country: request.country, host, userName, divisions });
      return { userName, divisions };
    },
    salesforceAuthorizeUrl: (request) =>
      salesforceAuthorizeUrl({ ...dependencies.salesforceApp, loginUrl: request.loginUrl }, request),
    exactAuthorizeUrl: (request) => exactAuthorizeUrl(dependencies.exactAppOf(request.country), request),
    listReference: (orgId, division, list) => listReference(dependencies, orgId, division, list),
    checkReadiness: (orgId) => checkReadiness(dependencies, orgId),
    subscribeToExact: async (orgId, division, topics, callbackUrl) =>
      ensureSubscriptions(await exact.division(orgId, division, 'batch'), topics, callbackUrl),
    forget: (orgId) => {
      exact.forget(orgId);
      salesforce.forget(orgId);
    },
  };
}

async function connectSalesforce(
  { store, salesforce }: ConnectorDependencies,
  request: SalesforceConnectRequest,
  trialDays: number | undefined,
): Promise<Org> {
  const { orgId, credentials } = await salesforce.connect(toClientRequest(request));
  const { instanceUrl, grant, username, refreshToken, accessToken, issuedAt } = credentials;
  // The row first: credentials belong to an org, and what was presented for them is spent already.
  await store.orgs.save({ id: orgId, name: orgId, features: {}, trialDays });
  await store.vault.save(orgId, 'salesforce', { refreshToken, accessToken, issuedAt }, { instanceUrl, grant, username });
  salesforce.forget(orgId);
  const features = await (await salesforce.org(orgId)).features();
  return store.orgs.save({ id: orgId, name: features.organizationName, features: { ...features }, trialDays });
}

function toClientRequest(request: SalesforceConnectRequest): ClientConnectRequest {
  switch (request.grant) {
    case 'authorization_code':
      return {
        kind: 'code',
        loginUrl: request.loginUrl,
        code: request.code,
        redirectUri: request.redirectUri,
        codeVerifier: request.codeVerifier,
      };
    case 'client_credentials':
      return { kind: 'client_credentials', instanceUrl: request.instanceUrl };
    case 'jwt':
      return { kind: 'jwt', instanceUrl: request.instanceUrl, username: request.username };
    case 'refresh_token':
      return { kind: 'refresh_token', instanceUrl: request.instanceUrl, refreshToken: request.refreshToken };
  }
}

/** The divisions an org works with: those it named, else all it was granted; the first named or the main one is the default. */
function divisionsOf(granted: readonly ExactDivisionInfo[], named: readonly number[]): ConnectedDivision[] {
  const chosen = named.length === 0 ? granted : granted.filter((division) => named.includes(division.code));
  const first = named[0] ?? granted.find((division) => division.isMain)?.code ?? granted[0]?.code;
  return chosen.map(({ code, name, currency, country }) => ({
    code,
    name: name ?? String(code),
    currency: currency ?? '',
    country: country ?? '',
    isDefault: code === first,
  }));
}

async function listReference(
  { exact, store }: ConnectorDependencies,
  orgId: string,
  division: number,
  list: string,
): Promise<readonly ReferenceItem[]> {
  if (!isListName(list)) throw new TandemError('not_found');
  const { meta } = await store.vault.read(orgId, 'exact');
  if (meta.divisions?.some((connected) => connected.code === division) !== true) throw new TandemError('not_found');
  const client = await exact.division(orgId, division, 'interactive');
  return exact.references(orgId, client).list(list);
}

function isListName(name: string): name is ReferenceListName {
  return (REFERENCE_LIST_NAMES as readonly string[]).includes(name);
}
