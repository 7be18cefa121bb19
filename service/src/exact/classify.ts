import { scaled, type Clock, parseJson, type WireAnswer, type WireHeaders } from '../wire/index.ts';
import { restOfMinuteMs } from './clock-minute.ts';
import { phrase, TandemError, type ParamValue } from '../errors/index.ts';
import { namedField, REASONS, refusalKind, unknownProperty } from './answer-texts.ts';
import { entityOf } from './entity-names.ts';
import { readRateHeaders } from './rate-headers.ts';

/** What was asked, for the words of an error. */
export interface AskedFor {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Resource path below the division. */
  readonly path: string;
  readonly division: number;
}

/** What every text about an answer of Exact may name. */
type AnswerParams = Readonly<{ entity: ParamValue; division: number; text: ParamValue }>;

type Answer = Extract<WireAnswer, { kind: 'answer' }>;

/** Turns an answer that is no success into the error that says what to do (Exact's statuses: REST reference, errors). */
export function classifyAnswer(asked: AskedFor, answer: Answer, clock: Clock): TandemError {
  const text = errorText(answer.text);
  const params = { ...paramsOf(asked), text: text ?? phrase('answer_status', { status: answer.status }) };
  if (answer.status === 429) return limitError(params, answer.headers, clock);
  const reason = answer.headers['reason'];
  const meaning = reason === undefined ? undefined : REASONS[reason];
  if (meaning !== undefined && (answer.status === 401 || answer.status === 403)) {
    return reason === 'NoDivisionAccess'
      ? new TandemError('exact_wrong_division', { ...params, granted: '' })
      : new TandemError('exact_user_blocked', { ...params, text: meaning });
  }
  if (answer.status === 401) return new TandemError('exact_access_refused', params);
  if (answer.status === 403) return forbiddenError(asked, params, text);
  if (answer.status === 404) return new TandemError('exact_not_found', params);
  if (answer.status === 405) return new TandemError('exact_bad_request', params);
  if (text !== undefined && (answer.status === 400 || answer.status === 500))
    return refusal(asked, { ...params, text }, answer.status);
  if (answer.status >= 400 && answer.status < 500) return new TandemError('exact_bad_request', params);
  const { status } = answer;
  return noUsableAnswer(asked, phrase(status < 400 ? 'answer_status_unexpected' : 'answer_status', { status }));
}

/** No answer, or one that says nothing (5xx without JSON): a write may have been carried out. */
export function noUsableAnswer(asked: AskedFor, reason: ParamValue, cause?: unknown, wasSent = true): TandemError {
  const params = { ...paramsOf(asked), text: reason };
  if (asked.method !== 'GET' && wasSent) return new TandemError('exact_outcome_unknown', params, { cause, outcomeUnknown: true });
  return new TandemError('exact_unavailable', params, { cause });
}

/** A success whose body cannot be read. After a write it is unknown what was stored. */
export function unreadable(asked: AskedFor, reason: ParamValue, cause?: unknown): TandemError {
  const params = { ...paramsOf(asked), text: reason };
  return asked.method === 'GET'
    ? new TandemError('exact_unreadable_answer', params, { cause })
    : new TandemError('exact_outcome_unknown', params, { cause, outcomeUnknown: true });
}

/** The texts of Exact's JSON error, joined; undefined when the body is no such JSON (an HTML page, nothing). */
export function errorText(body: string): string | undefined {
  try {
    const parsed = parseJson(body) as {
      error?: unknown;
      error_description?: unknown;
      fault?: { faultstring?: unknown };
    } | null;
    const error = parsed?.error as { message?: { value?: unknown } | string } | string | undefined;
    const message = typeof error === 'object' ? error.message : undefined;
    const value = typeof message === 'object' ? message.value : (message ?? parsed?.error_description ?? error);
    return typeof value === 'string' ? joinLines(value) : undefined;
  } catch {
    return undefined;
  }
}

/** Several validation texts come in one value, separated by CRLF. */
function joinLines(value: string): string {
  return value
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('; ');
}

function refusal(asked: AskedFor, params: AnswerParams & { readonly text: string }, status: number): TandemError {
  const { text } = params;
  const kind = refusalKind(text);
  const field = text
    .split('; ')
    .map(namedField)
    .find((name) => name !== undefined);
  if (kind === 'scope') return new TandemError('exact_scope_missing', params);
  if (kind === 'malformed') return new TandemError('exact_bad_request', params, { field: unknownProperty(text) });
  if (kind === 'callback') return new TandemError('exact_webhook_callback', params);
  if (field !== undefined) return new TandemError('exact_required_field', { ...params, field }, { field });
  if (kind === 'alreadyExists') return new TandemError('exact_already_exists', params);
  if (kind === 'reference') return new TandemError('exact_reference_invalid', params);
  // A JSON 500 is a business rule of Exact, not a fault: trying again would not help (reference, errors).
  return new TandemError(status === 400 && asked.method === 'GET' ? 'exact_bad_request' : 'exact_validation', params);
}

function forbiddenError(asked: AskedFor, params: AnswerParams, said = ''): TandemError {
  const kind = refusalKind(said);
  if (kind === 'scope') return new TandemError('exact_scope_missing', params);
  if (kind === 'division') return new TandemError('exact_wrong_division', { ...params, granted: '' });
  return new TandemError(asked.method === 'GET' ? 'exact_rights_missing' : 'exact_forbidden', params);
}

function limitError(params: AnswerParams, headers: WireHeaders, clock: Clock): TandemError {
  const { minute, day } = readRateHeaders(headers);
  const isDay = day !== undefined && day.remaining <= 0 && (minute?.remaining ?? 1) > 0;
  const reset = (isDay ? day : minute)?.resetAt;
  const untilReset = reset === undefined ? undefined : reset.getTime() - clock.now().getTime();
  const retryAfterMs =
    untilReset !== undefined && untilReset > 0 ? untilReset : isDay ? scaled(clock, 3_600_000) : restOfMinuteMs(clock);
  return new TandemError(isDay ? 'exact_day_limit' : 'exact_minute_limit', params, { retryAfterMs });
}

function paramsOf(asked: AskedFor): Pick<AnswerParams, 'entity' | 'division'> {
  return { entity: entityOf(asked.path), division: asked.division };
}
