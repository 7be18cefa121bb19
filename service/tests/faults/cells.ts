import { eventually } from '../support/eventually.ts';
import { isDrawn } from './draw.ts';
import type { FaultRule } from '../../../simulators/fault-rules.ts';
import type { FaultWorld, System } from './fault-world.ts';
import type { Passage } from './gate.ts';

/** One request that a flow makes on its way, addressed as a fault addresses it. */
export interface Step {
  readonly name: string;
  readonly system: System;
  readonly method: string;
  /** Text of a regular expression over the path. */
  readonly path: string;
  readonly kind: 'sign-in' | 'read' | 'write';
  /** Requests of the same method and path that come before it. */
  readonly skip?: number;
  /** False for an answer that has no body. */
  readonly hasBody?: boolean;
}

/** What happens at a step. */
export interface Mishap {
  readonly name: string;
  /** Why it cannot happen at this step; undefined where it can. */
  impossibleAt(step: Step): string | undefined;
  /** How a simulator is told; undefined for what a test does itself. */
  readonly rules?: (step: Step) => readonly FaultRule[];
  /** True for a passage that shows the fault. */
  readonly shows?: (passage: Passage) => boolean;
}

const LATENCY_MS = 300;
/** More than the client tries in one call, so that record and lane have to recover as well. */
const BEYOND_ONE_CALL = 5;
const NO_ROWS = 'no rows are written';
const SIGN_IN_ANSWER = 'only a sign-in has an answer with new tokens';
const NO_TOKEN = 'a sign-in carries no access token';

/** The faults that a simulator makes. */
export const SIMULATED: readonly Mishap[] = [
  struck('latency', 'latency', {
    shows: (passage) => passage.tookMs >= LATENCY_MS - 5,
    rule: { latencyMs: LATENCY_MS, times: 1 },
  }),
  struck('429', 'tooMany', { shows: ({ status }) => status === 429, rule: { times: 1 } }),
  struck('429 bare', 'tooManyBare', { shows: ({ status }) => status === 429, rule: { times: 2 } }),
  struck('500 JSON', 'error500Json', { shows: ({ status }) => status === 500, rule: { times: 1 } }),
  struck('500 HTML', 'error500Html', { shows: ({ status }) => status === 500 }),
  struck('503', 'error503', { shows: ({ status }) => status === 503 }),
  struck('reset before', 'resetBefore', { shows: ({ status }) => status === 0 }),
  struck('reset after', 'resetAfter', { shows: ({ status }) => status === 0 }),
  struck('truncated', 'truncated', {
    shows: ({ status, isComplete }) => status > 0 && !isComplete,
    impossibleAt: (step) => (step.hasBody === false ? 'its answer has no body' : undefined),
  }),
  struck('expired', 'unauthorized', {
    shows: ({ status }) => status === 401,
    rule: { times: 1 },
    impossibleAt: (step) => (step.kind === 'sign-in' ? NO_TOKEN : undefined),
  }),
  struck('lost tokens', 'lostTokenAnswer', {
    shows: ({ status }) => status === 0,
    rule: { times: 1 },
    impossibleAt: (step) => (step.kind === 'sign-in' ? undefined : SIGN_IN_ANSWER),
  }),
  struck('row lock', 'rowLock', {
    shows: ({ text }) => text.includes('UNABLE_TO_LOCK_ROW'),
    rule: { times: 4 },
    impossibleAt: (step) => (step.system === 'exact' ? 'Exact has no row locks' : step.kind === 'write' ? undefined : NO_ROWS),
  }),
  struck('org limit', 'requestLimit', {
    shows: ({ status, text }) => status === 403 && text.includes('REQUEST_LIMIT_EXCEEDED'),
    rule: { times: 1 },
    impossibleAt: (step) => {
      if (step.system === 'exact') return 'the limit of a Salesforce org';
      return step.kind === 'sign-in' ? 'sign-ins do not count' : undefined;
    },
  }),
];

/** What became of a cell: right by itself, right after somebody pressed or retried, impossible, or not right. */
export type Verdict =
  | { readonly kind: 'right'; readonly by: 'itself' | 'button' | 'retry' | 'reconnect' }
  | { readonly kind: 'impossible'; readonly reason: string }
  | { readonly kind: 'wrong'; readonly reason: string };

export interface Cell {
  readonly row: string;
  readonly column: string;
  readonly verdict: Verdict;
}

/** The cells of some steps and mishaps, one after the other; what goes wrong in one is told by it and does not end the others. */
export async function fill(
  prefix: string,
  steps: readonly Step[],
  mishaps: readonly Mishap[],
  live: (step: Step, mishap: Mishap, name: string) => Promise<Verdict>,
): Promise<Cell[]> {
  const cells: Cell[] = [];
  for (const [line, step] of steps.entries()) {
    for (const [column, mishap] of mishaps.entries()) {
      const row = `${prefix}: ${step.name}`;
      if (!isDrawn(row, mishap.name)) continue;
      const reason = mishap.impossibleAt(step);
      const verdict: Verdict =
        reason === undefined
          ? await live(step, mishap, `${prefix}-${line}-${column}`).catch((error: unknown): Verdict => ({
              kind: 'wrong',
              reason: error instanceof Error ? error.message : String(error),
            }))
          : { kind: 'impossible', reason };
      cells.push({ row, column: mishap.name, verdict });
    }
  }
  return cells;
}

/** A cell in which the fault did not happen would prove nothing: waits until a passage shows it. */
export async function hasStruck({ gates }: FaultWorld, step: Step, mishap: Mishap, since: number): Promise<void> {
  const isStep = new RegExp(step.path, 'i');
  await eventually(
    () =>
      gates[step.system].passages
        .slice(since)
        .some((passage) => passage.method === step.method && isStep.test(passage.url) && mishap.shows?.(passage) === true),
    (isSeen) => isSeen,
    `${mishap.name} at ${step.name}`,
  );
}

function struck(
  name: string,
  kind: string,
  options: {
    readonly shows: (passage: Passage) => boolean;
    readonly rule?: Partial<FaultRule>;
    readonly impossibleAt?: (step: Step) => string | undefined;
  },
): Mishap {
  return {
    name,
    shows: options.shows,
    impossibleAt: options.impossibleAt ?? (() => undefined),
    rules: ({ method, path, skip, kind: stepKind }) => [
      {
        kind,
        method,
        path,
        times: stepKind === 'read' ? BEYOND_ONE_CALL : 1,
        ...(skip === undefined ? {} : { skip }),
        ...options.rule,
      },
    ],
  };
}
