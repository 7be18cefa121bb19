import { TandemError } from '../errors/index.ts';
import type { Approval, ApprovalPerson, Issue, OrgStore } from '../store/index.ts';
import { approvalDigestIn } from './digest.ts';
import { noteAsked } from './notes.ts';

/** A question that nobody answers in a week is about another week. */
const LASTS_MS = 7 * 86_400_000;
/** A record has an issue or two. */
const MOST_ISSUES = 20;

/** What somebody asks: to let a record through that an error holds up. */
export interface AskedApproval {
  readonly recordId: string;
  readonly by: ApprovalPerson;
  readonly reason: string;
}

/**
 * Asks a second person to overrule what holds up a record at this moment. Who asks again gets what is open, whoever asked for it.
 * Throws `approval_not_needed`.
 */
export async function askApproval(
  store: OrgStore,
  { recordId, by, reason }: AskedApproval,
): Promise<{ readonly approval: Approval; readonly isNew: boolean }> {
  const found = await findApprovable(store, recordId);
  if (found === undefined) throw new TandemError('approval_not_needed', {}, { recordId });
  const { flow, division, code, label, params } = found.issue;
  const asked = await store.approvals.ask({
    ...{ flow, division, recordId, code, label, params, digest: found.digest },
    ...{ by, reason, lastsMs: LASTS_MS },
  });
  if (asked.isNew) await noteAsked(store, asked.approval);
  return asked;
}

/** The open issue of a record that a second person may overrule, with the digest of its facts; of one code where that is given. */
export async function findApprovable(
  store: OrgStore,
  recordId: string,
  code?: string,
): Promise<{ readonly issue: Issue; readonly digest: string } | undefined> {
  const { items } = await store.issues.list({ state: 'open', recordIds: [recordId], code, limit: MOST_ISSUES });
  for (const issue of items) {
    const digest = approvalDigestIn(issue.params);
    if (digest !== undefined) return { issue, digest };
  }
  return undefined;
}
