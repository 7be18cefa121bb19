import { z } from 'zod';
import { wording } from '../../errors/index.ts';
import type { HttpApp } from '../app-types.ts';
import type { HttpDependencies } from '../ports.ts';
import { PROBLEM } from '../problems.ts';
import { SALESFORCE_ID } from '../salesforce-id.ts';

const BODY = z.object({
  object: z.string().regex(/^\w{1,80}$/, wording('form_object_name')),
  ids: z.array(SALESFORCE_ID).min(1).max(200),
});

const TAKEN = z.object({ accepted: z.number() }).meta({ id: 'HintsTaken' });

/** "Look at these records": from the package's trigger. Only ids are taken; the service reads the records itself. */
export function hintRoutes(app: HttpApp, { engine }: HttpDependencies): void {
  app.post(
    '/v1/hints',
    { schema: { tags: ['orders'], body: BODY, response: { 202: TAKEN, 400: PROBLEM } } },
    async (request, reply) => {
      const accepted = await engine.hintFromSalesforce(request.org.id, request.body.object, request.body.ids);
      return reply.code(202).send({ accepted });
    },
  );
}
