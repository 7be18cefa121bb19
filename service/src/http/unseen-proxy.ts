import type { HttpApp } from './app-types.ts';
import type { HttpSettings } from './ports.ts';

/**
 * Tells the log once that a proxy stands in front which nobody vouched for: everybody then comes from one address, and one who
 * guesses at keys, or asks too much, locks out all. Nothing is believed because of it.
 */
export function warnOfUnseenProxy(app: HttpApp, { trustedProxies }: Pick<HttpSettings, 'trustedProxies'>): void {
  if (trustedProxies !== undefined) return;
  let isTold = false;
  app.addHook('onRequest', async ({ headers, log, ip }) => {
    if (isTold || headers['x-forwarded-for'] === undefined) return;
    isTold = true;
    log.warn(
      { code: 'proxy_not_trusted', source: ip },
      'requests come through a proxy and TRUST_PROXY is not set: all visitors count as one, and one who guesses keys locks out all',
    );
  });
}
