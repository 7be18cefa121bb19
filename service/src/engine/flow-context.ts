import type { CallClass } from '../exact/index.ts';
import { LINK_ROLES, type ClaimBook, type Flow, type FlowContext } from '../flows/index.ts';
import { LinkStore } from '../links/index.ts';
import type { Configuration } from '../mapping/index.ts';
import type { FlowDivision, OrgStore } from '../store/index.ts';
import { TandemError } from '../errors/index.ts';
import type { EngineDependencies } from './dependencies.ts';
import { findFlowIn } from './find-flow.ts';
import { keepSalesforceReserve } from './salesforce-reserve.ts';

/** The configuration in force and its version. Version 0 is the empty document: everything off. */
export interface ConfigurationInForce {
  readonly version: number;
  readonly configuration: Configuration;
}

/** Reads the configuration an org has saved last. */
export async function configurationInForce(dependencies: EngineDependencies, orgStore: OrgStore): Promise<ConfigurationInForce> {
  const latest = await orgStore.configurations.latest();
  return {
    version: latest?.version ?? 0,
    configuration: dependencies.parseConfiguration(latest?.document ?? { version: 1 }),
  };
}

/** Finds a flow of this process by its name; `unknown_flow` names those there are. */
export function findFlow(dependencies: EngineDependencies, name: string): Flow<unknown> {
  return findFlowIn(dependencies.flows, name);
}

/** The division in which a person has one thing done, the first that a flow works in; `flow_not_configured` when there is none. */
export function requireDivision(flow: Flow<unknown>, configuration: Configuration): number {
  const [division] = flow.divisionsOf(configuration);
  if (division === undefined) throw new TandemError('flow_not_configured', { flow: flow.name });
  return division;
}

/**
 * A division of a flow beside its others. One that the settings do not give the flow stands for itself, and minds them all; so does each
 * of a flow whose records go to one of several: what holds a record in one of them holds it in all.
 */
export function flowDivision(flow: Flow<unknown>, configuration: Configuration, division: number): FlowDivision {
  const divisions = flow.divisionsOf(configuration);
  const isAlone = divisions.includes(division) && flow.divisionsOfRecords === undefined;
  const besides = isAlone ? divisions.filter((other) => other !== division) : [];
  return { flow: flow.name, division, besides };
}

/** Everything a flow may use for one slice, push or plan. Batch work fails with `salesforce_reserve` when the org's calls run out. */
export async function createFlowContext(
  dependencies: EngineDependencies,
  job: {
    readonly orgId: string;
    readonly place: FlowDivision;
    readonly configuration: Configuration;
    readonly claims: ClaimBook;
    readonly callClass: CallClass;
    readonly signal: AbortSignal;
    readonly assertLease: () => Promise<void>;
  },
): Promise<FlowContext> {
  const { store, now, timeScale, log } = dependencies;
  const orgStore = store.forOrg(job.orgId);
  if (job.callClass === 'batch') await keepSalesforceReserve(dependencies, orgStore);
  const systems = await dependencies.connect(job.orgId, job.place.division, job.callClass);
  return {
    orgId: job.orgId,
    division: job.place.division,
    configuration: job.configuration,
    ...systems,
    exactIn: async (division) => (await dependencies.connect(job.orgId, division, job.callClass)).exact,
    links: new LinkStore(orgStore.links, LINK_ROLES).ofDivision(job.place.division),
    items: orgStore.itemFacts(job.place.division),
    openOrders: orgStore.openOrders(job.place.division),
    claims: job.claims,
    reportedSince: (recordIds, since) => orgStore.issues.reportedSince(job.place, recordIds, since),
    unsettled: (recordIds, code) => orgStore.issues.unsettled(job.place, recordIds, code),
    approvals: {
      granted: async (code, recordIds) => {
        const granted = await orgStore.approvals.granted(job.place.flow, code, recordIds);
        return new Map([...granted].map(([recordId, { digest }]) => [recordId, digest]));
      },
      useUp: (recordIds) => orgStore.approvals.useUp(job.place.flow, recordIds),
    },
    lastLook: async (name) => {
      const flow = dependencies.flows.find((each) => each.name === name);
      const { division } = job.place;
      if (flow?.isEnabled(job.configuration) !== true || !flow.divisionsOf(job.configuration).includes(division))
        return undefined;
      const lanes = await store.lanes.list(job.orgId);
      return lanes.find((lane) => lane.flow === name && lane.division === division)?.lastRunAt ?? undefined;
    },
    companyCurrency: async () => {
      const { meta } = await store.vault.read(job.orgId, 'exact');
      return meta.divisions?.find(({ code }) => code === job.place.division)?.currency ?? '';
    },
    sentDocuments: (exactIds, references) => orgStore.intents.sentDocuments(exactIds, references),
    now,
    timeScale,
    signal: job.signal,
    log,
    assertLease: job.assertLease,
  };
}

/** Claims for a plan: it writes nothing, so it holds nobody up and sees what the real ones know. */
export function claimsForPlan(claims: ClaimBook): ClaimBook {
  return {
    take: async (recordIds) => new Set(recordIds),
    release: async () => undefined,
    intents: (recordIds) => claims.intents(recordIds),
    intend: refuseWrite,
    amend: refuseWrite,
    settle: refuseWrite,
    writtenBack: refuseWrite,
    forgetIntent: refuseWrite,
  };
}

async function refuseWrite(): Promise<never> {
  throw new TandemError('internal_error', {}, { cause: 'a plan must not write' });
}
