const FIRST_DELAY_MS = 5_000;
const LONGEST_DELAY_MS = 3_600_000;

/**
 * How long a record waits before its next attempt: 5 s, 10 s, 20 s ... up to an hour, each spread by half so that records
 * that failed together do not come back together.
 *
 * @param attempts attempts made so far, at least 1
 * @param random a number in [0, 1)
 */
export function retryDelayMs(attempts: number, random: number): number {
  const delayMs = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(attempts - 1, 20));
  return Math.round(delayMs * (0.75 + random / 2));
}

/** How long a stopped lane waits before it looks whether the cause is gone; a stopped lane resumes by itself. */
export const STOPPED_LANE_DELAY_MS = 300_000;
