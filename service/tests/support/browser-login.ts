import { steer } from './shop.ts';
import { REDIRECT_URI, type World } from './world.ts';

/** What the administrator does behind the button Connect at Exact Online: opens the page, signs in, comes back. */
export async function connectExactInBrowser(world: World): Promise<void> {
  const { body } = await world.api('POST', '/v1/connect/exact');
  const ticket = new URL(String(body['url'])).searchParams.get('ticket') ?? '';
  const page = await fetch(`${world.service.url}/connect/exact`, {
    method: 'POST',
    body: new URLSearchParams({ ticket, country: 'nl' }),
  });
  const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
  const login = /href="([^"]*oauth2\/auth[^"]*)"/.exec(await page.text())?.[1] ?? '';
  const state = new URL(login.replaceAll('&#38;', '&')).searchParams.get('state') ?? '';
  const consent = await steer(world.exactUrl, 'POST', 'consent', { redirectUri: REDIRECT_URI });
  const query = new URLSearchParams({ state, code: String(consent.body['code']) });
  const back = await visit(world, `${REDIRECT_URI}?${query.toString()}`, { cookie });
  if (back.status !== 200) throw new Error(`the login ended with ${back.status}: ${await back.text()}`);
}

/** The service listens elsewhere than its public address says. */
function visit(world: World, address: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  const { pathname, search } = new URL(address);
  return fetch(`${world.service.url}${pathname}${search}`, { headers });
}
