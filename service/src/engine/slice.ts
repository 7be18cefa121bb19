import { randomUUID } from 'node:crypto';
import { toTandemError, type TandemError } from '../errors/index.ts';
import type { ExactDivision } from '../exact/index.ts';
import type { Flow, FlowContext } from '../flows/index.ts';
import {
  backOffMs,
  DEFAULT_WAIT_MS,
  HINTED_POLL_MS,
  RECORD_BACK_OFF,
  STOPPED_LANE_DELAY_MS,
  TIMES_SELDOMER_WHEN_TOLD,
} from '../pace/index.ts';
import type { LaneKey, LaneLease, OrgStore, Run, TakenWorkItem } from '../store/index.ts';
import { alertOf, REOPEN_ALERT_WITHIN_MS, REPEAT_ALERT_AFTER_MS } from './alerts/index.ts';
import type { EngineDependencies, SliceOutcome } from './dependencies.ts';
import {
  claimsForPlan,
  configurationInForce,
  createFlowContext,
  findFlow,
  flowDivision,
  type ConfigurationInForce,
} from './flow-context.ts';
import { holdClaims, type HeldClaims } from './held-claims.ts';
import { findHinted } from './hints.ts';
import { historyOfRun } from './history.ts';
import { claimLeaseMs, laneLeaseMs } from './leases.ts';
import { refuseWhenPaused } from './pause.ts';
import { walk, type PassResult } from './pass.ts';
import { workRun } from './run-work.ts';
import { problemOf } from './problem.ts';

const SLICE_MS = 15_000;
const ITEMS_A_SLICE = 50;
const PUSH_TAKEOVER_MS = 300_000;

/** When the lane wants to be worked again; undefined: it does not exist any more. */
export type NextSlice = Date | undefined;

/**
 * Works one slice of a lane: a run a person asked for, else work items that are due, else the poll when its time has come.
 * Bounded in time; what is left waits for the next slice, behind the other lanes.
 */
export async function workSlice(dependencies: EngineDependencies, lane: LaneKey): Promise<NextSlice> {
  const holder = randomUUID();
  const { lanes } = dependencies.store;
  const leaseMs = laneLeaseMs(dependencies.timeScale);
  // Records that are claimed one by one keep lanes apart by themselves.
  const sharesRecords = dependencies.flows.find(({ name }) => name === lane.flow)?.isExclusivePerRecord === false;
  const lease = await (sharesRecords ? lanes.acquireAlone(lane, holder, leaseMs) : lanes.acquire(lane, holder, leaseMs));
  if (lease === undefined) return undefined;
  const slice = new Slice(dependencies, lane, lease, holder);
  return slice.work();
}

class Slice {
  readonly #dependencies: EngineDependencies;
  readonly #lane: LaneKey;
  readonly #lease: LaneLease;
  readonly #holder: string;
  readonly #orgStore: OrgStore;
  readonly #stopping: AbortSignal;
  readonly #lost = new AbortController();
  readonly #endsAtMs: number;
  readonly #exact: ExactDivision[] = [];
  #claims: HeldClaims | undefined;
  #hasPolled = false;
  #outcome: SliceOutcome = 'worked';
  /** True once something was done that would have failed had the cause of a stop still been there. */
  #hasWorked = false;

  constructor(dependencies: EngineDependencies, lane: LaneKey, lease: LaneLease, holder: string) {
    this.#dependencies = dependencies;
    this.#lane = lane;
    this.#lease = lease;
    this.#stopping = dependencies.stopping.waits;
    this.#orgStore = dependencies.store.forOrg(lane.orgId);
    this.#holder = holder;
    this.#endsAtMs = performance.now() + SLICE_MS;
  }

  async work(): Promise<NextSlice> {
    const startedAt = performance.now();
    try {
      return await this.#workUnderLease();
    } finally {
      this.#dependencies.onSlice?.(this.#lane.flow, this.#outcome, performance.now() - startedAt);
    }
  }

