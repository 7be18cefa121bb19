import { setTimeout as delay } from 'node:timers/promises';

const LOOK_MS = 25;
const PATIENCE_MS = 20_000;

/** Looks until the answer satisfies the condition; fails with the last answer when patience is over. */
export async function eventually<T>(
  look: () => Promise<T> | T,
  isMet: (answer: T) => boolean,
  what: string,
  { patienceMs = PATIENCE_MS, lookMs = LOOK_MS }: { readonly patienceMs?: number; readonly lookMs?: number } = {},
): Promise<T> {
  const endsAt = Date.now() + patienceMs;
  for (;;) {
    const answer = await look();
    if (isMet(answer)) return answer;
    if (Date.now() > endsAt) throw new Error(`${what} did not happen; last seen: ${JSON.stringify(answer)}`);
    await delay(lookMs);
  }
}
