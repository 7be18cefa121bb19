import { z } from 'zod';
import { phraseText, valueText, type Language } from '../../errors/index.ts';
import type { HttpApp } from '../app-types.ts';
import type { HttpDependencies, ReadinessCheck } from '../ports.ts';
import { PROBLEM } from '../problems.ts';

const CHECK = z
  .object({
    id: z.string(),
    system: z.enum(['salesforce', 'exact']),
    title: z.string(),
    state: z.enum(['ok', 'warning', 'problem']),
    detail: z.string(),
    action: z.string().nullable(),
  })
  .meta({ id: 'ReadinessCheck' });

const READINESS = z.object({ isReady: z.boolean(), checks: z.array(CHECK) }).meta({ id: 'Readiness' });

/** Checks of both systems, each with what to do. */
export function readinessRoutes(app: HttpApp, { store, connector, inspector }: HttpDependencies): void {
  app.get(
    '/v1/readiness',
    {
      config: { asksSystems: true },
      schema: { tags: ['org'], response: { 200: READINESS, 401: PROBLEM } },
    },
    async (request) => {
      const orgId = request.org.id;
      const latest = await store.forOrg(orgId).configurations.latest();
      const found = await Promise.all([
        connector.checkReadiness(orgId),
        latest === undefined ? [] : inspector.checkTargets(orgId, latest.document),
      ]);
      const checks = found.flat();
      return {
        isReady: checks.every((check) => check.state !== 'problem'),
        checks: checks.map((check) => checkJson(check, request.language)),
      };
    },
  );
}

function checkJson({ title, detail, action, ...rest }: ReadinessCheck, language: Language): z.infer<typeof CHECK> {
  return {
    ...rest,
    title: phraseText(title, language),
    detail: valueText(detail, language),
    action: action === null ? null : phraseText(action, language),
  };
}
