import { z } from 'zod';
import type { HttpApp } from '../app-types.ts';
import type { HttpDependencies } from '../ports.ts';
import { PROBLEM } from '../problems.ts';
import { SALESFORCE_ID } from '../salesforce-id.ts';

const FLOW = 'orders';
/** Apex gives up after 120 s at most; its time-out is the wait plus ten seconds. */
const LONGEST_WAIT_MS = 110_000;

const SENT = z.object({
  status: z.enum(['sent', 'alreadySent']),
  exactId: z.string().nullable(),
  exactNumber: z.string().nullable(),
  url: z.string().nullable(),
  totals: z.object({ net: z.string(), vat: z.string(), gross: z.string(), currency: z.string() }).nullable(),
});

/** The button on an order: sends it now and waits for the answer, or says which run goes on with it. */
export function orderPushRoutes(app: HttpApp, { engine }: HttpDependencies): void {
  app.post(
    '/v1/orders/:orderId/push',
    {
      schema: {
        tags: ['orders'],
        params: z.object({ orderId: SALESFORCE_ID }),
        querystring: z.object({ waitMs: z.coerce.number().int().min(0).max(LONGEST_WAIT_MS).default(20_000) }),
        response: { 200: SENT, 202: z.object({ runId: z.string() }), 404: PROBLEM, 409: PROBLEM, 422: PROBLEM },
      },
    },
    async (request, reply) => {
      const answer = await engine.push(request.org.id, FLOW, request.params.orderId, request.query.waitMs);
      if (answer.kind === 'running') return reply.code(202).send({ runId: answer.runId });
      const { exactId, exactNumber, url, totals } = answer.outcome;
      return reply.code(200).send({
        status: answer.status,
        exactId: exactId ?? null,
        exactNumber: exactNumber ?? null,
        url: url ?? null,
        totals: totals === undefined ? null : { ...totals },
      });
    },
  );
}
