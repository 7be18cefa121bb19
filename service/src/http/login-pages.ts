import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { actionOf, messageOf, phrase, TandemError, titleOf } from '../errors/index.ts';
import type { OauthState, OauthStateKind, Store } from '../store/index.ts';
import type { HttpApp } from './app-types.ts';
import { PAGE_SECURITY_POLICY, renderPage, type Page } from './connect-page.ts';
import { isSameBrowser } from './login-binding.ts';
import { toRequestError } from './problems.ts';
import { languageOfHeader } from './reader-language.ts';

/** What comes back from the other system in the address. */
export const CALLBACK_QUERY = z.object({
  state: z.string().max(200).optional(),
  code: z.string().max(4000).optional(),
  error: z.string().max(200).optional(),
  error_description: z.string().max(1000).optional(),
});

/** A one-time token of this service in an address or a form. */
export const TOKEN = z.string().min(1).max(200);

/** What a button of a page sends. */
export const FORM = ['application/x-www-form-urlencoded'];

/** Scope of pages: errors become pages, and forms are read. Nothing here is for programs. */
export function preparePages(app: HttpApp): void {
  app.setErrorHandler((thrown: Error, request, reply) => {
    const error = toRequestError(thrown);
    if (error.status >= 500) request.log.error({ err: error, code: error.code }, 'login failed');
    if (error.retryAfterMs !== undefined) void reply.header('retry-after', Math.ceil(error.retryAfterMs / 1000));
    void sendPage(reply.code(error.status), problemPage(error));
  });
  app.addContentTypeParser(FORM, { parseAs: 'string' }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(String(body))));
  });
}

/** A page that says what went wrong. */
export function problemPage(error: TandemError): Page {
  return { title: titleOf(error), paragraphs: [messageOf(error), actionOf(error)] };
}

export function sendPage(reply: FastifyReply, page: Page): FastifyReply {
  return reply
    .header('content-security-policy', PAGE_SECURITY_POLICY)
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .type('text/html; charset=utf-8')
    .serializer((text: string) => text)
    .send(renderPage(page, languageOfHeader(reply.request.headers['accept-language'])));
}

/** The page that leads on to the other system; a form may not be redirected there by the page's own rules. */
export function sendOnward(reply: FastifyReply, system: string, href: string): FastifyReply {
  return sendPage(reply, {
    title: phrase('page_going', { system }),
    paragraphs: [phrase('page_going_help')],
    links: [{ text: phrase('page_go', { system }), href }],
    goesTo: href,
  });
}

/** Takes the login that a browser comes back with, and the code it brings. Throws `login_expired` and `login_refused`. */
export async function finishLogin(
  request: FastifyRequest,
  login: {
    readonly store: Store;
    readonly system: string;
    readonly kinds: readonly OauthStateKind[];
    readonly isSecure: boolean;
  },
  query: z.infer<typeof CALLBACK_QUERY>,
): Promise<OauthState & { readonly code: string }> {
  const state = query.state === undefined ? undefined : await login.store.oauthStates.take(login.kinds, query.state);
  if (state === undefined || !isSameBrowser(request, state.secret['browser'] ?? '', login.isSecure))
    throw new TandemError('login_expired');
  if (query.code === undefined) {
    const reason = query.error_description ?? query.error ?? phrase('reason_not_given');
    throw new TandemError('login_refused', { system: login.system, reason });
  }
  return { ...state, code: query.code };
}
