import { TandemError } from '../errors/index.ts';
import type { OrgStore, SalesforceUsage } from '../store/index.ts';
import type { EngineDependencies } from './dependencies.ts';

/** The share of an org's daily API calls that is left to people and to the other programs of the org. */
const RESERVE = 0.1;
/** Salesforce counts the last 24 hours and tells only who calls: so often one slice goes on to find out. */
const LOOK_AGAIN_MS = 15 * 60_000;

/** True when only the reserve is left of the calls that Salesforce grants in 24 hours. */
export function isReserveReached({ used, limit }: SalesforceUsage): boolean {
  return used >= limit * (1 - RESERVE);
}

/**
 * Keeps batch work off the last tenth of an org's API calls. Asked before a slice and never within one: what was written in
 * Exact must be written back. Fails with `salesforce_reserve`.
 */
export async function keepSalesforceReserve(
  { now, timeScale }: Pick<EngineDependencies, 'now' | 'timeScale'>,
  orgStore: OrgStore,
): Promise<void> {
  const usage = await orgStore.salesforceUsage.find();
  if (usage === undefined || !isReserveReached(usage)) return;
  const retryAfterMs = usage.measuredAt.getTime() + LOOK_AGAIN_MS / timeScale - now().getTime();
  if (retryAfterMs <= 0) return;
  throw new TandemError('salesforce_reserve', { used: usage.used, limit: usage.limit }, { retryAfterMs });
}
