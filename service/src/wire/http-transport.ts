import { phrase, type ParamValue } from '../errors/index.ts';
import { Agent, request, type Dispatcher } from 'undici';

/** What one exchange may cost at most. */
export interface ExchangeBounds {
  /** From the request to the last byte of the answer: one that drips ends here. */
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
}

export interface TransportLimits extends ExchangeBounds {
  readonly connectTimeoutMs: number;
  /** Between the request and the first byte, and between two bytes of the body. */
  readonly answerTimeoutMs: number;
}

const MEGABYTE = 1024 * 1024;

/** A page of a thousand rows has room in it, and is parsed within a tenth of a second. */
export const DEFAULT_TRANSPORT_LIMITS: TransportLimits = {
  connectTimeoutMs: 10_000,
  answerTimeoutMs: 60_000,
  timeoutMs: 120_000,
  maxAnswerBytes: 16 * MEGABYTE,
};

/** Where a person waits: a handful of records, or the description of an object. */
export const PERSON_BOUNDS: ExchangeBounds = { timeoutMs: 45_000, maxAnswerBytes: 8 * MEGABYTE };
/** Files that are sent or read as they are, without parsing them as one: Salesforce takes 150 MB a job. */
export const FILE_BOUNDS: ExchangeBounds = { timeoutMs: 300_000, maxAnswerBytes: 32 * MEGABYTE };
/** A token endpoint says a few hundred bytes. */
export const TOKEN_ANSWER_BYTES = 64 * 1024;

export interface WireRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Where those of the transport do not fit. */
  readonly bounds?: Partial<ExchangeBounds> | undefined;
  /** The answer is wanted as it is: no text is made of a success. */
  readonly wantsBytes?: boolean | undefined;
}

/**
 * What came back: an answer of any status, or none. `wasSent` false means that the request cannot have had an effect; `isTooLarge`
 * that asking again would bring the same.
 */
export type WireAnswer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: WireHeaders;
      readonly text: string;
      /** Where they were asked for. */
      readonly bytes?: Buffer;
    }
  | {
      readonly kind: 'none';
      readonly wasSent: boolean;
      readonly isTooLarge: boolean;
      readonly reason: ParamValue;
      readonly cause: unknown;
    };

/** Header names in lower case; of a repeated header the first value. */
export type WireHeaders = Readonly<Record<string, string | undefined>>;

class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge';
  readonly maxBytes: number;

  constructor(maxBytes: number) {
    super(`more than ${maxBytes} bytes`);
    this.maxBytes = maxBytes;
  }
}

/** One keep-alive pool for all requests of a client. Follows no redirects and never has two requests on the way on one socket. */
export class HttpTransport {
  readonly #agent: Agent;
  readonly #bounds: ExchangeBounds;

  constructor(limits: TransportLimits = DEFAULT_TRANSPORT_LIMITS) {
    this.#bounds = limits;
    this.#agent = new Agent({
      pipelining: 1,
      connections: 16,
      connect: { timeout: limits.connectTimeoutMs },
      headersTimeout: limits.answerTimeoutMs,
      bodyTimeout: limits.answerTimeoutMs,
    });
  }

  async send(wire: WireRequest): Promise<WireAnswer> {
    const { timeoutMs, maxAnswerBytes } = { ...this.#bounds, ...wire.bounds };
    const deadline = AbortSignal.timeout(timeoutMs);
    try {
      const answer = await request(wire.url, {
        method: wire.method,
        headers: wire.headers,
        dispatcher: this.#agent,
        ...(wire.body === undefined ? {} : { body: wire.body }),
        signal: wire.signal === undefined ? deadline : AbortSignal.any([wire.signal, deadline]),
      });
      const headers = firstValues(answer.headers);
      const bytes = await readBytes(answer.body, maxAnswerBytes, Number(headers['content-length'] ?? 0));
      const status = answer.statusCode;
      if (wire.wantsBytes === true && status < 300) return { kind: 'answer', status, headers, text: '', bytes };
      return { kind: 'answer', status, headers, text: bytes.toString('utf8') };
    } catch (cause) {
      const isTooLarge = cause instanceof AnswerTooLarge;
      return { kind: 'none', wasSent: !isBeforeSending(cause), isTooLarge, reason: reasonOf(cause, deadline, timeoutMs), cause };
    }
  }

  async close(): Promise<void> {
    await this.#agent.close();
  }
}

/** Gives up, and lets go of the socket, as soon as there is more than that, or as there is said to be. */
async function readBytes(body: Dispatcher.ResponseData['body'], maxBytes: number, announced: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes || announced > maxBytes) throw new AnswerTooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function firstValues(headers: Dispatcher.ResponseData['headers']): WireHeaders {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value[0] : value]),
  );
}

/** Nothing has left this machine when the connection was never made. */
function isBeforeSending(cause: unknown): boolean {
  const { code, syscall } = cause as { code?: string; syscall?: string };
  return code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ECONNREFUSED' || syscall === 'connect' || syscall === 'getaddrinfo';
}

function reasonOf(cause: unknown, deadline: AbortSignal, timeoutMs: number): ParamValue {
  if (cause instanceof AnswerTooLarge) return phrase('answer_large', { count: Math.floor(cause.maxBytes / 1024) });
  if (cause === deadline.reason) return phrase('answer_late', { count: Math.round(timeoutMs / 1000) });
  const { code, message } = cause as { code?: string; message?: string };
  return code ?? message ?? phrase('answer_none');
}
