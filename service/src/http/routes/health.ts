import { z } from 'zod';
import type { HttpApp } from '../app-types.ts';
import type { HttpDependencies } from '../ports.ts';
import { PROBLEM } from '../problems.ts';

const HEALTH = z.object({ status: z.literal('ok') });

/** `live`: the process answers. `ready`: its database does too and can store, so that traffic may come. */
export function healthRoutes(app: HttpApp, { store }: HttpDependencies): void {
  app.get('/health/live', { schema: { tags: ['operation'], response: { 200: HEALTH } } }, async () => ({
    status: 'ok' as const,
  }));

  app.get('/health/ready', { schema: { tags: ['operation'], response: { 200: HEALTH, 503: PROBLEM } } }, async () => {
    await store.ping();
    return { status: 'ok' as const };
  });
}
