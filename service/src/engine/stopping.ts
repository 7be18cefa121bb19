import { setMaxListeners } from 'node:events';
import { TandemError } from '../errors/index.ts';

/** From the beginning of the stop; the rest of the grace period is for the database. */
const AFTER_MS = { writes: 3_000, calls: 6_000 };

/** How a process ends. Every signal aborts with `service_stopping`. */
export interface Stopping {
  /** At once: nobody waits any more, be it for a limit, a pause before a retry, a lease or a busy record. */
  readonly waits: AbortSignal;
  /** After 3 s: a push that has not come to its next write leaves it to another instance. */
  readonly writes: AbortSignal;
  /** After 6 s: a call that has no answer yet is cut. */
  readonly calls: AbortSignal;
  /** Begins the stop; again does nothing. */
  begin(): void;
}

/** `afterMs`: how long after the beginning the last write begins and the last call ends, in real milliseconds. */
export function createStopping(afterMs = AFTER_MS): Stopping {
  const [waits, writes, calls] = [new AbortController(), new AbortController(), new AbortController()];
  // As many listeners as there is work at hand.
  setMaxListeners(0, waits.signal, writes.signal, calls.signal);
  return {
    waits: waits.signal,
    writes: writes.signal,
    calls: calls.signal,
    begin: () => {
      if (waits.signal.aborted) return;
      const reason = new TandemError('service_stopping', {}, { retryAfterMs: 0 });
      waits.abort(reason);
      setTimeout(() => writes.abort(reason), afterMs.writes).unref();
      setTimeout(() => calls.abort(reason), afterMs.calls).unref();
    },
  };
}
