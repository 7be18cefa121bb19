import type { Flow, FlowHints } from '../flows/index.ts';
import type { LaneKey, OrgStore } from '../store/index.ts';
import type { EngineDependencies } from './dependencies.ts';
import { configurationInForce } from './flow-context.ts';
import { workOfHint } from './hints.ts';
import type { BatchResult } from './record-outcomes.ts';

/**
 * Other flows have something to say of the records that this batch made, or changed: those of the same division poll soon, once however
 * many they are. Writes through the batch's own transaction. Answers their lanes.
 */
export async function tellFollowers(
  dependencies: EngineDependencies,
  orgId: string,
  orgStore: OrgStore,
  { flow, place, outcomes }: BatchResult,
): Promise<LaneKey[]> {
  const hint = { from: 'flows', name: flow.name, ids: [] } as const;
  const statuses = new Set(outcomes.map(({ status }) => status));
  const operations = outcomes.flatMap((outcome) => (outcome.status === 'updated' ? outcome.operations : []));
  const changed = new Set(operations.flatMap(({ fields }) => fields.map(({ field }) => field)));
  const isChanged = ({ changesOf = [], changesIn = {} }: FlowHints): boolean =>
    changesOf.includes(flow.name) || (changesIn[flow.name] ?? []).some((field) => changed.has(field));
  const isNews = ({ hints }: Flow<unknown>): boolean => statuses.has('created') || (statuses.has('updated') && isChanged(hints));
  const followers = dependencies.flows.filter((other) => isNews(other) && workOfHint(other, place.division, hint).length > 0);
  if (followers.length === 0) return [];
  const { configuration } = await configurationInForce(dependencies, orgStore);
  const due = followers.filter(
    (other) => other.isEnabled(configuration) && other.divisionsOf(configuration).includes(place.division),
  );
  await orgStore.workItems.enqueue(due.flatMap((other) => workOfHint(other, place.division, hint)));
  return due.map(({ name }) => ({ orgId, division: place.division, flow: name }));
}
