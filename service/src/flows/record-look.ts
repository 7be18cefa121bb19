import { plainText } from '../mapping/index.ts';
import type { SalesforceRow } from '../salesforce/index.ts';
import type { RecordLook } from './flow.ts';

/** What a record of Salesforce says of its counterpart in Exact. */
export function shownBy(row: SalesforceRow): Pick<RecordLook, 'exactId' | 'url' | 'syncedAt'> {
  return {
    exactId: textOrNull(row['Exact_Id__c']),
    url: textOrNull(row['Exact_Url__c']),
    syncedAt: textOrNull(row['Exact_Synced_At__c']),
  };
}

/** Null for an empty value. */
export function textOrNull(value: unknown): string | null {
  const text = plainText(value);
  return text === '' ? null : text;
}
