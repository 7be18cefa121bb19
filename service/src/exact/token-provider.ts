import { scaled, type Clock } from '../wire/index.ts';
import { EARLIEST_REFRESH_MS, type AccessToken, type TokenCall, type TokenSource } from './token-source.ts';
import type { ExactApp } from './ports.ts';

/** The tokens of one connection, as a data request sees them. */
export interface TokenProvider {
  /** Fails with `exact_access_ended` while the one there is is known to be refused. */
  current(): Promise<AccessToken>;
  /** Sends with the token, or fails like `current` when it was just found out that it is refused; `undefined`: it can be replaced. */
  use<Outcome>(token: AccessToken, call: TokenCall<Outcome>): Promise<Outcome | undefined>;
  /** After a refusal: the token for the one retry. */
  afterRefusal(refused: AccessToken): Promise<AccessToken>;
  /** When a refresh becomes possible, in real milliseconds: until then a 401 only means "wait". */
  restUntilReplaceableMs(token: AccessToken): number;
}

export function orgTokens(source: TokenSource, orgId: string): TokenProvider {
  return {
    current: () => source.current(orgId),
    use: (token, call) => source.use(orgId, token, call),
    afterRefusal: (refused) => (source.isTooYoungToReplace(refused) ? source.current(orgId) : source.replace(orgId, refused)),
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
    use: (_token, { call }) => call(),
    afterRefusal: () => Promise.resolve(token),
    restUntilReplaceableMs: () => goodUntil.getTime() - clock.now().getTime(),
  };
}
