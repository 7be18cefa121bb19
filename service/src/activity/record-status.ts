import { problemText, problemTitle, type ErrorCode, type Language, type ToldProblem } from '../errors/index.ts';
import type { OrgStore } from '../store/index.ts';
import { payloadOf } from './activity-log.ts';

/** A reason as people read it. */
export interface RecordReason {
  readonly code: string;
  readonly title: string;
  readonly message: string;
  readonly action: string;
}

/** What the record itself told when it was looked at. */
export interface LookResult {
  readonly flow: string;
  readonly exactId: string | null;
  readonly exactNumber: string | null;
  readonly url: string | null;
  readonly syncedAt: string | null;
  /** Why it is not in Exact, if it is not; the problem of reading it when it could not be read. */
  readonly reason: ToldProblem | undefined;
  /** What holds back everything of its flow. */
  readonly held: ToldProblem | undefined;
  /** True when a person may send it at once, as far as the record and the settings tell. */
  readonly canSend: boolean;
  /** False: Salesforce could not be asked, and nothing here is known but the reason. */
  readonly isRead: boolean;
}

export interface RecordStatus {
  readonly recordId: string;
  readonly flow: string | null;
  readonly status: 'synced' | 'problem' | 'waiting' | 'notSynced';
  readonly exactId: string | null;
  readonly exactNumber: string | null;
  readonly url: string | null;
  readonly lastSyncedAt: string | null;
  readonly problem: (RecordReason & { readonly field: string | null }) | null;
  /** Why it is not in Exact Online, or not yet, where no problem says it. */
  readonly reason: RecordReason | null;
  /** When it is tried again; null where nothing waits. */
  readonly waitingUntil: string | null;
  /** True when sending it now can succeed, as far as record and settings tell. */
  readonly canSend: boolean;
}

const SYNCED = new Set(['created', 'updated', 'unchanged']);
const LOOK_BACK = 20;

/**
 * Where one record stands, by what is stored about it and by the record itself: an open issue is a problem, a work item, a
 * record of a run or a write-back to come is waiting, an id of Exact is synced. The activity log, which is dropped after some days, only adds what
 * neither tells. Flows out of Exact keep their records under Exact's ids, so those that belong to the Salesforce record are asked
 * for too.
 */
export async function statusOf(
  store: OrgStore,
  language: Language,
  recordId: string,
  look: LookResult | undefined,
): Promise<RecordStatus> {
  const [link, activities] = await Promise.all([
    store.linkIndex.find(recordId),
    store.activities.list({ recordId, limit: LOOK_BACK }),
  ]);
  const linked = [look?.exactId?.toLowerCase(), link?.exactId].filter((id) => id !== undefined);
  const ids = [...new Set([recordId, ...activities.map((activity) => activity.recordId), ...linked])];
  const [issues, workItem, intent, inRun] = await Promise.all([
    store.issues.list({ recordIds: ids, state: 'open', limit: 1 }),
    store.workItems.findAny(ids),
    store.intents.find(recordId),
    store.runRecords.waitingFor(ids),
  ]);
  const issue = issues.items[0];
  const success = activities.find((activity) => SYNCED.has(activity.status));
  const known = success === undefined ? undefined : payloadOf(success);
  const stored = look?.exactId ?? intent?.exactId ?? link?.exactId ?? null;
  // Where the record was read, the log has nothing to say about whether it is in Exact.
  const exactId = stored ?? (look?.isRead === true ? null : (known?.exactId ?? null));
  const isQueued = workItem !== undefined && workItem.state !== 'issue';
  const isWaiting = isQueued || inRun !== undefined || intent?.isWriteBackPending === true;
  const status = issue !== undefined ? 'problem' : isWaiting ? 'waiting' : exactId === null ? 'notSynced' : 'synced';
  return {
    recordId,
    flow: issue?.flow ?? workItem?.flow ?? inRun?.flow ?? intent?.flow ?? look?.flow ?? activities[0]?.flow ?? null,
    status,
    exactId,
    exactNumber: look?.exactNumber ?? intent?.exactNumber ?? known?.exactNumber ?? null,
    url: look?.url ?? known?.url ?? null,
    // The time of a problem is written back into the same field: what is not in Exact was never in step.
    lastSyncedAt: exactId === null ? null : (look?.syncedAt ?? success?.at.toISOString() ?? null),
    problem: issue === undefined ? null : { ...textsOf(issue, language), field: issue.field },
    reason: reasonOf(status, look, workItem?.lastCode ?? null, language),
    waitingUntil: status === 'waiting' ? ((workItem?.nextAttemptAt ?? inRun?.until)?.toISOString() ?? null) : null,
    canSend: look?.canSend === true && exactId === null && status !== 'problem',
  };
}

function reasonOf(
  status: RecordStatus['status'],
  look: LookResult | undefined,
  lastCode: string | null,
  language: Language,
): RecordReason | null {
  if (status === 'synced' || status === 'problem') return null;
  if (status === 'notSynced') return look?.reason === undefined ? null : textsOf(look.reason, language);
  if (look?.held !== undefined) return textsOf(look.held, language);
  const title = lastCode === null ? undefined : problemTitle(lastCode, language);
  const code = 'record_waiting' satisfies ErrorCode;
  return textsOf({ code, params: { why: title === undefined ? '' : `${title}.` } }, language);
}

function textsOf(problem: ToldProblem, language: Language): RecordReason {
  return { code: problem.code, ...problemText(problem, language) };
}
