import type { PgBoss } from 'pg-boss';
import type { LaneKey } from '../store/index.ts';
import type { EngineDependencies } from './dependencies.ts';
import { workSlice } from './slice.ts';

const QUEUE = 'lane';
const POLL_SECONDS = 0.5;
/** Where the database tells of new jobs, looking for them by itself is only the safety net. */
const POLL_BEHIND_NOTIFY_SECONDS = 5;
const LOOK_MS = 1_000;
const LANES_A_LOOK = 500;
const SLICE_EXPIRES_SECONDS = 300;
/** The shortest pg-boss takes: a job of a process that died blocks its lane for that long, not until it expires. */
const HEARTBEAT_SECONDS = 10;
const SUPERVISE_SECONDS = 5;

/**
 * Lanes on pg-boss: at most one waiting and one running job a lane (policy `stately`, keyed by the lane), so that fairness
 * comes from the shape. A job carries the lane's key and nothing else.
 */
export class LaneQueue {
  readonly #dependencies: EngineDependencies;
  readonly #boss: PgBoss;
  readonly #stopping: AbortSignal;
  #timer: NodeJS.Timeout | undefined;
  #look: Promise<void> | undefined;

  constructor(dependencies: EngineDependencies) {
    this.#dependencies = dependencies;
    this.#stopping = dependencies.stopping.waits;
    this.#boss = dependencies.store.pgBoss({
      useListenNotify: true,
      superviseIntervalSeconds: SUPERVISE_SECONDS,
      monitorIntervalSeconds: SUPERVISE_SECONDS,
    });
    this.#boss.on('error', (error) => dependencies.log.warn({ code: 'queue_error', reason: error.message }, 'queue'));
  }

  /** Starts the workers of this instance and the look for lanes that are due. */
  async start(): Promise<void> {
    await this.#boss.start();
    await this.#boss.createQueue(QUEUE, {
      policy: 'stately',
      retryLimit: 0,
      expireInSeconds: SLICE_EXPIRES_SECONDS,
      heartbeatSeconds: HEARTBEAT_SECONDS,
      deleteAfterSeconds: 60,
      notify: true,
    });
    for (let worker = 0; worker < this.#dependencies.concurrency; worker += 1) await this.#startWorker();
    this.#timer = setInterval(() => this.#lookForDueLanes(), LOOK_MS / Math.min(this.#dependencies.timeScale, 10));
    this.#lookForDueLanes();
  }

  /** Takes no more work, lets the slices come to their next safe point, at most `graceMs`. The process is stopping already. */
  async stop(graceMs: number): Promise<void> {
    clearInterval(this.#timer);
    await this.#look;
    await this.#boss.stop({ graceful: true, timeout: graceMs });
  }

  /**
   * Puts lanes into the queue now; those that wait there already stay where they are. A process that stops leaves it to the
   * others, which look for lanes that are due.
   */
  async enqueue(lanes: readonly LaneKey[]): Promise<void> {
    for (const lane of lanes) {
      if (this.#isStopping()) return;
      try {
        await this.#boss.send(QUEUE, { ...lane }, { singletonKey: `${lane.orgId}/${lane.division}/${lane.flow}` });
      } catch (error) {
        if (!this.#isStopping()) throw error;
      }
    }
  }

  #isStopping(): boolean {
    return this.#stopping.aborted;
  }

  async #startWorker(): Promise<void> {
    const options = {
      batchSize: 1,
      pollingIntervalSeconds: POLL_SECONDS,
      notifyPollingIntervalSeconds: POLL_BEHIND_NOTIFY_SECONDS,
    };
    const id = await this.#boss.work<LaneKey>(QUEUE, options, async ([job]) => {
      if (job !== undefined) await this.#work(job.data);
      // Otherwise a worker sleeps out its half second after a short slice, however many lanes wait.
      this.#boss.notifyWorker(id);
    });
  }

  async #work(lane: LaneKey): Promise<void> {
    if (this.#stopping.aborted) return;
    const dueAt = await workSlice(this.#dependencies, lane);
    if (dueAt !== undefined && dueAt <= this.#dependencies.now()) await this.enqueue([lane]);
  }

  #lookForDueLanes(): void {
    if (this.#look !== undefined || this.#stopping.aborted) return;
    this.#look = this.#enqueueDueLanes().finally(() => {
      this.#look = undefined;
    });
  }

  async #enqueueDueLanes(): Promise<void> {
    try {
      await this.enqueue(await this.#dependencies.store.lanes.due(LANES_A_LOOK));
    } catch (error) {
      this.#dependencies.log.warn(
        { code: 'queue_error', reason: error instanceof Error ? error.message : 'unknown' },
        'look for lanes',
      );
    }
  }
}
