import { z } from 'zod';
import { named, problemTitle, valueText, type Language } from '../../errors/index.ts';
import type { Connection, Org } from '../../store/index.ts';
import type { HttpApp } from '../app-types.ts';
import { FLOW_STATUS, readFlowStatuses } from '../flow-status.ts';
import { forgetOrg } from '../forget-org.ts';
import { FORGOTTEN, forgottenJson } from '../json-shapes.ts';
import type { HttpDependencies } from '../ports.ts';
import { PROBLEM } from '../problems.ts';

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
    async (request) => forgottenJson(await forgetOrg(dependencies, request.org, request.log), request.language),
  );
}

async function describeOrg(dependencies: HttpDependencies, org: Org, language: Language): Promise<OrgJson> {
  const { store } = dependencies;
  const [salesforce, exact, pause] = await Promise.all([
    store.vault.find(org.id, 'salesforce'),
    store.vault.find(org.id, 'exact'),
    store.orgs.pauseOf(org.id),
  ]);
  const flows = await readFlowStatuses(dependencies, org, { salesforce, exact }, language);
  return {
    orgId: org.id,
    name: org.name,
    isSandbox: org.features['isSandbox'] === true,
    namespace: typeof org.features['namespace'] === 'string' ? org.features['namespace'] : null,
    state: org.state,
    pause:
      pause === undefined
        ? null
        : {
            since: pause.since?.toISOString() ?? null,
            by: pause.by === null || pause.by === '' ? null : valueText(named(pause.by), language),
          },
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
    flows,
  };
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
