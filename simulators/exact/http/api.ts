import { ExactFailure, forbidden } from '../failure.ts';
import type { World } from '../world.ts';
import { errorAnswer, header, html, type Answer, type Request } from './answer.ts';
import { readDivisions, readMe, readSyncTimestamp } from './company.ts';
import { readFinancialPeriods } from './financial-periods.ts';
import type { Grant } from './grants.ts';
import { readItemExtraFields } from './item-extra-fields.ts';
import { readJournalStatusList } from './journal-status.ts';
import { read, type Visit } from './reading.ts';
import { readOutstandingInvoices, readReceivablesList } from './receivables.ts';
import { routeOf, type Route } from './route.ts';
import { write } from './writing.ts';

export interface ApiAnswer {
  readonly answer: Answer;
  readonly isCounted: boolean;
}

/** What the vendor shows who comes without a token. */
export const LOGIN_PAGE =
  '<html><head><title>Object moved</title></head><body><h2>Object moved to <a href="/docs/Login.aspx">here</a>.</h2></body></html>';

const GATE = /^\/api\/v1\/(\d+|current)\/(.+)$/;

/** The company number in a path of the API. */
export const divisionIn = (path: string): number | undefined => {
  const text = GATE.exec(path)?.[1];
  return text === undefined || text === 'current' ? undefined : Number(text);
};

/** The access token that a request bears. */
export const bearerOf = (request: Request): string | undefined => /^Bearer (.+)$/i.exec(header(request, 'authorization'))?.[1];

/** Runs a piece of work whose failures are answers. */
const answered = async (request: Request, work: () => Answer | Promise<Answer>): Promise<Answer> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ExactFailure) return errorAnswer(request, error);
    throw error;
  }
};

/** Resources whose rows are made when they are read. */
const COMPUTED: Readonly<Record<string, (visit: Visit, route: Route) => Answer>> = {
  SyncTimestamp: readSyncTimestamp,
  ItemExtraFields: readItemExtraFields,
  ReceivablesList: readReceivablesList,
  OutstandingInvoicesOverview: readOutstandingInvoices,
  FinancialPeriods: readFinancialPeriods,
  JournalStatusList: readJournalStatusList,
};

const dispatch = async (world: World, request: Request, grant: Grant, code: number, path: string): Promise<Answer> => {
  const route = routeOf(path);
  if (route.resource.set === 'Divisions') {
    if (request.method !== 'GET') throw forbidden('Forbidden');
    return readDivisions(world, request, grant, code, route);
  }
  const division = world.division(code);
  const writer = world.writer(code);
  if (!division || !writer || (grant.divisions && !grant.divisions.has(code))) throw forbidden('Forbidden', 'NoDivisionAccess');
  world.withheld.check(request.method, code, path);
  const visit = { world, request, division, base: `${world.baseUrl}/api/v1/${code}` };
  if (request.method !== 'GET') return write(visit, route, writer);
  if (!route.resource.methods.includes('GET')) throw forbidden('Forbidden');
  return (COMPUTED[route.resource.set] ?? read)(visit, route);
};

/** Answers a call to /api/v1: token, limits, resource. */
export const callApi = async (world: World, request: Request): Promise<ApiAnswer> => {
  const token = bearerOf(request);
  if (token === undefined) return { answer: html(401, LOGIN_PAGE), isCounted: false };
  const match = GATE.exec(request.path);
  const code = divisionIn(request.path);
  const endpoint = `${code ?? 'current'}/${(match?.[2] ?? '').replace(/\(.*$/, '').toLowerCase()}`;
  const access = world.grants.access(token);
  if (access.kind !== 'good') {
    world.limits.noteOutcome(endpoint, 401);
    return {
      answer: errorAnswer(request, {
        status: 401,
        message: 'Unauthorized: the access token is expired or invalid',
        reason: undefined,
      }),
      isCounted: false,
    };
  }
  const { grant } = access;
  if (!match || code === undefined) {
    const answer = await answered(request, () => {
      if (match?.[2]?.toLowerCase() !== 'me' || request.method !== 'GET') throw new ExactFailure(404, 'Resource not found.');
      return readMe(world, request, grant);
    });
    world.limits.noteOutcome(endpoint, answer.status);
    return { answer, isCounted: false };
  }
  const refusal = world.limits.count(request, code);
  if (refusal) return { answer: refusal, isCounted: false };
  const answer = await answered(request, () => dispatch(world, request, grant, code, match[2] ?? ''));
  world.limits.noteOutcome(endpoint, answer.status);
  return { answer: { ...answer, headers: { ...answer.headers, ...world.limits.headers(code) } }, isCounted: true };
};
