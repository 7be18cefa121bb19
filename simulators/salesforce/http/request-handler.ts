import type { IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { errorAnswer, listVersions, route, type WriteTally } from '../api/index.ts';
import { control } from '../control/control-resources.ts';
import type { FaultKind } from '../control/faults.ts';
import { ApiError, notFound } from '../errors.ts';
import { answerConsent, answerTokenRequest, OAuthError, showConsent, userInfo, type AuthorizeAnswer } from '../oauth/index.ts';
import type { SalesforceSimulator } from '../simulator.ts';
import { faultAnswer, jsonAnswer, textAnswer, type HttpAnswer } from './answer.ts';
import { parseBody, readBody } from './request-body.ts';

const MAX_URI_LENGTH = 16_384;

/** What becomes of a request: an answer, and how the connection treats it. */
export interface Outcome {
  readonly answer: HttpAnswer;
  /** The socket dies before the answer is sent, or half-way. */
  readonly isDropped: boolean;
  readonly isTruncated: boolean;
}

interface Reply {
  readonly answer: HttpAnswer;
  readonly isCounted: boolean;
}

interface Incoming {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

const invalidSession = (): HttpAnswer =>
  jsonAnswer(401, [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }], { 'WWW-Authenticate': 'Token' });

const authorizeAnswer = (answer: AuthorizeAnswer): HttpAnswer =>
  'html' in answer
    ? textAnswer(200, 'text/html; charset=utf-8', answer.html)
    : jsonAnswer(302, undefined, { Location: answer.location });

const answerOAuth = async (
  simulator: SalesforceSimulator,
  { method, path, query, headers, body }: Incoming,
): Promise<HttpAnswer> => {
  const context = simulator.oauth();
  const form = new URLSearchParams(body.toString('utf8'));
  try {
    if (path === '/services/oauth2/token' && method === 'POST')
      return jsonAnswer(200, await answerTokenRequest(context, form, headers['authorization']), { 'Cache-Control': 'no-store' });
    if (path === '/services/oauth2/authorize') {
      if (method === 'POST') simulator.isAppAllowed = true;
      return authorizeAnswer(method === 'POST' ? answerConsent(context, form) : showConsent(context, query));
    }
    if (path === '/services/oauth2/revoke' && method === 'POST') {
      simulator.tokens.revoke(form.get('token') ?? '');
      return jsonAnswer(200, undefined);
    }
    if (path === '/services/oauth2/userinfo' || path.startsWith('/id/')) {
      const actor = simulator.actorOf(headers['authorization']);
      return actor === null
        ? textAnswer(403, 'text/html', 'Bad_OAuth_Token')
        : jsonAnswer(200, userInfo(simulator.org, actor.userId, simulator.origin));
    }
    return jsonAnswer(404, [{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }]);
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    return jsonAnswer(error.status, { error: error.error, error_description: error.message });
  }
};

const answerApi = async (simulator: SalesforceSimulator, incoming: Incoming, tally: WriteTally): Promise<Reply> => {
  const { method, path, query, headers, body } = incoming;
  if (/^\/services\/data\/?$/.test(path)) return { answer: jsonAnswer(200, listVersions().body), isCounted: false };
  const actor = simulator.actorOf(headers['authorization']);
  if (actor === null) return { answer: invalidSession(), isCounted: false };
  if (!simulator.countCall())
    return {
      answer: jsonAnswer(403, [{ message: 'TotalRequests Limit exceeded.', errorCode: 'REQUEST_LIMIT_EXCEEDED' }]),
      isCounted: false,
    };
  if (!simulator.org.rightsOf(actor.userId).may('ApiEnabled')) {
    const message = 'The REST API is not enabled for this Organization.';
    return { answer: jsonAnswer(403, [{ message, errorCode: 'API_DISABLED_FOR_ORG' }]), isCounted: true };
  }
  const limitInfo = { 'Sforce-Limit-Info': simulator.limitInfo() };
  try {
    const parsed = await parseBody(headers['content-type'], body);
    const answer = route({
      services: simulator.services,
      actor,
      method,
      path,
      query,
      headers,
      body: parsed,
      tally,
      isAllOrNone: false,
    });
    return { answer: jsonAnswer(answer.status, answer.body, { ...limitInfo, ...answer.headers }), isCounted: true };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const answer = errorAnswer(error);
    return { answer: jsonAnswer(answer.status, answer.body, limitInfo), isCounted: true };
  }
};

const answerWork = async (simulator: SalesforceSimulator, incoming: Incoming, tally: WriteTally): Promise<Reply> => {
  if (incoming.path.startsWith('/services/data')) return answerApi(simulator, incoming, tally);
  if (incoming.path.startsWith('/services/oauth2/') || incoming.path.startsWith('/id/'))
    return { answer: await answerOAuth(simulator, incoming), isCounted: false };
  const missing = errorAnswer(notFound());
  return { answer: jsonAnswer(missing.status, missing.body), isCounted: false };
};

const answerControl = ({ method, path, query, body }: Incoming, simulator: SalesforceSimulator): HttpAnswer => {
  const parsed = body.length === 0 ? {} : (JSON.parse(body.toString('utf8')) as Readonly<Record<string, unknown>>);
  const answer = control(simulator, method, path.slice('/_control'.length), query, parsed);
  return jsonAnswer(answer.status, answer.body);
};

const isDropping = (kind: FaultKind | null): boolean =>
  kind === 'resetBefore' || kind === 'resetAfter' || kind === 'lostTokenAnswer';

/** Handles one request: control, else faults, then OAuth or the API, then the journal. */
export async function handleRequest(simulator: SalesforceSimulator, request: IncomingMessage): Promise<Outcome> {
  const url = request.url ?? '/';
  const method = request.method ?? 'GET';
  // The Salesforce CLI writes //services/data where the address of the org ends with a slash, and orgs answer it.
  const [path = '', search = ''] = url.replace(/^\/{2,}/, '/').split(/\?(.*)/s);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
  const incoming: Incoming = { method, path, query: new URLSearchParams(search), headers, body: await readBody(request) };
  if (path.startsWith('/_control/')) return { answer: answerControl(incoming, simulator), isDropped: false, isTruncated: false };

  const { kind, latencyMs } = simulator.faults.strike(method, url);
  if (latencyMs > 0) await wait(latencyMs);
  const tally: WriteTally = { rows: 0, hasStartedWriting: false, takesRowLock: simulator.faults.rowLock(method, url) };
  const instead = kind === null ? null : faultAnswer(kind);
  let reply: Reply;
  if (instead !== null || kind === 'resetBefore')
    reply = { answer: instead ?? jsonAnswer(0, undefined), isCounted: instead !== null && kind !== 'unauthorized' };
  else if (url.length > MAX_URI_LENGTH)
    reply = { answer: textAnswer(414, 'text/html', '<h1>Bad Message 414</h1><pre>reason: URI Too Long</pre>'), isCounted: false };
  else reply = await answerWork(simulator, incoming, tally);
  simulator.journal.add({
    method,
    path,
    query: search,
    status: reply.answer.status,
    isCounted: reply.isCounted,
    isWrite: tally.rows > 0 || tally.hasStartedWriting,
    rowsWritten: tally.rows,
  });
  return { answer: reply.answer, isDropped: isDropping(kind), isTruncated: kind === 'truncated' };
}
