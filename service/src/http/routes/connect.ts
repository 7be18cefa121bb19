import { createHash, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { TandemError } from '../../errors/index.ts';
import type { OauthState } from '../../store/index.ts';
import type { HttpApp } from '../app-types.ts';
import { PAGE_SECURITY_POLICY, renderPage, type Page, type PageLink } from '../connect-page.ts';
import { bindBrowser, isSameBrowser } from '../login-binding.ts';
import type { HttpDependencies } from '../ports.ts';
import { toRequestError } from '../problems.ts';

const CALLBACK_QUERY = z.object({
  state: z.string().max(200).optional(),
  code: z.string().max(4000).optional(),
  error: z.string().max(200).optional(),
  error_description: z.string().max(1000).optional(),
});

/** A login address of one's own may only be one of Salesforce's: the client secret is sent there. */
const MY_DOMAIN = /^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)?\.my\.salesforce\.com$/;

const LOGINS: readonly PageLink[] = [
  { text: 'Log in to production', href: 'https://login.salesforce.com' },
  { text: 'Log in to a sandbox', href: 'https://test.salesforce.com' },
];

/** The pages on which a person gives Tandem access to both systems. */
export function connectRoutes(app: HttpApp, dependencies: HttpDependencies): void {
  app.setErrorHandler((thrown: Error, request, reply) => {
    const error = toRequestError(thrown);
    if (error.status >= 500) request.log.error({ err: error, code: error.code }, 'login failed');
    void sendPage(reply.code(error.status), { title: error.title, paragraphs: [error.message, error.action] });
  });
  salesforceRoutes(app, dependencies);
  exactRoutes(app, dependencies);
}

function salesforceRoutes(app: HttpApp, { store, connector, settings }: HttpDependencies): void {
  const isSecure = (): boolean => settings.publicUrl().startsWith('https://');
  const redirectUri = (): string => `${settings.publicUrl()}/connect/salesforce/callback`;

  const authorizeLink = async (text: string, loginUrl: string, browser: string): Promise<PageLink> => {
    const verifier = randomBytes(48).toString('base64url');
    const codeChallenge = createHash('sha256').update(verifier).digest('base64url');
    const state = await store.oauthStates.begin({ kind: 'salesforce', secret: { verifier, loginUrl, browser } });
    return { text, href: connector.salesforceAuthorizeUrl({ loginUrl, redirectUri: redirectUri(), state, codeChallenge }) };
  };

  app.get(
    '/connect/salesforce',
    { schema: { tags: ['connect'], querystring: z.object({ loginUrl: z.string().regex(MY_DOMAIN).optional() }) } },
    async (request, reply) => {
      const browser = bindBrowser(request, reply, isSecure());
      const own = settings.salesforceLoginUrl ?? request.query.loginUrl;
      const logins = own === undefined ? LOGINS : [{ text: 'Log in to Salesforce', href: own }];
      const links = await Promise.all(logins.map(({ text, href }) => authorizeLink(text, href, browser)));
      return sendPage(reply, {
        title: 'Connect Salesforce',
        paragraphs: ['Log in as the user under whom Tandem works in Salesforce. It needs the permission set Tandem Integration.'],
        links,
      });
    },
  );

  app.get(
    '/connect/salesforce/callback',
    { schema: { tags: ['connect'], querystring: CALLBACK_QUERY } },
    async (request, reply) => {
      const { code, secret } = await finishLogin(
        request,
        'Salesforce',
        (token) => store.oauthStates.take('salesforce', token),
        request.query,
      );
      const { loginUrl = '', verifier = '' } = secret;
      const org = await connector.connectSalesforce({
        grant: 'authorization_code',
        loginUrl,
        code,
        redirectUri: redirectUri(),
        codeVerifier: verifier,
      });
      connector.forget(org.id);
      const [pairingCode, ticket] = await Promise.all([
        store.pairingCodes.issue(org.id),
        store.oauthStates.begin({ kind: 'exactTicket', orgId: org.id, secret: {} }),
      ]);
      return sendPage(reply, {
        title: `${org.name} is connected`,
        paragraphs: ['Copy this code into the Tandem setup page in Salesforce. It works once and for five minutes.'],
        code: pairingCode,
        links: [{ text: 'Then connect Exact Online', href: `/connect/exact?ticket=${ticket}` }],
      });
    },
  );
}

