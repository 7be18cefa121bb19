import { TandemError } from '../errors/index.ts';
import {
  REFERENCE_LIST_NAMES,
  authorizeUrl as exactAuthorizeUrl,
  ensureSubscriptions,
  type ReferenceListName,
} from '../exact/index.ts';
import type { Connector, ReferenceItem } from '../http/ports.ts';
import { authorizeUrl as salesforceAuthorizeUrl } from '../salesforce/index.ts';
import { connectExact } from './connect-exact.ts';
import { connectSalesforce, proveAdministrator } from './connect-salesforce.ts';
import type { ConnectorDependencies } from './dependencies.ts';
import { checkReadiness } from './readiness.ts';
import { release } from './release.ts';

/** Connects orgs and divisions for the HTTP door, and answers what it asks about both systems. */
export function createConnector(dependencies: ConnectorDependencies): Connector {
  const { exact, salesforce } = dependencies;
  return {
    proveAdministrator: (code) => proveAdministrator(dependencies, code),
    connectSalesforce: (request, context) => connectSalesforce(dependencies, request, context),
    connectExact: (orgId, request, by) => connectExact(dependencies, orgId, request, by),
    salesforceAuthorizeUrl: (request) =>
      salesforceAuthorizeUrl({ ...dependencies.salesforceApp, loginUrl: request.loginUrl }, request),
    exactAuthorizeUrl: (request) => exactAuthorizeUrl(dependencies.exactAppOf(request.country), request),
    listReference: (orgId, division, list) => listReference(dependencies, orgId, division, list),
    checkReadiness: (orgId) => checkReadiness(dependencies, orgId),
    subscribeToExact: async (orgId, division, topics, callbackUrl) =>
      ensureSubscriptions(await exact.division(orgId, division, 'batch'), topics, callbackUrl),
    release: (orgId, webhooks) => release(dependencies, orgId, webhooks),
    forget: (orgId) => {
      exact.forget(orgId);
      salesforce.forget(orgId);
    },
  };
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
