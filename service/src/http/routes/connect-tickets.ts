import { z } from 'zod';
import type { HttpApp } from '../app-types.ts';
import { authorOf } from '../author.ts';
import type { HttpDependencies } from '../ports.ts';
import { PROBLEM } from '../problems.ts';

const CONNECT_ADDRESS = z.object({ url: z.string() }).meta({ id: 'ConnectAddress' });

const SYSTEMS = { exact: 'Exact Online', salesforce: 'Salesforce' } as const;

/** The org's own way to the pages that connect: an address that works once, for ten minutes. */
export function connectTicketRoutes(app: HttpApp, { store, settings }: HttpDependencies): void {
  for (const [system, name] of Object.entries(SYSTEMS)) {
    app.post(
      `/v1/connect/${system}`,
      {
        schema: {
          tags: ['org'],
          summary: `Where a browser connects ${name}; X-Salesforce-User names who asks`,
          response: { 201: CONNECT_ADDRESS, 401: PROBLEM },
        },
      },
      async (request, reply) => {
        const kind = system === 'exact' ? 'exactTicket' : 'salesforceTicket';
        const secret = { by: authorOf(request) };
        const ticket = await store.oauthStates.begin({ kind, orgId: request.org.id, secret });
        return reply.code(201).send({ url: `${settings.publicUrl()}/connect/${system}?ticket=${ticket}` });
      },
    );
  }
}