function exactRoutes(app: HttpApp, { store, connector, engine, settings }: HttpDependencies): void {
  const isSecure = (): boolean => settings.publicUrl().startsWith('https://');
  const redirectUri = (): string => `${settings.publicUrl()}/connect/exact/callback`;

  app.get(
    '/connect/exact',
    { schema: { tags: ['connect'], querystring: z.object({ ticket: z.string().max(200) }) } },
    async (request, reply) => {
      const { orgId } = (await store.oauthStates.take('exactTicket', request.query.ticket)) ?? {};
      const org = orgId === undefined ? undefined : await store.orgs.find(orgId);
      if (org === undefined) throw new TandemError('login_expired');
      const browser = bindBrowser(request, reply, isSecure());
      const links = await Promise.all(
        settings.exactCountries.map(async (country) => {
          const state = await store.oauthStates.begin({ kind: 'exact', orgId: org.id, secret: { country, browser } });
          return {
            text: `Log in to Exact Online ${country.toUpperCase()}`,
            href: connector.exactAuthorizeUrl({ country, redirectUri: redirectUri(), state }),
          };
        }),
      );
      return sendPage(reply, {
        title: 'Connect Exact Online',
        paragraphs: [
          `Your Exact Online company will be connected to the Salesforce org ${org.name} (${org.id}).`,
          'Go on only if this is your own org.',
        ],
        links,
      });
    },
  );

  app.get('/connect/exact/callback', { schema: { tags: ['connect'], querystring: CALLBACK_QUERY } }, async (request, reply) => {
    const { code, secret, orgId } = await finishLogin(
      request,
      'Exact Online',
      (token) => store.oauthStates.take('exact', token),
      request.query,
    );
    if (orgId === undefined) throw new TandemError('login_expired');
    const { country = '' } = secret;
    const { divisions } = await connector.connectExact(orgId, {
      country,
      divisions: [],
      grant: { kind: 'code', code, redirectUri: redirectUri() },
    });
    connector.forget(orgId);
    await engine.wake(orgId);
    const names = divisions.map((division) => `${division.name} (${division.code})`).join(', ');
    return sendPage(reply, {
      title: 'Exact Online is connected',
      paragraphs: [
        `Tandem sees these companies: ${names}.`,
        'Close this window and go on in the Tandem setup page in Salesforce.',
      ],
    });
  });
}

/** The org's own way to the Exact page: an address that works once, for ten minutes. */
export function connectTicketRoutes(app: HttpApp, { store, settings }: HttpDependencies): void {
  app.post(
    '/v1/connect/exact',
    {
      schema: {
        tags: ['org'],
        summary: 'Where a browser connects Exact Online',
        response: { 201: z.object({ url: z.string() }) },
      },
    },
    async (request, reply) => {
      const ticket = await store.oauthStates.begin({ kind: 'exactTicket', orgId: request.org.id, secret: {} });
      return reply.code(201).send({ url: `${settings.publicUrl()}/connect/exact?ticket=${ticket}` });
    },
  );
}

async function finishLogin(
  request: FastifyRequest,
  system: string,
  take: (token: string) => Promise<OauthState | undefined>,
  query: z.infer<typeof CALLBACK_QUERY>,
): Promise<OauthState & { readonly code: string }> {
  const state = query.state === undefined ? undefined : await take(query.state);
  if (state === undefined || !isSameBrowser(request, state.secret['browser'] ?? '')) throw new TandemError('login_expired');
  if (query.code === undefined) {
    throw new TandemError('login_refused', { system, reason: query.error_description ?? query.error ?? 'no reason was given' });
  }
  return { ...state, code: query.code };
}

function sendPage(reply: FastifyReply, page: Page): FastifyReply {
  return reply
    .header('content-security-policy', PAGE_SECURITY_POLICY)
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .type('text/html; charset=utf-8')
    .serializer((text: string) => text)
    .send(renderPage(page));
}
