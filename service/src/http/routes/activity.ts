import { z } from 'zod';
import { findActivity, insightsOf, listActivity } from '../../activity/index.ts';
import { TandemError } from '../../errors/index.ts';
import type { HttpApp } from '../app-types.ts';
import {
  CURSOR_QUERY,
  FIELD_CHANGE,
  ACTIVITY_FLOW,
  ACTIVITY_STATUS,
  changeJson,
  PAGE_SIZE,
  OPERATION_ACTION,
  pageOf,
} from '../json-shapes.ts';
import type { HttpDependencies } from '../ports.ts';
import { PROBLEM } from '../problems.ts';

const ITEM = z
  .object({
    id: z.string(),
    at: z.string(),
    flow: ACTIVITY_FLOW,
    recordId: z.string(),
    label: z.string(),
    status: ACTIVITY_STATUS,
    direction: z.enum(['toSalesforce', 'toExact']),
    code: z.string().nullable(),
    message: z.string().nullable(),
  })
  .meta({ id: 'Activity' });

const DETAIL = ITEM.extend({
  operations: z.array(
    z.object({
      system: z.enum(['exact', 'salesforce']),
      object: z.string(),
      action: z.string().meta({ enum: OPERATION_ACTION.options }),
      fields: z.array(FIELD_CHANGE.partial({ policy: true })),
    }),
  ),
}).meta({ id: 'ActivityDetail' });

const INSIGHT = z.object({
  flow: ACTIVITY_FLOW,
  volumes: z.record(z.string(), z.number()),
  meanDurationMs: z.number().nullable(),
  failures: z.number(),
  lastAt: z.string().nullable(),
});

const INSIGHTS = z.object({ days: z.number(), flows: z.array(INSIGHT) }).meta({ id: 'Insights' });

/** What came in and what went out, and the sums of it. */
export function activityRoutes(app: HttpApp, { store }: HttpDependencies): void {
  app.get(
    '/v1/activity',
    { schema: { tags: ['activity'], querystring: CURSOR_QUERY, response: { 200: pageOf('ActivityPage', ITEM), 401: PROBLEM } } },
    (request) => listActivity(store.forOrg(request.org.id), request.language, { cursor: request.query.cursor, limit: PAGE_SIZE }),
  );

  app.get(
    '/v1/activity/:id',
    { schema: { tags: ['activity'], params: z.object({ id: z.string().max(20) }), response: { 200: DETAIL, 404: PROBLEM } } },
    async (request) => {
      const found = await findActivity(store.forOrg(request.org.id), request.language, request.params.id);
      if (found === undefined) throw new TandemError('not_found');
      return {
        ...found,
        operations: found.operations.map((operation) => ({
          ...operation,
          fields: operation.fields.map((field) => changeJson(field, request.language)),
        })),
      };
    },
  );

  app.get(
    '/v1/insights',
    {
      schema: {
        tags: ['activity'],
        querystring: z.object({ days: z.coerce.number().int().min(1).max(366).default(7) }),
        response: { 200: INSIGHTS, 401: PROBLEM },
      },
    },
    async (request) => {
      const { days } = request.query;
      const flows = await insightsOf(store.forOrg(request.org.id), days);
      return { days, flows: flows.map((flow) => ({ ...flow, volumes: { ...flow.volumes } })) };
    },
  );
}
