import { z } from 'zod';
import { problemTitle, type Language } from '../../errors/index.ts';
import type { DebtorCandidate } from '../../flows/customers/index.ts';
import type { HttpApp } from '../app-types.ts';
import type { HttpDependencies } from '../ports.ts';
import { PROBLEM } from '../problems.ts';
import { SALESFORCE_ID } from '../salesforce-id.ts';

const PARAMS = z.object({ orderId: SALESFORCE_ID.describe('an order, or an account whose own issue it is') });

/** What ids of accounts begin with. */
const OF_ACCOUNTS = '001';

const CANDIDATE = z
  .object({
    code: z.string(),
    name: z.string(),
    city: z.string().nullable(),
    vatNumber: z.string().nullable(),
    email: z.string().nullable(),
    linkedTo: z.string().nullable().describe('name of another account of Salesforce that has it'),
    isCurrent: z.boolean().describe('the customer is linked to it now'),
    problem: z.string().nullable().describe('why no order can be sent to it as it is'),
  })
  .meta({ id: 'DebtorCandidate' });

const LIST = z
  .object({
    customer: z.object({ name: z.string(), email: z.string().nullable() }),
    candidates: z.array(CANDIDATE),
    hasMore: z.boolean(),
  })
  .meta({ id: 'DebtorList' });

const SEND = z.boolean().default(true).describe('false: the caller sends the order itself');

const CHOICE = z.union([
  z.strictObject({ code: z.string().trim().min(1).max(18), send: SEND }),
  z.strictObject({ isNew: z.literal(true), send: SEND }),
]);

const CHOSEN = z
  .object({
    debtor: z.object({ code: z.string(), name: z.string() }).nullable().describe('null: its own, made with the order'),
    runId: z.string().nullable().describe('the run that goes on with the order'),
  })
  .meta({ id: 'DebtorChosen' });

/** The debtor of an order's customer, where Tandem cannot tell it: who it may be, and what a person chose. */
export function orderDebtorRoutes(app: HttpApp, { debtors, engine }: HttpDependencies): void {
  app.get(
    '/v1/orders/:orderId/debtors',
    {
      schema: {
        tags: ['orders'],
        params: PARAMS,
        querystring: z.object({ search: z.string().trim().max(60).default('').describe('a code, or a part of a name') }),
        response: { 200: LIST, 404: PROBLEM, 409: PROBLEM, 422: PROBLEM },
      },
    },
    async (request) => {
      const { customer, candidates, hasMore } = await debtors.list(request.org.id, request.params.orderId, request.query.search);
      return {
        customer: { ...customer },
        candidates: candidates.map((candidate) => inWords(candidate, request.language)),
        hasMore,
      };
    },
  );

  app.post(
    '/v1/orders/:orderId/debtor',
    {
      schema: {
        tags: ['orders'],
        params: PARAMS,
        body: CHOICE,
        response: { 200: CHOSEN, 202: CHOSEN, 404: PROBLEM, 409: PROBLEM, 422: PROBLEM },
      },
    },
    async (request, reply) => {
      const { orderId } = request.params;
      const { send, ...choice } = request.body;
      const chosen = await debtors.choose(request.org.id, orderId, choice);
      const debtor = chosen === undefined ? null : { ...chosen };
      if (!send) return reply.code(200).send({ debtor, runId: null });
      const flow = orderId.startsWith(OF_ACCOUNTS) ? 'debtors' : 'orders';
      const runId = await engine.startRun(request.org.id, { flow, mode: 'apply', ids: [orderId] });
      return reply.code(202).send({ debtor, runId });
    },
  );
}

function inWords({ problem, ...candidate }: DebtorCandidate, language: Language) {
  return { ...candidate, problem: problem === null ? null : (problemTitle(problem, language) ?? problem) };
}
