import { Agent, request, type Dispatcher } from 'undici';

export interface TransportLimits {
  readonly connectTimeoutMs: number;
  /** Between the request and the first byte, and between two bytes of the body. */
  readonly answerTimeoutMs: number;
  readonly maxAnswerBytes: number;
}

export const DEFAULT_TRANSPORT_LIMITS: TransportLimits = {
  connectTimeoutMs: 10_000,
  answerTimeoutMs: 60_000,
  maxAnswerBytes: 32 * 1024 * 1024,
};

export interface WireRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** For the whole exchange, where the limits of the transport are too generous. */
  readonly timeoutMs?: number | undefined;
}

/** What came back: an answer of any status, or none. `wasSent` false means that the request cannot have had an effect. */
export type WireAnswer =
  | { readonly kind: 'answer'; readonly status: number; readonly headers: WireHeaders; readonly text: string }
  | { readonly kind: 'none'; readonly wasSent: boolean; readonly reason: string; readonly cause: unknown };

/** Header names in lower case; of a repeated header the first value. */
export type WireHeaders = Readonly<Record<string, string | undefined>>;

/** One keep-alive pool for all requests of a client. Follows no redirects and never has two requests on the way on one socket. */
export class HttpTransport {
  readonly #agent: Agent;

  constructor(limits: TransportLimits = DEFAULT_TRANSPORT_LIMITS) {
    this.#agent = new Agent({
      pipelining: 1,
      connections: 16,
      connect: { timeout: limits.connectTimeoutMs },
      headersTimeout: limits.answerTimeoutMs,
      bodyTimeout: limits.answerTimeoutMs,
      maxResponseSize: limits.maxAnswerBytes,
    });
  }

  async send(wire: WireRequest): Promise<WireAnswer> {
    try {
      const answer = await request(wire.url, {
        method: wire.method,
        headers: wire.headers,
        dispatcher: this.#agent,
        ...(wire.body === undefined ? {} : { body: wire.body }),
        signal: signalOf(wire),
      });
      const text = await answer.body.text();
      return { kind: 'answer', status: answer.statusCode, headers: firstValues(answer.headers), text };
    } catch (cause) {
      return { kind: 'none', wasSent: !isBeforeSending(cause), reason: reasonOf(cause), cause };
    }
  }

  async close(): Promise<void> {
    await this.#agent.close();
  }
}

function signalOf({ signal, timeoutMs }: WireRequest): AbortSignal | null {
  if (timeoutMs === undefined) return signal ?? null;
  const timeout = AbortSignal.timeout(timeoutMs);
  return signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
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

function reasonOf(cause: unknown): string {
  const { code, message } = cause as { code?: string; message?: string };
  return code ?? message ?? 'no answer';
}
