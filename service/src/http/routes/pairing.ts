import { z } from 'zod';
import { TandemError } from '../../errors/index.ts';
import type { HttpApp } from '../app-types.ts';
import { senderOf } from '../auth.ts';
import type { HttpDependencies } from '../ports.ts';
import { PROBLEM } from '../problems.ts';

const KEY = z.object({ orgId: z.string(), apiKey: z.string() });

/** A pairing code becomes the org's API key: once, within five minutes, and only in the org it was made for. */
export function pairingRoutes(app: HttpApp, { store }: HttpDependencies): void {
  app.post(
    '/v1/pairing/redeem',
    {
      schema: {
        tags: ['pairing'],
        summary: 'Exchanges a pairing code for the API key; X-Salesforce-Org-Id names the org',
        body: z.object({ code: z.string().min(1).max(100) }),
        response: { 200: KEY, 400: PROBLEM },
      },
    },
    async (request) => {
      const orgId = senderOf(request);
      if (orgId === undefined)
        throw new TandemError('invalid_request', { problem: 'The header X-Salesforce-Org-Id is missing.' });
      if (!(await store.pairingCodes.redeem(request.body.code, orgId))) throw new TandemError('pairing_code_invalid');
      const apiKey = await store.apiKeys.issue(orgId);
      return { orgId, apiKey };
    },
  );
}

/**
 * A new key for the org. Every other key ends at once, except the one the request came with: it lives until the next
 * rotation, so that a lost answer locks nobody out.
 */
export function keyRotationRoutes(app: HttpApp, { store }: HttpDependencies): void {
  app.post(
    '/v1/keys/rotate',
    { schema: { tags: ['pairing'], summary: 'Issues a new API key', response: { 200: KEY, 401: PROBLEM } } },
    async (request) => {
      await store.apiKeys.revokeOthers(request.org.id, request.keyId);
      return { orgId: request.org.id, apiKey: await store.apiKeys.issue(request.org.id) };
    },
  );
}
