import { z } from 'zod';
import { TandemError } from '../../errors/index.ts';
import { verifyWebhook, type ExactWebhookEvent } from '../../exact/index.ts';
import type { HttpApp } from '../app-types.ts';
import type { GuessLimit } from '../guess-limit.ts';
import type { HttpDependencies } from '../ports.ts';

/** An event is a few hundred bytes. */
const EVENT_LIMIT_BYTES = 16 * 1024;

/**
 * Exact's webhooks: hints only. Answered at once; the orgs of the division are told afterwards, since several may share it
 * and Exact has one subscription a topic and division. The empty POST with which Exact tries a new address gets its 200.
 */
export function webhookRoutes(app: HttpApp, { store, engine, settings }: HttpDependencies, guesses: GuessLimit): void {
  // The signature covers the raw text, so nothing may parse it before.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));

  const tellOrgs = async (event: ExactWebhookEvent): Promise<void> => {
    for (const orgId of await store.orgs.idsOfDivision(event.division)) {
      await engine.hintFromExact(orgId, event.division, event.topic, event.key);
    }
  };

  app.post(
    '/webhooks/exact/:token',
    { bodyLimit: EVENT_LIMIT_BYTES, schema: { tags: ['webhooks'], params: z.object({ token: z.string().max(64) }) } },
    async (request, reply) => {
      const { token } = request.params;
      const org = await guesses.judge(request, 'webhook address', token, () => store.orgs.findByWebhookToken(token));
      if (org === undefined) throw new TandemError('not_found');
      const body = typeof request.body === 'string' ? request.body : '';
      if (body === '') return reply.code(200).send();
      const event = verifyWebhook(body, settings.exactWebhookSecret ?? '');
      if (event === undefined) throw new TandemError('webhook_signature');
      void reply.code(200).send();
      await tellOrgs(event).catch((error: unknown) => {
        request.log.warn(
          { err: error, topic: event.topic, division: event.division },
          'webhook lost, the next poll finds the record',
        );
      });
      return reply;
    },
  );
}
