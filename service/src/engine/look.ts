import { TandemError, toTandemError } from '../errors/index.ts';
import { LINK_ROLES, type Flow, type RecordLook } from '../flows/index.ts';
import { LinkStore, type RecordRef, type SalesforceRef } from '../links/index.ts';
import type { Configuration } from '../mapping/index.ts';
import type { EngineDependencies } from './dependencies.ts';
import { configurationInForce } from './flow-context.ts';
import { pauseProblem } from './pause.ts';
import type { StoredProblem } from '../store/index.ts';
import { problemOf } from './problem.ts';

/** A page waits for it. */
const LOOK_MS = 8_000;

/** A look at a record with everything that holds it back, the outermost first. */
export interface LookedAt extends Omit<RecordLook, 'reason'> {
  readonly flow: string;
  /** The division of Exact that the record speaks of; undefined where the settings give its flow none, or cannot be read. */
  readonly division: number | undefined;
  /** Why it is not in Exact, if it is not; the problem of reading it when it could not be read. */
  readonly reason: StoredProblem | undefined;
  /** What holds back everything of its flow. */
  readonly held: StoredProblem | undefined;
  /** False: Salesforce could not be asked, and nothing here is known but the reason. */
  readonly isRead: boolean;
}

/**
 * Reads a record in Salesforce, or the one that a record of Exact is linked to, and tells why its flow does not take it. Undefined for
 * objects of no flow. One or two calls; one more of a record that is another flow's than the first that knows its object.
 */
export async function lookAtRecord(
  dependencies: EngineDependencies,
  orgId: string,
  ref: RecordRef,
): Promise<LookedAt | undefined> {
  const orgStore = dependencies.store.forOrg(orgId);
  const record = await inSalesforce(new LinkStore(orgStore.links, LINK_ROLES), ref);
  const object = record?.object;
  if (record === undefined || object === undefined) return undefined;
  const [flow, ...others] = dependencies.flows.filter(({ looks }) => Object.hasOwn(looks, object));
  if (flow === undefined) return undefined;
  const found = await lookBy(dependencies, orgId, flow, record);
  if (found.isThere) return found.look;
  // What is none of the first flow's may be another one's: a return is an order too.
  for (const other of others) {
    const further = await lookBy(dependencies, orgId, other, record);
    if (further.isThere) return further.look;
  }
  return found.look;
}

/** The look of one flow; `isThere`: false where it knows no such record. */
async function lookBy(
  dependencies: EngineDependencies,
  orgId: string,
  flow: Flow<unknown>,
  record: SalesforceRef,
): Promise<{ readonly look: LookedAt; readonly isThere: boolean }> {
  const orgStore = dependencies.store.forOrg(orgId);
  const lookAt = flow.looks[record.object ?? ''];
  const unread = {
    flow: flow.name,
    exactId: null,
    exactNumber: null,
    url: null,
    syncedAt: null,
    canSend: false,
    dependsOnFlow: false,
    held: undefined,
  };
  let division: number | undefined;
  try {
    const { configuration } = await configurationInForce(dependencies, orgStore);
    [division] = flow.divisionsOf(configuration);
    const salesforce = await dependencies.salesforceOf(orgId, AbortSignal.timeout(LOOK_MS));
    const look = await lookAt?.({ salesforce, configuration, division }, record.id);
    if (look === undefined)
      return {
        isThere: false,
        look: { ...unread, division, isRead: true, reason: problemOf(new TandemError('record_not_readable')) },
      };
    const held = look.dependsOnFlow ? await heldBack(dependencies, orgId, flow, configuration) : undefined;
    const reason = held ?? (look.reason === undefined ? undefined : problemOf(look.reason));
    const canSend = look.canSend && held === undefined;
    const asked = { ...look, flow: flow.name, division: look.division ?? division, reason, held, canSend, isRead: true };
    return { isThere: true, look: asked };
  } catch (error) {
    return { isThere: true, look: { ...unread, division, isRead: false, reason: problemOf(toTandemError(error)) } };
  }
}

async function inSalesforce(links: LinkStore, ref: RecordRef): Promise<SalesforceRef | undefined> {
  if (ref.system === 'salesforce') return ref;
  const [first] = await links.of(ref);
  return first?.record;
}

async function heldBack(
  dependencies: EngineDependencies,
  orgId: string,
  flow: Flow<unknown>,
  configuration: Configuration,
): Promise<StoredProblem | undefined> {
  const pause = await pauseProblem(dependencies, orgId);
  if (pause !== undefined) return problemOf(pause);
  if (!flow.isEnabled(configuration)) return problemOf(new TandemError('flow_off', { flow: flow.name }));
  const divisions = flow.divisionsOf(configuration);
  const lanes = await dependencies.store.lanes.list(orgId);
  const stopped = lanes.find((lane) => lane.flow === flow.name && divisions.includes(lane.division) && lane.state === 'stopped');
  return stopped?.stoppedProblem ?? undefined;
}
