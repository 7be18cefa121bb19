import { isTandemError, phrase, TandemError, type ParamValue } from '../errors/index.ts';
import { backOffMs, CALL_BACK_OFF } from '../pace/index.ts';
import {
  FILE_BOUNDS,
  parseJson,
  pause,
  scaled,
  type Breakers,
  type Clock,
  type ExchangeBounds,
  type HttpTransport,
  type WireHeaders,
} from '../wire/index.ts';
import { classifyFault, readFaults } from './classify.ts';
import { namesOf, type Names } from './names.ts';
import type { ApiUsage } from './ports.ts';
import type { OrgToken, OrgTokens } from './token-source.ts';

/** Of rows that are sent as a file. */
export const CSV_TYPE = 'text/csv; charset=UTF-8';
const MAX_ATTEMPTS = 4;

export interface SalesforceRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  /** Below the instance, beginning with a slash. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** What it is about, for the words of an error. */
  readonly object: string;
  /** Fields in an error carry logical names when these are known. */
  readonly names?: Names | undefined;
  /** True when doing it twice is the same as doing it once: only then a lost answer is asked for again. */
  readonly isRepeatable: boolean;
  /** The answer is CSV: its body is the text as it came. */
  readonly isCsvAnswer?: boolean | undefined;
  /** The body has a file within it, which takes its time. */
  readonly isUpload?: boolean | undefined;
  /** The answer is a file of at most that many bytes: its body is a Buffer. */
  readonly maxFileBytes?: number | undefined;
}

export interface SalesforceAnswer {
  readonly status: number;
  readonly headers: WireHeaders;
  /** Parsed without losing digits; null for an empty body; a text where CSV was asked for, a Buffer where a file was. */
  readonly body: unknown;
}

export interface SalesforceCallerParts {
  readonly transport: HttpTransport;
  readonly tokens: OrgTokens;
  readonly breakers: Breakers;
  readonly usage: ApiUsage;
  readonly clock: Clock;
}

/** When calls end: for all of them, and how much each may cost where the limits of the transport do not fit. */
export interface CallLimits {
  readonly signal?: AbortSignal | undefined;
  readonly bounds?: ExchangeBounds | undefined;
}

/** Sends the data requests of one org: token, breaker, retries, classification. */
export class SalesforceCaller {
  readonly orgId: string;
  readonly #parts: SalesforceCallerParts;
  readonly #signal: AbortSignal | undefined;
  readonly #bounds: ExchangeBounds | undefined;
  #callsSpent = 0;

  constructor(parts: SalesforceCallerParts, orgId: string, limits: CallLimits = {}) {
    this.orgId = orgId;
    this.#parts = parts;
    this.#signal = limits.signal;
    this.#bounds = limits.bounds;
  }

  get callsSpent(): number {
    return this.#callsSpent;
  }

  get clock(): Clock {
    return this.#parts.clock;
  }

  get signal(): AbortSignal | undefined {
    return this.#signal;
  }

  /** A success or 304. Throws a TandemError. */
  async send(request: SalesforceRequest): Promise<SalesforceAnswer> {
    let hasNewToken = false;
    let token = await this.#parts.tokens.current(this.orgId);
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.#attempt(request, token);
      if (!(outcome instanceof TandemError)) return outcome;
      if (isTandemError(outcome, 'salesforce_access_refused') && !hasNewToken) {
        token = await this.#parts.tokens.replace(this.orgId, token);
        hasNewToken = !token.isStored;
        continue;
      }
      const isWorthwhile =
        request.isRepeatable && isTandemError(outcome, 'salesforce_unavailable') && outcome.retryAfterMs === undefined;
      if (!isWorthwhile || attempt >= MAX_ATTEMPTS) throw outcome;
      await pause(scaled(this.#parts.clock, backOffMs(CALL_BACK_OFF, attempt)), this.#signal);
    }
  }

  async #attempt(request: SalesforceRequest, token: OrgToken): Promise<SalesforceAnswer | TandemError> {
    try {
      return await this.#parts.breakers.run(token.instanceUrl, () => this.#exchange(request, token));
    } catch (error) {
      if (error instanceof TandemError) return error;
      throw error;
    }
  }

