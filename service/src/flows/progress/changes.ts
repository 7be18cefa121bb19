import { problemText, type Language, type TandemError } from '../../errors/index.ts';
import { isSameValue } from '../../mapping/index.ts';
import type { SalesforceRow } from '../../salesforce/index.ts';
import { notedText } from '../noted-text.ts';
import type { FieldChange } from '../operation.ts';

/** Length of the field that says what was changed. */
const NOTE_LENGTH = 2_000;

/** What a record lacks of these values: decimal texts, texts, or null for empty. Pure. */
export function changesTo(record: SalesforceRow, values: Readonly<Record<string, string | null>>): FieldChange[] {
  return Object.entries(values)
    .filter(([field, to]) => !isSameValue(record[field], to))
    .map(([field, to]) => ({ field, from: record[field] ?? null, to, policy: 'always' }));
}

/**
 * What an order says of changes in Exact. Without a problem what stands there stays: it tells of the last change, and the next
 * status says nothing about it. `isWhole`: everything was looked at, and what was noted is over. Pure.
 */
export function noteChanges(
  order: SalesforceRow,
  problem: TandemError | undefined,
  { language, isWhole }: { readonly language: Language; readonly isWhole: boolean },
): FieldChange[] {
  const standing = order['Exact_Changed__c'] ?? null;
  if (problem === undefined) return isWhole ? changesTo(order, { Exact_Changed__c: null }) : [];
  const text = notedText(standing, (spoken) => noteOf(problem, spoken), language);
  return changesTo(order, { Exact_Changed__c: text });
}

/** Message and what to do, as one text for a record page. */
function noteOf(problem: TandemError, language: Language): string {
  const { message, action } = problemText(problem, language);
  return `${message} ${action}`.slice(0, NOTE_LENGTH);
}
