import type { ServerResponse } from 'node:http';
import type { FaultKind } from '../control/faults.ts';

/** An answer ready for the wire. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export function jsonAnswer(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  if (body === undefined) return { status, headers, body: Buffer.alloc(0) };
  if (Buffer.isBuffer(body)) return { status, headers, body };
  return {
    status,
    headers: { 'Content-Type': 'application/json;charset=UTF-8', ...headers },
    body: Buffer.from(JSON.stringify(body)),
  };
}

export function textAnswer(
  status: number,
  contentType: string,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer {
  return { status, headers: { 'Content-Type': contentType, ...headers }, body: Buffer.from(text) };
}

const problem = (
  status: number,
  errorCode: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer => jsonAnswer(status, [{ message, errorCode }], headers);

/** Answers that a fault gives in place of the org; null for the kinds that let the org work. */
export function faultAnswer(kind: FaultKind): HttpAnswer | null {
  switch (kind) {
    case 'tooMany':
      return problem(429, 'REQUEST_LIMIT_EXCEEDED', 'Too many requests', { 'Retry-After': '1' });
    case 'tooManyBare':
      return textAnswer(429, 'text/plain', '');
    case 'error500Json':
      return problem(
        500,
        'UNKNOWN_EXCEPTION',
        'An unexpected error occurred. Please include this ErrorId if you contact support: 12345-67890',
      );
    case 'error500Html':
      return textAnswer(500, 'text/html', '<html><body><h1>Server Error</h1></body></html>');
    case 'error503':
      return problem(503, 'SERVER_UNAVAILABLE', 'The server is too busy to complete this request. Please try again.');
    case 'unauthorized':
      return problem(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
    case 'requestLimit':
      return problem(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
    default:
      return null;
  }
}

/** Sends an answer; a truncated one promises all bytes, sends half and ends the connection. */
export function send(response: ServerResponse, answer: HttpAnswer, isTruncated: boolean): void {
  response.writeHead(answer.status, {
    ...answer.headers,
    ...(answer.status === 204 || answer.status === 304 ? {} : { 'Content-Length': String(answer.body.length) }),
  });
  if (!isTruncated) {
    response.end(answer.body);
    return;
  }
  const half = answer.body.subarray(0, Math.floor(answer.body.length / 2));
  response.write(half, () => response.destroy());
}
