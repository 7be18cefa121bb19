import { problemText, type Language, type TandemError } from '../../errors/index.ts';
import { notedText } from '../noted-text.ts';
import type { FieldChange, Operation } from '../operation.ts';

const PROBLEM_LENGTH = 2_000;

/** Fields of a record of Salesforce that say why it is not in Exact. */
export interface ProblemFields {
  /** Picklist, with a value `Problem`. */
  readonly status: string;
  readonly message: string;
  /** What to do about it. */
  readonly action: string;
}

/** What a record shows of a problem, as changes to what `standing` shows: the same problem twice is written once. Pure. */
export function problemChanges(
  fields: ProblemFields,
  standing: Readonly<Record<string, unknown>>,
  problem: TandemError,
  language: Language,
): FieldChange[] {
  const textOf = (field: string, part: 'message' | 'action') =>
    notedText(standing[field], (spoken) => problemText(problem, spoken)[part].slice(0, PROBLEM_LENGTH), language);
  const wanted = {
    [fields.status]: 'Problem',
    [fields.message]: textOf(fields.message, 'message'),
    [fields.action]: textOf(fields.action, 'action'),
  };
  return Object.entries(wanted)
    .filter(([field, to]) => standing[field] !== to)
    .map(([field, to]) => ({ field, from: standing[field] ?? null, to, policy: 'always' }));
}

/** Tells a record of Salesforce why its document could not be made. Undefined where it has no fields for that. */
export function problemNote(
  { recordId, label, source }: Operation,
  fields: ProblemFields | undefined,
  problem: TandemError,
  language: Language,
): Operation | undefined {
  if (source?.system !== 'salesforce' || source.object === undefined || fields === undefined) return undefined;
  return {
    key: `salesforce/${source.object}/${source.id}/problem`,
    recordId,
    label,
    system: 'salesforce',
    action: 'update',
    object: source.object,
    targetId: source.id,
    fields: problemChanges(fields, {}, problem, language),
    isMain: false,
    isNote: true,
  };
}
