import { createHash, randomBytes } from 'node:crypto';

const SESSION_MS = 2 * 60 * 60 * 1000;
const REFRESH_IDLE_MS = 30 * 24 * 60 * 60 * 1000;
const CODE_MS = 10 * 60 * 1000;
const MAX_REFRESH_TOKENS = 5;

interface Session {
  readonly userId: string;
  readonly expiresAt: number;
}
interface RefreshToken {
  readonly userId: string;
  usableUntil: number;
  isSpent: boolean;
}
interface AuthorizationCode {
  readonly userId: string;
  readonly redirectUri: string;
  readonly codeChallenge: string;
  readonly expiresAt: number;
}

/** Sessions, refresh tokens and authorization codes of the one app. Durations are divided by `timeScale`. */
export class TokenStore {
  private readonly orgId15: string;
  private readonly timeScale: number;
  private readonly sessions = new Map<string, Session>();
  private readonly refreshTokens = new Map<string, RefreshToken>();
  private readonly codes = new Map<string, AuthorizationCode>();

  constructor(orgId: string, timeScale: number) {
    this.orgId15 = orgId.slice(0, 15);
    this.timeScale = timeScale;
  }

  openSession(userId: string): string {
    const token = `${this.orgId15}!${randomBytes(72).toString('base64url')}`;
    this.sessions.set(token, { userId, expiresAt: Date.now() + SESSION_MS / this.timeScale });
    return token;
  }

  /** User of a living access token; null otherwise. */
  sessionUser(token: string): string | null {
    const session = this.sessions.get(token);
    return session === undefined || session.expiresAt <= Date.now() ? null : session.userId;
  }

  issueCode(userId: string, redirectUri: string, codeChallenge: string): string {
    const code = `aPrx${randomBytes(48).toString('base64url')}==`;
    this.codes.set(code, { userId, redirectUri, codeChallenge, expiresAt: Date.now() + CODE_MS / this.timeScale });
    return code;
  }

  /** Takes an authorization code, which works once; the user, or null when code, redirect URI or verifier do not fit. */
  redeemCode(code: string, redirectUri: string, verifier: string): string | null {
    const known = this.codes.get(code);
    this.codes.delete(code);
    if (known === undefined || known.expiresAt <= Date.now() || known.redirectUri !== redirectUri) return null;
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    return challenge === known.codeChallenge ? known.userId : null;
  }

  /** A new refresh token; of more than five living ones of a user the oldest dies. */
  issueRefreshToken(userId: string): string {
    const token = `5Aep861${randomBytes(60).toString('base64url')}`;
    this.refreshTokens.set(token, { userId, usableUntil: Date.now() + REFRESH_IDLE_MS / this.timeScale, isSpent: false });
    const living = [...this.refreshTokens.values()].filter((entry) => entry.userId === userId && !entry.isSpent);
    const [oldest] = living;
    if (living.length > MAX_REFRESH_TOKENS && oldest !== undefined) oldest.usableUntil = 0;
    return token;
  }

  /** Spends a refresh token. A second use of a spent one revokes everything of its user: rotation allows no copy. */
  spendRefreshToken(token: string): string | null {
    const known = this.refreshTokens.get(token);
    if (known === undefined || known.usableUntil <= Date.now()) return null;
    if (known.isSpent) {
      this.revokeUser(known.userId);
      return null;
    }
    known.isSpent = true;
    return known.userId;
  }

  /** Ends the session or refresh token. */
  revoke(token: string): void {
    this.sessions.delete(token);
    this.refreshTokens.delete(token);
  }

  revokeUser(userId: string): void {
    for (const [token, session] of this.sessions) if (session.userId === userId) this.sessions.delete(token);
    for (const refresh of this.refreshTokens.values()) if (refresh.userId === userId) refresh.usableUntil = 0;
  }
}
