import { EXACT_APP, REDIRECT_URI, request, type World } from '../support/world.ts';

/** A token of an app that a person let in, as Exact wants it for what is no data: pictures and files. */
export async function exactToken({ exactUrl }: World): Promise<string> {
  const consent = await request(`${exactUrl}/_control/consent`, 'POST', { redirectUri: REDIRECT_URI }, {});
  const { clientId, clientSecret } = EXACT_APP;
  const form = { grant_type: 'authorization_code', code: String(consent.body['code']), redirect_uri: REDIRECT_URI };
  const answer = await fetch(`${exactUrl}/api/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({ ...form, client_id: clientId, client_secret: clientSecret }),
  });
  const { access_token: token } = (await answer.json()) as { readonly access_token?: string };
  if (token === undefined) throw new Error(`no token: ${answer.status}`);
  return token;
}
