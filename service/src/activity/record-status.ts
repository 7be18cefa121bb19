import type { Issue, OrgStore } from '../store/index.ts';
import { payloadOf } from './activity-log.ts';

export interface RecordStatus {
  readonly recordId: string;
  readonly flow: string | null;
  readonly status: 'synced' | 'problem' | 'waiting' | 'notSynced';
  readonly exactId: string | null;
  readonly exactNumber: string | null;
  readonly url: string | null;
  readonly lastSyncedAt: string | null;
  readonly problem: {
    readonly code: string;
    readonly title: string;
    readonly message: string;
    readonly action: string;
    readonly field: string | null;
  } | null;
}

const SYNCED = new Set(['created', 'updated', 'unchanged']);
const LOOK_BACK = 20;

/**
 * Where one record stands: an open issue is a problem, a work item or a write-back to come is waiting, a document, a link
 * or a last outcome that succeeded is synced; otherwise it was never synced. Flows out of Exact keep their records under
 * Exact's ids, so those that belong to the Salesforce record are asked for too.
 */
export async function statusOf(store: OrgStore, recordId: string): Promise<RecordStatus> {
  const [link, activities] = await Promise.all([
    store.linkIndex.find(recordId),
    store.activities.list({ recordId, limit: LOOK_BACK }),
  ]);
  const ids = [
    ...new Set([recordId, ...activities.map((activity) => activity.recordId), ...(link === undefined ? [] : [link.exactId])]),
  ];
  const [issues, workItem, intent] = await Promise.all([
    store.issues.list({ recordIds: ids, state: 'open', limit: 1 }),
    store.workItems.findAny(ids),
    store.intents.find(recordId),
  ]);
  const issue = issues.items[0];
  const success = activities.find((activity) => SYNCED.has(activity.status));
  const known = success === undefined ? undefined : payloadOf(success);
  const exactId = intent?.exactId ?? link?.exactId ?? known?.exactId ?? null;
  const isWaiting = (workItem !== undefined && workItem.state !== 'issue') || intent?.isWriteBackPending === true;
  return {
    recordId,
    flow: issue?.flow ?? workItem?.flow ?? intent?.flow ?? activities[0]?.flow ?? null,
    status:
      issue !== undefined
        ? 'problem'
        : isWaiting
          ? 'waiting'
          : exactId !== null || success !== undefined
            ? 'synced'
            : 'notSynced',
    exactId,
    exactNumber: intent?.exactNumber ?? known?.exactNumber ?? null,
    url: known?.url ?? null,
    lastSyncedAt: success?.at.toISOString() ?? null,
    problem: issue === undefined ? null : problemOf(issue),
  };
}

function problemOf(issue: Issue): NonNullable<RecordStatus['problem']> {
  const { code, title, message, action, field } = issue;
  return { code, title, message, action, field };
}
