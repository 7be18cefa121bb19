import { createHash, randomBytes } from 'node:crypto';
import { importPKCS8, SignJWT } from 'jose';
import { phrase, TandemError, type ParamValue } from '../errors/index.ts';
import { TOKEN_ANSWER_BYTES, type HttpTransport, type WireAnswer } from '../wire/index.ts';
import { loadJsforce } from './jsforce.ts';
import type { SalesforceApp, SalesforceCredentials } from './ports.ts';

/** How the token endpoint answered. */
export type TokenAnswer =
  | { readonly kind: 'granted'; readonly tokens: SalesforceTokens }
  | { readonly kind: 'refused'; readonly error: string; readonly text: string }
  /** Not carried out: try later. */
  | { readonly kind: 'unavailable'; readonly text: ParamValue }
  /** It may have been carried out; a rotated refresh token is then lost. */
  | { readonly kind: 'lost'; readonly text: ParamValue };

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
  const at = { ...app, loginUrl: credentials.instanceUrl };
  switch (credentials.grant) {
    case 'client_credentials':
      return await requestToken(transport, at, { grant_type: 'client_credentials' });
    case 'refresh_token':
      return await requestToken(transport, at, {
        grant_type: 'refresh_token',
        refresh_token: credentials.refreshToken ?? '',
      });
    case 'jwt': {
      // The assertion says who asks: no secret goes along.
      const assertion = await signAssertion(app, credentials);
      const grant = { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion };
      return await requestToken(transport, { loginUrl: at.loginUrl }, grant);
    }
  }
}

/** Why Salesforce gave no token to a grant for which nobody signs in: what an administrator has to change in the org. */
export function refusedByPolicy(
  { error, text }: { readonly error: string; readonly text: string },
  { grant, username = '' }: Pick<SalesforceCredentials, 'grant' | 'username'>,
): TandemError {
  const isPolicy = error === 'invalid_grant' || error === 'invalid_app_access';
  if (isPolicy && grant === 'client_credentials') return new TandemError('salesforce_run_as_missing', { text });
  if (isPolicy && grant === 'jwt') return new TandemError('salesforce_certificate_refused', { username, text });
  return new TandemError('salesforce_app_registration', { text });
}

/** Trades a code from the browser. PKCE is mandatory for partner apps: verifier and secret both go along. */
export function exchangeCode(
  transport: HttpTransport,
  app: SalesforceApp,
  grant: { readonly code: string; readonly redirectUri: string; readonly codeVerifier: string },
): Promise<TokenAnswer> {
  return requestToken(transport, app, {
    grant_type: 'authorization_code',
    code: grant.code,
    redirect_uri: grant.redirectUri,
    code_verifier: grant.codeVerifier,
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
  const { OAuth2 } = loadJsforce();
  const { clientId, loginUrl } = app;
  return new OAuth2({ clientId, loginUrl, redirectUri: request.redirectUri }).getAuthorizationUrl({
    scope: 'api refresh_token',
    state: request.state,
    code_challenge: request.codeChallenge,
    code_challenge_method: 'S256',
    ...(request.asksWho === true ? { prompt: 'login' } : {}),
  });
}

/** `POST /services/oauth2/revoke`: ends the token, and with a refresh token every access token that came of it. */
export async function revokeToken(transport: HttpTransport, host: string, token: string): Promise<boolean> {
  const { oauth2, talk } = endpointOf(transport, { loginUrl: host });
  return await oauth2.revokeToken(token).then(
    () => talk.answer?.kind === 'answer' && talk.answer.status < 300,
    () => false,
  );
}

type Endpoint = Pick<SalesforceApp, 'loginUrl'> & Partial<SalesforceApp>;

/** The token endpoint as jsforce words it, over `transport`, which sees whether the request was sent and how it was answered. */
function endpointOf(transport: HttpTransport, { loginUrl, clientId, clientSecret }: Endpoint) {
  const jsforce = loadJsforce();
  const talk: { answer?: WireAnswer } = {};
  const oauth2 = new jsforce.OAuth2({ loginUrl, ...(clientId === undefined ? {} : { clientId, clientSecret }) });
  oauth2._transport = jsforce.transport(async ({ url, headers, body }) => {
    const bounds = { timeoutMs: TOKEN_TIMEOUT_MS, maxAnswerBytes: TOKEN_ANSWER_BYTES };
    const answer = await transport.send({
      method: 'POST',
      url,
      headers: { ...headers, accept: 'application/json' },
      body,
      bounds,
    });
    talk.answer = answer;
    if (answer.kind === 'none') throw new Error('no answer');
    return { status: answer.status, contentType: 'application/json', body: answer.text };
  });
  return { oauth2, talk };
}

async function requestToken(
  transport: HttpTransport,
  endpoint: Endpoint,
  grant: Readonly<Record<string, string>> & { readonly grant_type: string },
): Promise<TokenAnswer> {
  const { oauth2, talk } = endpointOf(transport, endpoint);
  const outcome = await oauth2.requestToken(grant).catch((error: unknown) => error);
  const { answer } = talk;
  if (answer === undefined) throw outcome;
  if (answer.kind === 'none') return { kind: answer.wasSent ? 'lost' : 'unavailable', text: answer.reason };
  const { status } = answer;
  const tokens = readTokens(outcome);
  if (tokens !== undefined) return { kind: 'granted', tokens };
  if (status < 300) return { kind: 'lost', text: phrase('answer_without_token') };
  if (status < 400 || status >= 500 || status === 429) return { kind: 'unavailable', text: phrase('answer_status', { status }) };
  // jsforce makes an error of the answer, named by its `error`, with its `error_description`; of anything else the whole body.
  const { name, message } = outcome as { readonly name?: unknown; readonly message?: unknown };
  const error = typeof name !== 'string' || name.startsWith('ERROR_HTTP_') ? `status ${status}` : name;
  return { kind: 'refused', error, text: error === name && typeof message === 'string' && message !== '' ? message : error };
}

/** Audience and issuer as Salesforce checks them; it takes assertions of a few minutes at most. */
async function signAssertion(app: SalesforceApp, credentials: SalesforceCredentials): Promise<string> {
  if (app.privateKeyPem === undefined || credentials.username === undefined) {
    throw new TandemError('salesforce_app_registration', { text: phrase('certificate_incomplete') });
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

function readTokens(answer: unknown): SalesforceTokens | undefined {
  const {
    access_token: accessToken,
    refresh_token: refreshToken,
    instance_url: instanceUrl,
    id,
  } = (answer ?? {}) as Readonly<Record<string, unknown>>;
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