  async #workUnderLease(): Promise<NextSlice> {
    const heartbeat = setInterval(() => void this.#extendLease(), laneLeaseMs(this.#dependencies.timeScale) / 4);
    try {
      const dueAt = await this.#workSomething();
      if (dueAt === undefined || this.#hasWorked) await this.#dependencies.store.alertQueue.laneCameRight(this.#lane);
      if (dueAt === undefined) return undefined;
      await this.#dependencies.store.lanes.release(this.#lease, { dueAt, hasRun: this.#hasPolled });
      return dueAt;
    } catch (error) {
      return await this.#giveUp(toTandemError(error));
    } finally {
      clearInterval(heartbeat);
      await this.#releaseClaims();
    }
  }

  /** At a stop, what may be on its way to Exact stays claimed, so that nobody sends a second one before the first has arrived. */
  async #releaseClaims(): Promise<void> {
    if (!this.#stopping.aborted) await this.#claims?.releaseAll();
    else if (!this.#exact.some(({ writesUnanswered }) => writesUnanswered > 0)) await this.#claims?.releaseSettled();
  }

  async #workSomething(): Promise<NextSlice> {
    const flow = findFlow(this.#dependencies, this.#lane.flow);
    const inForce = await configurationInForce(this.#dependencies, this.#orgStore);
    await this.#orgStore.workItems.giveBack(flow.name, this.#lane.division);
    const workable = await this.#orgStore.runs.workable(flow.name, this.#lane.division);
    const runs = workable.filter((candidate) => !this.#isWorkedByPush(candidate));
    const urgent = runs.find((candidate) => historyOfRun(candidate) === undefined);
    if (urgent !== undefined) return this.#workRun(flow, inForce, urgent);
    const [ofThePast] = runs;
    const isServed =
      flow.isEnabled(inForce.configuration) && flow.divisionsOf(inForce.configuration).includes(this.#lane.division);
    if (!isServed) {
      if (ofThePast !== undefined) return this.#workRun(flow, inForce, ofThePast);
      const runAt = await this.#orgStore.runRecords.nextDueAt(flow.name, this.#lane.division);
      if (runAt !== undefined) return runAt;
      // A run that was approved, or a flow that was switched on, since this slice looked has woken the lane.
      return (await this.#dependencies.store.lanes.remove(this.#lease)) ? undefined : this.#dependencies.now();
    }
    const items = await this.#orgStore.workItems.take(flow.name, this.#lane.division, ITEMS_A_SLICE);
    if (items.length > 0) {
      await this.#workItems(flow, inForce, items);
      this.#hasWorked = true;
      return this.#dependencies.now();
    }
    const pollAt = await this.#nextPollAt(flow, inForce);
    if (pollAt <= this.#dependencies.now()) {
      const isFinished = await this.#poll(flow, inForce);
      this.#hasPolled = isFinished;
      this.#hasWorked = true;
      if (!isFinished) return this.#dependencies.now();
    }
    // It may take days: whatever changes meanwhile goes before it.
    if (ofThePast !== undefined) return this.#workRun(flow, inForce, ofThePast);
    return this.#nextDue(flow, inForce);
  }

  /** A slice of a run; there is always more to do afterwards, if only to look. */
  async #workRun(flow: Flow<unknown>, inForce: ConfigurationInForce, run: Run): Promise<Date> {
    const job = { lane: this.#lane, orgStore: this.#orgStore, flow, run, isTimeUp: this.#isTimeUp };
    const hasPolled = await workRun(this.#dependencies, { ...job, openContext: () => this.#context(flow, inForce, run.mode) });
    this.#hasPolled = this.#hasPolled || hasPolled;
    this.#hasWorked = true;
    return this.#dependencies.now();
  }

  /** A push that outlived its answer is worked by the process that began it; after that long it has died. */
  #isWorkedByPush(run: Run): boolean {
    return run.request['isPush'] === true && run.createdAt.getTime() > this.#dependencies.now().getTime() - PUSH_TAKEOVER_MS;
  }

  async #workItems(flow: Flow<unknown>, inForce: ConfigurationInForce, items: readonly TakenWorkItem[]): Promise<void> {
    const context = await this.#context(flow, inForce, 'apply');
    const { records, polls } = await findHinted(flow, context, this.#orgStore, items);
    if (polls.length > 0) await this.#pollAsHinted(flow, inForce, polls);
    const taken = new Map(records.map((item) => [item.recordId, item]));
    for (const explicit of [true, false]) {
      const ids = records.filter((item) => item.isExplicit === explicit).map((item) => item.recordId);
      if (ids.length === 0) continue;
      const result = await walk(this.#dependencies, {
        flow,
        context,
        request: { kind: 'records', ids, explicit },
        mode: 'apply',
        taken,
        isTimeUp: () => false,
      });
      await this.#putBackUntouched(
        flow,
        ids.filter((id) => !result.recordIds.has(id)),
        taken,
      );
      await this.#completeUntold(ids, result, taken);
    }
  }

  /** What became of a record that was asked for by its other id is told, and stored, under the one that the flow knows it by. */
  async #completeUntold(
    ids: readonly string[],
    { recordIds, toldIds }: Pick<PassResult, 'recordIds' | 'toldIds'>,
    taken: ReadonlyMap<string, TakenWorkItem>,
  ): Promise<void> {
    const done = ids.filter((id) => recordIds.has(id) && !toldIds.has(id)).flatMap((id) => taken.get(id) ?? []);
    await this.#orgStore.workItems.complete(this.#lane, done);
  }

  /** A poll that was cut leaves the hints where they are: the next slice goes on with it. */
  async #pollAsHinted(flow: Flow<unknown>, inForce: ConfigurationInForce, hints: readonly TakenWorkItem[]): Promise<void> {
    const { now, timeScale } = this.#dependencies;
    const at = new Date(((await this.#lastPollAt(flow))?.getTime() ?? 0) + HINTED_POLL_MS / timeScale);
    if (at > now()) {
      for (const hint of hints)
        await this.#orgStore.workItems.postpone(this.#lane, hint, at, { code: 'hinted', isAttemptSpent: false });
      return;
    }
    this.#hasPolled = await this.#poll(flow, inForce);
    if (this.#hasPolled) await this.#orgStore.workItems.complete(this.#lane, hints);
  }

  /** Records that another job holds at this moment are looked at again soon. */
  async #putBackUntouched(flow: Flow<unknown>, ids: readonly string[], taken: ReadonlyMap<string, TakenWorkItem>): Promise<void> {
    const soon = new Date(this.#dependencies.now().getTime() + 2_000);
    for (const id of ids) {
      const item = taken.get(id);
      if (item !== undefined)
        await this.#orgStore.workItems.postpone(this.#lane, item, soon, { code: 'record_busy', isAttemptSpent: false });
    }
  }

  async #poll(flow: Flow<unknown>, inForce: ConfigurationInForce): Promise<boolean> {
    const context = await this.#context(flow, inForce, 'apply');
    const result = await walk(this.#dependencies, {
      flow,
      context,
      request: { kind: 'changes', cursors: await this.#orgStore.cursors.read(this.#lane.division, flow.name), full: false },
      mode: 'apply',
      saveCursors: (orgStore, positions) => orgStore.cursors.save(this.#lane.division, flow.name, positions),
      isTimeUp: this.#isTimeUp,
    });
    return result.isFinished;
  }

  async #context(flow: Flow<unknown>, inForce: ConfigurationInForce, mode: 'plan' | 'apply'): Promise<FlowContext> {
    const place = flowDivision(flow, inForce.configuration, this.#lane.division);
    const claims = holdClaims(this.#orgStore.claims(place, this.#holder, claimLeaseMs(this.#dependencies.timeScale)));
    this.#claims = claims;
    const context = await createFlowContext(this.#dependencies, {
      orgId: this.#lane.orgId,
      place,
      configuration: inForce.configuration,
      claims: mode === 'plan' ? claimsForPlan(claims) : claims,
      callClass: 'batch',
      signal: AbortSignal.any([this.#stopping, this.#lost.signal]),
      assertLease: async () => {
        this.#stopping.throwIfAborted();
        const isGoingOn = await this.#dependencies.store.lanes.assertHeld(this.#lease);
        if (!isGoingOn) await refuseWhenPaused(this.#dependencies, this.#lane.orgId);
      },
    });
    this.#exact.push(context.exact);
    return context;
  }

  async #nextPollAt(flow: Flow<unknown>, inForce: ConfigurationInForce): Promise<Date> {
    const lastAt = await this.#lastPollAt(flow);
    return lastAt === undefined ? new Date(0) : new Date(lastAt.getTime() + this.#pollMs(flow, inForce));
  }

  async #lastPollAt(flow: Flow<unknown>): Promise<Date | undefined> {
    const lanes = await this.#dependencies.store.lanes.list(this.#lane.orgId);
    const lane = lanes.find((candidate) => candidate.flow === flow.name && candidate.division === this.#lane.division);
    return lane?.lastRunAt ?? undefined;
  }

  async #nextDue(flow: Flow<unknown>, inForce: ConfigurationInForce): Promise<Date> {
    const pollAt = this.#hasPolled
      ? new Date(this.#dependencies.now().getTime() + this.#pollMs(flow, inForce))
      : await this.#nextPollAt(flow, inForce);
    const itemAt = await this.#orgStore.workItems.nextDueAt(flow.name, this.#lane.division);
    const runAt = await this.#orgStore.runRecords.nextDueAt(flow.name, this.#lane.division);
    return earliest(pollAt, itemAt, runAt);
  }

  #pollMs(flow: Flow<unknown>, inForce: ConfigurationInForce): number {
    const { hasWebhooks, timeScale } = this.#dependencies;
    const isTold = hasWebhooks && flow.isToldOfAll === true;
    return (flow.pollMinutes(inForce.configuration) * (isTold ? TIMES_SELDOMER_WHEN_TOLD : 1) * 60_000) / timeScale;
  }

  readonly #isTimeUp = (): boolean => this.#stopping.aborted || this.#lost.signal.aborted || performance.now() > this.#endsAtMs;

  async #extendLease(): Promise<void> {
    try {
      await this.#dependencies.store.lanes.extend(this.#lease, laneLeaseMs(this.#dependencies.timeScale));
      await this.#claims?.renew();
    } catch (error) {
      this.#lost.abort(error);
    }
  }

  /** What happens to the lane when the slice met an error that is not a record's. */
  async #giveUp(error: TandemError): Promise<NextSlice> {
    this.#outcome = outcomeOf(error);
    if (this.#outcome === 'lost') return undefined;
    const { store, now, timeScale, log } = this.#dependencies;
    const isStopped = this.#outcome === 'stopped';
    const usualDelayMs = isStopped
      ? STOPPED_LANE_DELAY_MS
      : error.handling === 'wait'
        ? DEFAULT_WAIT_MS
        : backOffMs(RECORD_BACK_OFF, 2);
    const dueAt = new Date(now().getTime() + (error.retryAfterMs ?? usualDelayMs / timeScale));
    if (this.#outcome !== 'left') {
      log.warn(
        { orgId: this.#lane.orgId, division: this.#lane.division, flow: this.#lane.flow, code: error.code, dueAt },
        'lane waits',
      );
    }
    await this.#orgStore.workItems.giveBack(this.#lane.flow, this.#lane.division);
    await store.lanes.release(this.#lease, {
      dueAt,
      hasRun: false,
      stoppedCode: isStopped ? error.code : undefined,
      stoppedProblem: isStopped ? problemOf(error) : undefined,
    });
    // Afterwards: who delivers it first looks whether a lane is stopped by it.
    if (isStopped) await this.#alert(error);
    return dueAt;
  }

  async #alert(error: TandemError): Promise<void> {
    const { timeScale } = this.#dependencies;
    await this.#orgStore.alerts.raise(alertOf(error, this.#lane), {
      repeatAfterMs: REPEAT_ALERT_AFTER_MS / timeScale,
      reopenWithinMs: REOPEN_ALERT_WITHIN_MS / timeScale,
    });
  }
}

function earliest(first: Date, ...others: readonly (Date | undefined)[]): Date {
  return others.reduce<Date>((soonest, at) => (at !== undefined && at < soonest ? at : soonest), first);
}

function outcomeOf(error: TandemError): SliceOutcome {
  if (error.code === 'lease_lost') return 'lost';
  if (error.code === 'service_stopping') return 'left';
  return error.handling === 'stop' || error.handling === 'person' ? 'stopped' : 'waits';
}
