import { named, TandemError } from '../errors/index.ts';
import type { OrgStore } from '../store/index.ts';

const SYSTEMS = { exact: 'Exact Online', salesforce: 'Salesforce' } as const;

export interface ConnectionChange {
  readonly system: keyof typeof SYSTEMS;
  /** Who did it. */
  readonly by: string;
  /** Under whom Tandem works from now on. */
  readonly user: string;
  /** Nothing was replaced: nobody needs to be warned. */
  readonly isFirst: boolean;
}

/**
 * Leaves a trace of a changed connection in the activity log, and has the administrators of the org told who changed it. Belongs into
 * the transaction of the change: the alert queue tells what is stored, whoever dies in between.
 */
export async function announceChange(store: OrgStore, { system, by, user, isFirst }: ConnectionChange): Promise<void> {
  const told = new TandemError('connection_changed', { who: named(by), system: SYSTEMS[system], user });
  await store.activities.record([
    {
      flow: 'connections',
      recordId: store.orgId,
      status: 'connected',
      direction: system === 'exact' ? 'toExact' : 'toSalesforce',
      payload: {
        label: SYSTEMS[system],
        told: { code: told.code, params: told.params },
        exactId: null,
        exactNumber: null,
        url: null,
        operations: [],
      },
    },
  ]);
  if (isFirst) return;
  await store.alerts.announce({
    code: told.code,
    title: `Tandem: ${told.title}`,
    text: told.message,
    action: told.action,
    params: told.params,
  });
}
