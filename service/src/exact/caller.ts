import { backOffMs, CALL_BACK_OFF } from '../pace/index.ts';
import {
  pause,
  PERSON_BOUNDS,
  scaled,
  type Breakers,
  type Clock,
  type ExchangeBounds,
  type HttpTransport,
  type StopSignals,
  type WireAnswer,
} from '../wire/index.ts';
import { isTandemError, phrase, retell, TandemError } from '../errors/index.ts';
import { classifyAnswer, errorText, noUsableAnswer, unreadable, type AskedFor } from './classify.ts';
import { entityOf } from './entity-names.ts';
import { budgetKey, type ExactApp, type ExactBudget } from './ports.ts';
import { readRateHeaders } from './rate-headers.ts';
import type { TokenProvider } from './token-provider.ts';
import type { AccessToken } from './token-source.ts';
import type { TokenVerdict } from './token-trials.ts';
import type { CallClass } from './types.ts';

const MAX_READS = 4;
/** A file that does not come is one record's trouble: it must not hold up the others for long. */
const MAX_FILE_READS = 2;
const FILE_TIMEOUT_MS = 30_000;
/** A longer wait gives the job back instead of holding a worker. */
const LONGEST_WAIT_MS = 2_000;
const COUNTED_ERRORS: ReadonlySet<number> = new Set([400, 401, 403, 404]);

const LIMIT_CODES = {
  minute: 'exact_minute_limit',
  blocked: 'exact_minute_limit',
  day: 'exact_day_limit',
  errors: 'exact_error_budget',
} as const;

/** One data request. `url` is absolute and has been checked to be on the app's host. */
export interface DataRequest extends AskedFor {
  readonly url: string;
  readonly body?: string | undefined;
  /** The answer is a file of at most that many bytes: it comes as it is, and so does a redirect, which is not followed. */
  readonly maxFileBytes?: number | undefined;
  /** The answer is no JSON: Exact refuses a count that is asked for as JSON. */
  readonly isText?: boolean;
}

export type Answer = Extract<WireAnswer, { kind: 'answer' }>;

export interface CallerParts {
  readonly transport: HttpTransport;
  readonly budget: ExactBudget;
  readonly breakers: Breakers;
  readonly clock: Clock;
  readonly stopping?: StopSignals | undefined;
  /** Told of every request before it goes out. */
  readonly onCall?: ((callClass: CallClass) => void) | undefined;
}

/** Sends the data requests of one connection and division: budget, token, breaker, retries, classification. */
export class Caller {
  readonly #parts: CallerParts;
  readonly #tokens: TokenProvider;
  readonly #callClass: CallClass;
  readonly #app: ExactApp;
  readonly #waits: AbortSignal | undefined;
  readonly #calls: AbortSignal | undefined;
  #callsSpent = 0;
  #writesUnanswered = 0;

  constructor(
    parts: CallerParts,
    options: { tokens: TokenProvider; callClass: CallClass; app: ExactApp; signal?: AbortSignal | undefined },
  ) {
    this.#parts = parts;
    this.#tokens = options.tokens;
    this.#callClass = options.callClass;
    this.#app = options.app;
    this.#waits = either(options.signal, parts.stopping?.waits);
    this.#calls = either(options.signal, parts.stopping?.calls);
  }

  get callsSpent(): number {
    return this.#callsSpent;
  }

  get writesUnanswered(): number {
    return this.#writesUnanswered;
  }

