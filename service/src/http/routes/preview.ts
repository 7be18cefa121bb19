import { z } from 'zod';
import { problemText } from '../../errors/index.ts';
import type { HttpApp } from '../app-types.ts';
import { changeJson, FIELD_CHANGE } from '../json-shapes.ts';
import type { HttpDependencies } from '../ports.ts';
import { PROBLEM } from '../problems.ts';
import { RECORD_ID } from '../salesforce-id.ts';

const BODY = z.object({
  flow: z.string().max(40),
  draft: z.record(z.string(), z.unknown()).optional(),
  sample: z.union([z.array(RECORD_ID).min(1).max(20), z.number().int().min(1).max(20)]).default(5),
});

const ITEM = z.object({
  recordId: z.string(),
  label: z.string(),
  fields: z.array(FIELD_CHANGE),
  problems: z.array(z.object({ field: z.string().nullable(), code: z.string(), message: z.string() })),
});

const PREVIEW = z.object({ items: z.array(ITEM) }).meta({ id: 'Preview' });

/** Live records, mapped by the saved document or by a draft, with the problems of each field. Writes nothing. */
export function previewRoutes(app: HttpApp, { previewer }: HttpDependencies): void {
  app.post(
    '/v1/preview',
    { schema: { tags: ['config'], body: BODY, response: { 200: PREVIEW, 422: PROBLEM } } },
    async (request) => {
      const { flow, draft, sample } = request.body;
      const items = await previewer.preview(request.org.id, {
        flow,
        draft,
        ...(typeof sample === 'number' ? { count: sample } : { ids: sample, count: sample.length }),
      });
      return {
        items: items.map((item) => ({
          ...item,
          fields: item.fields.map((field) => changeJson(field, request.language)),
          problems: item.problems.map(({ field, ...problem }) => ({
            field,
            code: problem.code,
            message: problemText(problem, request.language).message,
          })),
        })),
      };
    },
  );
}
