import { problemText, type Language, type ParamValue, type ToldProblem } from '../errors/index.ts';
import type { OrgStore, StoredActivity } from '../store/index.ts';

export interface RecordedOperation {
  readonly system: 'exact' | 'salesforce';
  readonly object: string;
  readonly action: string;
  readonly fields: readonly {
    readonly field: string;
    readonly from: unknown;
    readonly to: unknown;
    readonly policy?: string;
    readonly note?: ParamValue;
  }[];
}

/** The sealed part of an activity, as the engine writes it. */
export interface ActivityPayload {
  readonly label: string;
  /** What is told of it beside what was written: a problem, or who changed a connection. */
  readonly told?: ToldProblem | null;
  /** The same as sentences, of versions before `told`. */
  readonly message?: string | null;
  readonly exactId: string | null;
  readonly exactNumber: string | null;
  readonly url: string | null;
  readonly operations: readonly RecordedOperation[];
}

export interface ActivityItem {
  readonly id: string;
  readonly at: string;
  readonly flow: string;
  readonly recordId: string;
  readonly label: string;
  readonly status: string;
  readonly direction: 'toSalesforce' | 'toExact';
  readonly code: string | null;
  readonly message: string | null;
}

export interface ActivityDetail extends ActivityItem {
  readonly operations: readonly RecordedOperation[];
}

/** A page of the activity log, newest first. `cursor` is a former page's `next`. */
export async function listActivity(
  store: OrgStore,
  language: Language,
  query: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: ActivityItem[]; next: string | null }> {
  const before = query.cursor === undefined ? undefined : Number(query.cursor);
  const rows = await store.activities.list({ before, limit: query.limit + 1 });
  const page = rows.slice(0, query.limit);
  return { items: page.map((row) => toItem(row, language)), next: rows.length > query.limit ? String(page.at(-1)?.id) : null };
}

/** One activity with what was written, before and after. */
export async function findActivity(store: OrgStore, language: Language, id: string): Promise<ActivityDetail | undefined> {
  if (!/^\d{1,15}$/.test(id)) return undefined;
  const row = await store.activities.find(Number(id));
  return row === undefined ? undefined : { ...toItem(row, language), operations: payloadOf(row).operations };
}

/** The sealed part of an activity, opened. */
export function payloadOf(row: StoredActivity): ActivityPayload {
  return row.payload as ActivityPayload;
}

/** Which record an activity is of, and what is told of it in a language. */
export function tellingOf(row: StoredActivity, language: Language): { readonly label: string; readonly message: string | null } {
  const { label, told, message } = payloadOf(row);
  if (told !== undefined && told !== null) return { label, message: problemText(told, language).message };
  return { label, message: message ?? null };
}

function toItem(row: StoredActivity, language: Language): ActivityItem {
  const { label, message } = tellingOf(row, language);
  const { flow, recordId, status, direction, code } = row;
  return { id: String(row.id), at: row.at.toISOString(), flow, recordId, label, status, direction, code, message };
}
