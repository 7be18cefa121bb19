import { scaled, type Clock } from './clock.ts';

const FIRST_BACK_OFF_MS = 400;

/**
 * How long a client waits within a call before it asks a system again that did not answer: 0.4 s, 0.8 s, 1.6 s ..., each spread by
 * half, so that requests that failed together do not come back together.
 *
 * @param attempt attempts made so far, at least 1
 */
export function backOffMs(clock: Clock, attempt: number): number {
  return scaled(clock, FIRST_BACK_OFF_MS * 2 ** (attempt - 1) * (0.5 + Math.random()));
}
