import { RENEWAL_LOST, scaled, type Clock, type CredentialVault, type VaultEntry, type HttpTransport } from '../wire/index.ts';
import { phrase, TandemError, type ParamValue } from '../errors/index.ts';
import { refreshTokens, type TokenAnswer } from './oauth.ts';
import { TokenTrials, type TriedCall } from './token-trials.ts';
import type { ExactApp, ExactCredentials } from './ports.ts';

/** Exact refuses a new access token before this age of the last one. */
export const EARLIEST_REFRESH_MS = 570_000;
/** Between 570 and the 600 seconds that an access token lives. */
const REFRESH_AFTER_MS = 580_000;
/** How long a token is believed after Exact said that it has not expired yet although our clock thinks so. */
const STILL_GOOD_MS = 20_000;
/** A refused token that Exact does not replace yet is asked for again after this. */
const REFUSED_REST_MS = 10_000;

export interface AccessToken {
  readonly accessToken: string;
  /** Of the vault's entry that it was read from; none where it was granted just now. */
  readonly mark?: string | undefined;
  readonly app: ExactApp;
  readonly issuedAt: Date;
  readonly goodUntil: Date;
}

/** A call with a token, for `use`. */
export type TokenCall<Outcome> = Omit<TriedCall<Outcome>, 'isWorthASecondTry'>;

type Renewal =
  | { readonly token: AccessToken; readonly toStore?: ExactCredentials }
  | { readonly error: TandemError; readonly needsReconnect: boolean; readonly reason?: ParamValue };

/**
 * Access tokens of orgs. Refreshes as late as is safe, by one writer over all instances (the vault's lease), stores before
 * it uses, and never presents a refresh token twice, except once after a lost answer in the same breath, when only that can tell
 * whether the connection is still alive. A refresh that a dead process had begun is never tried again: its token may be spent.
 */
export class TokenSource {
  readonly #vault: CredentialVault<ExactCredentials>;
  readonly #transport: HttpTransport;
  readonly #appOf: (country: string) => ExactApp;
  readonly #clock: Clock;
  readonly #stopping: AbortSignal | undefined;
  readonly #known = new Map<string, AccessToken>();
  readonly #renewals = new Map<string, Promise<AccessToken>>();
  readonly #trials: TokenTrials;

  constructor(parts: {
    readonly vault: CredentialVault<ExactCredentials>;
    readonly transport: HttpTransport;
    readonly appOf: (country: string) => ExactApp;
    readonly clock: Clock;
    /** Once it aborts no refresh is begun: the process could end before the new refresh token is stored. */
    readonly stopping?: AbortSignal | undefined;
  }) {
    this.#vault = parts.vault;
    this.#transport = parts.transport;
    this.#appOf = parts.appOf;
    this.#clock = parts.clock;
    this.#stopping = parts.stopping;
    this.#trials = new TokenTrials(parts.clock, parts.stopping);
  }

  /**
   * A token to use now. Fails with `not_connected`, `exact_reconnect`, `exact_app_revoked` or `exact_unavailable`, and with
   * `exact_access_ended` while the one there is is known to be refused, by any instance, and Exact gives no other yet.
   */
  async current(orgId: string): Promise<AccessToken> {
    const known = this.#known.get(orgId);
    if (known?.mark === undefined || !this.#isGood(known)) return await this.#renewOnce(orgId, undefined);
    return (await this.#vault.isCurrent(orgId, known.mark)) ? known : await this.#renewOnce(orgId, undefined);
  }

  /**
   * Sends with this token, when it is the call's turn: see `TokenTrials`. A young token that is refused is tried once more after a
   * moment, since Exact refuses a good one now and then; after that nobody sends it again, and this fails with
   * `exact_access_ended`. `undefined`: refused, and another one may be asked for.
   */
  async use<Outcome>(orgId: string, token: AccessToken, call: TokenCall<Outcome>): Promise<Outcome | undefined> {
    const isWorthASecondTry = () => this.isTooYoungToReplace(token);
    const tried = await this.#trials.run(token.accessToken, { ...call, isWorthASecondTry });
    if (tried.kind === 'sent') return tried.outcome;
    const isTooYoung = this.isTooYoungToReplace(token);
    if (tried.isNewlyRefused && isTooYoung) {
      this.#known.delete(orgId);
      await this.#vault.markAccessRefused(orgId, token.accessToken);
    }
    if (isTooYoung) throw this.#refused(token.issuedAt);
    return undefined;
  }

  /** Exact refused this token although its time is up: another one, by refresh or by what another instance stored. */
  async replace(orgId: string, refused: AccessToken): Promise<AccessToken> {
    this.#known.delete(orgId);
    return await this.#renewOnce(orgId, refused.accessToken);
  }

  /** True inside the first 570 seconds: a refresh would be refused too, so a 401 then says nothing about the connection. */
  isTooYoungToReplace(token: AccessToken): boolean {
    return this.restUntilReplaceableMs(token) > 0;
  }

  restUntilReplaceableMs(token: AccessToken): number {
    return this.#restMs(token.issuedAt);
  }

  /** The org connected again or is gone. */
  forget(orgId: string): void {
    this.#known.delete(orgId);
  }

  #renewOnce(orgId: string, refused: string | undefined): Promise<AccessToken> {
    const running = this.#renewals.get(orgId);
    if (running !== undefined) return running;
    const renewal = this.#renew(orgId, refused).finally(() => this.#renewals.delete(orgId));
    this.#renewals.set(orgId, renewal);
    return renewal;
  }

  async #renew(orgId: string, refused: string | undefined): Promise<AccessToken> {
    const stored = this.#usable(await this.#vault.read(orgId), refused);
    const renewal = stored === undefined ? await this.#refreshAlone(orgId, refused) : { token: stored };
    if ('token' in renewal) {
      this.#known.set(orgId, renewal.token);
      return renewal.token;
    }
    throw renewal.error;
  }

