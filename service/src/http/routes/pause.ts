import { z } from 'zod';
import type { HttpApp } from '../app-types.ts';
import { authorOf } from '../author.ts';
import type { HttpDependencies } from '../ports.ts';
import { PROBLEM } from '../problems.ts';

const ORG_STATE = z.object({ state: z.enum(['active', 'paused']) }).meta({ id: 'OrgState' });

/** Everything of an org stops at its next record, and goes on where it stopped. X-Salesforce-User may name who wants it. */
export function pauseRoutes(app: HttpApp, { store, engine }: HttpDependencies): void {
  for (const [path, state] of [
    ['/v1/pause', 'paused'],
    ['/v1/resume', 'active'],
  ] as const) {
    app.post(path, { schema: { tags: ['org'], response: { 200: ORG_STATE, 401: PROBLEM } } }, async (request) => {
      await store.orgs.setState(request.org.id, state, authorOf(request));
      await engine.wake(request.org.id);
      return { state };
    });
  }
}