  async #exchange(request: SalesforceRequest, token: OrgToken): Promise<SalesforceAnswer> {
    this.#callsSpent += 1;
    const answer = await this.#parts.transport.send({
      method: request.method,
      url: `${token.instanceUrl}${request.path}`,
      headers: {
        ...request.headers,
        accept: acceptedBy(request),
        authorization: `Bearer ${token.accessToken}`,
      },
      body: request.body,
      signal: this.#signal,
      bounds: boundsOf(request) ?? this.#bounds,
      wantsBytes: request.maxFileBytes !== undefined,
    });
    if (answer.kind === 'none') {
      if (answer.isTooLarge) throw unreadable(request, answer.reason, answer.cause);
      // An aborted create may have been carried out, which is more important to say than that it was aborted.
      if (request.isRepeatable) this.#signal?.throwIfAborted();
      throw noUsableAnswer(request, answer.reason, answer.cause, answer.wasSent);
    }
    this.#recordUsage(answer.headers);
    const { status, headers } = answer;
    const isSuccess = (status >= 200 && status < 300) || status === 304;
    const asItCame = request.isCsvAnswer === true ? answer.text : answer.bytes;
    const body = isSuccess && asItCame !== undefined ? asItCame : readBody(answer.text);
    if (isSuccess && body !== undefined) return { status, headers, body };
    throw isSuccess
      ? unreadable(request, phrase('answer_status_cut', { status }))
      : refusalOf(request, status, body, this.#parts.clock);
  }

  #recordUsage(headers: WireHeaders): void {
    const [, used, limit] = /api-usage=(\d+)\/(\d+)/.exec(headers['sforce-limit-info'] ?? '') ?? [];
    if (used !== undefined && limit !== undefined) this.#parts.usage.record(this.orgId, Number(used), Number(limit));
  }
}

function acceptedBy({ isCsvAnswer, maxFileBytes }: SalesforceRequest): string {
  if (maxFileBytes !== undefined) return '*/*';
  return isCsvAnswer === true ? 'text/csv' : 'application/json';
}

function boundsOf({ headers, isCsvAnswer, isUpload, maxFileBytes }: SalesforceRequest): ExchangeBounds | undefined {
  if (maxFileBytes !== undefined) return { ...FILE_BOUNDS, maxAnswerBytes: maxFileBytes };
  return isCsvAnswer === true || isUpload === true || headers['content-type'] === CSV_TYPE ? FILE_BOUNDS : undefined;
}

/** Null for an empty body, undefined for one that is no JSON. */
function readBody(text: string): unknown {
  if (text.trim() === '') return null;
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

function refusalOf(request: SalesforceRequest, status: number, body: unknown, clock: Clock): TandemError {
  const [fault] = readFaults(body);
  if (fault !== undefined) {
    const error = classifyFault(fault, { object: request.object, names: request.names ?? namesOf(''), scale: clock.scale });
    return error.code === 'salesforce_unavailable' ? noUsableAnswer(request, fault.message) : error;
  }
  if (status === 401) return new TandemError('salesforce_access_refused', { text: phrase('answer_status', { status }) });
  if (status === 429) {
    return new TandemError(
      'salesforce_request_limit',
      { text: phrase('answer_status', { status }) },
      { retryAfterMs: scaled(clock, 60_000) },
    );
  }
  if (status >= 400 && status < 500) {
    return new TandemError('salesforce_request_refused', {
      salesforceCode: phrase('answer_status', { status }),
      text: phrase('reason_not_given'),
    });
  }
  return noUsableAnswer(request, phrase('answer_status', { status }));
}

function noUsableAnswer(request: SalesforceRequest, reason: ParamValue, cause?: unknown, wasSent = true): TandemError {
  if (request.isRepeatable || !wasSent) return new TandemError('salesforce_unavailable', { text: reason }, { cause });
  return new TandemError('salesforce_outcome_unknown', { object: request.object, text: reason }, { cause, outcomeUnknown: true });
}

/** Something came that is no answer: what may not be repeated may have been carried out. */
export function unreadable(
  request: Pick<SalesforceRequest, 'object' | 'isRepeatable'>,
  reason: ParamValue,
  cause?: unknown,
): TandemError {
  return request.isRepeatable
    ? new TandemError('salesforce_unreadable_answer', { text: reason }, { cause })
    : new TandemError('salesforce_outcome_unknown', { object: request.object, text: reason }, { cause, outcomeUnknown: true });
}
