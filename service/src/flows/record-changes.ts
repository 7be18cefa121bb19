import { problemText, type Language, type TandemError } from '../errors/index.ts';
import { isSameValue, type MappedValue } from '../mapping/index.ts';
import type { SalesforceRow } from '../salesforce/index.ts';
import { notedText } from './noted-text.ts';
import type { FieldChange } from './operation.ts';

/** Length of a field that tells of a problem. */
const NOTE_LENGTH = 2_000;

/** What a record, or one that is not there yet, lacks of these values. Pure. */
export function changesTo(
  record: Partial<SalesforceRow> | undefined,
  values: Readonly<Record<string, MappedValue>>,
): FieldChange[] {
  return Object.entries(values)
    .filter(([field, to]) => !isSameValue(record?.[field], to))
    .map(([field, to]) => ({ field, from: record?.[field] ?? null, to, policy: 'always' }));
}

/** What a record shall tell everybody of what was found. */
interface Note {
  readonly field: string;
  readonly problem: TandemError | undefined;
  /** True where all was looked at: what was noted earlier is over. */
  readonly isOver: boolean;
  readonly language: Language;
}

/** The note as changes to what stands there. Without a problem that stays, unless it is over: other news says nothing about it. Pure. */
export function noteChanges(
  record: Partial<SalesforceRow> | undefined,
  { field, problem, isOver, language }: Note,
): FieldChange[] {
  if (problem === undefined) return isOver ? changesTo(record, { [field]: null }) : [];
  return changesTo(record, { [field]: notedText(record?.[field], (spoken) => noteOf(problem, spoken), language) });
}

/** Message and what to do, as one text for a record page. */
function noteOf(problem: TandemError, language: Language): string {
  const { message, action } = problemText(problem, language);
  return `${message} ${action}`.slice(0, NOTE_LENGTH);
}
