/** Growing waits: the first, doubled with every attempt, up to the longest. Real milliseconds before any time scale. */
export interface BackOff {
  readonly firstMs: number;
  readonly longestMs: number;
}

/**
 * How long to wait before the next attempt, spread by half around its centre so that what failed together does not come back
 * together. Whoever runs in fast motion divides the answer by its scale.
 *
 * @param attempts attempts made so far, at least 1
 * @param random a number in [0, 1)
 */
export function backOffMs({ firstMs, longestMs }: BackOff, attempts: number, random = Math.random()): number {
  const delayMs = Math.min(longestMs, firstMs * 2 ** Math.min(attempts - 1, 30));
  return Math.round(delayMs * (0.75 + random / 2));
}
