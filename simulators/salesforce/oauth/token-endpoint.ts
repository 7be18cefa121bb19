import { createHmac } from 'node:crypto';
import { importSPKI, jwtVerify } from 'jose';
import type { Org } from '../org.ts';
import { OAuthError } from './oauth-error.ts';
import type { TokenStore } from './token-store.ts';

/** The External Client App of the package, as registered in the org. */
export interface AppRegistration {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
  /** Certificate's public key for the JWT bearer flow; without it that flow is off. */
  readonly jwtPublicKeyPem?: string;
}

/** What the OAuth resources work on. */
export interface OAuthContext {
  readonly org: Org;
  readonly tokens: TokenStore;
  readonly app: AppRegistration;
  /** False after the user took the app's rights away. */
  readonly isAppAllowed: () => boolean;
  /** False until an administrator has chosen the user of the client credentials flow. */
  readonly hasRunAsUser: () => boolean;
  readonly origin: string;
}

const JWT_GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const LOGIN_HOSTS = ['https://login.salesforce.com', 'https://test.salesforce.com'];

const tokenAnswer = (context: OAuthContext, userId: string, scope: string): Record<string, string> => {
  const { org, app, origin } = context;
  const id = `${origin}/id/${org.orgId}/${userId}`;
  const issuedAt = String(Date.now());
  return {
    access_token: context.tokens.openSession(userId),
    signature: createHmac('sha256', app.clientSecret)
      .update(id + issuedAt)
      .digest('base64'),
    scope,
    instance_url: origin,
    id,
    token_type: 'Bearer',
    issued_at: issuedAt,
  };
};

const checkClient = (context: OAuthContext, form: URLSearchParams, authorization: string | undefined): void => {
  const basic = /^Basic (.+)$/i.exec(authorization ?? '')?.[1];
  const [id, secret] =
    basic === undefined
      ? [form.get('client_id'), form.get('client_secret')]
      : Buffer.from(basic, 'base64').toString('utf8').split(/:(.*)/s);
  if (id !== context.app.clientId) throw new OAuthError('invalid_client_id', 'client identifier invalid');
  if (secret !== context.app.clientSecret) throw new OAuthError('invalid_client', 'invalid client credentials');
};

const clientCredentials = (context: OAuthContext): Record<string, string> => {
  if (!context.hasRunAsUser() || !context.isAppAllowed())
    throw new OAuthError('invalid_grant', 'no client credentials user enabled');
  return { ...tokenAnswer(context, context.org.runAs.userId, 'api'), api_instance_url: context.origin };
};

const authorizationCode = (context: OAuthContext, form: URLSearchParams): Record<string, string> => {
  const verifier = form.get('code_verifier');
  if (verifier === null) throw new OAuthError('invalid_request', 'missing required code verifier');
  const userId = context.tokens.redeemCode(form.get('code') ?? '', form.get('redirect_uri') ?? '', verifier);
  if (userId === null) throw new OAuthError('invalid_grant', 'invalid authorization code');
  return { ...tokenAnswer(context, userId, 'refresh_token api'), refresh_token: context.tokens.issueRefreshToken(userId) };
};

const refresh = (context: OAuthContext, form: URLSearchParams): Record<string, string> => {
  const userId = context.tokens.spendRefreshToken(form.get('refresh_token') ?? '');
  if (userId === null || !context.isAppAllowed()) throw new OAuthError('invalid_grant', 'expired access/refresh token');
  return { ...tokenAnswer(context, userId, 'refresh_token api'), refresh_token: context.tokens.issueRefreshToken(userId) };
};

const jwtBearer = async (context: OAuthContext, form: URLSearchParams): Promise<Record<string, string>> => {
  const { app, org } = context;
  if (app.jwtPublicKeyPem === undefined) throw new OAuthError('invalid_grant', 'invalid assertion');
  const key = await importSPKI(app.jwtPublicKeyPem, 'RS256');
  const { payload } = await jwtVerify(form.get('assertion') ?? '', key, { algorithms: ['RS256'] }).catch((error: unknown) => {
    throw new OAuthError(
      'invalid_grant',
      error instanceof Error && error.message.includes('exp') ? 'expired authorization code' : 'invalid assertion',
    );
  });
  if (payload.iss !== app.clientId) throw new OAuthError('invalid_client_id', 'client identifier invalid');
  const audiences = [payload.aud ?? []].flat();
  if (!audiences.some((audience) => [...LOGIN_HOSTS, context.origin].includes(audience.replace(/\/$/, ''))))
    throw new OAuthError('invalid_grant', 'audience is invalid');
  if (payload.exp === undefined || payload.exp * 1000 > Date.now() + 5 * 60_000)
    throw new OAuthError('invalid_grant', 'assertion expiry must lie within five minutes');
  const user = [...org.store.all(org.object('User'))].find((row) => row['Username'] === payload.sub);
  if (user === undefined || !context.isAppAllowed()) throw new OAuthError('invalid_grant', "user hasn't approved this consumer");
  return tokenAnswer(context, user.Id, 'api');
};

/** Answers `POST /services/oauth2/token`. @throws OAuthError */
export async function answerTokenRequest(
  context: OAuthContext,
  form: URLSearchParams,
  authorization: string | undefined,
): Promise<Record<string, string>> {
  const grant = form.get('grant_type');
  if (grant === JWT_GRANT) return jwtBearer(context, form);
  const flows = { client_credentials: clientCredentials, authorization_code: authorizationCode, refresh_token: refresh };
  const flow = Object.entries(flows).find(([name]) => name === grant)?.[1];
  if (flow === undefined) throw new OAuthError('unsupported_grant_type', 'grant type not supported');
  checkClient(context, form, authorization);
  return flow(context, form);
}
