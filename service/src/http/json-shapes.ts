import { z } from 'zod';
import { phraseText, valueText, wording, type Language, type ParamValue, type Phrase } from '../errors/index.ts';
import { FLOWS, type FieldPolicy, type OutcomeStatus } from '../flows/index.ts';
import type { Run } from '../store/index.ts';
import { PROBLEM, storedProblem } from './problems.ts';

/** An answer of a page of a list, named in the document: `next` goes into the following request's `cursor`. */
export const pageOf = <Item extends z.ZodType>(id: string, item: Item) =>
  z.object({ items: z.array(item), next: z.string().nullable() }).meta({ id });

/** A word that Tandem has stored: the document says which there are, but no answer is refused for a word of another version. */
const storedWord = (id: string, words: readonly string[]) => z.string().meta({ id, enum: [...words] });

/** A word of which a later version knows more: the document names today's, and who reads it is not bound to them. */
const openWord = (id: string, words: readonly string[]) => z.string().meta({ id, 'x-extensible-enum': [...words] });

const FLOW_NAMES = FLOWS.map(({ name }) => name);
export const FLOW_NAME = openWord('FlowName', FLOW_NAMES);

/** What an activity is of: a flow, or a connection that was changed. */
export const ACTIVITY_FLOW = openWord('ActivityFlow', [...FLOW_NAMES, 'connections']);

/** Each of them, or it does not compile. */
const OUTCOMES = {
  created: true,
  updated: true,
  unchanged: true,
  skipped: true,
  blocked: true,
  failed: true,
} satisfies Record<OutcomeStatus, true>;
/** How a record ended, that a connection was changed, or what became of an approval. */
export const ACTIVITY_STATUS = storedWord('ActivityStatus', [
  ...Object.keys(OUTCOMES),
  ...['connected', 'asked', 'approved', 'refused'],
]);

/** The largest number that a column of four bytes holds; no division, version or row of Tandem comes near. */
export const LARGEST_INT4 = 2_147_483_647;

/** The number of a division of Exact Online in a request. */
export const DIVISION_CODE = z.number().int().positive().max(LARGEST_INT4);
export const DIVISION_QUERY = z.coerce.number().int().positive().max(LARGEST_INT4);

/** The cursor of a list whose rows are counted from one, a list each. */
export const COUNTING_CURSOR_QUERY = z.object({
  cursor: z
    .string()
    .regex(/^\d{1,9}$/, wording('form_cursor'))
    .optional(),
});

/** The cursor of a list: what a former page's `next` said. */
export const CURSOR_QUERY = z.object({
  cursor: z
    .string()
    .regex(/^\d{1,15}$/, wording('form_cursor'))
    .optional(),
});

export const PAGE_SIZE = 50;

const COUNT = z.number().int();

export const RUN_MODE = z.enum(['plan', 'apply']).meta({ id: 'RunMode' });
const RUN_STATE = z.enum(['queued', 'running', 'paused', 'planned', 'succeeded', 'failed', 'cancelled']).meta({ id: 'RunState' });
const RUN_COUNTS = z
  .object({ created: COUNT, updated: COUNT, unchanged: COUNT, skipped: COUNT, blocked: COUNT, failed: COUNT })
  .meta({ id: 'RunCounts' });

/** Whole calendar years before this one, in a body and in a query. */
const MOST_YEARS = 10;
export const HISTORY_YEARS = z.number().int().min(1).max(MOST_YEARS);
export const HISTORY_YEARS_QUERY = z.coerce.number().int().min(1).max(MOST_YEARS);

export const RUN = z
  .object({
    id: z.string(),
    flow: FLOW_NAME,
    division: z.number().describe('the company it is of'),
    mode: RUN_MODE,
    state: RUN_STATE,
    progress: z.object({ done: COUNT, total: COUNT.nullable() }),
    counts: RUN_COUNTS,
    calls: z.object({ exact: COUNT, salesforce: COUNT }),
    startedAt: z.string().nullable(),
    finishedAt: z.string().nullable(),
    problem: PROBLEM.nullable(),
    waiting: z
      .object({ count: COUNT.nullable(), until: z.string(), reason: PROBLEM })
      .nullable()
      .describe('what holds the run up: how many records, where that is known, until when, and why'),
    history: z
      .object({ from: z.string(), until: z.string() })
      .nullable()
      .describe('for a part of the past: its days as yyyy-mm-dd, `until` not among them'),
    dropped: COUNT.describe('records of an approved plan that changed since and were left as they are'),
  })
  .meta({ id: 'Run' });

export function runJson(run: Run, language: Language): z.infer<typeof RUN> {
  const { id, flow, division, mode, state, progress, counts, calls } = run;
  return {
    id,
    flow,
    division,
    mode,
    state,
    progress: { ...progress },
    counts: { ...counts },
    calls: { ...calls },
    startedAt: run.startedAt?.toISOString() ?? null,
    finishedAt: run.finishedAt?.toISOString() ?? null,
    problem: run.problem === null ? null : storedProblem(run.problem, language),
    waiting: waitingJson(run, language),
    history: (run.request['history'] as z.infer<typeof RUN>['history'] | undefined) ?? null,
    dropped: run.dropped,
  };
}

function waitingJson({ waiting }: Run, language: Language): z.infer<typeof RUN>['waiting'] {
  if (waiting === null || waiting.count === 0) return null;
  return { count: waiting.count, until: waiting.until.toISOString(), reason: storedProblem(waiting.reason, language) };
}

const POLICIES = { always: true, create: true, ifEmpty: true, never: true } satisfies Record<FieldPolicy, true>;

export const OPERATION_ACTION = z.enum(['create', 'update', 'unchanged', 'skip', 'block']).meta({ id: 'OperationAction' });

export const FIELD_CHANGE = z
  .object({
    field: z.string(),
    from: z.unknown(),
    to: z.unknown(),
    policy: storedWord('FieldPolicy', Object.keys(POLICIES)),
    note: z
      .string()
      .optional()
      .describe('what was done to the text so that it fits; a field left out has the same value before and after'),
  })
  .meta({ id: 'FieldChange' });

/** A change as the reader of a request is told it. */
export function changeJson<Change extends object>(
  { note, ...change }: Change & { readonly note?: ParamValue },
  language: Language,
): Omit<Change, 'note'> & { note?: string } {
  return note === undefined ? change : { ...change, note: valueText(note, language) };
}

/** Nothing: 204. */
export const NO_CONTENT = z.null().describe('done');

/** An org is gone. */
export const FORGOTTEN = z
  .object({ left: z.array(z.string()).describe('what a person still has to do, as sentences') })
  .meta({ id: 'Forgotten' });

export function forgottenJson(left: readonly Phrase[], language: Language): z.infer<typeof FORGOTTEN> {
  return { left: left.map((sentence) => phraseText(sentence, language)) };
}
