import type { Flow, FlowContext, FlowHints, HintedRecords } from '../flows/index.ts';
import type { NewWorkItem, OrgStore, TakenWorkItem } from '../store/index.ts';

/** Hints are ahead of what polls find, and behind what a person retries. */
const HINT_PRIORITY = 5;
/** Opens the id of an item that stands for a record behind which the flow's own are yet to be found. No record id has a slash. */
const HINT = 'hint/';

/** What changed: records of an object of Salesforce, of a topic of Exact's webhooks, or those that another flow made. */
export interface Hint {
  readonly from: Exclude<keyof FlowHints, 'changesOf' | 'changesIn'>;
  readonly name: string;
  readonly ids: readonly string[];
}

/** The work that a hint makes for a flow in a division; none where the flow does not listen to it. Costs no call. Any number of hints to poll is one item. */
export function workOfHint(flow: Flow<unknown>, division: number, { from, name, ids }: Hint): NewWorkItem[] {
  const hinted = hintedRecords(flow, from, name);
  if (hinted === undefined) return [];
  const behind = (id: string): string => `${HINT}${from}/${name}/${id}`;
  const recordIds = hinted === 'same' ? ids : hinted === 'poll' ? [behind('')] : ids.map(behind);
  return recordIds.map((recordId) => ({ flow: flow.name, division, recordId, priority: HINT_PRIORITY }));
}

/** Items of a lane by what they ask for. */
export interface SortedItems {
  readonly records: readonly TakenWorkItem[];
  /** Hints to poll. They are done with once a poll is. */
  readonly polls: readonly TakenWorkItem[];
}

/**
 * Finds the records behind the hints among these items and lets them wait in the queue instead; answers the items that are records
 * themselves, and those that ask for a poll. A record that nothing stands behind is done with.
 */
export async function findHinted(
  flow: Flow<unknown>,
  context: FlowContext,
  orgStore: OrgStore,
  items: readonly TakenWorkItem[],
): Promise<SortedItems> {
  const [hints, records] = [items.filter(isHint), items.filter((item) => !isHint(item))];
  const lane = { flow: flow.name, division: context.division };
  const polls: TakenWorkItem[] = [];
  for (const [kind, ofKind] of Map.groupBy(hints, ({ recordId }) => recordId.slice(0, recordId.lastIndexOf('/')))) {
    const [, from = '', name = ''] = kind.split('/');
    const hinted = hintedRecords(flow, from as Hint['from'], name);
    if (hinted === 'poll') {
      polls.push(...ofKind);
      continue;
    }
    const ids = ofKind.map(({ recordId }) => recordId.slice(kind.length + 1));
    const found = hinted === undefined || hinted === 'same' ? ids : await hinted(context, ids);
    await orgStore.transaction(async (inner) => {
      await inner.workItems.enqueue(found.map((recordId) => ({ ...lane, recordId, priority: HINT_PRIORITY })));
      await inner.workItems.complete(lane, ofKind);
    });
  }
  return { records, polls };
}

function isHint({ recordId }: TakenWorkItem): boolean {
  return recordId.startsWith(HINT);
}

function hintedRecords({ hints }: Flow<unknown>, from: Hint['from'], name: string): HintedRecords | undefined {
  const { [from]: listed = {} } = hints;
  return Object.hasOwn(listed, name) ? listed[name] : undefined;
}
