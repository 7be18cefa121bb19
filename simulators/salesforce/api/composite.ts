import { badRequest } from '../errors.ts';
import { inTransaction, jsonObject, type ApiAnswer, type ApiCall } from './api-call.ts';
import { ReferenceMissing, resolveReferences } from './composite-references.ts';

export type Route = (call: ApiCall) => ApiAnswer;

/** One subrequest of a composite request or a graph. */
export interface Subrequest {
  readonly method: string;
  readonly url: string;
  readonly referenceId: string;
  readonly body: unknown;
  readonly httpHeaders: Readonly<Record<string, string>>;
}
export interface SubResponse {
  readonly body: unknown;
  readonly httpHeaders: Readonly<Record<string, string>>;
  readonly httpStatusCode: number;
  readonly referenceId: string;
}

const MAX_SUBREQUESTS = 25;
const MAX_QUERIES_AND_COLLECTIONS = 5;

/** Aborts subrequests that stand or fall together. */
class Halted extends Error {
  override readonly name = 'Halted';
  readonly responses: readonly SubResponse[];
  constructor(responses: readonly SubResponse[]) {
    super('halted');
    this.responses = responses;
  }
}

/** @throws ApiError when a subrequest lacks method, url or referenceId, or two share one referenceId */
export function readSubrequests(value: unknown): Subrequest[] {
  if (!Array.isArray(value) || value.length === 0)
    throw badRequest('INVALID_INPUT', 'compositeRequest must be a list of subrequests');
  const requests = value.map((entry): Subrequest => {
    const { method, url, referenceId, body, httpHeaders } = jsonObject(entry);
    if (typeof method !== 'string' || typeof url !== 'string' || typeof referenceId !== 'string' || !/^\w+$/.test(referenceId)) {
      throw badRequest('INVALID_INPUT', 'Each subrequest needs method, url and a referenceId of letters, digits and underscores');
    }
    return {
      method: method.toUpperCase(),
      url,
      referenceId,
      body,
      httpHeaders: (httpHeaders ?? {}) as Readonly<Record<string, string>>,
    };
  });
  if (new Set(requests.map((request) => request.referenceId)).size < requests.length)
    throw badRequest('INVALID_INPUT', 'Each subrequest needs a referenceId of its own');
  return requests;
}

const halted = (referenceId: string, message: string): SubResponse => ({
  body: [{ errorCode: 'PROCESSING_HALTED', message }],
  httpHeaders: {},
  httpStatusCode: 400,
  referenceId,
});

const ROLLED_BACK = 'The transaction was rolled back since another operation in the same transaction failed.';

const lowerCase = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** A call inside another: same user, same transaction, no call of its own in the books. */
function innerCall(
  outer: ApiCall,
  method: string,
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>>,
  isAllOrNone: boolean,
): ApiCall {
  const [path = '', search = ''] = url.split(/\?(.*)/s);
  return { ...outer, method, path, query: new URLSearchParams(search), body, headers: lowerCase(headers), isAllOrNone };
}

/** Runs subrequests in order. With allOrNone the first failure undoes all of them and is the only one that tells its reason. */
export function runSubrequests(
  call: ApiCall,
  route: Route,
  requests: readonly Subrequest[],
  isAllOrNone: boolean,
): { responses: readonly SubResponse[]; isSuccessful: boolean } {
  const answers = new Map<string, unknown>();
  const runOne = (request: Subrequest): SubResponse => {
    try {
      const url = String(resolveReferences(request.url, answers));
      const answer = route(
        innerCall(call, request.method, url, resolveReferences(request.body, answers), request.httpHeaders, isAllOrNone),
      );
      if (answer.status < 300) answers.set(request.referenceId, answer.body ?? null);
      return {
        body: answer.body ?? null,
        httpHeaders: answer.headers ?? {},
        httpStatusCode: answer.status,
        referenceId: request.referenceId,
      };
    } catch (error) {
      if (error instanceof ReferenceMissing) return halted(request.referenceId, error.message);
      throw error;
    }
  };
  const isFailed = ({ httpStatusCode, body }: SubResponse): boolean =>
    httpStatusCode >= 400 ||
    (isAllOrNone && Array.isArray(body) && body.some((item) => (item as { success?: unknown } | null)?.success === false));
  try {
    const responses = inTransaction(call, () => {
      const done: SubResponse[] = [];
      for (const request of requests) {
        done.push(runOne(request));
        if (isAllOrNone && done.some(isFailed)) throw new Halted(done);
      }
      return done;
    });
    return { responses, isSuccessful: !responses.some(isFailed) };
  } catch (error) {
    if (!(error instanceof Halted)) throw error;
    const culprit = error.responses.at(-1);
    const responses = requests.map(({ referenceId }) =>
      culprit?.referenceId === referenceId ? culprit : halted(referenceId, ROLLED_BACK),
    );
    return { responses, isSuccessful: false };
  }
}

/** `POST /composite`: up to 25 subrequests, 5 of them queries or collections. */
export function composite(call: ApiCall, route: Route): ApiAnswer {
  const body = jsonObject(call.body);
  const requests = readSubrequests(body['compositeRequest']);
  if (requests.length > MAX_SUBREQUESTS)
    throw badRequest(
      'LIMIT_EXCEEDED',
      `A composite request can hold at most ${MAX_SUBREQUESTS} subrequests, this one has ${requests.length}`,
    );
  const heavy = requests.filter(({ url }) => /\/(query|queryAll)\b|\/composite\/sobjects/.test(url.split('?')[0] ?? '')).length;
  if (heavy > MAX_QUERIES_AND_COLLECTIONS) {
    throw badRequest(
      'LIMIT_EXCEEDED',
      `A composite request can hold at most ${MAX_QUERIES_AND_COLLECTIONS} queries and collections, this one has ${heavy}`,
    );
  }
  const { responses } = runSubrequests(call, route, requests, body['allOrNone'] === true);
  return { status: 200, body: { compositeResponse: responses } };
}

/** `POST /composite/batch`: up to 25 requests that know nothing of each other. */
export function compositeBatch(call: ApiCall, route: Route): ApiAnswer {
  const body = jsonObject(call.body);
  const requests = body['batchRequests'];
  if (!Array.isArray(requests) || requests.length === 0 || requests.length > MAX_SUBREQUESTS) {
    throw badRequest('LIMIT_EXCEEDED', `A batch holds 1 to ${MAX_SUBREQUESTS} requests`);
  }
  let hasErrors = false;
  const results = requests.map((entry: unknown) => {
    if (hasErrors && body['haltOnError'] === true) {
      return {
        statusCode: 412,
        result: [{ errorCode: 'BATCH_PROCESSING_HALTED', message: 'Batch processing halted per request' }],
      };
    }
    const { method, url, richInput } = jsonObject(entry);
    const path = String(url).replace(/^\/?(services\/data\/)?/, '/services/data/');
    const answer = route(innerCall(call, String(method).toUpperCase(), path, richInput, {}, false));
    if (answer.status >= 400) hasErrors = true;
    return { statusCode: answer.status, result: answer.body ?? null };
  });
  return { status: 200, body: { hasErrors, results } };
}
