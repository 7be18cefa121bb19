import { setTimeout as timer } from 'node:timers/promises';

/** Time as the client sees it. `scale` divides durations of Exact's rules (fast simulators); wall clocks stay true. */
export interface Clock {
  readonly now: () => Date;
  readonly scale: number;
}

/** A duration of Exact's rules, scaled. */
export function scaled(clock: Clock, milliseconds: number): number {
  return milliseconds / clock.scale;
}

/** Waits this many real milliseconds; rejects when the signal aborts. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  await timer(Math.max(0, milliseconds), undefined, signal === undefined ? {} : { signal });
}

/** Real milliseconds until the current clock minute of Exact is over. */
export function restOfMinuteMs(clock: Clock): number {
  const window = scaled(clock, 60_000);
  return window - (clock.now().getTime() % window);
}
