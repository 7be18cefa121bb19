import { z } from 'zod';
import { isReserveReached } from '../../engine/index.ts';
import { phrase, problemTitle, TandemError, type Language } from '../../errors/index.ts';
import type { Connection, Lane, Org, Run } from '../../store/index.ts';
import type { HttpApp } from '../app-types.ts';
import { forgetOrg } from '../forget-org.ts';
import { FLOW_NAME, FORGOTTEN, RUN, runJson } from '../json-shapes.ts';
import type { FlowSummary, HttpDependencies } from '../ports.ts';
import { PROBLEM, storedProblem, toProblem, type Problem } from '../problems.ts';

const CONNECTION_STATE = z.enum(['connected', 'reconnect', 'missing']).meta({ id: 'ConnectionState' });

const SALESFORCE_CONNECTION = z
  .object({
    state: CONNECTION_STATE,
    detail: z.string().nullable(),
    instanceUrl: z.string().nullable(),
    userName: z
      .string()
      .nullable()
      .describe('the user under whom Tandem works; null for connections that are older than that was stored'),
    signIn: z
      .enum(['client_credentials', 'refresh_token', 'jwt'])
      .nullable()
      .describe('how Tandem signs in: as the user that the app runs as, by the sign-in of a person, by certificate'),
    checkedAt: z.string().nullable(),
  })
  .meta({ id: 'SalesforceConnection' });

const EXACT_CONNECTION = z
  .object({
    state: CONNECTION_STATE,
    detail: z.string().nullable(),
    country: z.string().nullable(),
    userName: z.string().nullable(),
    checkedAt: z.string().nullable(),
  })
  .meta({ id: 'ExactConnection' });

const DIVISION = z
  .object({ code: z.number(), name: z.string(), currency: z.string(), country: z.string(), isDefault: z.boolean() })
  .meta({ id: 'Division' });

const FLOW_STATUS = z
  .object({
    name: FLOW_NAME,
    isEnabled: z.boolean(),
    state: z.enum(['off', 'idle', 'running', 'waiting', 'stopped']).meta({ id: 'FlowState' }),
    stoppedBecause: PROBLEM.nullable(),
    lastRunAt: z.string().nullable(),
    lastRun: RUN.nullable(),
    openIssues: z.number(),
    nextPollAt: z.string().nullable(),
  })
  .meta({ id: 'FlowStatus' });

const ORG = z
  .object({
    orgId: z.string(),
    name: z.string(),
    isSandbox: z.boolean(),
    namespace: z.string().nullable(),
    state: z.enum(['active', 'paused']),
    pause: z
      .object({ since: z.string().nullable(), by: z.string().nullable() })
      .nullable()
      .describe('while it is paused: since when, and who wanted it'),
    trialEndsAt: z.string().nullable(),
    connections: z.object({ salesforce: SALESFORCE_CONNECTION, exact: EXACT_CONNECTION }),
    divisions: z.array(DIVISION),
    features: z.object({
      multiCurrency: z.boolean(),
      personAccounts: z.boolean(),
      stateCountryPicklists: z.boolean(),
      orders: z.boolean(),
    }),
    flows: z.array(FLOW_STATUS),
  })
  .meta({ id: 'Org' });

type OrgJson = z.infer<typeof ORG>;
type FlowJson = OrgJson['flows'][number];

/** The org at a glance: connections, divisions, features and flows. */
export function orgRoutes(app: HttpApp, dependencies: HttpDependencies): void {
  app.get('/v1/org', { schema: { tags: ['org'], response: { 200: ORG, 401: PROBLEM } } }, (request) =>
    describeOrg(dependencies, request.org, request.language),
  );

  app.delete(
    '/v1/org',
    {
      schema: {
        tags: ['org'],
        summary: 'Forgets everything about this org, and undoes what both systems let it undo',
        response: { 200: FORGOTTEN, 401: PROBLEM },
      },
    },
    async (request) => ({ left: [...(await forgetOrg(dependencies, request.org, request.log))] }),
  );
}

