import { createHash, randomBytes } from 'node:crypto';
import { importPKCS8, SignJWT } from 'jose';
import { TandemError } from '../errors/index.ts';
import { parseJson, TOKEN_ANSWER_BYTES, type HttpTransport } from '../wire/index.ts';
import type { SalesforceApp, SalesforceCredentials } from './ports.ts';

/** How the token endpoint answered. */
export type TokenAnswer =
  | { readonly kind: 'granted'; readonly tokens: SalesforceTokens }
  | { readonly kind: 'refused'; readonly error: string; readonly text: string }
  /** Not carried out: try later. */
  | { readonly kind: 'unavailable'; readonly text: string }
  /** It may have been carried out; a rotated refresh token is then lost. */
  | { readonly kind: 'lost'; readonly text: string };

export interface SalesforceTokens {
  readonly accessToken: string;
  /** On the code flow and on rotation. */
  readonly refreshToken: string | undefined;
  readonly instanceUrl: string;
  /** From the identity URL: 18 characters, or undefined when there is none. */
  readonly orgId: string | undefined;
  readonly userId: string | undefined;
}

const JWT_LIVES_S = 180;
/** Must be over before the vault's lease is. */
const TOKEN_TIMEOUT_MS = 20_000;

/** A new token by the grant that these credentials stand for. */
export async function grantTokens(
  transport: HttpTransport,
  app: SalesforceApp,
  credentials: SalesforceCredentials,
): Promise<TokenAnswer> {
  const client = { client_id: app.clientId, client_secret: app.clientSecret };
  switch (credentials.grant) {
    case 'client_credentials':
      return await requestToken(transport, credentials.instanceUrl, { grant_type: 'client_credentials', ...client });
    case 'refresh_token':
      return await requestToken(transport, credentials.instanceUrl, {
        grant_type: 'refresh_token',
        refresh_token: credentials.refreshToken ?? '',
        ...client,
      });
    case 'jwt':
      return await requestToken(transport, credentials.instanceUrl, {
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        assertion: await signAssertion(app, credentials),
      });
  }
}

/** Trades a code from the browser. PKCE is mandatory for partner apps: verifier and secret both go along. */
export function exchangeCode(
  transport: HttpTransport,
  app: SalesforceApp,
  grant: { readonly code: string; readonly redirectUri: string; readonly codeVerifier: string },
): Promise<TokenAnswer> {
  return requestToken(transport, app.loginUrl, {
    grant_type: 'authorization_code',
    code: grant.code,
    redirect_uri: grant.redirectUri,
    code_verifier: grant.codeVerifier,
    client_id: app.clientId,
    client_secret: app.clientSecret,
  });
}

export interface Pkce {
  readonly codeVerifier: string;
  readonly codeChallenge: string;
}

/** A fresh verifier and its S256 challenge. Keep the verifier with the state until the callback. */
export function createPkce(): Pkce {
  const codeVerifier = randomBytes(48).toString('base64url');
  return { codeVerifier, codeChallenge: createHash('sha256').update(codeVerifier).digest('base64url') };
}

/** Where a browser signs in and gives consent. */
export function authorizeUrl(
  app: SalesforceApp,
  request: {
    readonly redirectUri: string;
    readonly state: string;
    readonly codeChallenge: string;
    /** Asks who signs in although the browser is signed in already: the second user is another one than the first. */
    readonly asksWho?: boolean | undefined;
  },
): string {
  const url = new URL('/services/oauth2/authorize', app.loginUrl);
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: app.clientId,
    redirect_uri: request.redirectUri,
    scope: 'api refresh_token',
    state: request.state,
    code_challenge: request.codeChallenge,
    code_challenge_method: 'S256',
    ...(request.asksWho === true ? { prompt: 'login' } : {}),
  }).toString();
  return url.href;
}

/** `POST /services/oauth2/revoke`: ends the token, and with a refresh token every access token that came of it. */
export async function revokeToken(transport: HttpTransport, host: string, token: string): Promise<boolean> {
  const answer = await transport.send({
    method: 'POST',
    url: `${host}/services/oauth2/revoke`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ token }).toString(),
    bounds: { timeoutMs: TOKEN_TIMEOUT_MS, maxAnswerBytes: TOKEN_ANSWER_BYTES },
  });
  return answer.kind === 'answer' && answer.status < 300;
}

async function requestToken(
  transport: HttpTransport,
  host: string,
  grant: Readonly<Record<string, string>>,
): Promise<TokenAnswer> {
  const answer = await transport.send({
    method: 'POST',
    url: `${host}/services/oauth2/token`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams(grant).toString(),
    bounds: { timeoutMs: TOKEN_TIMEOUT_MS, maxAnswerBytes: TOKEN_ANSWER_BYTES },
  });
  if (answer.kind === 'none') return { kind: answer.wasSent ? 'lost' : 'unavailable', text: answer.reason };
  const body = readObject(answer.text);
  const tokens = body === undefined ? undefined : readTokens(body);
  if (tokens !== undefined) return { kind: 'granted', tokens };
  if (answer.status < 300) return { kind: 'lost', text: 'unreadable token answer' };
  if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) {
    const { error = `status ${answer.status}`, error_description: text = error } = (body ?? {}) as {
      error?: string;
      error_description?: string;
    };
    return { kind: 'refused', error, text };
  }
  return { kind: 'unavailable', text: `status ${answer.status}` };
}

/** Audience and issuer as Salesforce checks them; it takes assertions of a few minutes at most. */
async function signAssertion(app: SalesforceApp, credentials: SalesforceCredentials): Promise<string> {
  if (app.privateKeyPem === undefined || credentials.username === undefined) {
    throw new TandemError('salesforce_app_registration', { text: 'no private key or user for the jwt grant' });
  }
  const key = await importPKCS8(app.privateKeyPem, 'RS256');
  return await new SignJWT({})
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(app.clientId)
    .setSubject(credentials.username)
    .setAudience(credentials.instanceUrl)
    .setExpirationTime(`${JWT_LIVES_S}s`)
    .sign(key);
}

function readTokens(body: Readonly<Record<string, unknown>>): SalesforceTokens | undefined {
  const { access_token: accessToken, refresh_token: refreshToken, instance_url: instanceUrl, id } = body;
  if (typeof accessToken !== 'string' || typeof instanceUrl !== 'string') return undefined;
  const [, orgId, userId] = /\/id\/(\w{18})\/(\w{15,18})$/.exec(typeof id === 'string' ? id : '') ?? [];
  return {
    accessToken,
    refreshToken: typeof refreshToken === 'string' ? refreshToken : undefined,
    instanceUrl: instanceUrl.replace(/\/+$/, ''),
    orgId,
    userId,
  };
}

function readObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed = parseJson(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
