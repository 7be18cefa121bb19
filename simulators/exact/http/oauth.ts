import { timingSafeEqual } from 'node:crypto';
import type { World } from '../world.ts';
import { header, html, json, type Answer, type Request } from './answer.ts';
import type { TokenAnswer } from './grants.ts';

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1>${body}</body></html>`;

const oauthError = (status: number, error: string, description: string): Answer =>
  json(status, { error, error_description: description });

const isOurApp = (world: World, clientId: string | null, redirectUri: string | null): boolean =>
  clientId === world.settings.app.clientId && redirectUri !== null && world.settings.app.redirectUris.includes(redirectUri);

/** GET /api/oauth2/auth: the page on which a person consents. */
export const authorizePage = (world: World, request: Request): Answer => {
  const { query } = request;
  if (!isOurApp(world, query.get('client_id'), query.get('redirect_uri')) || query.get('response_type') !== 'code')
    return html(400, page('Exact Online', '<p>Unknown app, redirect URI or response type.</p>'));
  const hidden = ['client_id', 'redirect_uri', 'state']
    .filter((name) => query.has(name))
    .map((name) => `<input type="hidden" name="${name}" value="${escapeHtml(query.get(name) ?? '')}">`);
  const divisions = world.settings.divisions.map(
    ({ code, name }) =>
      `<p><label><input type="checkbox" name="division" value="${code}" checked> ${code} ${escapeHtml(name)}</label></p>`,
  );
  const form = `<form method="post" action="/api/oauth2/auth">${hidden.join('')}${divisions.join('')}<button type="submit" id="allow">Allow access</button></form>`;
  return html(200, page('Exact Online', `<p>Tandem asks for access to your administrations.</p>${form}`));
};

/** POST of that page: back to the app with a code and its state. */
export const consent = (world: World, request: Request): Answer => {
  const form = new URLSearchParams(request.body.toString('utf8'));
  const redirectUri = form.get('redirect_uri');
  if (redirectUri === null || !isOurApp(world, form.get('client_id'), redirectUri))
    return html(400, page('Exact Online', '<p>Unknown app.</p>'));
  const target = new URL(redirectUri);
  target.searchParams.set('code', world.grants.consent(redirectUri, form.getAll('division').map(Number)));
  const state = form.get('state');
  if (state !== null) target.searchParams.set('state', state);
  return { status: 302, headers: { location: target.href }, body: '' };
};

const same = (left: string, right: string): boolean => {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
};

const clientOf = (request: Request, form: URLSearchParams): { id: string; secret: string } => {
  const basic = /^Basic (.+)$/i.exec(header(request, 'authorization'))?.[1];
  const [id = '', secret = ''] = basic ? Buffer.from(basic, 'base64').toString('utf8').split(':') : [];
  return basic ? { id, secret } : { id: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '' };
};

const answerOf = (answer: TokenAnswer): Answer => {
  switch (answer.kind) {
    case 'tokens':
      return json(
        200,
        { access_token: answer.accessToken, token_type: 'bearer', expires_in: '600', refresh_token: answer.refreshToken },
        { 'cache-control': 'no-store' },
      );
    case 'oldToken':
      return oauthError(401, 'unauthorized_client', 'Old refresh token used.');
    case 'tooEarly':
      return oauthError(400, 'access_denied', 'Rate limit exceeded: access_token not expired');
    case 'usedCode':
      return oauthError(400, 'invalid_request', 'The authorization code has already been used.');
    case 'idle':
      return oauthError(400, 'invalid_grant', 'The refresh token has expired.');
    case 'revoked':
      return oauthError(400, 'invalid_grant', 'The authorization was revoked by the user.');
    case 'unknown':
      return oauthError(400, 'invalid_grant', 'The code or refresh token is not valid for this app.');
  }
};

/** POST /api/oauth2/token: a form, never JSON. */
export const token = (world: World, request: Request): Answer => {
  if (!header(request, 'content-type').toLowerCase().startsWith('application/x-www-form-urlencoded'))
    return oauthError(400, 'invalid_request', 'A form is expected.');
  const form = new URLSearchParams(request.body.toString('utf8'));
  const client = clientOf(request, form);
  const { app } = world.settings;
  if (!same(client.id, app.clientId) || !same(client.secret, app.clientSecret))
    return oauthError(401, 'invalid_client', 'Client authentication failed.');
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return answerOf(world.grants.exchange(form.get('code') ?? '', form.get('redirect_uri') ?? ''));
    case 'refresh_token':
      return answerOf(world.grants.refresh(form.get('refresh_token') ?? ''));
    default:
      return oauthError(400, 'unsupported_grant_type', 'Only authorization_code and refresh_token are supported.');
  }
};
