import { randomUUID } from 'node:crypto';
import { CONFIGURATION, type FlowContext, type Operation, type ReadRequest } from '../flows/index.ts';
import { refusal, type Configuration } from '../mapping/index.ts';
import type { EngineDependencies } from './dependencies.ts';
import type { DraftRoom } from './drafts/draft-room.ts';
import { claimsForPlan, configurationInForce, createFlowContext, findFlow, flowDivision } from './flow-context.ts';
import { planned } from './planning.ts';
import { divisionForRecords } from './record-division.ts';

export interface SampleRequest {
  readonly flow: string;
  /** A document that is not saved yet. */
  readonly draft?: Readonly<Record<string, unknown>> | undefined;
  readonly ids?: readonly string[] | undefined;
  readonly count: number;
}

/**
 * Plans a few live records without writing or keeping anything; answers their operations, grouped by record. What nobody has
 * accepted yet is checked and planned in the draft room.
 */
export async function planSamples(
  dependencies: EngineDependencies,
  drafts: DraftRoom,
  orgId: string,
  request: SampleRequest,
): Promise<readonly (readonly Operation[])[]> {
  const flow = findFlow(dependencies, request.flow);
  const orgStore = dependencies.store.forOrg(orgId);
  const configuration =
    request.draft === undefined
      ? (await configurationInForce(dependencies, orgStore)).configuration
      : await checkedDraft(drafts, orgId, request.draft);
  const division = await divisionForRecords(dependencies, { orgId, flow, configuration, ids: request.ids ?? [] });
  const place = flowDivision(flow, configuration, division);
  const context = await createFlowContext(dependencies, {
    orgId,
    place,
    configuration,
    claims: claimsForPlan(orgStore.claims(place, `preview-${randomUUID()}`)),
    callClass: 'interactive',
    signal: AbortSignal.timeout(60_000),
    assertLease: async () => undefined,
  });
  const { draft } = request;
  const planOf = async (context: FlowContext, input: unknown): Promise<readonly Operation[]> =>
    draft === undefined
      ? planned(flow, context, input)
      : drafts.work(orgId, {
          kind: 'plan',
          flow: flow.name,
          document: draft,
          input,
          now: context.now(),
          division: context.division,
        });
  const records = new Map<string, Operation[]>();
  for await (const batch of flow.read(context, readRequest(request))) {
    const operations = await planOf(context, batch.input);
    for (const operation of operations) collect(records, operation, request.count);
    if (records.size >= request.count) break;
  }
  return [...records.values()];
}

/** A draft is not remembered: others' settings would be forgotten for it. Throws `configuration_invalid`. */
async function checkedDraft(
  drafts: DraftRoom,
  orgId: string,
  document: Readonly<Record<string, unknown>>,
): Promise<Configuration> {
  const problems = await drafts.work(orgId, { kind: 'check', document, connected: undefined });
  if (problems.length === 0) return CONFIGURATION.parse(document);
  throw refusal(problems);
}

function readRequest({ ids, count }: SampleRequest): ReadRequest {
  return ids === undefined ? { kind: 'sample', count } : { kind: 'records', ids, explicit: true };
}

function collect(records: Map<string, Operation[]>, operation: Operation, count: number): void {
  const known = records.get(operation.recordId);
  if (known !== undefined) known.push(operation);
  else if (records.size < count) records.set(operation.recordId, [operation]);
}
