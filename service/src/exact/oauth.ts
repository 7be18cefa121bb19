import { phrase, type ParamValue } from '../errors/index.ts';
import { parseJson, TOKEN_ANSWER_BYTES, type HttpTransport } from '../wire/index.ts';
import { errorText } from './classify.ts';
import type { ExactApp } from './ports.ts';

/** How the token endpoint answered. */
export type TokenAnswer =
  | { readonly kind: 'granted'; readonly accessToken: string; readonly refreshToken: string }
  /** Inside the first 570 seconds: the token that is held is still good. */
  | { readonly kind: 'early' }
  /** The refresh token was presented before; only a person can repair this. */
  | { readonly kind: 'spent'; readonly text: string }
  /** Client id or secret are wrong. */
  | { readonly kind: 'app'; readonly text: string }
  /** Refused for another reason: consent withdrawn, code used. */
  | { readonly kind: 'refused'; readonly text: string }
  /** Not carried out: try later. */
  | { readonly kind: 'unavailable'; readonly text: ParamValue }
  /** It may have been carried out, and then the new refresh token is lost. */
  | { readonly kind: 'lost'; readonly text: ParamValue };

/** Trades a code from the browser for tokens. `redirectUri` must be the one the browser was sent with. */
export function exchangeCode(transport: HttpTransport, app: ExactApp, code: string, redirectUri: string): Promise<TokenAnswer> {
  return requestToken(transport, app, { grant_type: 'authorization_code', code, redirect_uri: redirectUri });
}

/** Presents a refresh token, which is dead from then on. */
export function refreshTokens(transport: HttpTransport, app: ExactApp, refreshToken: string): Promise<TokenAnswer> {
  return requestToken(transport, app, { grant_type: 'refresh_token', refresh_token: refreshToken });
}

/** Where a browser gives consent. Exact has no scope parameter: scopes belong to the app registration. */
export function authorizeUrl(app: ExactApp, request: { readonly redirectUri: string; readonly state: string }): string {
  const url = new URL('/api/oauth2/auth', app.baseUrl);
  url.search = new URLSearchParams({
    client_id: app.clientId,
    redirect_uri: request.redirectUri,
    response_type: 'code',
    state: request.state,
  }).toString();
  return url.href;
}

/** A refresh may be asked twice (lost answer) and must be over before the vault's lease is. */
const TOKEN_TIMEOUT_MS = 12_000;

async function requestToken(
  transport: HttpTransport,
  app: ExactApp,
  grant: Readonly<Record<string, string>>,
): Promise<TokenAnswer> {
  const answer = await transport.send({
    method: 'POST',
    url: `${app.baseUrl}/api/oauth2/token`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({ ...grant, client_id: app.clientId, client_secret: app.clientSecret }).toString(),
    bounds: { timeoutMs: TOKEN_TIMEOUT_MS, maxAnswerBytes: TOKEN_ANSWER_BYTES },
  });
  if (answer.kind === 'none') return { kind: answer.wasSent ? 'lost' : 'unavailable', text: answer.reason };
  // A new refresh token may come back even when the call around it failed, so it is looked for first.
  const tokens = readTokens(answer.text);
  if (tokens !== undefined) return { kind: 'granted', ...tokens };
  if (answer.status < 300) return { kind: 'lost', text: phrase('answer_without_token') };
  const text = `${errorText(answer.text) ?? ''} ${answer.headers['reason'] ?? ''}`.trim() || `status ${answer.status}`;
  return refusalOf(answer.status, answer.text, text);
}

function refusalOf(status: number, body: string, text: string): TokenAnswer {
  if (status !== 400 && status !== 401) return { kind: 'unavailable', text };
  // Documented as 401, seen as 400: "Access Token not expired", "Rate limit exceeded: access_token not expired".
  if (/access[_ ]token not expired/i.test(`${text} ${body}`)) return { kind: 'early' };
  if (/old refresh token/i.test(text)) return { kind: 'spent', text };
  // Exact's gateway hiccup: {"fault": "Unable to identify proxy for host ..."}.
  if (/"fault"/.test(body)) return { kind: 'unavailable', text };
  if (/invalid_client/i.test(body)) return { kind: 'app', text };
  return { kind: 'refused', text };
}

function readTokens(body: string): { accessToken: string; refreshToken: string } | undefined {
  try {
    const parsed = parseJson(body) as Record<string, unknown> | null;
    const accessToken = parsed?.['access_token'];
    const refreshToken = parsed?.['refresh_token'];
    if (typeof accessToken !== 'string' || typeof refreshToken !== 'string') return undefined;
    return { accessToken, refreshToken };
  } catch {
    return undefined;
  }
}
