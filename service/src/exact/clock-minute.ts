import { scaled, type Clock } from '../wire/index.ts';

/** Real milliseconds until the current clock minute of Exact is over. */
export function restOfMinuteMs(clock: Clock): number {
  const window = scaled(clock, 60_000);
  return window - (clock.now().getTime() % window);
}
