import type { FastifyRequest } from 'fastify';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { ENGLISH, phrase, TandemError, type Phrase } from '../errors/index.ts';
import type { HttpApp } from './app-types.ts';
import { toProblem } from './problems.ts';

/** No document of Tandem is half as deep; whatever walks one may do so by calling itself. */
const MAX_DEPTH = 64;

/** A value in a body, and the way to it. */
interface Node {
  readonly value: unknown;
  readonly name: string;
  readonly parent: Node | undefined;
  readonly depth: number;
}

/**
 * Lets no request in whose path, query or body holds what no column takes and no route expects: the character U+0000, half of a
 * surrogate pair, a number beyond a double, a document without a bottom. Each route is behind it, those for browsers and systems too.
 * Refused with `invalid_request`.
 */
export function guardBorder(app: HttpApp): void {
  app.addHook('onRequest', async (request: FastifyRequest) => {
    refuseUnreadable('path', request.params);
    refuseUnreadable('query', request.query);
  });
  app.addHook('preValidation', async (request: FastifyRequest) => refuseUnreadable('body', request.body));
}

/** Answers what could not be read as HTTP, where there is neither a request nor a route: in the words of the service all the same. */
export function answerUnreadableHttp(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (!socket.writable) {
    socket.destroy(error);
    return;
  }
  const problem = toProblem(refusalOfHttp(error.code), ENGLISH);
  const body = JSON.stringify(problem);
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

function refusalOfHttp(code: string | undefined): TandemError {
  if (code === 'HPE_HEADER_OVERFLOW') return new TandemError('request_headers_too_large');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new TandemError('request_too_slow');
  return new TandemError('invalid_request', { problem: phrase('request_not_http') });
}

function refuseUnreadable(place: string, value: unknown): void {
  const open: Node[] = [{ value, name: '', parent: undefined, depth: 0 }];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const fault = faultOf(node);
    if (fault !== undefined)
      throw new TandemError('invalid_request', {
        problem: phrase('request_fault', { place: `${place}${pointerTo(node)}`, fault }),
      });
    if (typeof node.value !== 'object' || node.value === null) continue;
    for (const [name, child] of Object.entries(node.value))
      open.push({ value: child, name, parent: node, depth: node.depth + 1 });
  }
}

function faultOf({ value, name, depth }: Node): Phrase | undefined {
  if (depth > MAX_DEPTH) return phrase('request_too_deep', { count: MAX_DEPTH });
  if (typeof value === 'number' && !Number.isFinite(value)) return phrase('request_large_number');
  return textFault(name) ?? (typeof value === 'string' ? textFault(value) : undefined);
}

function textFault(text: string): Phrase | undefined {
  if (text.includes('\0')) return phrase('request_null_character');
  return text.isWellFormed() ? undefined : phrase('request_half_character');
}

/** As of RFC 6901, without what cannot be shown. */
function pointerTo(node: Node): string {
  const names: string[] = [];
  for (let step = node; step.parent !== undefined; step = step.parent) {
    const shown = step.name
      .toWellFormed()
      .replaceAll(/\p{Cc}/gu, '')
      .slice(0, 40);
    names.unshift(shown.replaceAll('~', '~0').replaceAll('/', '~1'));
  }
  return names.length === 0 ? '' : `/${names.slice(0, 10).join('/')}`;
}
