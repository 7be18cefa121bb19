import { phrase, TandemError } from '../errors/index.ts';
import type { Clock, HttpTransport } from '../wire/index.ts';
import { normalizeSalesforceId } from './ids.ts';
import { exchangeCode, grantTokens, refusedByPolicy, type TokenAnswer } from './oauth.ts';
import type { SalesforceApp, SalesforceCredentials } from './ports.ts';

/** How somebody proves that Tandem may use an org. */
export type SalesforceConnectRequest =
  | {
      readonly kind: 'code';
      readonly code: string;
      readonly redirectUri: string;
      readonly codeVerifier: string;
      /** Where the browser signed in, when not at the app's own login URL (a sandbox, a My Domain). */
      readonly loginUrl?: string | undefined;
    }
  | { readonly kind: 'client_credentials'; readonly instanceUrl: string }
  | { readonly kind: 'jwt'; readonly instanceUrl: string; readonly username: string }
  | { readonly kind: 'refresh_token'; readonly instanceUrl: string; readonly refreshToken: string };

/** Proven and then stored, or forgotten: what was presented for it is spent. */
export interface SalesforceConnection {
  /** 18 characters. */
  readonly orgId: string;
  readonly userId: string;
  readonly credentials: SalesforceCredentials;
}

export interface ConnectParts {
  readonly transport: HttpTransport;
  readonly app: SalesforceApp;
  readonly clock: Clock;
}

/**
 * Fails with `salesforce_code_refused`, `salesforce_run_as_missing`, `salesforce_certificate_refused`, `salesforce_app_registration`,
 * `salesforce_reconnect` or `salesforce_unavailable`.
 */
export async function connectSalesforce(parts: ConnectParts, request: SalesforceConnectRequest): Promise<SalesforceConnection> {
  const answer =
    request.kind === 'code'
      ? await exchangeCode(parts.transport, { ...parts.app, loginUrl: request.loginUrl ?? parts.app.loginUrl }, request)
      : await grantTokens(parts.transport, parts.app, credentialsOf(request));
  if (answer.kind !== 'granted') throw refusedGrant(answer, request);
  const { accessToken, refreshToken, instanceUrl, orgId, userId } = answer.tokens;
  if (orgId === undefined || userId === undefined) {
    throw new TandemError('salesforce_unreadable_answer', { text: phrase('answer_without_org') });
  }
  const issuedAt = parts.clock.now();
  const credentials: SalesforceCredentials =
    request.kind === 'code'
      ? { instanceUrl, grant: 'refresh_token', refreshToken, accessToken, issuedAt }
      : { ...credentialsOf(request), ...(refreshToken === undefined ? {} : { refreshToken }), accessToken, issuedAt };
  return { orgId: normalizeSalesforceId(orgId), userId: normalizeSalesforceId(userId), credentials };
}

function credentialsOf(request: Exclude<SalesforceConnectRequest, { kind: 'code' }>): SalesforceCredentials {
  const instanceUrl = request.instanceUrl.replace(/\/+$/, '');
  switch (request.kind) {
    case 'client_credentials':
      return { instanceUrl, grant: 'client_credentials' };
    case 'jwt':
      return { instanceUrl, grant: 'jwt', username: request.username };
    case 'refresh_token':
      return { instanceUrl, grant: 'refresh_token', refreshToken: request.refreshToken };
  }
}

function refusedGrant(answer: Exclude<TokenAnswer, { kind: 'granted' }>, request: SalesforceConnectRequest): TandemError {
  if (answer.kind === 'unavailable') return new TandemError('salesforce_unavailable', { text: answer.text });
  if (answer.kind === 'lost') return new TandemError('salesforce_reconnect', { reason: phrase('sign_in_lost') });
  if (request.kind === 'code' && answer.error === 'invalid_grant')
    return new TandemError('salesforce_code_refused', { text: answer.text });
  if (request.kind === 'code') return new TandemError('salesforce_app_registration', { text: answer.text });
  if (request.kind === 'refresh_token' && answer.error === 'invalid_grant')
    return new TandemError('salesforce_reconnect', { reason: answer.text });
  return refusedByPolicy(answer, credentialsOf(request));
}
