import { CATALOGUE, type ErrorCode } from './catalogue.ts';

/**
 * What the engine does with a record that met this error.
 * - `retry`: the record is tried again with back-off.
 * - `wait`: a limit; the lane waits until `retryAfterMs` has passed, no attempt is spent.
 * - `stop`: the lane stops (connection, rights, error budget) until the cause is gone.
 * - `person`: the record becomes an issue and waits for a person.
 */
export type Handling = 'retry' | 'wait' | 'stop' | 'person';

/** A catalogue entry. `message` and `action` may hold `{name}` slots that are filled from the error's params. */
export interface CatalogueEntry {
  readonly title: string;
  /** HTTP status when a request of ours is answered with this error. */
  readonly status: number;
  readonly message: string;
  /** What a person can do, in the words of the product. */
  readonly action: string;
  readonly handling: Handling;
}

/** Values for the slots of a catalogue text. Never secrets: they are shown and stored. */
export type ErrorParams = Readonly<Record<string, string | number>>;

export interface TandemErrorOptions {
  readonly cause?: unknown;
  /** The field a person has to look at, in the words of the system that holds it. */
  readonly field?: string | undefined;
  /** The Salesforce or Exact id of the record that is meant. */
  readonly recordId?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  /** True when the request may have been carried out: read before it is tried again. */
  readonly outcomeUnknown?: boolean;
}

/** The one error family of the service: a catalogue code, its filled texts, and what to do with the record. */
export class TandemError extends Error {
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

  constructor(code: ErrorCode, params: ErrorParams = {}, options: TandemErrorOptions = {}) {
    const entry: CatalogueEntry = CATALOGUE[code];
    super(fillSlots(entry.message, params), options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.params = params;
    this.title = entry.title;
    this.status = entry.status;
    this.action = fillSlots(entry.action, params);
    this.handling = entry.handling;
    this.field = options.field;
    this.recordId = options.recordId;
    this.retryAfterMs = options.retryAfterMs;
    this.outcomeUnknown = options.outcomeUnknown ?? false;
  }
}

/** Narrows an unknown to the family, optionally to one code. */
export function isTandemError(error: unknown, code?: ErrorCode): error is TandemError {
  return error instanceof TandemError && (code === undefined || error.code === code);
}

/** Anything thrown, as a member of the family: strangers become `internal_error` with the original as cause. */
export function toTandemError(error: unknown): TandemError {
  return error instanceof TandemError ? error : new TandemError('internal_error', {}, { cause: error });
}

function fillSlots(text: string, params: ErrorParams): string {
  return text.replace(/\{(\w+)\}/g, (slot, name: string) => (name in params ? String(params[name]) : slot));
}
