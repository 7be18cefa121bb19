import { pause, scaled, type Clock } from '../wire/index.ts';
import { EARLIEST_REFRESH_MS, type AccessToken, type TokenSource } from './token-source.ts';
import type { ExactApp } from './ports.ts';

/** How long a 401 inside the first 570 seconds is waited out before the one retry. */
const EARLY_REFUSAL_PAUSE_MS = 2_000;

/** The tokens of one connection, as a data request sees them. */
export interface TokenProvider {
  current(): Promise<AccessToken>;
  /** After a 401: the token for the one retry, which may be the same one. */
  afterRefusal(refused: AccessToken): Promise<AccessToken>;
  /** When a refresh becomes possible, in real milliseconds: until then a 401 only means "wait". */
  restUntilReplaceableMs(token: AccessToken): number;
}

export function orgTokens(source: TokenSource, orgId: string, clock: Clock, waits?: AbortSignal): TokenProvider {
  return {
    current: () => source.current(orgId),
    afterRefusal: async (refused) => {
      if (!source.isTooYoungToReplace(refused)) return await source.replace(orgId, refused);
      await pause(scaled(clock, EARLY_REFUSAL_PAUSE_MS), waits);
      return await source.current(orgId);
    },
    restUntilReplaceableMs: (token) => source.restUntilReplaceableMs(token),
  };
}

/** A token that was just issued and is not in the vault yet. */
export function freshToken(app: ExactApp, accessToken: string, clock: Clock): TokenProvider {
  const issuedAt = clock.now();
  const goodUntil = new Date(issuedAt.getTime() + scaled(clock, EARLIEST_REFRESH_MS));
  const token: AccessToken = { app, accessToken, issuedAt, goodUntil };
  return {
    current: () => Promise.resolve(token),
    afterRefusal: () => Promise.resolve(token),
    restUntilReplaceableMs: () => goodUntil.getTime() - clock.now().getTime(),
  };
}
