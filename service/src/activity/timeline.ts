import { CATALOGUE, type ErrorCode } from '../errors/index.ts';
import type { OrgStore, StoredActivity } from '../store/index.ts';
import { payloadOf, type ActivityPayload } from './activity-log.ts';

export interface TimelineItem {
  readonly at: string;
  readonly flow: string;
  readonly title: string;
  readonly detail: string;
  readonly status: string;
  readonly direction: 'toSalesforce' | 'toExact';
  readonly code: string | null;
}

const SYSTEMS = { toExact: 'Exact Online', toSalesforce: 'Salesforce' } as const;

/** What happened to one record, newest first. `cursor` is a former page's `next`. */
export async function timelineOf(
  store: OrgStore,
  recordId: string,
  query: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: TimelineItem[]; next: string | null }> {
  const before = query.cursor === undefined ? undefined : Number(query.cursor);
  const rows = await store.activities.list({ recordId, before, limit: query.limit + 1 });
  const page = rows.slice(0, query.limit);
  return { items: page.map(toItem), next: rows.length > query.limit ? String(page.at(-1)?.id) : null };
}

function toItem(row: StoredActivity): TimelineItem {
  const { flow, status, direction, code } = row;
  const payload = payloadOf(row);
  return { at: row.at.toISOString(), flow, title: titleOf(row), detail: detailOf(payload), status, direction, code };
}

function titleOf(row: StoredActivity): string {
  const system = SYSTEMS[row.direction];
  switch (row.status) {
    case 'created':
      return `Created in ${system}`;
    case 'updated':
      return `Updated in ${system}`;
    case 'skipped':
      return titleOfCode(row.code) ?? 'Skipped';
    default:
      return titleOfCode(row.code) ?? `Could not be sent to ${system}`;
  }
}

function titleOfCode(code: string | null): string | undefined {
  return code !== null && code in CATALOGUE ? CATALOGUE[code as ErrorCode].title : undefined;
}

function detailOf(payload: ActivityPayload): string {
  if (payload.message !== null) return payload.message;
  if (payload.exactNumber !== null) return `Number ${payload.exactNumber} in Exact Online`;
  const fields = payload.operations.reduce((sum, operation) => sum + operation.fields.length, 0);
  return fields === 1 ? '1 field written' : `${fields} fields written`;
}
