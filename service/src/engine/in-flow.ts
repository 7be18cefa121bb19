import { randomUUID } from 'node:crypto';
import type { FlowContext } from '../flows/index.ts';
import type { EngineDependencies } from './dependencies.ts';
import { configurationInForce, createFlowContext, findFlow, flowDivision } from './flow-context.ts';
import { holdClaims } from './held-claims.ts';
import { refuseWhenPaused } from './pause.ts';
import { divisionForRecords } from './record-division.ts';

const LONGEST_MS = 60_000;

/** Does a small piece of work for a person with what a flow may use; its claims are given back when it is over. */
export async function inFlow<Result>(
  dependencies: EngineDependencies,
  job: {
    readonly orgId: string;
    readonly flow: string;
    readonly isWriting: boolean;
    /** Which of the flow's records it is about; absent for what is of no single one. */
    readonly recordId?: string;
    readonly work: (context: FlowContext) => Promise<Result>;
  },
): Promise<Result> {
  const flow = findFlow(dependencies, job.flow);
  if (job.isWriting) await refuseWhenPaused(dependencies, job.orgId);
  const orgStore = dependencies.store.forOrg(job.orgId);
  const { configuration } = await configurationInForce(dependencies, orgStore);
  const { orgId, recordId } = job;
  const ids = recordId === undefined ? [] : [recordId];
  const division = await divisionForRecords(dependencies, { orgId, flow, configuration, ids });
  const place = flowDivision(flow, configuration, division);
  const claims = holdClaims(orgStore.claims(place, `choice-${randomUUID()}`));
  const context = await createFlowContext(dependencies, {
    orgId: job.orgId,
    place,
    configuration,
    claims,
    callClass: 'interactive',
    signal: AbortSignal.any([AbortSignal.timeout(LONGEST_MS), dependencies.stopping.calls]),
    assertLease: async () => dependencies.stopping.writes.throwIfAborted(),
  });
  try {
    return await job.work(context);
  } finally {
    await claims.releaseAll();
  }
}
