import { setTimeout as timer } from 'node:timers/promises';

/** Time as a client sees it. `scale` divides durations of the vendors' rules (fast simulators); wall clocks stay true. */
export interface Clock {
  readonly now: () => Date;
  readonly scale: number;
}

/** A duration of a vendor's rules, scaled. */
export function scaled(clock: Clock, milliseconds: number): number {
  return milliseconds / clock.scale;
}

/** Waits this many real milliseconds; rejects when the signal aborts. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  await timer(Math.max(0, milliseconds), undefined, signal === undefined ? {} : { signal });
}
