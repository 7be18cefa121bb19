import { setTimeout as timer } from 'node:timers/promises';

/** Time as a client sees it. `scale` divides durations of the vendors' rules (fast simulators); wall clocks stay true. */
export interface Clock {
  readonly now: () => Date;
  readonly scale: number;
}

/** How a process ends: who waits stops at once, a call on the wire gets a few seconds more. The reasons are errors of the family. */
export interface StopSignals {
  readonly waits: AbortSignal;
  readonly calls: AbortSignal;
}

/** A duration of a vendor's rules, scaled. */
export function scaled(clock: Clock, milliseconds: number): number {
  return milliseconds / clock.scale;
}

/** Waits this many real milliseconds; rejects with the signal's reason when it aborts. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  try {
    await timer(Math.max(0, milliseconds), undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}
