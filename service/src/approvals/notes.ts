import { named, TandemError } from '../errors/index.ts';
import type { Approval, OrgStore } from '../store/index.ts';

/** Leaves what was asked, by whom and why, on the timeline of the record. */
export async function noteAsked(store: OrgStore, approval: Approval): Promise<void> {
  const { asked, label, reason } = approval;
  await note(store, approval, 'asked', new TandemError('approval_asked', { record: label, who: named(asked.name), reason }));
}

/** The same of what was decided, with both names and both reasons. */
export async function noteDecided(store: OrgStore, approval: Approval): Promise<void> {
  const { asked, decided, label, reason, state } = approval;
  if (decided === undefined) return;
  const words = { record: label, who: named(decided.name), reason: decided.reason, asker: named(asked.name), asked: reason };
  const code = state === 'approved' ? 'approval_given' : 'approval_refused';
  await note(store, approval, state, new TandemError(code, words));
}

async function note(
  store: OrgStore,
  { flow, recordId, label }: Approval,
  status: string,
  { code, params }: TandemError,
): Promise<void> {
  const payload = { label, told: { code, params }, exactId: null, exactNumber: null, url: null, operations: [] };
  await store.activities.record([{ flow, recordId, status, direction: 'toExact', code, payload }]);
}
