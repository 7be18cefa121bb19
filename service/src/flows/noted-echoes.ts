import { plainText } from '../mapping/index.ts';
import type { ChangedRow } from '../salesforce/index.ts';
import type { FlowContext } from './flow.ts';

/** Our own note of a problem changes a record too; a change so soon after it is that note. */
const ECHO_MS = 10_000;
/** Our clock and the database's may differ that much. */
const CLOCKS_DIFFER_MS = 60_000;

/** When a problem was noted on a record. */
export const NOTED = ['Exact_Sync_Status__c', 'Exact_Synced_At__c'] as const;

/** Records that changed because we noted their problem. A note whose issue was never stored, since we died, is no echo. */
export async function echoesIn(
  context: Pick<FlowContext, 'reportedSince'>,
  rows: readonly ChangedRow[],
): Promise<ReadonlySet<string>> {
  const noted = rows.filter(isNoted);
  if (noted.length === 0) return new Set();
  const firstAt = Math.min(...noted.map((row) => Date.parse(plainText(row['Exact_Synced_At__c']))));
  return context.reportedSince(
    noted.map((row) => row.Id),
    new Date(firstAt - CLOCKS_DIFFER_MS),
  );
}

function isNoted(row: ChangedRow): boolean {
  const syncedAt = row['Exact_Synced_At__c'];
  if (row['Exact_Sync_Status__c'] !== 'Problem' || typeof syncedAt !== 'string') return false;
  return Math.abs(Date.parse(row.SystemModstamp) - Date.parse(syncedAt)) < ECHO_MS;
}
