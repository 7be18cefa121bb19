import type { OrgStore } from '../store/index.ts';

export interface FlowInsights {
  readonly flow: string;
  /** Records by outcome. */
  readonly volumes: Readonly<Record<string, number>>;
  readonly meanDurationMs: number | null;
  readonly failures: number;
  /** The last moment at which something was written. */
  readonly lastAt: string | null;
}

const FAILURES = new Set(['failed', 'blocked']);

/** Volumes, durations, freshness and failures of each flow over the last `days`. */
export async function insightsOf(store: OrgStore, days: number): Promise<FlowInsights[]> {
  const rows = await store.activities.insights(days);
  return [...Map.groupBy(rows, (row) => row.flow)].map(([flow, outcomes]) => {
    const timed = outcomes.filter((row) => row.meanDurationMs !== null);
    const timedCount = timed.reduce((sum, row) => sum + row.count, 0);
    const total = timed.reduce((sum, row) => sum + (row.meanDurationMs ?? 0) * row.count, 0);
    const last = Math.max(...outcomes.map((row) => row.lastAt.getTime()));
    return {
      flow,
      volumes: Object.fromEntries(outcomes.map((row) => [row.status, row.count])),
      meanDurationMs: timedCount === 0 ? null : Math.round(total / timedCount),
      failures: outcomes.filter((row) => FAILURES.has(row.status)).reduce((sum, row) => sum + row.count, 0),
      lastAt: new Date(last).toISOString(),
    };
  });
}
