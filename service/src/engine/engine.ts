import { setTimeout as delay } from 'node:timers/promises';
import { phrase, TandemError } from '../errors/index.ts';
import type { PersonsChoice } from '../flows/index.ts';
import type { LaneKey, NewWorkItem, Run, RunState } from '../store/index.ts';
import { AlertDelivery } from './alerts/index.ts';
import type { EngineDependencies } from './dependencies.ts';
import { configurationInForce, findFlow } from './flow-context.ts';
import { workOfHint, type Hint } from './hints.ts';
import { historyWindow, measureHistory, type HistoryRequest, type MeasuredHistory } from './history.ts';
import { LaneQueue } from './lane-queue.ts';
import { refuseWhenPaused } from './pause.ts';
import { push } from './push.ts';
import { divisionForRecords } from './record-division.ts';
import type { Engine, PushAnswer, RunRequest } from './types.ts';

const RETRY_PRIORITY = 9;

/** Builds the engine; it works nothing until `start`. */
export function createEngine(dependencies: EngineDependencies): Engine {
  return new TandemEngine(dependencies);
}

class TandemEngine implements Engine {
  readonly #dependencies: EngineDependencies;
  readonly #queue: LaneQueue;
  readonly #alerts: readonly AlertDelivery[];
  readonly #pushes = new Set<Promise<unknown>>();
  #isStarted = false;

  constructor(dependencies: EngineDependencies) {
    this.#dependencies = dependencies;
    this.#queue = new LaneQueue(dependencies);
    this.#alerts = dependencies.alertChannels.map((channel) => new AlertDelivery(dependencies, channel));
  }