  /** The token is handed out only after the vault has stored what came with it. */
  async #refreshAlone(orgId: string, refused: string | undefined): Promise<Renewal> {
    const renewals: Renewal[] = [];
    await this.#vault.exclusively(orgId, async (entry, begin) => {
      const renewal = await this.#refresh(entry, refused, begin);
      renewals.push(renewal);
      if ('token' in renewal) return renewal.toStore;
      // Inside: the record of the begun renewal goes with the lease, and must not go before this is known.
      if (renewal.needsReconnect) await this.#vault.markReconnect(orgId, renewal.error.code, renewal.reason);
      return undefined;
    });
    const [renewal] = renewals;
    if (renewal === undefined) throw new TandemError('connection_busy', { system: 'Exact Online' });
    return renewal;
  }

  async #refresh(entry: VaultEntry<ExactCredentials>, refused: string | undefined, begin: () => Promise<void>): Promise<Renewal> {
    // Another instance may have refreshed while this one waited for the lease.
    const stored = this.#usable(entry, refused);
    if (stored !== undefined) return { token: stored };
    if (entry.isRenewalLost === true) return reconnect(RENEWAL_LOST);
    this.#stopping?.throwIfAborted();
    const { credentials } = entry;
    const app = this.#appOf(credentials.country);
    await begin();
    const first = await refreshTokens(this.#transport, app, credentials.refreshToken);
    const answer = first.kind === 'lost' ? await refreshTokens(this.#transport, app, credentials.refreshToken) : first;
    if (answer.kind === 'granted') {
      const issuedAt = this.#clock.now();
      const toStore = { ...credentials, refreshToken: answer.refreshToken, accessToken: answer.accessToken, issuedAt };
      return { token: this.#token(app, answer.accessToken, issuedAt), toStore };
    }
    if (answer.kind === 'early' && first.kind !== 'lost') return this.#stillGood(app, entry, refused);
    return refusedRenewal(answer, first.kind === 'lost');
  }

  #stillGood(
    app: ExactApp,
    { credentials, isAccessRefused, mark }: VaultEntry<ExactCredentials>,
    refused: string | undefined,
  ): Renewal {
    const { accessToken, issuedAt } = credentials;
    const now = this.#clock.now();
    if (isAccessRefused === true || (accessToken !== undefined && accessToken === refused))
      return { error: this.#refused(issuedAt), needsReconnect: false };
    if (accessToken === undefined) {
      const retryAfterMs = scaled(this.#clock, EARLIEST_REFRESH_MS);
      return { error: new TandemError('exact_token_held', {}, { retryAfterMs }), needsReconnect: false };
    }
    const goodUntil = new Date(now.getTime() + scaled(this.#clock, STILL_GOOD_MS));
    return { token: { app, accessToken, issuedAt: issuedAt ?? now, goodUntil, mark } };
  }

  #usable(entry: VaultEntry<ExactCredentials>, refused: string | undefined): AccessToken | undefined {
    const { credentials, needsReconnect, reason, isAccessRefused, mark } = entry;
    if (needsReconnect) throw new TandemError('exact_reconnect', { reason: reason ?? phrase('sign_in_needed') });
    const { accessToken, issuedAt } = credentials;
    if (isAccessRefused === true) {
      if (issuedAt !== undefined && this.#restMs(issuedAt) > 0) throw this.#refused(issuedAt);
      return undefined;
    }
    if (accessToken === undefined || issuedAt === undefined || accessToken === refused) return undefined;
    const token = this.#token(this.#appOf(credentials.country), accessToken, issuedAt);
    return this.#isGood(token) ? { ...token, mark } : undefined;
  }

  #restMs(issuedAt: Date): number {
    return issuedAt.getTime() + scaled(this.#clock, EARLIEST_REFRESH_MS) - this.#clock.now().getTime();
  }

  /** Until a new one may be asked for. */
  #refused(issuedAt: Date | undefined): TandemError {
    const restMs = issuedAt === undefined ? 0 : this.#restMs(issuedAt);
    const retryAfterMs = restMs > 0 ? restMs : scaled(this.#clock, REFUSED_REST_MS);
    return new TandemError('exact_access_ended', {}, { retryAfterMs });
  }

  #token(app: ExactApp, accessToken: string, issuedAt: Date): AccessToken {
    return { app, accessToken, issuedAt, goodUntil: new Date(issuedAt.getTime() + scaled(this.#clock, REFRESH_AFTER_MS)) };
  }

  #isGood(token: AccessToken): boolean {
    return this.#clock.now().getTime() < token.goodUntil.getTime();
  }
}

function refusedRenewal(answer: Exclude<TokenAnswer, { kind: 'granted' }>, wasLost: boolean): Renewal {
  if (wasLost && answer.kind !== 'unavailable') return reconnect(phrase('renewal_lost'));
  switch (answer.kind) {
    case 'spent':
      return reconnect(phrase('renewal_spent'));
    case 'refused':
      return { error: new TandemError('exact_app_revoked', { text: answer.text }), needsReconnect: true };
    case 'app':
      return { error: new TandemError('exact_app_registration', { text: answer.text }), needsReconnect: false };
    case 'unavailable':
    case 'early':
    case 'lost':
      return {
        error: new TandemError('exact_unavailable', { text: 'text' in answer ? answer.text : phrase('too_early') }),
        needsReconnect: false,
      };
  }
}

function reconnect(reason: ParamValue): Renewal {
  return { error: new TandemError('exact_reconnect', { reason }), needsReconnect: true, reason };
}
