import { z } from 'zod';
import { statusOf, timelineOf } from '../../activity/index.ts';
import { LINK_ROLES } from '../../flows/index.ts';
import type { HttpApp } from '../app-types.ts';
import { ACTIVITY_FLOW, ACTIVITY_STATUS, CURSOR_QUERY, FLOW_NAME, PAGE_SIZE, pageOf } from '../json-shapes.ts';
import type { HttpDependencies } from '../ports.ts';
import { PROBLEM } from '../problems.ts';
import { RECORD_REF } from '../salesforce-id.ts';

const PARAMS = z.object({ recordId: RECORD_REF });

const REASON = z.object({ code: z.string(), title: z.string(), message: z.string(), action: z.string() });

const STATUS = z
  .object({
    recordId: z.string(),
    flow: FLOW_NAME.nullable(),
    status: z.enum(['synced', 'problem', 'waiting', 'notSynced']).meta({ id: 'RecordStatus' }),
    exactId: z.string().nullable(),
    exactNumber: z.string().nullable(),
    url: z.string().nullable(),
    lastSyncedAt: z.string().nullable(),
    problem: REASON.extend({ field: z.string().nullable() }).nullable(),
    reason: REASON.nullable().describe(
      'why it is not in Exact Online, or not yet, or could not be read now, where no problem says it',
    ),
    waitingUntil: z.string().nullable(),
    canSend: z.boolean().describe('sending it now can succeed'),
  })
  .meta({ id: 'RecordSync' });

const TIMELINE_ITEM = z
  .object({
    at: z.string(),
    flow: ACTIVITY_FLOW,
    title: z.string(),
    detail: z.string(),
    status: ACTIVITY_STATUS,
    direction: z.enum(['toSalesforce', 'toExact']),
    code: z.string().nullable(),
  })
  .meta({ id: 'TimelineItem' });

/** Where a record stands and what happened to it. A record that was never met is `notSynced`. */
export function recordRoutes(app: HttpApp, { store, lookAtRecord, settings }: HttpDependencies): void {
  app.get(
    '/v1/records/:recordId',
    { schema: { tags: ['records'], params: PARAMS, response: { 200: STATUS, 401: PROBLEM } } },
    async (request) => {
      const { id: orgId } = request.org;
      const ref = request.params.recordId;
      const [exact, look] = await Promise.all([store.vault.find(orgId, 'exact'), lookAtRecord(orgId, ref)]);
      const country = exact?.meta.country;
      return statusOf(store.forOrg(orgId), ref, {
        look,
        exactHost: country === undefined ? undefined : settings.exactHostOf(country),
        roles: LINK_ROLES,
        language: request.language,
      });
    },
  );

  app.get(
    '/v1/records/:recordId/timeline',
    {
      schema: {
        tags: ['records'],
        params: PARAMS,
        querystring: CURSOR_QUERY,
        response: { 200: pageOf('TimelinePage', TIMELINE_ITEM), 401: PROBLEM },
      },
    },
    (request) =>
      timelineOf(store.forOrg(request.org.id), request.language, request.params.recordId.id, {
        cursor: request.query.cursor,
        limit: PAGE_SIZE,
      }),
  );
}
