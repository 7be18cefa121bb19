import { randomUUID } from 'node:crypto';
import type { Operation, ReadRequest } from '../flows/index.ts';
import type { EngineDependencies } from './dependencies.ts';
import { claimsForPlan, configurationInForce, createFlowContext, findFlow, requireDivision } from './flow-context.ts';
import { planned } from './planning.ts';

export interface SampleRequest {
  readonly flow: string;
  /** A document that is not saved yet. */
  readonly draft?: Readonly<Record<string, unknown>> | undefined;
  readonly ids?: readonly string[] | undefined;
  readonly count: number;
}

/** Plans a few live records without writing or keeping anything; answers their operations, grouped by record. */
export async function planSamples(
  dependencies: EngineDependencies,
  orgId: string,
  request: SampleRequest,
): Promise<readonly (readonly Operation[])[]> {
  const flow = findFlow(dependencies, request.flow);
  const orgStore = dependencies.store.forOrg(orgId);
  const configuration =
    request.draft === undefined
      ? (await configurationInForce(dependencies, orgStore)).configuration
      : dependencies.parseConfiguration(request.draft);
  const context = await createFlowContext(dependencies, {
    orgId,
    division: requireDivision(flow, configuration),
    configuration,
    claims: claimsForPlan(orgStore.claims(flow.name, `preview-${randomUUID()}`)),
    callClass: 'interactive',
    signal: AbortSignal.timeout(60_000),
    assertLease: async () => undefined,
  });
  const records = new Map<string, Operation[]>();
  for await (const batch of flow.read(context, readRequest(request))) {
    for (const operation of await planned(flow, context, batch.input)) collect(records, operation, request.count);
    if (records.size >= request.count) break;
  }
  return [...records.values()];
}

function readRequest({ ids, count }: SampleRequest): ReadRequest {
  return ids === undefined ? { kind: 'sample', count } : { kind: 'records', ids, explicit: true };
}

function collect(records: Map<string, Operation[]>, operation: Operation, count: number): void {
  const known = records.get(operation.recordId);
  if (known !== undefined) known.push(operation);
  else if (records.size < count) records.set(operation.recordId, [operation]);
}
