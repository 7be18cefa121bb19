import type { TandemError } from '../errors/index.ts';
import { LINK_ROLES, shownChanges, type Flow, type FollowUp, type Outcome, type OutcomeStatus } from '../flows/index.ts';
import { LinkStore, type LinkInStep } from '../links/index.ts';
import type { FlowDivision, NewActivity, NewWorkItem, OrgStore, TakenWorkItem } from '../store/index.ts';
import { lookAgainAtMissed, takeUpAwaiting } from './awaited-issues.ts';
import type { EngineDependencies } from './dependencies.ts';
import { tellFollowers } from './followers.ts';
import { problemOf } from './problem.ts';
import { comesBack, isHeldUp, isWaiting, lookAgainAt } from './patience.ts';

/** Ends of a record after which both sides say the same. */
const IN_STEP: ReadonlySet<OutcomeStatus> = new Set(['created', 'updated', 'unchanged']);

/** What a batch left behind, to be stored in one transaction. */
export interface BatchResult {
  readonly flow: Flow<unknown>;
  readonly place: FlowDivision;
  readonly outcomes: readonly Outcome[];
  readonly followUps: readonly FollowUp[];
  /** Records that the flow looks at in other divisions too. */
  readonly elsewhere?: readonly NewWorkItem[];
  /** Work items this batch was made of, by record id; empty for a poll. */
  readonly taken: ReadonlyMap<string, TakenWorkItem>;
  /** The run it belongs to: what waits, waits as a record of the run and not in the queue. */
  readonly runId?: string | undefined;
  /** Attempts of records of the run that failed before. */
  readonly attempts?: ReadonlyMap<string, number>;
  /** A person chose these records. */
  readonly isExplicit?: boolean;
  /** Before the batch was read; what came later it may have missed. */
  readonly readAt?: Date;
  /** Extra writes of the caller, such as cursors and the sums of a run. */
  readonly alongside?: (orgStore: OrgStore) => Promise<void>;
}

/**
 * Stores how the records of a batch ended: issues opened or closed, links in step, work items finished or put back, later
 * looks, and what the caller adds, together or not at all; then the activity log. Issues of other flows that waited for it are taken up again.
 */
export async function recordOutcomes(dependencies: EngineDependencies, orgId: string, result: BatchResult): Promise<void> {
  const orgStore = dependencies.store.forOrg(orgId);
  const settled = result.outcomes.filter((outcome) => outcome.error === undefined).map((outcome) => outcome.recordId);
  const lanes = await orgStore.transaction(async (inner) => {
    if (settled.length > 0) {
      await inner.issues.resolveRecords(result.place, settled);
      await inner.workItems.discardLeft(result.place, settled);
    }
    for (const [role, links] of linksIn(result)) await new LinkStore(inner.links, LINK_ROLES).inStep(role, links);
    for (const outcome of result.outcomes) await placeRecord(dependencies, inner, result, outcome);
    const again = await inner.workItems.complete(result.place, finishedItems(result));
    const { elsewhere = [] } = result;
    await inner.workItems.enqueue([...followUpItems(result), ...elsewhere]);
    await result.alongside?.(inner);
    const awaiting = await takeUpAwaiting(dependencies, orgId, inner, result);
    const divisions = [...new Set(elsewhere.map(({ division }) => division))];
    const further = divisions.map((division) => ({ orgId, flow: result.flow.name, division }));
    // Its lane may have seen the record in the hands of a push, and count on no more of it.
    const { flow, division } = result.place;
    const own = again === 0 ? [] : [{ orgId, flow, division }];
    return [...awaiting, ...(await tellFollowers(dependencies, orgId, inner, result)), ...further, ...own];
  });
  // After the commit: a lane that is woken before finds nothing in its queue.
  for (const lane of lanes) await dependencies.store.lanes.dueWithin(lane, 0);
  await lookAgainAtMissed(dependencies, orgStore, result);
  await orgStore.activities.record(
    result.outcomes.filter((outcome) => isToldOf(result, outcome)).map((outcome) => toActivity(result, outcome)),
  );
}

