import { MemoryVault } from '../wire/testing/memory-vault.ts';
import {
  json,
  startScriptedServer,
  type ScriptedAnswer,
  type ScriptedServer,
  type SeenRequest,
} from '../wire/testing/scripted-server.ts';
import { createSalesforceClients, type SalesforceClients } from './clients.ts';
import type { SalesforceApp, SalesforceCredentials } from './ports.ts';

export interface TestOrg {
  readonly clients: SalesforceClients;
  readonly vault: MemoryVault<SalesforceCredentials>;
  readonly server: ScriptedServer;
  /** Data requests that are not about which objects the org has. */
  readonly requests: () => SeenRequest[];
  readonly usage: { used: number; limit: number }[];
  readonly clock: { now: Date };
  close(): Promise<void>;
}

export interface TestOrgOptions {
  readonly namespace?: string;
  readonly credentials?: Partial<SalesforceCredentials>;
  readonly onToken?: (request: SeenRequest) => ScriptedAnswer;
  readonly app?: Partial<SalesforceApp>;
}

export const TEST_ORG_ID = '00D000000000001AAA';

/** An org behind a scripted server, connected with an access token. Waits are a thousandth. */
export async function startTestOrg(
  onData: (request: SeenRequest, number: number) => ScriptedAnswer,
  options: TestOrgOptions = {},
): Promise<TestOrg> {
  const prefix = options.namespace === undefined ? '' : `${options.namespace}__`;
  const isData = ({ url }: SeenRequest) => url.startsWith('/services/data/') && !url.endsWith('/v67.0/sobjects');
  let dataRequests = 0;
  const server = await startScriptedServer((request) => {
    if (request.url === '/services/oauth2/token') return options.onToken?.(request) ?? { status: 400 };
    if (request.url.endsWith('/v67.0/sobjects'))
      return json({ sobjects: [{ name: 'Account' }, { name: `${prefix}ExactLink__c` }] });
    dataRequests += 1;
    return onData(request, dataRequests);
  });
  const clock = { now: new Date('2026-11-24T10:00:00Z') };
  const usage: { used: number; limit: number }[] = [];
  const vault = new MemoryVault<SalesforceCredentials>({
    instanceUrl: server.url,
    grant: 'client_credentials',
    accessToken: 'access-1',
    ...options.credentials,
  });
  const clients = createSalesforceClients({
    app: { clientId: 'client', clientSecret: 'secret', loginUrl: server.url, ...options.app },
    vault,
    usage: { record: (_orgId, used, limit) => void usage.push({ used, limit }) },
    now: () => clock.now,
    timeScale: 1_000,
  });
  return {
    clients,
    vault,
    server,
    requests: () => server.requests.filter(isData),
    usage,
    clock,
    close: async () => {
      await clients.close();
      await server.close();
    },
  };
}
