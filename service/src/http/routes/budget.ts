import { z } from 'zod';
import { forecast, forecastText, knownTimeZone, type FlowLoad } from '../../activity/index.ts';
import type { Language } from '../../errors/index.ts';
import type { BudgetState, Org, Run } from '../../store/index.ts';
import type { HttpApp } from '../app-types.ts';
import { callsLeft } from '../calls-left.ts';
import { nounsIn } from '../flow-nouns.ts';
import { FLOW_NAME } from '../json-shapes.ts';
import type { HttpDependencies } from '../ports.ts';
import { PROBLEM } from '../problems.ts';

const WINDOW = z.object({ limit: z.number(), used: z.number(), resetsAt: z.string() }).meta({ id: 'BudgetWindow' });

const FORECAST = z
  .object({
    flow: FLOW_NAME,
    waiting: z.number().int().describe('records in the queue and what a running run has left'),
    text: z.string().describe('in words, with the time of day in the time zone of the org'),
    doneAt: z.string().nullable().describe('when all that is to be done now is done; null where it cannot be told'),
    recordsPerMinute: z.number().nullable().describe('as measured on the newest run'),
  })
  .meta({ id: 'Forecast' });

const BUDGET = z
  .object({
    divisions: z.array(z.object({ division: z.number(), name: z.string(), minute: WINDOW, day: WINDOW })),
    salesforce: z
      .object({ limit: z.number().nullable(), used: z.number().nullable() })
      .describe('as the last call told; null until one did'),
    forecast: z.array(FORECAST),
  })
  .meta({ id: 'Budget' });

/** Calls that are left on both sides, what waits for them, and when it is done. */
export function budgetRoutes(app: HttpApp, dependencies: HttpDependencies): void {
  app.get('/v1/budget', { schema: { tags: ['org'], response: { 200: BUDGET, 401: PROBLEM } } }, async (request) => {
    const { store, settings } = dependencies;
    const orgStore = store.forOrg(request.org.id);
    const [exact, usage, loads] = await Promise.all([
      store.vault.find(request.org.id, 'exact'),
      orgStore.salesforceUsage.find(),
      loadsOf(dependencies, request.org),
    ]);
    const { country = 'nl', divisions = [] } = exact?.meta ?? {};
    const codes = new Set([...divisions.map(({ code }) => code), ...loads.map(({ division }) => division)]);
    const states = new Map<number, BudgetState>();
    for (const code of codes) states.set(code, await store.budgets.state(settings.budgetKeyOf(country, code)));
    return {
      divisions: divisions.flatMap(({ code, name }) => {
        const state = states.get(code);
        return state === undefined ? [] : [{ division: code, name, ...windows(state) }];
      }),
      salesforce: { limit: usage?.limit ?? null, used: usage?.used ?? null },
      forecast: forecastJson(request.org, loads, states, request.language),
    };
  });
}

function forecastJson(
  org: Org,
  loads: readonly FlowLoad[],
  states: ReadonlyMap<number, BudgetState>,
  language: Language,
): z.infer<typeof FORECAST>[] {
  const now = new Date();
  const reader = { now, timeZone: knownTimeZone(org.features['timeZone']), language, nounsOf: nounsIn(language) };
  return forecast(now, loads, (division) => callsLeft(states.get(division))).map((entry) => ({
    flow: entry.flow,
    waiting: entry.waiting,
    text: forecastText(entry, reader),
    doneAt: entry.doneAt?.toISOString() ?? null,
    recordsPerMinute: entry.recordsPerMinute,
  }));
}

/** One load a flow. What is left in a division that the flow had before waits until it works there again, and for no calls. */
async function loadsOf({ store, configurations }: HttpDependencies, org: Org): Promise<FlowLoad[]> {
  const orgStore = store.forOrg(org.id);
  const [waiting, { runs, histories }, lanes, configuration] = await Promise.all([
    orgStore.workItems.backlog(),
    orgStore.runs.newestByFlow(),
    store.lanes.list(org.id),
    orgStore.configurations.latest(),
  ]);
  const divisionsOf = new Map(
    configurations.flowsOf(configuration?.document ?? {}).map(({ name, divisions }) => [name, divisions]),
  );
  const backlog = waiting.filter(({ flow, division }) => divisionsOf.get(flow)?.includes(division) ?? true);
  return [...new Set([...backlog.map(({ flow }) => flow), ...runs.keys(), ...histories.keys()])].map((flow) => {
    const history = histories.get(flow);
    // What takes longest is asked for most.
    const run = history?.state === 'running' ? history : runs.get(flow);
    const rows = backlog.filter((row) => row.flow === flow);
    const division = rows[0]?.division ?? run?.division ?? 0;
    const lane = lanes.find((candidate) => candidate.flow === flow && candidate.division === division);
    return {
      flow,
      division,
      queued: rows.reduce((sum, { waiting }) => sum + waiting, 0),
      due: rows.reduce((sum, { due }) => sum + due, 0),
      run: run && paceOf(run),
      isHeld: org.state === 'paused' || lane?.state === 'stopped',
    };
  });
}

function paceOf(run: Run): FlowLoad['run'] {
  if (run.startedAt === null) return undefined;
  return {
    isRunning: run.state === 'running',
    done: run.progress.done,
    total: run.progress.total,
    exactCalls: run.calls.exact,
    startedAt: run.startedAt,
    until: run.finishedAt ?? new Date(),
  };
}

function windows({ minute, day }: BudgetState): { minute: z.infer<typeof WINDOW>; day: z.infer<typeof WINDOW> } {
  return {
    minute: { ...minute, resetsAt: minute.resetsAt.toISOString() },
    day: { ...day, resetsAt: day.resetsAt.toISOString() },
  };
}
