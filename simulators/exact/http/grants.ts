import { randomBytes } from 'node:crypto';
import { USER, type ErpUser } from '../records/user.ts';

/** One consent of the user: what it reaches and which of its tokens live. */
export interface Grant {
  /** Undefined: every division of the user. */
  readonly divisions: ReadonlySet<number> | undefined;
  readonly user: ErpUser;
  isRevoked: boolean;
  accessIssuedAt: number;
  refreshIssuedAt: number;
}

export type TokenAnswer =
  | { readonly kind: 'tokens'; readonly accessToken: string; readonly refreshToken: string }
  | { readonly kind: 'usedCode' | 'unknown' | 'oldToken' | 'tooEarly' | 'idle' | 'revoked' };

export type AccessState = { readonly kind: 'good'; readonly grant: Grant } | { readonly kind: 'expired' | 'unknown' };

const ACCESS_MS = 600_000;
const EARLIEST_REFRESH_MS = 570_000;
const IDLE_MS = 30 * 86_400_000;

/** Long, and with characters that must be encoded in a form, as the vendor's tokens are. */
const newToken = (prefix: string): string => `${prefix}!${randomBytes(420).toString('base64')}`;

/** Codes and tokens of the app: refresh tokens are single-use and rotate, access tokens live 600 seconds. */
export class Grants {
  readonly #timeScale: number;
  readonly #codes = new Map<string, { grant: Grant; redirectUri: string; isUsed: boolean }>();
  readonly #refreshTokens = new Map<string, { grant: Grant; isSpent: boolean }>();
  readonly #accessTokens = new Map<string, { grant: Grant; issuedAt: number }>();

  constructor(timeScale: number) {
    this.#timeScale = timeScale;
  }

  /** What a person's consent yields: a code for one exchange. */
  consent(redirectUri: string, divisions: readonly number[] | undefined, user: ErpUser = USER): string {
    const code = newToken('stampNL001.C');
    const grant = { divisions: divisions && new Set(divisions), user, isRevoked: false, accessIssuedAt: 0, refreshIssuedAt: 0 };
    this.#codes.set(code, { grant, redirectUri, isUsed: false });
    return code;
  }

  exchange(code: string, redirectUri: string): TokenAnswer {
    const known = this.#codes.get(code);
    if (!known || known.redirectUri !== redirectUri || known.grant.isRevoked) return { kind: 'unknown' };
    if (known.isUsed) return { kind: 'usedCode' };
    known.isUsed = true;
    return this.#issue(known.grant);
  }

  refresh(token: string): TokenAnswer {
    const known = this.#refreshTokens.get(token);
    if (!known) return { kind: 'unknown' };
    if (known.grant.isRevoked) return { kind: 'revoked' };
    if (known.isSpent) return { kind: 'oldToken' };
    const now = Date.now();
    if (now - known.grant.refreshIssuedAt > IDLE_MS / this.#timeScale) return { kind: 'idle' };
    if (now - known.grant.accessIssuedAt < EARLIEST_REFRESH_MS / this.#timeScale) return { kind: 'tooEarly' };
    known.isSpent = true;
    return this.#issue(known.grant);
  }

  #issue(grant: Grant): TokenAnswer {
    const accessToken = newToken('stampNL001.A');
    const refreshToken = newToken('stampNL001.R');
    const now = Date.now();
    grant.accessIssuedAt = now;
    grant.refreshIssuedAt = now;
    this.#accessTokens.set(accessToken, { grant, issuedAt: now });
    this.#refreshTokens.set(refreshToken, { grant, isSpent: false });
    return { kind: 'tokens', accessToken, refreshToken };
  }

  access(token: string): AccessState {
    const known = this.#accessTokens.get(token);
    if (!known) return { kind: 'unknown' };
    const isOver = Date.now() - known.issuedAt >= ACCESS_MS / this.#timeScale;
    return isOver || known.grant.isRevoked ? { kind: 'expired' } : { kind: 'good', grant: known.grant };
  }

  /** Every access token dies before its time; when the next one may be asked for stays as it is. */
  endAccess(): void {
    for (const [token, known] of this.#accessTokens) this.#accessTokens.set(token, { ...known, issuedAt: 0 });
  }

  /** The user takes the app's rights away: every token is dead at once. */
  revokeAll(): void {
    for (const { grant } of [...this.#codes.values(), ...this.#refreshTokens.values()]) grant.isRevoked = true;
  }
}
