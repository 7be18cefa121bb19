import type { World } from '../world.ts';
import { empty, errorAnswer, html, json, type Answer, type Request } from './answer.ts';
import { callApi, divisionIn } from './api.ts';
import { loginPage, readAttachment } from './attachments.ts';
import type { FaultKind } from './faults.ts';
import { authorizePage, consent, token } from './oauth.ts';
import { readPicture } from './pictures.ts';
import { SILENT_LOSSES, withLoss } from './silent-losses.ts';

export type Cut = 'beforeAnswer' | 'midBody';

export interface Outcome {
  readonly answer: Answer;
  readonly isCounted: boolean;
  /** The socket dies instead of, or in the middle of, the answer. */
  readonly cut: Cut | undefined;
}

const OUTAGE_PAGE = '<html><head><title>Server Error</title></head><body><h1>Server Error</h1></body></html>';

/** Faults that take the place of the answer. */
const instead: Partial<Record<FaultKind, (request: Request) => Answer>> = {
  error500Json: (request) =>
    errorAnswer(request, { status: 500, message: 'A problem has occurred. Please try again later.', reason: undefined }),
  error500Html: () => html(500, OUTAGE_PAGE),
  error503: () => html(503, OUTAGE_PAGE),
  unauthorized: (request) => errorAnswer(request, { status: 401, message: 'Unauthorized', reason: undefined }),
};

const serve = async (world: World, request: Request): Promise<{ answer: Answer; isCounted: boolean }> => {
  const route = `${request.method} ${request.path.toLowerCase()}`;
  if (request.path.toLowerCase().startsWith('/api/v1/')) return callApi(world, request);
  if (route === 'GET /api/oauth2/auth') return { answer: authorizePage(world, request), isCounted: false };
  if (route === 'POST /api/oauth2/auth') return { answer: consent(world, request), isCounted: false };
  if (route === 'POST /api/oauth2/token') return { answer: token(world, request), isCounted: false };
  if (route === 'GET /docs/sysimage.aspx') return { answer: readPicture(world, request), isCounted: false };
  if (route === 'GET /docs/sysattachment.aspx') return { answer: readAttachment(world, request), isCounted: false };
  if (route === 'GET /docs/login.aspx') return { answer: loginPage(), isCounted: false };
  return { answer: json(404, { error: { code: '', message: { lang: '', value: 'Resource not found.' } } }), isCounted: false };
};

const pause = (timeMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, timeMs));

/** Serves a call under the faults that strike it. */
export const exchange = async (world: World, request: Request): Promise<Outcome> => {
  const faults = world.faults.strike(request.method, request.path);
  const latencyMs = faults.reduce((sum, fault) => sum + fault.latencyMs, 0);
  if (latencyMs > 0) await pause(latencyMs);
  const kind = faults.find((fault) => fault.kind !== 'latency')?.kind;
  const division = divisionIn(request.path);
  if (kind === 'resetBefore') return { answer: empty(0), isCounted: false, cut: 'beforeAnswer' };
  if (kind === 'tooMany' || kind === 'tooManyBare')
    return {
      answer: world.limits.refusal(request, division ?? 0, kind === 'tooMany' ? 'minute' : undefined),
      isCounted: false,
      cut: undefined,
    };
  const stand = kind && instead[kind];
  if (stand) {
    if (division !== undefined) world.limits.count(request, division);
    return { answer: stand(request), isCounted: division !== undefined, cut: undefined };
  }
  const loss = SILENT_LOSSES.find((each) => each === kind);
  const served = await serve(world, loss === undefined ? request : withLoss(request, loss));
  if (kind === 'resetAfter' || kind === 'lostTokenAnswer') return { ...served, cut: 'beforeAnswer' };
  return { ...served, cut: kind === 'truncated' ? 'midBody' : undefined };
};
