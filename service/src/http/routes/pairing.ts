import { z } from 'zod';
import { phrase, TandemError } from '../../errors/index.ts';
import type { HttpApp } from '../app-types.ts';
import { senderOf } from '../auth.ts';
import type { GuessLimit } from '../guess-limit.ts';
import { NO_CONTENT } from '../json-shapes.ts';
import type { HttpDependencies } from '../ports.ts';
import { PROBLEM } from '../problems.ts';

const CONNECT_PAGE = z.object({ connectUrl: z.string() }).meta({ id: 'ConnectPage' });
const KEY = z.object({ orgId: z.string(), apiKey: z.string() }).meta({ id: 'IssuedKey' });
const KEY_LIST = z
  .object({
    keys: z.array(
      z.object({
        id: z.string(),
        createdAt: z.string(),
        lastUsedAt: z.string().nullable().describe('exact to a minute; null: never used'),
        isThisOne: z.boolean().describe('the key that this request came with'),
      }),
    ),
  })
  .meta({ id: 'KeyList' });

/** A pairing code becomes the org's only API key: once, within five minutes, and only in the org it was made for. */
export function pairingRoutes(app: HttpApp, { store, settings }: HttpDependencies, guesses: GuessLimit): void {
  app.get(
    '/v1/pairing',
    {
      schema: {
        tags: ['pairing'],
        summary: 'Where a browser connects an org that has no key yet',
        response: { 200: CONNECT_PAGE, 429: PROBLEM },
      },
    },
    async () => ({ connectUrl: `${settings.publicUrl()}/connect/salesforce` }),
  );

  app.post(
    '/v1/pairing/redeem',
    {
      schema: {
        tags: ['pairing'],
        summary: 'Exchanges a pairing code for the API key, every other key of the org ends; X-Salesforce-Org-Id names the org',
        body: z.object({ code: z.string().min(1).max(100) }),
        response: { 200: KEY, 400: PROBLEM, 429: PROBLEM },
      },
    },
    async (request) => {
      const orgId = senderOf(request);
      if (orgId === undefined) throw new TandemError('invalid_request', { problem: phrase('request_without_org') });
      const { code } = request.body;
      const apiKey = await guesses.judge(request, 'pairing code', code, () => store.apiKeys.pair(code, orgId));
      if (apiKey === undefined) throw new TandemError('pairing_code_invalid');
      return { orgId, apiKey };
    },
  );
}

/** The keys of an org: seen, exchanged, ended. */
export function keyRoutes(app: HttpApp, { store }: HttpDependencies): void {
  app.get(
    '/v1/keys',
    { schema: { tags: ['pairing'], summary: 'The API keys that live', response: { 200: KEY_LIST, 401: PROBLEM } } },
    async (request) => {
      const keys = await store.apiKeys.list(request.org.id);
      return {
        keys: keys.map(({ id, createdAt, lastUsedAt }) => ({
          id,
          createdAt: createdAt.toISOString(),
          lastUsedAt: lastUsedAt?.toISOString() ?? null,
          isThisOne: id === request.keyId,
        })),
      };
    },
  );

  app.post(
    '/v1/keys/rotate',
    {
      schema: {
        tags: ['pairing'],
        summary: 'Issues a new API key; the one that asks lives until the next rotation, every other ends',
        response: { 200: KEY, 401: PROBLEM, 409: PROBLEM },
      },
    },
    async (request) => ({ orgId: request.org.id, apiKey: await store.apiKeys.rotate(request.org.id, request.keyId) }),
  );

  app.delete(
    '/v1/keys/:keyId',
    {
      schema: {
        tags: ['pairing'],
        summary: 'Ends an API key',
        params: z.object({ keyId: z.string().regex(/^[\w-]{16}$/) }),
        response: { 204: NO_CONTENT, 401: PROBLEM, 404: PROBLEM },
      },
    },
    async (request, reply) => {
      if (!(await store.apiKeys.revoke(request.org.id, request.params.keyId))) throw new TandemError('not_found');
      return reply.code(204).send(null);
    },
  );
}
