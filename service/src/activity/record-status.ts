import { problemText, problemTitle, type ErrorCode, type Language, type ToldProblem } from '../errors/index.ts';
import { LinkStore, type Link, type LinkRoles, type RecordRef } from '../links/index.ts';
import type { OrgStore } from '../store/index.ts';

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
  /** The division of Exact that the record speaks of, where that is known. */
  readonly division: number | undefined;
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
  /** Why it is not in Exact Online, or not yet, or could not be read now, where no problem says it. */
  readonly reason: RecordReason | null;
  /** When it is tried again; null where nothing waits. */
  readonly waitingUntil: string | null;
  /** True when sending it now can succeed, as far as record and settings tell. */
  readonly canSend: boolean;
}

/** What a status is made of besides what is stored. */
export interface StatusSources {
  /** Undefined for objects of no flow. */
  readonly look: LookResult | undefined;
  /** Where people see the pages of Exact; undefined where it is not connected. */
  readonly exactHost: string | undefined;
  /** What records are to each other. */
  readonly roles: LinkRoles;
  /** Of who reads it. */
  readonly language: Language;
}

/**
 * Where one record stands, by the record itself and by what is stored about it: an open issue is a problem, a work item, a record of a
 * run or a write-back to come is waiting, an id of Exact is synced. The link store knows the rest: in which division, when it was last
 * in step, and everything where Salesforce cannot be asked. The activity log, which is dropped after some days, is asked for nothing.
 * Flows out of Exact keep their records under Exact's ids, so those that belong to the record are asked for too.
 */
export async function statusOf(store: OrgStore, ref: RecordRef, sources: StatusSources): Promise<RecordStatus> {
  const { look, roles, language } = sources;
  const links = (await new LinkStore(store.links, roles).of(ref)).filter((link) => holds(link, sources));
  const first = firstOf(links, look);
  const recordId = ref.system === 'salesforce' ? ref.id : first?.record.id;
  const linked = links.flatMap(({ record, document }) => [record.id, document.id.toLowerCase()]);
  const ids = [...new Set([ref.id, ...linked, ...(look?.exactId == null ? [] : [look.exactId.toLowerCase()])])];
  const [issues, workItem, intent, inRun] = await Promise.all([
    store.issues.list({ recordIds: ids, state: 'open', limit: 1 }),
    store.workItems.findAny(ids),
    recordId === undefined ? undefined : store.intents.find(recordId),
    store.runRecords.waitingFor(ids),
  ]);
  const issue = issues.items[0];
  const exactId = look?.exactId ?? intent?.exactId ?? first?.document.id ?? null;
  const link = [first, ...links].find((candidate) => candidate?.document.id.toLowerCase() === exactId?.toLowerCase());
  const isQueued = workItem !== undefined && workItem.state !== 'issue';
  const isWaiting = isQueued || inRun !== undefined || intent?.isWriteBackPending === true;
  const status = issue !== undefined ? 'problem' : isWaiting ? 'waiting' : exactId === null ? 'notSynced' : 'synced';
  return {
    recordId: ref.id,
    flow: issue?.flow ?? workItem?.flow ?? inRun?.flow ?? intent?.flow ?? look?.flow ?? null,
    status,
    exactId,
    exactNumber: look?.exactNumber ?? intent?.exactNumber ?? null,
    url: look?.url ?? pageOf(ref, exactId, link, sources),
    // The time of a problem is written back into the same field: what is not in Exact was never in step.
    lastSyncedAt: exactId === null ? null : (link?.inStepAt?.toISOString() ?? look?.syncedAt ?? null),
    problem: issue === undefined ? null : { ...textsOf(issue, language), field: issue.field },
    reason: reasonOf(status, look, workItem?.lastCode ?? null, language),
    waitingUntil: status === 'waiting' ? ((workItem?.nextAttemptAt ?? inRun?.until)?.toISOString() ?? null) : null,
    canSend: look?.canSend === true && exactId === null && status !== 'problem',
  };
}

/** False for a link that the record itself bore and bears no more: somebody took it away in Salesforce. */
function holds({ role, document }: Link, { look, roles }: StatusSources): boolean {
  const facts = roles.find(role);
  // Fields that speak of whatever division their record is in tell of all of them.
  const isSpokenOf = facts?.ofDefaultDivision.length === 0 || document.division === look?.division;
  const isToldByRecord = look?.isRead === true && isSpokenOf && facts?.isFirstOnRecord === true;
  return !isToldByRecord || (look.exactId ?? '').toLowerCase() === document.id.toLowerCase();
}

/** The link that a page shows: that of the division which the record speaks of, where there is one. */
function firstOf(links: readonly Link[], look: LookResult | undefined): Link | undefined {
  const [first] = links;
  return links.find(({ role, document }) => role === first?.role && document.division === look?.division) ?? first;
}

/** The page of the document in Exact. Where no link tells its division, it is the one that the record speaks of. */
function pageOf(
  ref: RecordRef,
  exactId: string | null,
  link: Link | undefined,
  { look, roles, exactHost }: StatusSources,
): string | null {
  const role = link?.role ?? (ref.system === 'salesforce' ? roles.mainOf(ref.object) : undefined);
  const division = link?.document.division ?? (look?.exactId === exactId ? look.division : undefined);
  if (exactId === null || exactHost === undefined || role === undefined || division === undefined) return null;
  return roles.find(role)?.page?.(exactHost, division, exactId) ?? null;
}

function reasonOf(
  status: RecordStatus['status'],
  look: LookResult | undefined,
  lastCode: string | null,
  language: Language,
): RecordReason | null {
  if (status === 'problem' || (status === 'synced' && look?.isRead !== false)) return null;
  if (status !== 'waiting') return look?.reason === undefined ? null : textsOf(look.reason, language);
  if (look?.held !== undefined) return textsOf(look.held, language);
  const title = lastCode === null ? undefined : problemTitle(lastCode, language);
  const code = 'record_waiting' satisfies ErrorCode;
  return textsOf({ code, params: { why: title === undefined ? '' : `${title}.` } }, language);
}

function textsOf(problem: ToldProblem, language: Language): RecordReason {
  return { code: problem.code, ...problemText(problem, language) };
}