  /**
   * The answer of a successful request. Reads are tried a few times; a write goes out once, and again only when Exact
   * certainly did nothing (refused token, a limit that is over in a moment). Throws a TandemError.
   */
  async send(request: DataRequest): Promise<Answer> {
    let hasReplacedToken = false;
    let token = await this.#tokens.current();
    for (let attempt = 1; ; attempt += 1) {
      const sentWith = token;
      const call = () => this.#attempt(request, sentWith);
      const outcome = await this.#tokens.use(sentWith, { call, verdictOf, isOfABatch: this.#callClass === 'batch' });
      if (outcome !== undefined && !(outcome instanceof TandemError)) return outcome;
      if (outcome === undefined || isAccessRefusal(outcome)) {
        if (hasReplacedToken) throw this.#stillRefused(outcome ?? refusedUnsent(request), token);
        hasReplacedToken = true;
        token = await this.#tokens.afterRefusal(token);
        continue;
      }
      const waitMs = this.#waitBeforeRetry(request, outcome, attempt);
      if (waitMs === undefined) throw outcome;
      await pause(waitMs, this.#waits);
    }
  }

  async #attempt(request: DataRequest, token: AccessToken): Promise<Answer | TandemError> {
    // A stopping process begins nothing for a batch, and nothing at all once calls are being cut.
    (this.#callClass === 'batch' ? this.#waits : this.#calls)?.throwIfAborted();
    const key = budgetKey(this.#app, request.division);
    await this.#acquire(key, request);
    try {
      // Files that do not come say nothing about the rest of Exact.
      const breaker = request.maxFileBytes === undefined ? key : `${key}/files`;
      return await this.#parts.breakers.run(breaker, () => this.#exchange(request, token, key));
    } catch (error) {
      if (!(error instanceof TandemError)) throw error;
      if (error.outcomeUnknown) this.#writesUnanswered += 1;
      return error;
    }
  }

  async #exchange(request: DataRequest, token: AccessToken, key: string): Promise<Answer> {
    this.#callsSpent += 1;
    this.#parts.onCall?.(this.#callClass);
    const answer = await this.#parts.transport.send({
      method: request.method,
      url: request.url,
      headers: headersOf(request, token),
      body: request.body,
      signal: this.#calls,
      bounds: this.#boundsOf(request),
      wantsBytes: request.maxFileBytes !== undefined,
    });
    if (answer.kind === 'none') {
      if (answer.isTooLarge) throw unreadable(request, answer.reason, answer.cause);
      // An aborted write may have been carried out, which is more important to say than that it was aborted.
      if (request.method === 'GET') this.#calls?.throwIfAborted();
      throw noUsableAnswer(request, answer.reason, answer.cause, answer.wasSent);
    }
    await this.#parts.budget.correct(key, readRateHeaders(answer.headers));
    if (answer.status >= 200 && answer.status < (request.maxFileBytes === undefined ? 300 : 400)) return answer;
    if (COUNTED_ERRORS.has(answer.status)) await this.#parts.budget.recordError(key, request.path);
    if (answer.status >= 500 && errorText(answer.text) === undefined)
      throw noUsableAnswer(request, phrase('answer_status', { status: answer.status }));
    const error = classifyAnswer(request, answer, this.#parts.clock);
    if (answer.status === 429)
      await this.#parts.budget.block(key, new Date(this.#parts.clock.now().getTime() + (error.retryAfterMs ?? 0)));
    throw error;
  }

  #boundsOf({ maxFileBytes }: DataRequest): ExchangeBounds | undefined {
    if (maxFileBytes !== undefined) return { timeoutMs: FILE_TIMEOUT_MS, maxAnswerBytes: maxFileBytes };
    return this.#callClass === 'interactive' ? PERSON_BOUNDS : undefined;
  }

  async #acquire(key: string, request: DataRequest): Promise<void> {
    for (;;) {
      const grant = await this.#parts.budget.acquire(key, this.#callClass, request.path);
      if (grant.isGranted) return;
      if (grant.retryAfterMs > LONGEST_WAIT_MS) throw limitReached(request, grant.reason, grant.retryAfterMs);
      await pause(grant.retryAfterMs, this.#waits);
    }
  }

  #waitBeforeRetry(request: DataRequest, error: TandemError, attempt: number): number | undefined {
    if (attempt >= (request.maxFileBytes === undefined ? MAX_READS : MAX_FILE_READS)) return undefined;
    if (error.handling === 'wait') {
      return error.retryAfterMs !== undefined && error.retryAfterMs <= LONGEST_WAIT_MS ? error.retryAfterMs : undefined;
    }
    if (request.method !== 'GET' || error.code !== 'exact_unavailable' || error.retryAfterMs !== undefined) return undefined;
    return scaled(this.#parts.clock, backOffMs(CALL_BACK_OFF, attempt));
  }

  /** Never "reconnect": only the token endpoint can say that the connection is over, and it may be asked after 570 s. */
  #stillRefused(error: TandemError, token: AccessToken): TandemError {
    const rest = this.#tokens.restUntilReplaceableMs(token);
    const retryAfterMs = Math.max(rest, scaled(this.#parts.clock, 30_000));
    return retell(error, { cause: error, retryAfterMs });
  }
}

function isAccessRefusal(outcome: Answer | TandemError): boolean {
  return isTandemError(outcome, 'exact_access_refused');
}

/** Another error may come from a gateway, or from a limit before anything was sent. */
function verdictOf(outcome: Answer | TandemError): TokenVerdict {
  if (isAccessRefusal(outcome)) return 'refused';
  return outcome instanceof TandemError ? 'unknown' : 'taken';
}

function refusedUnsent({ path, division }: DataRequest): TandemError {
  return new TandemError('exact_access_refused', { entity: entityOf(path), division, text: phrase('access_refused') });
}

function either(one: AbortSignal | undefined, other: AbortSignal | undefined): AbortSignal | undefined {
  return one === undefined || other === undefined ? (one ?? other) : AbortSignal.any([one, other]);
}

function headersOf(request: DataRequest, token: AccessToken): Record<string, string> {
  return {
    accept: request.maxFileBytes === undefined && request.isText !== true ? 'application/json' : '*/*',
    authorization: `Bearer ${token.accessToken}`,
    ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(request.method === 'POST' ? { prefer: 'return=representation' } : {}),
  };
}

function limitReached(request: DataRequest, reason: 'minute' | 'day' | 'blocked' | 'errors', retryAfterMs: number): TandemError {
  const params = { entity: entityOf(request.path), division: request.division };
  // What blocks for longer than a minute is the day.
  const code = reason === 'blocked' && retryAfterMs > 60_000 ? 'exact_day_limit' : LIMIT_CODES[reason];
  return new TandemError(code, params, { retryAfterMs });
}
