import { scaled } from '../wire/index.ts';
import { phrase, TandemError } from '../errors/index.ts';
import { Caller, type CallerParts } from './caller.ts';
import { DivisionClient, requireDivisions } from './division.ts';
import { entityOf } from './entity-names.ts';
import { exchangeCode, refreshTokens, type TokenAnswer } from './oauth.ts';
import type { DivisionMemory, ExactApp, ExactCredentials } from './ports.ts';
import { DIVISIONS, ME, VAT_CODES, type ExactDivisionInfo, type ExactMe } from './resources/index.ts';
import { freshToken } from './token-provider.ts';
import { EARLIEST_REFRESH_MS } from './token-source.ts';

/** How somebody proves that Tandem may use an Exact Online company. */
export interface ConnectRequest {
  readonly country: string;
  readonly grant:
    | { readonly kind: 'code'; readonly code: string; readonly redirectUri: string }
    /** Refused with `exact_token_held` in the first 570 seconds of an access token that somebody else holds. */
    | { readonly kind: 'refreshToken'; readonly refreshToken: string };
  /** Divisions that must be granted; empty when they are chosen later. */
  readonly divisions: readonly number[];
}

export interface ExactConnection {
  readonly credentials: ExactCredentials;
  readonly me: ExactMe;
  /** Every granted division. */
  readonly divisions: readonly ExactDivisionInfo[];
}

export interface ConnectParts extends CallerParts {
  readonly appOf: (country: string) => ExactApp;
  readonly memory: DivisionMemory;
}

/**
 * Trades what was given for a sign-in and proves it: who it is, which divisions are granted, and that the VAT codes of the one
 * that is used first can be read, as every flow does. Stores nothing: whoever is connected stays so when a step fails.
 * Fails with `exact_wrong_division` (naming the granted ones), `exact_code_refused`, `exact_rights_missing`, `exact_reconnect`, ...
 */
export async function connectExact(parts: ConnectParts, request: ConnectRequest): Promise<ExactConnection> {
  const app = parts.appOf(request.country);
  const { grant } = request;
  const answer =
    grant.kind === 'code'
      ? await exchangeCode(parts.transport, app, grant.code, grant.redirectUri)
      : await refreshTokens(parts.transport, app, grant.refreshToken);
  if (answer.kind !== 'granted') throw refusedGrant(answer, grant.kind, scaled(parts.clock, EARLIEST_REFRESH_MS));
  const { accessToken, refreshToken } = answer;
  const credentials: ExactCredentials = { country: request.country, accessToken, refreshToken, issuedAt: parts.clock.now() };

  const caller = new Caller(parts, { tokens: freshToken(app, accessToken, parts.clock), callClass: 'interactive', app });
  const at = (division: number) => new DivisionClient({ caller, app, division, memory: parts.memory });
  const [me] = await at(0).find(ME, {});
  if (me === undefined) throw new TandemError('exact_unreadable_answer', { entity: 'Me', text: phrase('answer_without_user') });
  const divisions = await at(request.divisions[0] ?? me.CurrentDivision ?? 0).find(DIVISIONS, {});
  requireDivisions(request.divisions, divisions);
  await requireVatCodes(
    at(request.divisions[0] ?? divisions.find(({ IsMainDivision: isMain }) => isMain)?.Code ?? divisions[0]?.Code ?? 0),
  );
  return { credentials, me, divisions };
}

async function requireVatCodes(division: DivisionClient): Promise<void> {
  for await (const page of division.pages(VAT_CODES)) if (page.length > 0) return;
  const params = { entity: entityOf(VAT_CODES.path), division: division.division, text: phrase('exact_none_shown') };
  throw new TandemError('exact_rights_missing', params);
}

function refusedGrant(
  answer: Exclude<TokenAnswer, { kind: 'granted' }>,
  kind: 'code' | 'refreshToken',
  retryAfterMs: number,
): TandemError {
  switch (answer.kind) {
    case 'early':
      return new TandemError('exact_token_held', {}, { retryAfterMs });
    case 'app':
      return new TandemError('exact_app_registration', { text: answer.text });
    case 'unavailable':
      return new TandemError('exact_unavailable', { text: answer.text });
    case 'lost':
      return new TandemError('exact_reconnect', { reason: phrase('sign_in_lost') });
    case 'spent':
      return new TandemError('exact_reconnect', { reason: phrase('sign_in_spent') });
    case 'refused':
      return kind === 'code'
        ? new TandemError('exact_code_refused', { text: answer.text })
        : new TandemError('exact_reconnect', { reason: answer.text });
  }
}
