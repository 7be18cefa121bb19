import type { Org } from '../store/index.ts';
import type { HttpDependencies } from './ports.ts';

type Parts = Pick<HttpDependencies, 'store' | 'connector' | 'configurations' | 'settings'>;

/** Where Exact tells of changes in an org's divisions. */
export function webhookAddress({ settings }: Parts, org: Org): string {
  return `${settings.publicUrl()}/webhooks/exact/${org.webhookToken}`;
}

/** Topics by division of the flows that are switched on. */
export function wantedTopics(
  { configurations }: Parts,
  document: Readonly<Record<string, unknown>>,
): ReadonlyMap<number, ReadonlySet<string>> {
  const topics = new Map<number, Set<string>>();
  for (const { isEnabled, divisions, exactTopics } of configurations.flowsOf(document)) {
    if (!isEnabled || exactTopics.length === 0) continue;
    for (const division of divisions) topics.set(division, new Set([...(topics.get(division) ?? []), ...exactTopics]));
  }
  return topics;
}

/** One subscription a topic and division, for the flows that are switched on. */
export async function subscribeFlows(parts: Parts, orgId: string, document: Readonly<Record<string, unknown>>): Promise<void> {
  const { store, connector, settings } = parts;
  const org = settings.acceptsWebhooks ? await store.orgs.find(orgId) : undefined;
  if (org === undefined) return;
  for (const [division, wanted] of wantedTopics(parts, document))
    await connector.subscribeToExact(orgId, division, [...wanted], webhookAddress(parts, org));
}
