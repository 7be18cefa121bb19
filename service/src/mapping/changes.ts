import type { Phrase } from '../errors/index.ts';
import { Decimal } from '../money/index.ts';
import type { MappedField, MappedValue, RulePolicy } from './rules.ts';

/** A value with what decides where and when it is written. */
type Planned = Omit<MappedField, 'rule'> & { readonly rule: Pick<MappedField['rule'], 'field' | 'policy'> };

/** One field that will be written. */
export interface PlannedChange {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
  readonly policy: RulePolicy;
  /** What was done to the text so that it fits. Where `from` and `to` are the same, the field was left out: nothing is written. */
  readonly note?: Phrase;
}

/**
 * What has to be written, under the policies: `always` where the value differs, `create` on a new record only, `ifEmpty`
 * where nothing stands there. A value that equals what stands there is no change.
 *
 * `keepsEmpty`: an empty source value never clears the target. Used towards Exact Online, where a field that Salesforce
 * leaves empty may have been filled by the bookkeeper.
 */
export function plannedChanges(
  mapped: readonly Planned[],
  current: Readonly<Record<string, unknown>> | undefined,
  options: { readonly keepsEmpty: boolean },
): readonly PlannedChange[] {
  const changes: PlannedChange[] = [];
  for (const { rule, value, note } of mapped) {
    const from = current?.[rule.field] ?? null;
    const { field, policy } = rule;
    if (!isAllowed(policy, current === undefined, from)) continue;
    const told = note === undefined ? {} : { note };
    if (isEmpty(value) && (options.keepsEmpty || current === undefined)) {
      if (note !== undefined) changes.push({ field, from, to: from, policy, ...told });
      continue;
    }
    if (isSameValue(from, value)) continue;
    changes.push({ field, from, to: value, policy, ...told });
  }
  return changes;
}

/** True for a field that is only told of: its text was too long and the rule leaves it out. */
export function isLeftOut({
  from,
  to,
  note,
}: {
  readonly from: unknown;
  readonly to: unknown;
  readonly note?: unknown;
}): boolean {
  return note !== undefined && from === to;
}

/** True when both mean the same: amounts by their number, times by their moment, an empty text and null alike. */
export function isSameValue(stands: unknown, wanted: MappedValue): boolean {
  if (isEmpty(stands) && (isEmpty(wanted) || wanted === false)) return true;
  if (isEmpty(stands) || isEmpty(wanted)) return false;
  if (typeof stands === 'boolean' || typeof wanted === 'boolean') return stands === wanted;
  if (typeof stands === 'number') return isSameNumber(stands, wanted);
  // Salesforce turns line ends of long texts into CRLF and cuts blanks at both ends of a text.
  return normalised(String(stands)) === normalised(wanted);
}

function isAllowed(policy: RulePolicy, isNew: boolean, from: unknown): boolean {
  if (policy === 'never') return false;
  if (policy === 'create') return isNew;
  return policy === 'always' || isNew || isEmpty(from);
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '';
}

function isSameNumber(stands: number, wanted: MappedValue): boolean {
  return typeof wanted === 'string' && /^-?\d+(\.\d+)?$/.test(wanted) && new Decimal(wanted).eq(new Decimal(String(stands)));
}

function normalised(text: string | boolean | null): string {
  return String(text).replaceAll('\r\n', '\n').trim();
}
