import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { askApproval, decideApproval } from '../../approvals/index.ts';
import { named, problemText, valueText } from '../../errors/index.ts';
import type { Approval } from '../../store/index.ts';
import type { HttpApp } from '../app-types.ts';
import { plainText } from '../author.ts';
import { CALLER_HEADERS, callerIdOf, callerMay, callerWhoMay } from '../caller.ts';
import { CURSOR_QUERY, FLOW_NAME, PAGE_SIZE, pageOf } from '../json-shapes.ts';
import type { HttpDependencies } from '../ports.ts';
import { PROBLEM } from '../problems.ts';
import { RECORD_ID } from '../salesforce-id.ts';

const LONGEST_REASON = 500;

const STATE = z
  .enum(['asked', 'approved', 'refused', 'used', 'expired', 'replaced'])
  .meta({ id: 'ApprovalState', description: 'replaced: for other figures than those of now, or the record went without it' });

const PART = z.object({ name: z.string(), at: z.string(), reason: z.string(), isCaller: z.boolean() });

const APPROVAL = z
  .object({
    id: z.string(),
    flow: FLOW_NAME,
    division: z.number(),
    recordId: z.string(),
    label: z.string(),
    code: z.string().describe('of the error that is to be overruled'),
    title: z.string(),
    message: z.string(),
    state: STATE,
    asked: PART,
    decided: PART.nullable(),
    expiresAt: z.string(),
    mayDecide: z.boolean().describe('it waits for somebody like the caller'),
  })
  .meta({ id: 'Approval' });

const REASON = z.string().max(LONGEST_REASON).transform(plainText).pipe(z.string().min(1).max(LONGEST_REASON));
const QUESTION = z.strictObject({ recordId: RECORD_ID, reason: REASON });
const DECISION = z.strictObject({
  recordId: RECORD_ID.optional().describe('the record that the person sees: an approval of another one is not found'),
  verdict: z.enum(['approved', 'refused']),
  reason: REASON,
});

const config = { headers: CALLER_HEADERS };
/** Nothing is asked of the two systems: what holds a record up stands in its issue. */
const writing = { ...config, asksSystems: false };

/** What waits for a second person: who asks is never who decides. */
export function approvalRoutes(app: HttpApp, { store }: HttpDependencies): void {
  app.get(
    '/v1/approvals',
    {
      config,
      schema: {
        tags: ['approvals'],
        summary: 'What waits for a decision, the newest first; with a record its newest one, whatever became of it',
        querystring: CURSOR_QUERY.extend({ recordId: RECORD_ID.optional() }),
        response: { 200: pageOf('ApprovalPage', APPROVAL), 401: PROBLEM },
      },
    },
    async (request) => {
      const { approvals } = store.forOrg(request.org.id);
      const { recordId, cursor } = request.query;
      if (recordId === undefined) {
        const { items, next } = await approvals.waiting({ cursor, limit: PAGE_SIZE });
        return { items: items.map((approval) => approvalJson(approval, request)), next };
      }
      const newest = await approvals.newestOf(recordId);
      return { items: newest === undefined ? [] : [approvalJson(newest, request)], next: null };
    },
  );

  app.post(
    '/v1/approvals',
    {
      config: writing,
      schema: {
        tags: ['approvals'],
        summary: 'Asks a second person to let a record through that an error holds up',
        body: QUESTION,
        response: { 200: APPROVAL, 201: APPROVAL, 403: PROBLEM, 409: PROBLEM },
      },
    },
    async (request, reply) => {
      const by = callerWhoMay(request, 'ask');
      const { approval, isNew } = await askApproval(store.forOrg(request.org.id), { ...request.body, by });
      return reply.code(isNew ? 201 : 200).send(approvalJson(approval, request));
    },
  );

  app.post(
    '/v1/approvals/:id/decision',
    {
      config: writing,
      schema: {
        tags: ['approvals'],
        summary: 'Approves or refuses what somebody else asked for; what is approved goes on by itself',
        params: z.object({ id: z.string().max(64) }),
        body: DECISION,
        response: { 200: APPROVAL, 403: PROBLEM, 404: PROBLEM, 409: PROBLEM },
      },
    },
    async (request) => {
      const by = callerWhoMay(request, 'decide');
      const decision = { id: request.params.id, ...request.body, by };
      const { approval } = await decideApproval(store.forOrg(request.org.id), decision);
      const { flow, division, state } = approval;
      if (state === 'approved') await store.lanes.dueWithin({ orgId: request.org.id, division, flow }, 0);
      return approvalJson(approval, request);
    },
  );
}

function approvalJson(approval: Approval, request: FastifyRequest): z.infer<typeof APPROVAL> {
  const { id, flow, division, recordId, label, code, asked, decided, expiresAt, reason } = approval;
  const { language } = request;
  const callerId = callerIdOf(request);
  const { title, message } = problemText(approval, language);
  const state = approval.isUsed ? 'used' : approval.isExpired ? 'expired' : approval.state;
  const partOf = (part: NonNullable<Approval['decided']>): z.infer<typeof PART> => ({
    name: valueText(named(part.name), language),
    at: part.at.toISOString(),
    reason: part.reason,
    isCaller: part.userId === callerId,
  });
  return {
    ...{ id, flow, division, recordId, label, code, title, message, state },
    asked: partOf({ ...asked, reason }),
    decided: decided === undefined ? null : partOf(decided),
    expiresAt: expiresAt.toISOString(),
    mayDecide: state === 'asked' && callerId !== undefined && callerId !== asked.userId && callerMay(request, 'decide'),
  };
}
