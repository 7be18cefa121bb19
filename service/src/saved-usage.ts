import type { Logger } from './activity/index.ts';
import type { ApiUsage } from './salesforce/index.ts';
import type { Store } from './store/index.ts';

/** Each call to Salesforce says how many are left; once in so long an org is often enough to store it. */
const SAVE_INTERVAL_MS = 5_000;

/** Stores what the calls of each org say of its API usage: the first at once, and what was said last when the interval is over. */
export function savedUsage(store: Store, log: Logger, intervalMs = SAVE_INTERVAL_MS): ApiUsage {
  const latest = new Map<string, readonly [used: number, limit: number]>();
  const waiting = new Set<string>();
  const save = (orgId: string): void => {
    const usage = latest.get(orgId);
    if (usage === undefined) return;
    latest.delete(orgId);
    waiting.add(orgId);
    setTimeout(() => {
      waiting.delete(orgId);
      save(orgId);
    }, intervalMs).unref();
    store
      .forOrg(orgId)
      .salesforceUsage.save(...usage)
      .catch((error: unknown) => log.warn({ err: error, orgId }, 'Salesforce usage was not stored'));
  };
  return {
    record: (orgId, used, limit) => {
      latest.set(orgId, [used, limit]);
      if (!waiting.has(orgId)) save(orgId);
    },
  };
}
