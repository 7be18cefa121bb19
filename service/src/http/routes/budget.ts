import { z } from 'zod';
import type { BudgetState } from '../../store/index.ts';
import type { HttpApp } from '../app-types.ts';
import type { HttpDependencies } from '../ports.ts';
import { PROBLEM } from '../problems.ts';

const WINDOW = z.object({ limit: z.number(), used: z.number(), resetsAt: z.string() });

const BUDGET = z.object({
  divisions: z.array(z.object({ division: z.number(), name: z.string(), minute: WINDOW, day: WINDOW })),
  salesforce: z.object({ limit: z.number().nullable(), used: z.number() }),
  forecast: z.array(z.object({ flow: z.string(), waiting: z.number(), text: z.string() })),
});

/** Calls that are left on both sides, and what waits for them. */
export function budgetRoutes(app: HttpApp, { store, settings }: HttpDependencies): void {
  app.get('/v1/budget', { schema: { tags: ['org'], response: { 200: BUDGET, 401: PROBLEM } } }, async (request) => {
    const orgStore = store.forOrg(request.org.id);
    const [exact, usage, waiting] = await Promise.all([
      store.vault.find(request.org.id, 'exact'),
      orgStore.salesforceUsage.find(),
      orgStore.workItems.countWaiting(),
    ]);
    const { country = 'nl', divisions = [] } = exact?.meta ?? {};
    const states = await Promise.all(
      divisions.map(async (division) => ({
        division,
        state: await store.budgets.state(settings.budgetKeyOf(country, division.code)),
      })),
    );
    const callsLeft = Math.max(0, ...states.map(({ state }) => state.day.limit - state.day.used));
    return {
      divisions: states.map(({ division, state }) => ({ division: division.code, name: division.name, ...windows(state) })),
      salesforce: { limit: usage?.limit ?? null, used: usage?.used ?? 0 },
      forecast: [...waiting].map(([flow, count]) => ({ flow, waiting: count, text: forecastText(count, callsLeft) })),
    };
  });
}

function windows({ minute, day }: BudgetState): { minute: z.infer<typeof WINDOW>; day: z.infer<typeof WINDOW> } {
  return {
    minute: { ...minute, resetsAt: minute.resetsAt.toISOString() },
    day: { ...day, resetsAt: day.resetsAt.toISOString() },
  };
}

/** Some of the queue may be meant for a later day, such as a price that changes then: without limits nothing "waits". */
function forecastText(queued: number, callsLeft: number): string {
  const records = queued === 1 ? '1 record' : `${queued.toLocaleString('en')} records`;
  return callsLeft === 0
    ? `${records} queued; Exact Online takes calls again at midnight UTC`
    : `${records} queued, for now or a later day; ${callsLeft.toLocaleString('en')} calls are left today`;
}
