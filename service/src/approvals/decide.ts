import { named, TandemError } from '../errors/index.ts';
import type { Approval, ApprovalPerson, OrgStore } from '../store/index.ts';
import { findApprovable } from './ask.ts';
import { noteDecided } from './notes.ts';

/** As urgent as the Retry of a person. */
const PRIORITY = 9;

/** What the second person says. */
export interface DecidedApproval {
  readonly id: string;
  /** The record that the person sees, where it is known: of another one he decides nothing. */
  readonly recordId?: string | undefined;
  readonly verdict: 'approved' | 'refused';
  readonly by: ApprovalPerson;
  readonly reason: string;
}

/**
 * Decides what somebody else asked for. What is approved is taken up again at once, in the same transaction, so that it cannot be
 * forgotten. Whoever says the same twice is answered the same. Throws `not_found`, `approval_own`, `approval_decided`,
 * `approval_expired`, `approval_outdated`.
 */
export async function decideApproval(
  store: OrgStore,
  { id, recordId, ...decision }: DecidedApproval,
): Promise<{ readonly approval: Approval; readonly isNew: boolean }> {
  const open = await store.approvals.find(id);
  if (open === undefined || (recordId ?? open.recordId) !== open.recordId) throw new TandemError('not_found');
  const { by, verdict } = decision;
  if (open.asked.userId === by.userId) throw new TandemError('approval_own', { record: open.label });
  if (isSaidBefore(open, by, verdict)) return { approval: open, isNew: false };
  if (verdict === 'approved' && open.state === 'asked') await mustStillHold(store, open);
  const approval = await store.transaction(async (inner) => {
    const decided = await inner.approvals.decide(id, decision);
    if (decided?.state === 'approved') await takeUp(inner, decided);
    return decided;
  });
  if (approval !== undefined) {
    await noteDecided(store, approval);
    return { approval, isNew: true };
  }
  const now = (await store.approvals.find(id)) ?? open;
  if (isSaidBefore(now, by, verdict)) return { approval: now, isNew: false };
  throw refusalOf(now);
}

function isSaidBefore({ state, decided }: Approval, { userId }: ApprovalPerson, verdict: Approval['state']): boolean {
  return state === verdict && decided?.userId === userId;
}

/** The figures that he saw are those that hold the record up now: with others the record would not go, whatever he says. */
async function mustStillHold(store: OrgStore, { recordId, code, digest, label }: Approval): Promise<void> {
  const found = await findApprovable(store, recordId, code);
  if (found?.digest !== digest) throw new TandemError('approval_outdated', { record: label }, { recordId });
}

/** While the org is paused it waits in the queue like everything else. */
async function takeUp(store: OrgStore, { flow, division, recordId, code }: Approval): Promise<void> {
  await store.workItems.enqueue([{ flow, division, recordId, priority: PRIORITY, isExplicit: true }]);
  const found = await findApprovable(store, recordId, code);
  if (found !== undefined) await store.issues.markRetrying([found.issue.id]);
}

function refusalOf({ state, label, recordId, decided, isExpired }: Approval): TandemError {
  const at = { recordId };
  if (isExpired) return new TandemError('approval_expired', { record: label }, at);
  if (state === 'replaced' || decided === undefined) return new TandemError('approval_outdated', { record: label }, at);
  return new TandemError('approval_decided', { record: label, who: named(decided.name) }, at);
}
