import { phrase, phraseText, problemTitle, type Language, type Phrase } from '../errors/index.ts';
import type { OrgStore, StoredActivity } from '../store/index.ts';
import { payloadOf, tellingOf, type ActivityPayload } from './activity-log.ts';

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
  language: Language,
  recordId: string,
  query: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: TimelineItem[]; next: string | null }> {
  const before = query.cursor === undefined ? undefined : Number(query.cursor);
  const rows = await store.activities.list({ recordId, before, limit: query.limit + 1 });
  const page = rows.slice(0, query.limit);
  return { items: page.map((row) => toItem(row, language)), next: rows.length > query.limit ? String(page.at(-1)?.id) : null };
}

function toItem(row: StoredActivity, language: Language): TimelineItem {
  const { flow, status, direction, code } = row;
  const title = (isWritten(row) ? undefined : titleOfCode(code, language)) ?? phraseText(titleOf(row), language);
  return { at: row.at.toISOString(), flow, title, detail: detailOf(row, language), status, direction, code };
}

function isWritten({ status }: StoredActivity): boolean {
  return status === 'created' || status === 'updated';
}

function titleOf({ status, direction }: StoredActivity): Phrase {
  const system = SYSTEMS[direction];
  switch (status) {
    case 'created':
      return phrase('told_created', { system });
    case 'updated':
      return phrase('told_updated', { system });
    case 'skipped':
      return phrase('told_skipped');
    default:
      return phrase('told_failed', { system });
  }
}

function titleOfCode(code: string | null, language: Language): string | undefined {
  return code === null ? undefined : problemTitle(code, language);
}

function detailOf(row: StoredActivity, language: Language): string {
  const { message } = tellingOf(row, language);
  return message ?? phraseText(writtenOf(payloadOf(row)), language);
}

function writtenOf({ exactNumber, operations }: ActivityPayload): Phrase {
  if (exactNumber !== null) return phrase('told_number', { number: exactNumber });
  const count = operations.reduce((sum, operation) => sum + operation.fields.length, 0);
  return count === 1 ? phrase('told_one_field') : phrase('told_fields', { count });
}
