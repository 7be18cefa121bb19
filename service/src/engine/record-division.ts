import { randomUUID } from 'node:crypto';
import { joined, TandemError } from '../errors/index.ts';
import type { Flow } from '../flows/index.ts';
import type { Configuration } from '../mapping/index.ts';
import type { EngineDependencies } from './dependencies.ts';
import { claimsForPlan, flowDivision, requireDivision } from './flow-context.ts';

/** A person waits for it. */
const READ_MS = 8_000;

/**
 * The division in which a person has something done with these records: where they go, for a flow whose records go to one of several,
 * else the first that the flow works in. `flow_not_configured` when there is none, `records_of_several_divisions` when there are more.
 */
export async function divisionForRecords(
  dependencies: EngineDependencies,
  job: {
    readonly orgId: string;
    readonly flow: Flow<unknown>;
    readonly configuration: Configuration;
    readonly ids: readonly string[];
  },
): Promise<number> {
  const { orgId, flow, configuration, ids } = job;
  const usual = requireDivision(flow, configuration);
  if (flow.divisionsOfRecords === undefined || ids.length === 0 || flow.divisionsOf(configuration).length < 2) return usual;
  const place = flowDivision(flow, configuration, usual);
  const claims = claimsForPlan(dependencies.store.forOrg(orgId).claims(place, `division-${randomUUID()}`));
  const salesforce = await dependencies.salesforceOf(orgId, AbortSignal.timeout(READ_MS));
  const found = await flow.divisionsOfRecords({ salesforce, configuration, claims }, ids);
  const [division, ...others] = new Set(ids.map((id) => found.get(id) ?? usual));
  if (division === undefined || others.length === 0) return division ?? usual;
  const divisions = joined('comma', [division, ...others].map(String)) ?? '';
  throw new TandemError('records_of_several_divisions', { divisions }, { field: 'division' });
}
