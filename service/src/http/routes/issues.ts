import { z } from 'zod';
import { problemText, TandemError, type Language } from '../../errors/index.ts';
import type { Issue } from '../../store/index.ts';
import type { HttpApp } from '../app-types.ts';
import { CURSOR_QUERY, FLOW_NAME, PAGE_SIZE, pageOf } from '../json-shapes.ts';
import type { HttpDependencies } from '../ports.ts';
import { PROBLEM } from '../problems.ts';
import { RECORD_ID } from '../salesforce-id.ts';

const STATE = z.enum(['open', 'retrying', 'resolved', 'ignored']);

const ISSUE = z
  .object({
    id: z.string(),
    flow: FLOW_NAME,
    division: z.number(),
    recordId: z.string(),
    label: z.string(),
    code: z.string(),
    title: z.string(),
    message: z.string(),
    action: z.string(),
    field: z.string().nullable(),
    firstAt: z.string(),
    lastAt: z.string(),
    attempts: z.number(),
    state: STATE,
  })
  .meta({ id: 'Issue' });

const QUERY = CURSOR_QUERY.extend({
  flow: z.string().max(40).optional(),
  state: STATE.optional(),
  code: z.string().max(80).optional(),
  recordId: RECORD_ID.optional(),
});
const PARAMS = z.object({ id: z.string().max(64) });

/** What waits for a person. */
export function issueRoutes(app: HttpApp, { store, engine }: HttpDependencies): void {
  const findOrThrow = async (orgId: string, issueId: string): Promise<Issue> => {
    const issue = await store.forOrg(orgId).issues.find(issueId);
    if (issue === undefined) throw new TandemError('not_found');
    return issue;
  };

  app.get(
    '/v1/issues',
    { schema: { tags: ['issues'], querystring: QUERY, response: { 200: pageOf('IssuePage', ISSUE), 401: PROBLEM } } },
    async (request) => {
      const { recordId, ...query } = request.query;
      const recordIds = recordId === undefined ? undefined : [recordId];
      const { items, next } = await store.forOrg(request.org.id).issues.list({ ...query, recordIds, limit: PAGE_SIZE });
      return { items: items.map((issue) => issueJson(issue, request.language)), next };
    },
  );

  app.post(
    '/v1/issues/:id/retry',
    { schema: { tags: ['issues'], params: PARAMS, response: { 200: ISSUE, 404: PROBLEM, 409: PROBLEM } } },
    async (request) => {
      const { id } = await findOrThrow(request.org.id, request.params.id);
      await engine.retryIssues(request.org.id, [id]);
      return issueJson(await findOrThrow(request.org.id, id), request.language);
    },
  );

  for (const [verb, state] of [
    ['resolve', 'resolved'],
    ['ignore', 'ignored'],
  ] as const) {
    app.post(
      `/v1/issues/:id/${verb}`,
      { schema: { tags: ['issues'], params: PARAMS, response: { 200: ISSUE, 404: PROBLEM } } },
      async (request) => {
        const issue = await findOrThrow(request.org.id, request.params.id);
        await store.forOrg(request.org.id).transaction(async (orgStore) => {
          await orgStore.issues.setState([issue.id], state);
          await orgStore.workItems.discard(issue, [issue.recordId]);
        });
        return issueJson(await findOrThrow(request.org.id, issue.id), request.language);
      },
    );
  }
}

function issueJson(issue: Issue, language: Language): z.infer<typeof ISSUE> {
  const { id, flow, division, recordId, label, code, field, attempts, state } = issue;
  const { title, message, action } = problemText(issue, language);
  const firstAt = issue.firstAt.toISOString();
  const lastAt = issue.lastAt.toISOString();
  return { id, flow, division, recordId, label, code, title, message, action, field, firstAt, lastAt, attempts, state };
}
