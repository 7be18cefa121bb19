import type { ExactFailure } from '../failure.ts';
import { xmlError } from '../odata/atom.ts';

/** What goes back over the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** A request, read to its end. */
export interface Request {
  readonly method: string;
  readonly path: string;
  /** As sent, without the question mark. */
  readonly search: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

export const header = (request: Request, name: string): string => {
  const value = request.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
};

export const json = (status: number, body: unknown, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(body),
});

export const html = (status: number, body: string): Answer => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body,
});

export const empty = (status: number, headers: Record<string, string> = {}): Answer => ({ status, headers, body: '' });

/** Whether the caller asked for JSON; everybody else gets Atom. */
export const wantsJson = (request: Request): boolean => header(request, 'accept').toLowerCase().includes('application/json');

/** An error in the vendor's envelope. */
export const errorAnswer = (
  request: Request,
  { status, message, reason }: Pick<ExactFailure, 'status' | 'message' | 'reason'>,
): Answer => {
  const headers: Record<string, string> = reason ? { reason } : {};
  if (wantsJson(request)) return json(status, { error: { code: '', message: { lang: '', value: message } } }, headers);
  return { status, headers: { 'content-type': 'application/xml; charset=utf-8', ...headers }, body: xmlError(message) };
};
