import { OAuthError } from './oauth-error.ts';
import type { OAuthContext } from './token-endpoint.ts';

/** A page, or a redirect back to the app. */
export type AuthorizeAnswer = { readonly html: string } | { readonly location: string };

const PROMPTS = ['login', 'consent', 'select_account'];

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const checkRequest = ({ app }: OAuthContext, request: URLSearchParams): { redirectUri: string; codeChallenge: string } => {
  if (request.get('client_id') !== app.clientId) throw new OAuthError('invalid_client_id', 'client identifier invalid');
  const redirectUri = request.get('redirect_uri') ?? '';
  if (!app.redirectUris.includes(redirectUri))
    throw new OAuthError('redirect_uri_mismatch', 'redirect_uri must match configuration');
  if (request.get('response_type') !== 'code') throw new OAuthError('unsupported_response_type', 'response type not supported');
  const codeChallenge = request.get('code_challenge') ?? '';
  if (codeChallenge === '') throw new OAuthError('invalid_request', 'missing required code challenge');
  if (request.get('code_challenge_method') !== 'S256')
    throw new OAuthError('invalid_request', 'code challenge method must be S256');
  for (const prompt of request.get('prompt')?.split(' ') ?? []) {
    if (!PROMPTS.includes(prompt)) throw new OAuthError('invalid_request', 'unsupported prompt');
  }
  return { redirectUri, codeChallenge };
};

/** `GET /services/oauth2/authorize`: asks the person. @throws OAuthError when the request itself is wrong */
export function showConsent(context: OAuthContext, request: URLSearchParams): AuthorizeAnswer {
  checkRequest(context, request);
  const hidden = [...request]
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`)
    .join('');
  const users = [...context.org.store.all(context.org.object('User'))].filter((user) => user['IsActive'] === true);
  const choices = users.map((user) => `<option>${escapeHtml(String(user['Username']))}</option>`).join('');
  return {
    html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Allow access</title></head><body><main><h1>Allow access?</h1>
<p>${escapeHtml(context.org.settings.organizationName)}: the app asks to access your data at any time.</p>
<form method="post" action="/services/oauth2/authorize">${hidden}
<label>Signed in as <select name="username">${choices}</select></label>
<button name="decision" value="allow">Allow</button> <button name="decision" value="deny">Deny</button></form></main></body></html>`,
  };
}

/** `POST /services/oauth2/authorize`: the person's answer leads back to the app with a code, or with `access_denied`. */
export function answerConsent(context: OAuthContext, form: URLSearchParams): AuthorizeAnswer {
  const { redirectUri, codeChallenge } = checkRequest(context, form);
  const location = new URL(redirectUri);
  if (form.get('decision') === 'allow')
    location.searchParams.set('code', context.tokens.issueCode(signedInUser(context, form), redirectUri, codeChallenge));
  else {
    location.searchParams.set('error', 'access_denied');
    location.searchParams.set('error_description', 'end-user denied authorization');
  }
  const state = form.get('state');
  if (state !== null) location.searchParams.set('state', state);
  return { location: location.href };
}

/** Who sat at the browser; the administrator where the form does not say. @throws OAuthError for nobody who may sign in */
function signedInUser({ org }: OAuthContext, form: URLSearchParams): string {
  const username = form.get('username');
  if (username === null) return org.administrator.userId;
  const user = [...org.store.all(org.object('User'))].find((row) => row['Username'] === username && row['IsActive'] === true);
  if (user === undefined) throw new OAuthError('invalid_grant', 'authentication failure');
  return user.Id;
}
