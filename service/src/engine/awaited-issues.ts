import type { AwaitedOutcome } from '../flows/index.ts';
import type { LaneKey, NewWorkItem, OrgStore, WaitingIssue } from '../store/index.ts';
import type { EngineDependencies } from './dependencies.ts';
import type { BatchResult } from './record-outcomes.ts';

/** As urgent as the Retry of a person. */
const RETRY_PRIORITY = 9;
const LOOK_AGAIN_MS = 5_000;

/**
 * Takes up the issues of other flows that waited for what this batch brought, as if somebody had pressed Retry: once a batch,
 * whatever it brought. Writes through the batch's own transaction. Answers the lanes that have something to do now.
 */
export async function takeUpAwaiting(
  { flows }: EngineDependencies,
  orgId: string,
  orgStore: OrgStore,
  result: BatchResult,
): Promise<LaneKey[]> {
  const lanes: LaneKey[] = [];
  for (const flow of flows) {
    if (flow.awaits?.flow !== result.flow.name) continue;
    const issues = await issuesDue(orgStore, flow.name, flow.awaits, result);
    if (issues.length === 0) continue;
    // The queue first, and no waiting for an issue after it: the other lane may hold both of a record, in either order.
    await orgStore.workItems.enqueue(
      issues.map(({ division, recordId }) => {
        return { flow: flow.name, division, recordId, priority: RETRY_PRIORITY, isExplicit: true };
      }),
    );
    await orgStore.issues.markRetrying(issues.map(({ id }) => id));
    const divisions = new Set(issues.map(({ division }) => division));
    lanes.push(...[...divisions].map((division) => ({ orgId, division, flow: flow.name })));
  }
  return lanes;
}

/**
 * An order may be stopped for a product that is linked while its batch still goes on: then there was no issue yet that the product's
 * batch could have taken up, and nobody would tell it any more. Such records are looked at once more.
 */
export async function lookAgainAtMissed(
  { now, timeScale }: EngineDependencies,
  orgStore: OrgStore,
  { flow, place, outcomes, readAt }: BatchResult,
): Promise<void> {
  const { awaits } = flow;
  if (awaits === undefined || readAt === undefined) return;
  const missed: NewWorkItem[] = [];
  for (const { recordId, error } of outcomes) {
    const awaitedId = error?.code === awaits.code ? awaits.recordIdIn(error.params) : undefined;
    if (awaitedId === undefined) continue;
    const [latest] = await orgStore.activities.list({ recordId: awaitedId, limit: 1 });
    if (latest?.flow !== awaits.flow || latest.at < readAt) continue;
    const notBefore = new Date(now().getTime() + LOOK_AGAIN_MS / timeScale);
    missed.push({ flow: place.flow, division: place.division, recordId, notBefore, isExplicit: true });
  }
  if (missed.length > 0) await orgStore.workItems.enqueue(missed);
}

async function issuesDue(
  orgStore: OrgStore,
  flow: string,
  awaits: AwaitedOutcome,
  result: BatchResult,
): Promise<readonly WaitingIssue[]> {
  const arrivals = result.outcomes.flatMap((outcome) => awaits.arrivalOf(outcome) ?? []);
  if (arrivals.length === 0) return [];
  const arrived = new Set(arrivals.flatMap(({ names }) => names));
  const isSomethingNew = arrivals.some(({ isNew }) => isNew);
  const issues = await orgStore.issues.openOf(flow, awaits.code);
  return issues.filter(({ params }) => {
    const names = awaits.namesIn(params);
    return names.length === 0 ? isSomethingNew : names.some((name) => arrived.has(name));
  });
}