async function describeOrg(
  { store, configurations, settings }: HttpDependencies,
  org: Org,
  language: Language,
): Promise<OrgJson> {
  const orgStore = store.forOrg(org.id);
  const [salesforce, exact, configuration, lanes, runs, openIssues, usage, pause] = await Promise.all([
    store.vault.find(org.id, 'salesforce'),
    store.vault.find(org.id, 'exact'),
    orgStore.configurations.latest(),
    store.lanes.list(org.id),
    orgStore.runs.latestByFlow(),
    orgStore.issues.countOpen(),
    orgStore.salesforceUsage.find(),
    store.orgs.pauseOf(org.id),
  ]);
  const isSalesforceUsedUp = usage !== undefined && isReserveReached(usage);
  const isUsedUp = async (divisions: readonly number[]): Promise<boolean> => {
    if (isSalesforceUsedUp) return true;
    const keys = divisions.map((division) => settings.budgetKeyOf(exact?.meta.country ?? 'nl', division));
    const states = await Promise.all(keys.map((key) => store.budgets.state(key)));
    return states.some(({ day }) => day.used >= day.limit);
  };
  const flows = await Promise.all(
    configurations
      .flowsOf(configuration?.document ?? {})
      .map(async (flow) => ({ ...flow, isUsedUp: flow.isEnabled && (await isUsedUp(flow.divisions)) })),
  );
  return {
    orgId: org.id,
    name: org.name,
    isSandbox: org.features['isSandbox'] === true,
    namespace: typeof org.features['namespace'] === 'string' ? org.features['namespace'] : null,
    state: org.state,
    pause: pause === undefined ? null : { since: pause.since?.toISOString() ?? null, by: pause.by === '' ? null : pause.by },
    trialEndsAt: org.trialEndsAt?.toISOString() ?? null,
    connections: {
      salesforce: {
        ...connectionState(salesforce, language),
        instanceUrl: salesforce?.meta.instanceUrl ?? null,
        userName: salesforce?.meta.userName ?? null,
        signIn: salesforce?.meta.grant ?? null,
      },
      exact: {
        ...connectionState(exact, language),
        country: exact?.meta.country ?? null,
        userName: exact?.meta.userName ?? null,
      },
    },
    divisions: (exact?.meta.divisions ?? []).map((division) => ({ ...division })),
    features: {
      multiCurrency: org.features['hasMultiCurrency'] === true,
      personAccounts: org.features['hasPersonAccounts'] === true,
      stateCountryPicklists: org.features['hasStateCountryPicklists'] === true,
      orders: org.features['hasOrders'] === true,
    },
    flows: flows.map((flow) =>
      flowJson(
        flow,
        lanes.filter((lane) => lane.flow === flow.name && flow.divisions.includes(lane.division)),
        {
          lastRun: runs.get(flow.name),
          openIssues: openIssues.get(flow.name) ?? 0,
          language,
          connectionProblem: connectionProblem('salesforce', salesforce, language) ?? connectionProblem('exact', exact, language),
        },
      ),
    ),
  };
}

/** `waiting` means call limits, or a run that is held up: a later look that is planned, or a retry, holds nothing back. */
function flowJson(
  flow: FlowSummary & { readonly isUsedUp: boolean },
  lanes: readonly Lane[],
  {
    lastRun,
    openIssues,
    connectionProblem,
    language,
  }: {
    readonly lastRun: Run | undefined;
    readonly openIssues: number;
    readonly connectionProblem: Problem | undefined;
    readonly language: Language;
  },
): FlowJson {
  const isHeldUp = lastRun?.state === 'running' && (lastRun.waiting?.until ?? 0) > new Date();
  const isRunning = lanes.some(({ isLeased }) => isLeased) || (lastRun?.state === 'running' && !isHeldUp);
  // Without both systems nothing moves, also before the lane has found out.
  const stopped = lanes.filter(({ state }) => state === 'stopped');
  const isStopped = stopped.length > 0 || connectionProblem !== undefined;
  const reason = stopped.find(({ stoppedProblem }) => stoppedProblem !== null)?.stoppedProblem ?? undefined;
  return {
    name: flow.name,
    isEnabled: flow.isEnabled,
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

function connectionState(
  connection: Connection | undefined,
  language: Language,
): {
  state: z.infer<typeof CONNECTION_STATE>;
  detail: string | null;
  checkedAt: string | null;
} {
  if (connection === undefined) return { state: 'missing', detail: null, checkedAt: null };
  const detail = connection.detail === null ? null : problemTitle(connection.detail, language);
  return { state: connection.state, detail: detail ?? null, checkedAt: connection.checkedAt?.toISOString() ?? null };
}
