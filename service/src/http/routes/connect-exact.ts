import { z } from 'zod';
import { joined, phrase, TandemError } from '../../errors/index.ts';
import type { HttpApp } from '../app-types.ts';
import { bindBrowser } from '../login-binding.ts';
import { CALLBACK_QUERY, FORM, TOKEN, finishLogin, preparePages, sendOnward, sendPage } from '../login-pages.ts';
import type { HttpDependencies } from '../ports.ts';

/** The pages on which a person gives Tandem access to Exact Online. */
export function connectExactPages(app: HttpApp, { store, connector, engine, settings }: HttpDependencies): void {
  preparePages(app);
  const isSecure = (): boolean => settings.publicUrl().startsWith('https://');
  const redirectUri = (): string => `${settings.publicUrl()}/connect/exact/callback`;

  app.get(
    '/connect/exact',
    { schema: { tags: ['connect'], querystring: z.object({ ticket: TOKEN }) } },
    async (request, reply) => {
      const { ticket } = request.query;
      const { orgId } = (await store.oauthStates.look('exactTicket', ticket)) ?? {};
      const org = orgId === undefined ? undefined : await store.orgs.find(orgId);
      if (org === undefined) throw new TandemError('login_expired');
      return sendPage(reply, {
        title: phrase('page_exact'),
        paragraphs: [phrase('page_exact_org', { org: org.name, id: org.id }), phrase('page_exact_who')],
        forms: settings.exactCountries.map((country) => ({
          text: phrase('page_exact_log_in', { country: country.toUpperCase() }),
          action: '/connect/exact',
          values: { ticket, country },
        })),
      });
    },
  );

  app.post(
    '/connect/exact',
    { schema: { tags: ['connect'], consumes: FORM, body: z.object({ ticket: TOKEN, country: z.string().length(2) }) } },
    async (request, reply) => {
      const { ticket, country } = request.body;
      if (!settings.exactCountries.includes(country)) throw new TandemError('not_found');
      const taken = await store.oauthStates.take(['exactTicket'], ticket);
      if (taken?.orgId === undefined) throw new TandemError('login_expired');
      const browser = bindBrowser(reply, isSecure());
      const secret = { country, browser, by: taken.secret['by'] ?? '' };
      const state = await store.oauthStates.begin({ kind: 'exact', orgId: taken.orgId, secret });
      return sendOnward(reply, 'Exact Online', connector.exactAuthorizeUrl({ country, redirectUri: redirectUri(), state }));
    },
  );

  app.get(
    '/connect/exact/callback',
    // Nobody but the browser that comes back may spend the login: no HEAD.
    { exposeHeadRoute: false, schema: { tags: ['connect'], querystring: CALLBACK_QUERY } },
    async (request, reply) => {
      const login = { store, system: 'Exact Online', kinds: ['exact'], isSecure: isSecure() } as const;
      const { code, secret, orgId } = await finishLogin(request, login, request.query);
      if (orgId === undefined) throw new TandemError('login_expired');
      const { country = '', by = '' } = secret;
      const grant = { kind: 'code', code, redirectUri: redirectUri() } as const;
      const { divisions } = await connector.connectExact(orgId, { country, divisions: [], grant }, by);
      connector.forget(orgId);
      await engine.wake(orgId);
      const companies = joined(
        'comma',
        divisions.map(({ name, code }) => phrase('division_named', { name, code })),
      );
      return sendPage(reply, {
        title: phrase('page_exact_connected'),
        paragraphs: [phrase('page_exact_companies', { companies: companies ?? '' }), phrase('page_close')],
      });
    },
  );
}
