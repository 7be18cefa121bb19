import { z } from 'zod';
import type { PushStage } from '../../engine/index.ts';
import { isTandemError, messageOf, phrase, phraseText, type Language, type Phrase } from '../../errors/index.ts';
import type { HttpApp } from '../app-types.ts';
import type { HttpDependencies } from '../ports.ts';
import { PROBLEM } from '../problems.ts';
import { SALESFORCE_ID } from '../salesforce-id.ts';

const FLOW = 'orders';
/** Where orders go that take something back. */
const FLOW_OF_RETURNS = 'returns';
/** Apex gives up after 120 s at most; its time-out is the wait plus ten seconds. */
const LONGEST_WAIT_MS = 110_000;

const TOTALS = z
  .object({ net: z.string(), vat: z.string(), gross: z.string(), currency: z.string() })
  .meta({ id: 'OrderTotals' });

const SENT = z
  .object({
    status: z.enum(['sent', 'alreadySent']),
    exactId: z.string().nullable(),
    exactNumber: z.string().nullable(),
    url: z.string().nullable(),
    totals: TOTALS.nullable(),
  })
  .meta({ id: 'OrderSent' });

const GOES_ON = z
  .object({
    runId: z.string(),
    message: z.string().describe('where it stands, in plain words'),
    until: z.string().nullable().describe('before then nothing more happens, where that is known'),
  })
  .meta({ id: 'OrderGoesOn', description: 'the order takes longer than the button waits: the run goes on by itself' });

/** A press on the button, and what a person decided when an earlier one was answered with alternatives. */
const QUERY = z.object({
  waitMs: z.coerce.number().int().min(0).max(LONGEST_WAIT_MS).default(20_000),
  sendAgain: z.enum(['true', 'false']).optional().describe('the order is gone from Exact Online and shall be made once more'),
  linkTo: z
    .string()
    .regex(/^(?:[a-zA-Z]{1,20}-)?\d{1,18}$/)
    .optional()
    .describe(
      'number of the document in Exact Online that is this order; of another kind than a sales order with its kind before, such as `salesInvoice-12`',
    ),
  reference: z
    .string()
    .trim()
    .regex(/^[\x20-\x7e]{1,30}$/)
    .optional()
    .describe('the reference that the order gets in Exact Online'),
});

/** The button on an order: sends it now and waits for the answer, or says which run goes on with it. */
export function orderPushRoutes(app: HttpApp, { engine }: HttpDependencies): void {
  app.post(
    '/v1/orders/:orderId/push',
    {
      schema: {
        tags: ['orders'],
        params: z.object({ orderId: SALESFORCE_ID }),
        querystring: QUERY,
        response: { 200: SENT, 202: GOES_ON, 404: PROBLEM, 409: PROBLEM, 422: PROBLEM },
      },
    },
    async (request, reply) => {
      const { waitMs, sendAgain, ...chosen } = request.query;
      const choice = { ...chosen, sendAgain: sendAgain === 'true' };
      const push = (flow: string) => engine.push(request.org.id, flow, request.params.orderId, waitMs, choice);
      const answer = await push(FLOW).catch((error: unknown) => {
        if (isTandemError(error, 'order_is_return')) return push(FLOW_OF_RETURNS);
        throw error;
      });
      if (answer.kind === 'running')
        return reply.code(202).send({ runId: answer.runId, ...whereItStands(answer.stage, request.language) });
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

function whereItStands(stage: PushStage, language: Language): { readonly message: string; readonly until: string | null } {
  const retryAfterMs = stage.kind === 'waiting' ? stage.reason.retryAfterMs : undefined;
  const until = retryAfterMs === undefined ? null : new Date(Date.now() + retryAfterMs).toISOString();
  return { message: phraseText(stageText(stage), language), until };
}

function stageText(stage: PushStage): Phrase {
  switch (stage.kind) {
    case 'sending':
      return phrase('push_sending');
    case 'checking':
      return phrase('push_checking');
    case 'telling':
      return phrase('push_telling', { number: stage.exactNumber });
    case 'waiting':
      return phrase('push_waiting', { reason: messageOf(stage.reason) });
  }
}
