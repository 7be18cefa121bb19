import type { CallsLeft } from '../activity/index.ts';
import type { BudgetState } from '../store/index.ts';

/** What Exact still lets a division do; nothing where nobody knows. */
export function callsLeft(state: BudgetState | undefined): CallsLeft {
  if (state === undefined) return { perMinute: 0, perDay: 0, today: 0 };
  const { minute, day } = state;
  return { perMinute: minute.limit, perDay: day.limit, today: Math.max(0, day.limit - day.used) };
}
