import { isTandemError, phrase, TandemError } from '../errors/index.ts';
import {
  Breakers,
  DEFAULT_TRANSPORT_LIMITS,
  HttpTransport,
  type Clock,
  type CredentialVault,
  type ExchangeBounds,
  type TransportLimits,
} from '../wire/index.ts';
import { connectSalesforce, type SalesforceConnection, type SalesforceConnectRequest } from './connect.ts';
import { SalesforceCaller } from './caller.ts';
import { OrgClient, OrgKnowledge } from './org.ts';
import { readPerson, type SalesforcePerson } from './person.ts';
import { revokeToken } from './oauth.ts';
import type { ApiUsage, SalesforceApp, SalesforceCredentials } from './ports.ts';
import { freshToken, TokenSource } from './token-source.ts';
import type { SalesforceOrg } from './types.ts';

export interface SalesforceDependencies {
  readonly app: SalesforceApp;
  readonly vault: CredentialVault<SalesforceCredentials>;
  readonly usage: ApiUsage;
  readonly now: () => Date;
  /** Divides waiting times; 1 against the real Salesforce. */
  readonly timeScale: number;
  readonly transportLimits?: TransportLimits;
}

/** Every way into Salesforce. One a process. */
export interface SalesforceClients {
  /** Reads where the org lives. `bounds`: what each call may cost, where the usual ones do not fit. Fails with `not_connected`. */
  org(orgId: string, signal?: AbortSignal, bounds?: ExchangeBounds): Promise<SalesforceOrg>;
  /** Trades a code, or the app's own credentials, for a connection. */
  connect(request: SalesforceConnectRequest): Promise<SalesforceConnection>;
  /** Speaks with a sign-in that is stored nowhere yet: nothing that is known of the org, and no stored token, takes part. */
  trial(connection: SalesforceConnection): SalesforceTrial;
  /** Ends a refresh or access token at Salesforce. False when Salesforce did not say that it is over. */
  revoke(instanceUrl: string, token: string): Promise<boolean>;
  /** Drops token, features and describes held in memory: the org connected again, changed its set-up or is gone. */
  forget(orgId: string): void;
  close(): Promise<void>;
}

/** What a new sign-in is proven with. */
export interface SalesforceTrial {
  readonly org: SalesforceOrg;
  /** Who signed in; one call. */
  person(): Promise<SalesforcePerson>;
}

export function createSalesforceClients(dependencies: SalesforceDependencies): SalesforceClients {
  const { app, vault, usage } = dependencies;
  const clock: Clock = { now: dependencies.now, scale: dependencies.timeScale };
  const transport = new HttpTransport(dependencies.transportLimits ?? DEFAULT_TRANSPORT_LIMITS);
  const tokens = new TokenSource({ vault, transport, app, clock });
  const parts = { transport, tokens, breakers: breakersOf(clock), usage, clock };
  const knowledge = new Map<string, OrgKnowledge>();

  return {
    org: async (orgId, signal, bounds) => {
      const { credentials } = await vault.read(orgId);
      const known = knowledge.get(orgId) ?? new OrgKnowledge();
      knowledge.set(orgId, known);
      return new OrgClient(parts, { orgId, instanceUrl: credentials.instanceUrl, knowledge: known, signal, bounds });
    },
    connect: (request) => connectSalesforce({ transport, app, clock }, request),
    trial: ({ orgId, userId, credentials: { accessToken = '', instanceUrl } }) => {
      const trialParts = { ...parts, tokens: freshToken(accessToken, instanceUrl) };
      return {
        org: new OrgClient(trialParts, { orgId, instanceUrl, knowledge: new OrgKnowledge() }),
        person: () => readPerson(new SalesforceCaller(trialParts, orgId), userId),
      };
    },
    revoke: (instanceUrl, token) => revokeToken(transport, instanceUrl, token),
    forget: (orgId) => {
      tokens.forget(orgId);
      knowledge.delete(orgId);
    },
    close: () => transport.close(),
  };
}

function breakersOf(clock: Clock): Breakers {
  return new Breakers({
    clock,
    isFailure: (error) => isTandemError(error, 'salesforce_unavailable') || isTandemError(error, 'salesforce_outcome_unknown'),
    whenOpen: (retryAfterMs, cause) =>
      new TandemError('salesforce_unavailable', { text: phrase('calls_failed') }, { cause, retryAfterMs }),
  });
}