  async start(): Promise<void> {
    await this.#queue.start();
    for (const alerts of this.#alerts) alerts.start();
    this.#isStarted = true;
  }

  async stop(graceMs: number): Promise<void> {
    this.#dependencies.stopping.begin();
    const pushes = Promise.race([this.#pushesEnd(), delay(graceMs, undefined, { ref: false })]);
    const alerts = () => this.#alerts.map((delivery) => delivery.stop());
    await Promise.all([pushes, ...(this.#isStarted ? [this.#queue.stop(graceMs), ...alerts()] : [])]);
  }

  /** One that is left to another instance has its run to tell of. */
  async #pushesEnd(): Promise<void> {
    while (this.#pushes.size > 0) await Promise.allSettled([...this.#pushes]);
  }

  async startRun(orgId: string, request: RunRequest): Promise<string> {
    const orgStore = this.#dependencies.store.forOrg(orgId);
    const flow = findFlow(this.#dependencies, request.flow);
    const inForce = await configurationInForce(this.#dependencies, orgStore);
    await refuseWhenPaused(this.#dependencies, orgId);
    const { ids, since, full, historyYears } = request;
    const { configuration } = inForce;
    const division =
      request.division ?? (await divisionForRecords(this.#dependencies, { orgId, flow, configuration, ids: ids ?? [] }));
    const { now } = this.#dependencies;
    const history = historyYears === undefined ? undefined : historyWindow(flow, { configuration, division, now }, historyYears);
    const runId = await orgStore.runs.create({
      flow: flow.name,
      division,
      mode: request.mode,
      request: {
        ...(ids === undefined ? {} : { ids }),
        ...(since === undefined ? {} : { since }),
        ...(history === undefined ? {} : { history }),
        isFull: full === true,
      },
      configVersion: inForce.version,
      total: ids !== undefined && flow.isExclusivePerRecord ? new Set(ids).size : undefined,
    });
    await this.#wakeLane({ orgId, division, flow: flow.name });
    return runId;
  }

  async approveRun(orgId: string, runId: string): Promise<void> {
    const orgStore = this.#dependencies.store.forOrg(orgId);
    const run = await orgStore.runs.find(runId);
    if (run === undefined) throw new TandemError('not_found');
    await refuseWhenPaused(this.#dependencies, orgId);
    const { version } = await configurationInForce(this.#dependencies, orgStore);
    if (version !== run.configVersion) throw new TandemError('plan_outdated', { planned: run.configVersion, current: version });
    if (!(await orgStore.runs.restartApproved(runId)))
      throw new TandemError('run_not_waiting', { state: phrase(`run_${run.state}`) });
    await this.#wakeLane({ orgId, division: run.division, flow: run.flow });
  }

  async cancelRun(orgId: string, runId: string): Promise<void> {
    await this.#moveRun(orgId, runId, ['queued', 'running', 'paused', 'planned'], 'cancelled');
    const { operations, runRecords } = this.#dependencies.store.forOrg(orgId);
    await operations.delete(runId);
    await runRecords.release(runId);
  }

  async pauseRun(orgId: string, runId: string): Promise<void> {
    await this.#moveRun(orgId, runId, ['queued', 'running'], 'paused');
  }

  async resumeRun(orgId: string, runId: string): Promise<void> {
    await refuseWhenPaused(this.#dependencies, orgId);
    const run = await this.#moveRun(orgId, runId, ['paused'], 'queued');
    await this.#wakeLane({ orgId, division: run.division, flow: run.flow });
  }

  measureHistory(orgId: string, request: HistoryRequest): Promise<MeasuredHistory> {
    return measureHistory(this.#dependencies, orgId, request);
  }

  async push(orgId: string, flowName: string, recordId: string, waitMs: number, choice: PersonsChoice = {}): Promise<PushAnswer> {
    this.#dependencies.stopping.waits.throwIfAborted();
    const flow = findFlow(this.#dependencies, flowName);
    await refuseWhenPaused(this.#dependencies, orgId);
    return push(this.#dependencies, { orgId, flow, recordId, waitMs, choice }, (promise) => {
      this.#pushes.add(promise);
      void promise.finally(() => this.#pushes.delete(promise));
    });
  }

  async hintFromSalesforce(orgId: string, object: string, ids: readonly string[]): Promise<number> {
    return this.#hint(orgId, { from: 'salesforceObjects', name: object, ids });
  }

  async hintFromExact(orgId: string, division: number, topic: string, key: string): Promise<void> {
    await this.#hint(orgId, { from: 'exactTopics', name: topic, ids: [key] }, division);
  }

  async retryIssues(orgId: string, issueIds: readonly string[]): Promise<void> {
    await refuseWhenPaused(this.#dependencies, orgId);
    const items: NewWorkItem[] = [];
    // Together: an issue that is being retried while nothing waits would be seen by nobody any more.
    await this.#dependencies.store.forOrg(orgId).transaction(async (orgStore) => {
      for (const id of await orgStore.issues.setState(issueIds, 'retrying')) {
        const issue = await orgStore.issues.find(id);
        if (issue === undefined) continue;
        const { flow, division, recordId } = issue;
        items.push({ flow, division, recordId, priority: RETRY_PRIORITY, isExplicit: true });
      }
      await orgStore.workItems.enqueue(items);
    });
    await this.#wakeLanesOf(orgId, items);
  }

  async wake(orgId: string): Promise<void> {
    const { store, flows } = this.#dependencies;
    const { configuration } = await configurationInForce(this.#dependencies, store.forOrg(orgId));
    for (const flow of flows) {
      if (!flow.isEnabled(configuration)) continue;
      for (const division of flow.divisionsOf(configuration))
        await store.lanes.dueWithin({ orgId, division, flow: flow.name }, 0);
    }
    await store.forOrg(orgId).alerts.makeDue();
    await this.#queue.enqueue(this.#isStarted ? await store.lanes.restart(orgId) : []);
  }

  /** Throws `not_found`, or `run_not_waiting` for a run that is in none of these states. */
  async #moveRun(orgId: string, runId: string, from: readonly RunState[], to: RunState): Promise<Run> {
    const orgStore = this.#dependencies.store.forOrg(orgId);
    const run = await orgStore.runs.find(runId);
    if (run === undefined) throw new TandemError('not_found');
    if (!(await orgStore.runs.transition(runId, from, to)))
      throw new TandemError('run_not_waiting', { state: phrase(`run_${run.state}`) });
    return run;
  }

  async #hint(orgId: string, hint: Hint, onlyDivision?: number): Promise<number> {
    const { store, flows } = this.#dependencies;
    const orgStore = store.forOrg(orgId);
    const { configuration } = await configurationInForce(this.#dependencies, orgStore);
    const items: NewWorkItem[] = [];
    for (const flow of flows) {
      if (!flow.isEnabled(configuration)) continue;
      for (const division of flow.divisionsOf(configuration)) {
        if (onlyDivision !== undefined && onlyDivision !== division) continue;
        items.push(...workOfHint(flow, division, hint));
      }
    }
    await orgStore.workItems.enqueue(items);
    await this.#wakeLanesOf(orgId, items);
    return items.length;
  }

  async #wakeLanesOf(orgId: string, items: readonly NewWorkItem[]): Promise<void> {
    const lanes = new Map(items.map(({ flow, division }) => [`${flow}/${division}`, { orgId, division, flow }]));
    for (const lane of lanes.values()) await this.#wakeLane(lane);
  }

  async #wakeLane(lane: LaneKey): Promise<void> {
    await this.#dependencies.store.lanes.dueWithin(lane, 0);
    if (this.#isStarted) await this.#queue.enqueue([lane]);
  }
}
