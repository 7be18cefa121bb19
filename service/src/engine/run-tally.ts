import type { TandemError } from '../errors/index.ts';
import type { Outcome, OutcomeStatus } from '../flows/index.ts';
import type { OrgStore, RunRecord } from '../store/index.ts';
import { noCounts, type RunCounts } from './counts.ts';
import type { EngineDependencies } from './dependencies.ts';
import { isHeldUp, isWaiting, lookAgainAt } from './patience.ts';
import { problemOf } from './problem.ts';

/** From what a record is at best to what it is at worst: a record that comes up twice in a run is what is worse. */
const FROM_BEST: readonly OutcomeStatus[] = ['unchanged', 'skipped', 'updated', 'created', 'blocked', 'failed'];
const WRITTEN: ReadonlySet<OutcomeStatus> = new Set<OutcomeStatus>(['created', 'updated', 'unchanged']);
const DONE_ALREADY: ReadonlySet<OutcomeStatus> = new Set<OutcomeStatus>(['created', 'updated']);

/** What a batch adds to its run, and what the run remembers of the records. */
export interface Tally {
  readonly counts: RunCounts;
  /** Records that are through now and were not before, less those that were and now wait. */
  readonly done: number;
  readonly records: readonly RunRecord[];
  /** Why a record waits, where one does. */
  readonly reason?: TandemError | undefined;
}

/** How records of a run ended. `until`: they wait, and are looked at again then. */
interface Ended {
  readonly recordId: string;
  readonly status: OutcomeStatus;
  readonly attempts: number;
  readonly until: Date | null;
}

/**
 * Counts each record once, when it is through, blocked or failed for good, and remembers those that wait. `inParts`: a record may
 * come up in several batches (an item, then its price), and what became of one part ends no wait for another.
 */
export function tallyOutcomes(
  dependencies: EngineDependencies,
  outcomes: readonly Outcome[],
  prior: ReadonlyMap<string, RunRecord>,
  { inParts }: { readonly inParts: boolean },
): Tally {
  const waiting = outcomes.find((outcome) => isWaiting(outcome, prior.get(outcome.recordId)?.attempts ?? 0));
  const added = tally(
    outcomes.map((outcome) => {
      const { recordId, error } = outcome;
      const status = countedAs(outcome);
      const before = prior.get(recordId)?.attempts ?? 0;
      if (error === undefined || !isWaiting(outcome, before)) return { recordId, status, attempts: before, until: null };
      const attempts = isHeldUp(error) ? before : before + 1;
      return { recordId, status, attempts, until: lookAgainAt(dependencies, error, before) };
    }),
    prior,
    inParts,
  );
  return { ...added, reason: waiting?.error };
}

/** What was written and needs a person all the same, such as a product without its price, is told as what needs a person. */
function countedAs({ status, error }: Outcome): OutcomeStatus {
  return error?.handling === 'person' && WRITTEN.has(status) ? 'blocked' : status;
}

/** The same for what was decided without doing anything, such as the records of a plan. */
export function tallyStatuses(
  statuses: readonly { readonly recordId: string; readonly status: OutcomeStatus }[],
  prior: ReadonlyMap<string, RunRecord>,
): Tally {
  return tally(
    statuses.map((entry) => ({ ...entry, attempts: 0, until: null })),
    prior,
    false,
  );
}

/** Stores a tally with the run; through the transaction of the batch. */
export async function bookTally(
  orgStore: OrgStore,
  runId: string,
  { counts, done, records, reason }: Tally,
  more: {
    readonly calls: { readonly exact: number; readonly salesforce: number };
    readonly total?: number;
    readonly dropped?: number;
  },
): Promise<void> {
  await orgStore.runRecords.save(runId, records);
  await orgStore.runs.addProgress(runId, { counts, done, ...more });
  const until = records.find(({ state }) => state === 'waiting')?.until ?? null;
  if (reason === undefined || until === null) return;
  const { count } = await orgStore.runRecords.waiting(runId);
  await orgStore.runs.setWaiting(runId, { count, until, reason: problemOf(reason) });
}

function tally(ended: readonly Ended[], prior: ReadonlyMap<string, RunRecord>, inParts: boolean): Tally {
  const counts = noCounts();
  const records = new Map<string, RunRecord>();
  let done = 0;
  for (const { recordId, status, attempts, until } of ended) {
    const before = records.get(recordId) ?? prior.get(recordId);
    if (before?.state === 'done' && until !== null) {
      // A product that was written and whose price has to wait: it is not through after all.
      if (before.status !== null) counts[before.status] -= 1;
      done -= 1;
      records.set(recordId, { ...before, state: 'waiting', attempts, until });
    } else if (before?.state === 'done') {
      const counted = worse(before.status ?? status, status);
      if (before.status !== null) counts[before.status] -= 1;
      counts[counted] += 1;
      records.set(recordId, { ...before, status: counted });
    } else if (until !== null) {
      const reached = DONE_ALREADY.has(status) ? status : (before?.status ?? null);
      records.set(recordId, { recordId, state: 'waiting', status: reached, attempts, until });
    } else if (before?.state === 'waiting' && inParts) {
      records.set(recordId, { ...before, status: worse(before.status ?? status, status) });
    } else {
      // It was made while it waited: the last look found nothing more to do.
      const counted = worse(before?.status ?? status, status);
      counts[counted] += 1;
      done += 1;
      records.set(recordId, { recordId, state: 'done', status: counted, attempts, until: null });
    }
  }
  return { counts, done, records: [...records.values()] };
}

function worse(a: OutcomeStatus, b: OutcomeStatus): OutcomeStatus {
  return FROM_BEST.indexOf(a) > FROM_BEST.indexOf(b) ? a : b;
}