/** Links in step, by the role that the documents have. */
function linksIn({ flow, place, outcomes }: BatchResult): ReadonlyMap<string, readonly LinkInStep[]> {
  const links = outcomes.flatMap(
    ({ status, division = place.division, salesforceId, exactId, linkedAs: role = flow.linkedAs }) =>
      IN_STEP.has(status) && salesforceId !== undefined && exactId !== undefined
        ? [{ role, link: { division, salesforceId, exactId, isNews: status !== 'unchanged' } }]
        : [],
  );
  const byRole = Map.groupBy(links, ({ role }) => role);
  return new Map([...byRole].map(([role, own]) => [role, own.map(({ link }) => link)]));
}

async function placeRecord(
  dependencies: EngineDependencies,
  orgStore: OrgStore,
  result: BatchResult,
  outcome: Outcome,
): Promise<void> {
  const { error, recordId } = outcome;
  if (error === undefined) return;
  const item = result.taken.get(recordId);
  const attempts = attemptsOf(result, recordId);
  const waits = isWaiting(outcome, attempts);
  if (waits && result.runId !== undefined) return;
  if (comesBack(outcome)) await putBack(dependencies, orgStore, result, recordId, error, item);
  else if (item !== undefined && needsPerson(outcome)) await orgStore.workItems.park(result.place, item, error.code);
  if (needsPerson(outcome) || (comesBack(outcome) && !waits)) {
    await orgStore.issues.report({ ...result.place, recordId, label: outcome.label, error });
  }
}

function attemptsOf(result: BatchResult, recordId: string): number {
  return result.taken.get(recordId)?.attempts ?? result.attempts?.get(recordId) ?? 0;
}

async function putBack(
  dependencies: EngineDependencies,
  orgStore: OrgStore,
  result: BatchResult,
  recordId: string,
  error: TandemError,
  item: TakenWorkItem | undefined,
): Promise<void> {
  const at = lookAgainAt(dependencies, error, attemptsOf(result, recordId));
  if (item === undefined) {
    const { place, isExplicit = false } = result;
    await orgStore.workItems.enqueue([{ flow: place.flow, division: place.division, recordId, notBefore: at, isExplicit }]);
  } else {
    await orgStore.workItems.postpone(result.place, item, at, { code: error.code, isAttemptSpent: !isHeldUp(error) });
  }
}

/** A skipped record with a reason is told in the log; only what cannot go on without a person becomes an issue. */
function needsPerson(outcome: Outcome): boolean {
  return outcome.error !== undefined && outcome.error.handling === 'person' && outcome.status !== 'skipped';
}

/** What only waits has not happened yet. */
function isToldOf(result: BatchResult, outcome: Outcome): boolean {
  if (outcome.status === 'failed') return !isWaiting(outcome, attemptsOf(result, outcome.recordId));
  return outcome.status !== 'unchanged';
}

function finishedItems(result: BatchResult): TakenWorkItem[] {
  return result.outcomes
    .filter((outcome) => !comesBack(outcome) && !(needsPerson(outcome) && result.taken.has(outcome.recordId)))
    .flatMap((outcome) => result.taken.get(outcome.recordId) ?? []);
}

function followUpItems(result: BatchResult): NewWorkItem[] {
  return result.followUps.map((followUp) => ({
    flow: result.place.flow,
    division: result.place.division,
    recordId: followUp.recordId,
    notBefore: followUp.notBefore,
  }));
}

/** Whose page tells of it where a record of Exact is none in Salesforce itself: what a customer owes is told on the account. */
function writtenIn({ operations }: Outcome): string | undefined {
  const written = operations.filter(({ system, targetId }) => system === 'salesforce' && targetId !== undefined);
  return (written.find(({ isMain }) => isMain) ?? written[0])?.targetId;
}

function toActivity(result: BatchResult, outcome: Outcome): NewActivity {
  return {
    flow: result.flow.name,
    recordId: outcome.recordId,
    salesforceId: outcome.salesforceId ?? writtenIn(outcome),
    runId: result.runId,
    status: outcome.status,
    direction: result.flow.source === 'exact' ? 'toSalesforce' : 'toExact',
    code: outcome.error?.code,
    payload: {
      label: outcome.label,
      told: outcome.error === undefined ? null : problemOf(outcome.error),
      salesforceId: outcome.salesforceId ?? null,
      exactId: outcome.exactId ?? null,
      exactNumber: outcome.exactNumber ?? null,
      url: outcome.url ?? null,
      operations: outcome.operations.map((operation) => {
        const { system, object, action } = operation;
        return { system, object, action, fields: shownChanges(operation) };
      }),
    },
  };
}
