import type { TandemError } from '../errors/index.ts';
import type { NewActivity, OrgStore } from '../store/index.ts';

export interface RecordedOperation {
  readonly system: 'exact' | 'salesforce';
  readonly object: string;
  readonly action: string;
  readonly fields: readonly { readonly field: string; readonly from: unknown; readonly to: unknown; readonly policy?: string }[];
}

/** What became of one record, as a flow reports it. */
export interface RecordedOutcome {
  readonly recordId: string;
  readonly label: string;
  readonly status: 'created' | 'updated' | 'unchanged' | 'skipped' | 'blocked' | 'failed';
  readonly salesforceId?: string | undefined;
  readonly exactId?: string | undefined;
  readonly exactNumber?: string | undefined;
  readonly url?: string | undefined;
  readonly error?: TandemError | undefined;
  readonly operations: readonly RecordedOperation[];
}

/** The sealed part of an activity. */
export interface ActivityPayload {
  readonly label: string;
  readonly exactId: string | null;
  readonly exactNumber: string | null;
  readonly url: string | null;
  readonly message: string | null;
  readonly operations: readonly RecordedOperation[];
}

/**
 * Writes one line of the activity log for each outcome that changed or refused something. Unchanged records leave none:
 * a nightly comparison of a whole catalogue would bury everything else.
 */
export async function recordOutcomes(
  store: OrgStore,
  context: {
    readonly flow: string;
    readonly direction: 'toSalesforce' | 'toExact';
    readonly runId?: string | undefined;
    readonly durationMs?: number | undefined;
  },
  outcomes: readonly RecordedOutcome[],
): Promise<void> {
  const told = outcomes.filter((outcome) => outcome.status !== 'unchanged');
  await store.activities.record(told.map((outcome) => toActivity(context, outcome)));
}

function toActivity(context: Parameters<typeof recordOutcomes>[1], outcome: RecordedOutcome): NewActivity {
  const payload: ActivityPayload = {
    label: outcome.label,
    exactId: outcome.exactId ?? null,
    exactNumber: outcome.exactNumber ?? null,
    url: outcome.url ?? null,
    message: outcome.error?.message ?? null,
    operations: outcome.operations.map(({ system, object, action, fields }) => ({ system, object, action, fields })),
  };
  return {
    flow: context.flow,
    direction: context.direction,
    runId: context.runId,
    durationMs: context.durationMs,
    recordId: outcome.recordId,
    status: outcome.status,
    code: outcome.error?.code,
    payload,
  };
}
