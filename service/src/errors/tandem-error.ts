import { CATALOGUE, type ErrorCode } from './catalogue.ts';
import { ENGLISH } from './language.ts';
import type { ErrorParams, ParamValue, Phrase, SlotsIn } from './params.ts';
import { filledText } from './problem-text.ts';
import type { ProblemText } from './texts/translation.ts';

/**
 * What the engine does with a record that met this error.
 * - `retry`: the record is tried again with back-off.
 * - `wait`: a limit; the lane waits until `retryAfterMs` has passed, no attempt is spent.
 * - `stop`: the lane stops (connection, rights, error budget) until the cause is gone.
 * - `person`: the record becomes an issue and waits for a person.
 */
export type Handling = 'retry' | 'wait' | 'stop' | 'person';

/** A catalogue entry with its English texts. `message` and `action` may hold `{name}` slots that are filled from the error's params. */
export interface CatalogueEntry extends ProblemText {
  /** HTTP status when a request of ours is answered with this error. */
  readonly status: number;
  readonly handling: Handling;
}

/** A way out that a person may choose: the same push again, with these parameters. */
export interface Alternative {
  /** What the button says. */
  readonly label: Phrase;
  readonly push: Readonly<Record<string, string>>;
}

type SlotsOf<Code extends ErrorCode> = SlotsIn<(typeof CATALOGUE)[Code]['message' | 'action']>;

/** Params that fill every slot of the texts of a code; others may come along. */
export type ParamsOf<Code extends ErrorCode> = ErrorParams & Readonly<Record<SlotsOf<Code>, ParamValue>>;

/** What follows the code: params where its texts have slots. */
type ErrorArguments<Code extends ErrorCode> = [SlotsOf<Code>] extends [never]
  ? [params?: ErrorParams, options?: TandemErrorOptions]
  : [params: ParamsOf<Code>, options?: TandemErrorOptions];

export interface TandemErrorOptions {
  readonly cause?: unknown;
  /** The field a person has to look at, in the words of the system that holds it. */
  readonly field?: string | undefined;
  /** The Salesforce or Exact id of the record that is meant. */
  readonly recordId?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  /** True when the request may have been carried out: read before it is tried again. */
  readonly outcomeUnknown?: boolean;
  readonly alternatives?: readonly Alternative[];
}

/**
 * The one error family of the service: a catalogue code, its filled texts, and what to do with the record. `Code` only
 * makes the compiler ask for the params of the texts. Its own texts are English, for logs and the operator; `problemText`
 * tells it to anybody else.
 */
export class TandemError<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'TandemError';
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  readonly title: string;
  readonly status: number;
  readonly action: string;
  readonly handling: Handling;
  readonly field: string | undefined;
  readonly recordId: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly outcomeUnknown: boolean;
  readonly alternatives: readonly Alternative[];

  constructor(code: Code, ...rest: ErrorArguments<Code>);
  constructor(code: Code, params: ErrorParams = {}, options: TandemErrorOptions = {}) {
    const entry: CatalogueEntry = CATALOGUE[code];
    const { title, message, action } = filledText(entry, params, ENGLISH);
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.params = params;
    this.title = title;
    this.status = entry.status;
    this.action = action;
    this.handling = entry.handling;
    this.field = options.field;
    this.recordId = options.recordId;
    this.retryAfterMs = options.retryAfterMs;
    this.outcomeUnknown = options.outcomeUnknown ?? false;
    this.alternatives = options.alternatives ?? [];
  }
}

/** The same error under other circumstances, such as the record it is about. */
export function retell(error: TandemError, options: TandemErrorOptions): TandemError {
  // The params filled the texts of this code before.
  return new TandemError(error.code, error.params as ParamsOf<ErrorCode>, { alternatives: error.alternatives, ...options });
}

/** Narrows an unknown to the family, optionally to one code. */
export function isTandemError(error: unknown, code?: ErrorCode): error is TandemError {
  return error instanceof TandemError && (code === undefined || error.code === code);
}

/** Anything thrown, as a member of the family: strangers become `internal_error` with the original as cause. */
export function toTandemError(error: unknown): TandemError {
  return isTandemError(error) ? error : new TandemError('internal_error', {}, { cause: error });
}
