import { z } from 'zod';
import { phrase, TandemError, type Phrase } from '../../errors/index.ts';
import type { HttpApp } from '../app-types.ts';
import { CALLBACK_QUERY, FORM, TOKEN, finishLogin, preparePages, sendPage } from '../login-pages.ts';
import type { HttpDependencies, SalesforceConnectRequest } from '../ports.ts';
import { SalesforceLogins, type AllowedLogin } from '../salesforce-logins.ts';

/** A login address of one's own may only be one of Salesforce's: the client secret is sent there. */
const MY_DOMAIN = /^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)?\.my\.salesforce\.com$/;
const PRODUCTION = 'https://login.salesforce.com';
const SANDBOX = 'https://test.salesforce.com';
const LOGIN_URL = z.union([z.literal([PRODUCTION, SANDBOX]), z.string().regex(MY_DOMAIN)]);

/**
 * The pages on which a person gives Tandem access to Salesforce. An org that is not connected is connected by an administrator,
 * who proves himself by his own sign-in and then chooses the user under whom Tandem works. One that is connected changes hands
 * only with a ticket that its own page asked for; without one, an administrator gets a new pairing code and nothing else.
 */
export function connectSalesforcePages(app: HttpApp, dependencies: HttpDependencies): void {
  preparePages(app);
  const { store, connector, settings } = dependencies;
  const logins = new SalesforceLogins(dependencies);

  app.get(
    '/connect/salesforce',
    {
      schema: {
        tags: ['connect'],
        querystring: z.object({ loginUrl: z.string().regex(MY_DOMAIN).optional(), ticket: TOKEN.optional() }),
      },
    },
    async (request, reply) => {
      const { ticket, loginUrl } = request.query;
      if (ticket !== undefined) return sendPage(reply, await logins.ticketPage(ticket));
      const own = settings.salesforceLoginUrl ?? loginUrl;
      const choices: readonly (readonly [text: Phrase, loginUrl: string])[] =
        own === undefined
          ? [
              [phrase('page_log_in_production'), PRODUCTION],
              [phrase('page_log_in_sandbox'), SANDBOX],
            ]
          : [[phrase('page_log_in_salesforce'), own]];
      return sendPage(reply, {
        title: phrase('page_salesforce'),
        paragraphs: [phrase('page_salesforce_who'), phrase('page_salesforce_why')],
        forms: choices.map(([text, loginUrl]) => ({ text, action: '/connect/salesforce', values: { loginUrl } })),
      });
    },
  );

  app.post(
    '/connect/salesforce',
    { schema: { tags: ['connect'], consumes: FORM, body: z.object({ loginUrl: z.string().max(200) }) } },
    async (request, reply) => {
      const { loginUrl } = request.body;
      if (loginUrl !== settings.salesforceLoginUrl && !LOGIN_URL.safeParse(loginUrl).success) throw new TandemError('not_found');
      return logins.begin(reply, 'salesforce', loginUrl, {});
    },
  );

  app.post(
    '/connect/salesforce/user',
    {
      schema: {
        tags: ['connect'],
        consumes: FORM,
        body: z.object({
          user: z.enum(['runAs', 'other', 'me', 'certificate']),
          username: z.string().trim().min(1).max(200).optional(),
          proof: TOKEN.optional(),
          ticket: TOKEN.optional(),
        }),
      },
    },
    async (request, reply) => {
      const { user, username = '', proof, ticket } = request.body;
      const chosen = ticket === undefined ? await logins.takeProof(request, proof ?? '') : await logins.takeTicket(ticket);
      const { orgId, by, isAsked, instanceUrl } = chosen;
      if (user === 'other') return logins.begin(reply, 'salesforceUser', instanceUrl, { orgId, by, isAsked: String(isAsked) });
      return sendPage(reply, await logins.connectAsChosen(reply, grantOf(user, username, chosen), chosen));
    },
  );

  app.get(
    '/connect/salesforce/callback',
    // Nobody but the browser that comes back may spend the login: no HEAD.
    { exposeHeadRoute: false, schema: { tags: ['connect'], querystring: CALLBACK_QUERY } },
    async (request, reply) => {
      const kinds = ['salesforce', 'salesforceUser'] as const;
      const login = { store, system: 'Salesforce', kinds, isSecure: logins.isSecure };
      const { kind, code, secret } = await finishLogin(request, login, request.query);
      const { loginUrl = '', verifier: codeVerifier = '', orgId = '', by = '', isAsked, browser = '' } = secret;
      const brought = { loginUrl, code, redirectUri: logins.redirectUri, codeVerifier };
      if (kind === 'salesforce')
        return sendPage(reply, await logins.administratorPage(await connector.proveAdministrator(brought), browser));
      const grant = { grant: 'authorization_code', ...brought } as const;
      return sendPage(reply, await logins.connect(grant, { orgId, by, isAsked: isAsked === 'true' }));
    },
  );
}

function grantOf(
  user: 'runAs' | 'me' | 'certificate',
  username: string,
  { instanceUrl, signIn }: AllowedLogin,
): SalesforceConnectRequest {
  if (user === 'me' && signIn !== undefined) return { grant: 'signed_in', signIn };
  return user === 'certificate' ? { grant: 'jwt', instanceUrl, username } : { grant: 'client_credentials', instanceUrl };
}
