import type { Flow, FlowContext, HintedRecords } from '../flows/index.ts';
import type { NewWorkItem, OrgStore, TakenWorkItem } from '../store/index.ts';

/** Hints are ahead of what polls find, and behind what a person retries. */
const HINT_PRIORITY = 5;
/** Opens the id of an item that stands for a record behind which the flow's own are yet to be found. No record id has a slash. */
const HINT = 'hint/';

/** What changed: records of an object of Salesforce, or of a topic of Exact's webhooks. */
export interface Hint {
  readonly from: 'salesforceObjects' | 'exactTopics';
  readonly name: string;
  readonly ids: readonly string[];
}

/** The work that a hint makes for a flow in a division; none where the flow does not listen to it. Costs no call. */
export function workOfHint(flow: Flow<unknown>, division: number, { from, name, ids }: Hint): NewWorkItem[] {
  const hinted = hintedRecords(flow, from, name);
  if (hinted === undefined) return [];
  const recordIds = hinted === 'same' ? ids : ids.map((id) => `${HINT}${from}/${name}/${id}`);
  return recordIds.map((recordId) => ({ flow: flow.name, division, recordId, priority: HINT_PRIORITY }));
}

/**
 * Finds the records behind the hints among these items and lets them wait in the queue instead; answers the items that are records
 * themselves. A record that nothing stands behind is done with.
 */
export async function findHinted(
  flow: Flow<unknown>,
  context: FlowContext,
  orgStore: OrgStore,
  items: readonly TakenWorkItem[],
): Promise<readonly TakenWorkItem[]> {
  const [hints, records] = [items.filter(isHint), items.filter((item) => !isHint(item))];
  const lane = { flow: flow.name, division: context.division };
  for (const [kind, ofKind] of Map.groupBy(hints, ({ recordId }) => recordId.slice(0, recordId.lastIndexOf('/')))) {
    const [, from = '', name = ''] = kind.split('/');
    const hinted = hintedRecords(flow, from as Hint['from'], name);
    const ids = ofKind.map(({ recordId }) => recordId.slice(kind.length + 1));
    const found = hinted === undefined || hinted === 'same' ? ids : await hinted(context, ids);
    await orgStore.transaction(async (inner) => {
      await inner.workItems.enqueue(found.map((recordId) => ({ ...lane, recordId, priority: HINT_PRIORITY })));
      await inner.workItems.complete(lane, ofKind);
    });
  }
  return records;
}

function isHint({ recordId }: TakenWorkItem): boolean {
  return recordId.startsWith(HINT);
}

function hintedRecords({ hints }: Flow<unknown>, from: Hint['from'], name: string): HintedRecords | undefined {
  return Object.hasOwn(hints[from], name) ? hints[from][name] : undefined;
}
