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
    const awaited = flow.awaits.filter((awaits) => awaits.flow === result.flow.name);
    const issues = await issuesDue(orgStore, flow.name, awaited, result);
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
  if (flow.awaits.length === 0 || readAt === undefined) return;
  const missed: NewWorkItem[] = [];
  for (const { recordId, error } of outcomes) {
    const awaits = flow.awaits.find(({ code }) => code === error?.code);
    const awaitedId = error === undefined ? undefined : awaits?.recordIdIn(error.params);
    if (awaits === undefined || awaitedId === undefined) continue;
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
  awaited: readonly AwaitedOutcome[],
  result: BatchResult,
): Promise<readonly WaitingIssue[]> {
  const due = new Map<string, WaitingIssue>();
  for (const awaits of awaited) for (const issue of await issuesEnded(orgStore, flow, awaits, result)) due.set(issue.id, issue);
  return [...due.values()];
}

async function issuesEnded(
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
