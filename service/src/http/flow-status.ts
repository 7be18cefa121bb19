import { z } from 'zod';
import { isReserveReached } from '../engine/index.ts';
import { phrase, TandemError, type Language } from '../errors/index.ts';
import type { Connection, Lane, Org, Run } from '../store/index.ts';
import { FLOW_NAME, RUN, runJson } from './json-shapes.ts';
import type { FlowSummary, HttpDependencies } from './ports.ts';
import { PROBLEM, storedProblem, toProblem, type Problem } from './problems.ts';

export const FLOW_STATE = z.enum(['off', 'idle', 'running', 'waiting', 'stopped']).meta({ id: 'FlowState' });

export const FLOW_STATUS = z
  .object({
    name: FLOW_NAME,
    isEnabled: z.boolean(),
    divisions: z
      .array(z.object({ code: z.number(), name: z.string() }))
      .describe('the companies it works in; a run without a division is one of the first'),
    state: FLOW_STATE,
    stoppedBecause: PROBLEM.nullable(),
    lastRunAt: z.string().nullable(),
    lastRun: RUN.nullable(),
    history: RUN.nullable().describe('the newest run for a part of the past'),
    openIssues: z.number(),
    nextPollAt: z.string().nullable(),
  })
  .meta({ id: 'FlowStatus' });

export type FlowStatus = z.infer<typeof FLOW_STATUS>;

/** The connections of an org, as far as they are there. */
export interface OrgConnections {
  readonly salesforce: Connection | undefined;
  readonly exact: Connection | undefined;
}

/** Every flow of an org and what it does at this moment, in the order in which flows are shown. */
export async function readFlowStatuses(
  { store, configurations, settings }: HttpDependencies,
  org: Org,
  { salesforce, exact }: OrgConnections,
  language: Language,
): Promise<FlowStatus[]> {
  const orgStore = store.forOrg(org.id);
  const [configuration, lanes, { runs, histories }, openIssues, usage] = await Promise.all([
    orgStore.configurations.latest(),
    store.lanes.list(org.id),
    orgStore.runs.newestByFlow(),
    orgStore.issues.countOpen(),
    orgStore.salesforceUsage.find(),
  ]);
  const isSalesforceUsedUp = usage !== undefined && isReserveReached(usage);
  const isUsedUp = async (divisions: readonly number[]): Promise<boolean> => {
    if (isSalesforceUsedUp) return true;
    const keys = divisions.map((division) => settings.budgetKeyOf(exact?.meta.country ?? 'nl', division));
    const states = await Promise.all(keys.map((key) => store.budgets.state(key)));
    return states.some(({ day }) => day.used >= day.limit);
  };
  const nameOf = new Map(exact?.meta.divisions?.map(({ code, name }) => [code, name]));
  const flows = await Promise.all(
    configurations
      .flowsOf(configuration?.document ?? {})
      .map(async (flow) => ({ ...flow, isUsedUp: flow.isEnabled && (await isUsedUp(flow.divisions)) })),
  );
  return flows.map((flow) =>
    statusOf(
      flow,
      lanes.filter((lane) => lane.flow === flow.name && flow.divisions.includes(lane.division)),
      {
        divisions: flow.divisions.map((code) => ({ code, name: nameOf.get(code) ?? String(code) })),
        lastRun: runs.get(flow.name),
        history: histories.get(flow.name),
        openIssues: openIssues.get(flow.name) ?? 0,
        language,
        connectionProblem: connectionProblem('salesforce', salesforce, language) ?? connectionProblem('exact', exact, language),
      },
    ),
  );
}

/** `waiting` means call limits, or a run that is held up: a later look that is planned, or a retry, holds nothing back. */
function statusOf(
  flow: FlowSummary & { readonly isUsedUp: boolean },
  lanes: readonly Lane[],
  {
    divisions,
    lastRun,
    history,
    openIssues,
    connectionProblem,
    language,
  }: {
    readonly divisions: FlowStatus['divisions'];
    readonly lastRun: Run | undefined;
    readonly history: Run | undefined;
    readonly openIssues: number;
    readonly connectionProblem: Problem | undefined;
    readonly language: Language;
  },
): FlowStatus {
  const isHeldUp = lastRun?.state === 'running' && (lastRun.waiting?.until ?? 0) > new Date();
  const isRunning = lanes.some(({ isLeased }) => isLeased) || (lastRun?.state === 'running' && !isHeldUp);
  // Without both systems nothing moves, also before the lane has found out.
  const stopped = lanes.filter(({ state }) => state === 'stopped');
  const isStopped = stopped.length > 0 || connectionProblem !== undefined;
  const reason = stopped.find(({ stoppedProblem }) => stoppedProblem !== null)?.stoppedProblem ?? undefined;
  return {
    name: flow.name,
    isEnabled: flow.isEnabled,
    divisions,
    state: !flow.isEnabled
      ? 'off'
      : isStopped
        ? 'stopped'
        : isRunning
          ? 'running'
          : flow.isUsedUp || isHeldUp
            ? 'waiting'
            : 'idle',
    stoppedBecause: flow.isEnabled ? ((reason && storedProblem(reason, language)) ?? connectionProblem ?? null) : null,
    // A flow that is switched off has no lane, but may have been run by a person.
    lastRunAt: (latest(lanes.map(({ lastRunAt }) => lastRunAt)) ?? lastRun?.finishedAt)?.toISOString() ?? null,
    lastRun: lastRun === undefined ? null : runJson(lastRun, language),
    history: history === undefined ? null : runJson(history, language),
    openIssues,
    nextPollAt: flow.isEnabled && !isStopped ? (earliest(lanes.map(({ dueAt }) => dueAt))?.toISOString() ?? null) : null,
  };
}

function latest(moments: readonly (Date | null)[]): Date | undefined {
  return moments.filter((at) => at !== null).sort((a, b) => b.getTime() - a.getTime())[0];
}

function earliest(moments: readonly Date[]): Date | undefined {
  return moments.toSorted((a, b) => a.getTime() - b.getTime())[0];
}

const SYSTEM_NAMES = { salesforce: 'Salesforce', exact: 'Exact Online' } as const;

/** Why a connection lets nothing move; undefined where it stands. */
function connectionProblem(
  system: keyof typeof SYSTEM_NAMES,
  connection: Connection | undefined,
  language: Language,
): Problem | undefined {
  if (connection === undefined) return toProblem(new TandemError('not_connected', { system: SYSTEM_NAMES[system] }), language);
  if (connection.state === 'connected') return undefined;
  const reason = connection.reason ?? phrase('sign_in_needed');
  return toProblem(new TandemError(`${system}_reconnect`, { reason }), language);
}
