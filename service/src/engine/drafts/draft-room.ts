import { Worker } from 'node:worker_threads';
import { TandemError, toTandemError } from '../../errors/index.ts';
import type { DraftAnswer, DraftMessage, DraftResults, DraftTask } from './tasks.ts';
import { fromWire, toWire } from './wire-values.ts';

/** Where drafts are worked out: threads with little memory, ended when they take too long. */
export interface DraftRoom {
  /** Throws `draft_too_costly`, `drafts_busy`, `service_stopping`, and whatever the task itself throws. */
  work<Task extends DraftTask>(orgId: string, task: Task): Promise<DraftResults[Task['kind']]>;
}

export interface DraftRoomOptions {
  /** Aborted when the process stops: nothing is worked out any more. */
  readonly stopping: AbortSignal;
  /** How long one task may take once its thread has started. */
  readonly patienceMs?: number;
}

/** Threads at the same time: a draft may take a processor for itself, the sync needs the others. */
const MOST_THREADS = 2;
/** Tasks of one org that may wait; its people see a preview at a time. */
const MOST_WAITING = 5;
const PATIENCE_MS = 10_000;
/** How long a thread may take to start: on a machine with other work to do that is no matter of the settings. */
const START_MS = 30_000;
/** A thread without work ends: it holds some thirty megabytes. */
const IDLE_MS = 60_000;
const BUSY_MS = 2_000;
const LIMITS = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 };

interface Job {
  readonly orgId: string;
  readonly task: DraftTask;
  readonly done: (value: unknown) => void;
  readonly failed: (error: unknown) => void;
}

/** One org has at most one task in a thread, so that nobody's drafts hold up everybody's. */
export function createDraftRoom({ stopping, patienceMs = PATIENCE_MS }: DraftRoomOptions): DraftRoom {
  const threads = new Set<DraftThread>();
  const waiting: Job[] = [];
  const working = new Set<string>();

  const next = (): void => {
    const index = waiting.findIndex(({ orgId }) => !working.has(orgId));
    const idle = [...threads].find((thread) => !thread.isBusy);
    if (index === -1 || (idle === undefined && threads.size >= MOST_THREADS)) return;
    const [job] = waiting.splice(index, 1);
    if (job === undefined) return;
    const thread = idle ?? new DraftThread(patienceMs, (ended) => threads.delete(ended));
    threads.add(thread);
    working.add(job.orgId);
    void thread
      .work(job.task)
      .then(job.done, job.failed)
      .finally(() => {
        working.delete(job.orgId);
        next();
      });
    next();
  };
  stopping.addEventListener('abort', () => {
    for (const { failed } of waiting.splice(0)) failed(new TandemError('service_stopping'));
    for (const thread of threads) thread.end(new TandemError('service_stopping'));
  });

  return {
    work: (orgId, task) =>
      new Promise((done: (value: never) => void, failed) => {
        if (stopping.aborted) throw new TandemError('service_stopping');
        if (waiting.filter((job) => job.orgId === orgId).length >= MOST_WAITING)
          throw new TandemError('drafts_busy', {}, { retryAfterMs: BUSY_MS });
        waiting.push({ orgId, task, done: done as (value: unknown) => void, failed });
        next();
      }),
  };
}

/** One thread and the task it has. It is of no use any more once it has ended. */
class DraftThread {
  readonly #worker: Worker;
  readonly #patienceMs: number;
  readonly #onEnd: (thread: DraftThread) => void;
  #settle: { readonly done: (value: unknown) => void; readonly failed: (error: unknown) => void } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isStarted = false;
  #whenStarted: () => void = () => undefined;

  constructor(patienceMs: number, onEnd: (thread: DraftThread) => void) {
    this.#patienceMs = patienceMs;
    this.#onEnd = onEnd;
    // Nothing of the environment: it holds secrets, and a plan needs none.
    this.#worker = new Worker(new URL('./draft-worker.ts', import.meta.url), { resourceLimits: LIMITS, env: {}, execArgv: [] });
    this.#worker.unref();
    this.#worker.on('message', (message: DraftMessage) => {
      if ('started' in message) this.#started();
      else this.#answered(message);
    });
    this.#worker.on('error', (error) => this.end(isOutOfMemory(error) ? tooCostly(this.#patienceMs) : toTandemError(error)));
    this.#worker.on('exit', () => this.end(tooCostly(this.#patienceMs)));
  }

  get isBusy(): boolean {
    return this.#settle !== undefined;
  }

  async work(task: DraftTask): Promise<unknown> {
    return new Promise((done, failed) => {
      this.#settle = { done, failed };
      const begin = (): void => {
        this.#endIn(this.#patienceMs, () => tooCostly(this.#patienceMs));
        try {
          this.#worker.postMessage(toWire(task));
        } catch (error) {
          // What cannot be handed over is nobody's settings: the thread must not seem busy with it for ever.
          this.end(toTandemError(error));
        }
      };
      if (this.#isStarted) {
        begin();
        return;
      }
      this.#whenStarted = begin;
      this.#endIn(START_MS, () => new TandemError('drafts_busy', {}, { retryAfterMs: BUSY_MS }));
    });
  }

  /** Ends the thread at once, in the middle of whatever it does; its task fails with this error. */
  end(error: TandemError): void {
    clearTimeout(this.#timer);
    this.#onEnd(this);
    void this.#worker.terminate();
    const settle = this.#settle;
    this.#settle = undefined;
    settle?.failed(error);
  }

  #started(): void {
    this.#isStarted = true;
    this.#whenStarted();
  }

  #answered(answer: DraftAnswer): void {
    const settle = this.#settle;
    this.#settle = undefined;
    this.#endIn(IDLE_MS, () => tooCostly(this.#patienceMs));
    if ('error' in answer) settle?.failed(fromWire(answer.error));
    else settle?.done(fromWire(answer.value));
  }

  #endIn(milliseconds: number, reason: () => TandemError): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.end(reason()), milliseconds);
    this.#timer.unref();
  }
}

function tooCostly(patienceMs: number): TandemError {
  return new TandemError('draft_too_costly', { seconds: Math.ceil(patienceMs / 1_000) });
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
