import getRun from '@salesforce/apex/RunController.getRun';
import type { Run, RunDetail } from 'tandem/middleware';

const INTERVAL_MS = 2000;

/** What is told of a run that is followed. */
export interface RunWatcher {
  read(run: RunDetail): void;
  /** It could not be read; it is tried again. */
  failed(error: unknown): void;
}

/** True while a run is worked or about to be; one that is paused rests. */
export function isRunActive(run: Run | undefined): boolean {
  return run?.state === 'queued' || run?.state === 'running';
}

/** Reads a run every other second until it rests or is over, while its component is on the page. */
export class RunWatch {
  private readonly watcher: RunWatcher;
  private run: Run | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isConnected = false;

  constructor(watcher: RunWatcher) {
    this.watcher = watcher;
  }

  connect(): void {
    this.isConnected = true;
    this.schedule();
  }

  disconnect(): void {
    this.isConnected = false;
    clearTimeout(this.timer);
  }

  /** Follows this run from now on, and no other. */
  follow(run: Run | undefined): void {
    this.run = run;
    this.schedule();
  }

  /** Reads it now. */
  async look(): Promise<void> {
    if (!this.run) {
      return;
    }
    try {
      const run = await getRun({ runId: this.run.id });
      this.follow(run);
      this.watcher.read(run);
    } catch (error) {
      this.watcher.failed(error);
      this.schedule();
    }
  }

  private schedule(): void {
    clearTimeout(this.timer);
    if (this.isConnected && isRunActive(this.run)) {
      this.timer = setTimeout(() => void this.look(), INTERVAL_MS);
    }
  }
}
