import { listed, TandemError } from '../errors/index.ts';
import type {
  Administrator,
  ConnectContext,
  PendingSignIn,
  SalesforceCode,
  SalesforceConnected,
  SalesforceConnectRequest,
} from '../http/ports.ts';
import type {
  SalesforceConnection,
  SalesforceConnectRequest as ClientConnectRequest,
  SalesforceFeatures,
  SalesforceNeeds,
  SalesforcePerson,
  SalesforceTrial,
} from '../salesforce/index.ts';
import type { Store } from '../store/index.ts';
import { announceChange } from './announcement.ts';
import { proveExact, storeExact } from './connect-exact.ts';
import type { ConnectorDependencies } from './dependencies.ts';
import { checkRights } from './readiness.ts';

/** Who signed in, if he may decide for the whole org. */
export async function proveAdministrator({ salesforce }: ConnectorDependencies, code: SalesforceCode): Promise<Administrator> {
  const connection = await salesforce.connect({ kind: 'code', ...code });
  const person = await salesforce.trial(connection).person();
  const { name, username, organizationName } = person;
  if (person.missingRights.length > 0) {
    const rights = listed(person.missingRights);
    throw new TandemError('not_an_administrator', { user: username, org: organizationName, rights });
  }
  return { orgId: connection.orgId, organizationName, name, username, signIn: toPending(connection) };
}

/**
 * Proves new sign-ins, and only then stores them in place of the old ones: the one at Salesforce, and the one at Exact Online where
 * it is asked for. Both with the org and the news of them, or nothing at all.
 */
export async function connectSalesforce(
  dependencies: ConnectorDependencies,
  request: SalesforceConnectRequest,
  { by, orgId: wanted, trialDays, exact }: ConnectContext,
): Promise<SalesforceConnected> {
  const { store, salesforce, needs } = dependencies;
  const connection =
    request.grant === 'signed_in' ? toConnection(request.signIn) : await salesforce.connect(toClientRequest(request));
  const { orgId } = connection;
  const trial = salesforce.trial(connection);
  const person = await trial.person();
  if (wanted !== undefined && wanted !== orgId) throw await otherOrg(store, wanted, person);
  const features = await requireReady(trial, person, needs);

  const { instanceUrl, grant, username, refreshToken, accessToken, issuedAt } = connection.credentials;
  const meta = { instanceUrl, grant, username, userName: person.username };
  // Last of all: what Exact gave for it, nobody can give back.
  const provenExact = exact === undefined ? undefined : await proveExact(dependencies, exact);
  const saved = { id: orgId, name: features.organizationName, features: { ...features }, trialDays };
  const org = await store.saveOrg(saved, async (orgStore) => {
    const { isFirst } = await orgStore.connections.save('salesforce', { refreshToken, accessToken, issuedAt }, meta);
    await announceChange(orgStore, { system: 'salesforce', by, user: person.username, isFirst });
    if (provenExact !== undefined) await storeExact(orgStore, provenExact, by);
  });
  salesforce.forget(orgId);
  return { org, userName: person.username, signIn: grant };
}

/** The package is there and this user may write what the flows write. */
async function requireReady(
  { org }: SalesforceTrial,
  { username }: SalesforcePerson,
  needs: SalesforceNeeds,
): Promise<SalesforceFeatures> {
  const closed = (await checkRights(org, username, needs)).find(({ state }) => state === 'problem');
  if (closed !== undefined) throw new TandemError('salesforce_user_not_ready', { user: username, problem: closed.detail });
  return await org.features();
}

async function otherOrg(store: Store, wanted: string, { organizationName }: SalesforcePerson): Promise<TandemError> {
  const org = await store.orgs.find(wanted);
  return new TandemError('connect_other_org', { found: organizationName, wanted: org?.name ?? wanted });
}

function toClientRequest(request: Exclude<SalesforceConnectRequest, { grant: 'signed_in' }>): ClientConnectRequest {
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

function toPending({ orgId, userId, credentials }: SalesforceConnection): PendingSignIn {
  const { instanceUrl, accessToken = '', refreshToken = '', issuedAt = new Date() } = credentials;
  return { orgId, userId, instanceUrl, accessToken, refreshToken, issuedAt };
}

function toConnection({ orgId, userId, instanceUrl, accessToken, refreshToken, issuedAt }: PendingSignIn): SalesforceConnection {
  const credentials = { instanceUrl, grant: 'refresh_token', accessToken, refreshToken, issuedAt } as const;
  return { orgId, userId, credentials };
}
