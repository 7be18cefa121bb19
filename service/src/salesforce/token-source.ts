import { phrase, TandemError, type ParamValue } from '../errors/index.ts';
import { RENEWAL_LOST, type Clock, type CredentialVault, type HttpTransport, type VaultEntry } from '../wire/index.ts';
import { grantTokens, refusedByPolicy, type TokenAnswer } from './oauth.ts';
import type { SalesforceApp, SalesforceCredentials } from './ports.ts';

export interface OrgToken {
  readonly accessToken: string;
  readonly instanceUrl: string;
  /** Found in the vault and not granted just now: it may have ended since. */
  readonly isStored: boolean;
}

/** The tokens of orgs, as a data request sees them. */
export interface OrgTokens {
  current(orgId: string): Promise<OrgToken>;
  /** Another one than the token that was refused; fails when there is none. */
  replace(orgId: string, refused: OrgToken): Promise<OrgToken>;
}

/** A sign-in that is stored nowhere yet: its one token, which nobody replaces. */
export function freshToken(accessToken: string, instanceUrl: string): OrgTokens {
  const token: OrgToken = { accessToken, instanceUrl, isStored: false };
  return {
    current: () => Promise.resolve(token),
    replace: () => Promise.reject(new TandemError('salesforce_access_refused', { text: phrase('sign_in_new') })),
  };
}

type Renewal =
  | { readonly token: OrgToken; readonly toStore?: SalesforceCredentials }
  | { readonly error: TandemError; readonly needsReconnect: boolean; readonly reason?: ParamValue };

/**
 * Access tokens of orgs. Salesforce does not say how long one lives: it is used until it is refused. One writer over all
 * instances gets the next one, because a rotated refresh token that is presented twice revokes everything.
 */
export class TokenSource implements OrgTokens {
  readonly #vault: CredentialVault<SalesforceCredentials>;
  readonly #transport: HttpTransport;
  readonly #app: SalesforceApp;
  readonly #clock: Clock;
  readonly #known = new Map<string, OrgToken>();
  readonly #renewals = new Map<string, Promise<OrgToken>>();

  constructor(parts: {
    readonly vault: CredentialVault<SalesforceCredentials>;
    readonly transport: HttpTransport;
    readonly app: SalesforceApp;
    readonly clock: Clock;
  }) {
    this.#vault = parts.vault;
    this.#transport = parts.transport;
    this.#app = parts.app;
    this.#clock = parts.clock;
  }

  /** Fails with `not_connected`, `salesforce_reconnect`, `salesforce_app_registration` or `salesforce_unavailable`. */
  async current(orgId: string): Promise<OrgToken> {
    return this.#known.get(orgId) ?? (await this.#renewOnce(orgId, undefined));
  }

  /** Salesforce refused this token: another one, newly granted or stored by another instance. */
  async replace(orgId: string, refused: OrgToken): Promise<OrgToken> {
    const known = this.#known.get(orgId);
    if (known !== undefined && known.accessToken !== refused.accessToken) return known;
    this.#known.delete(orgId);
    return await this.#renewOnce(orgId, refused.accessToken);
  }

  /** The org connected again or is gone. */
  forget(orgId: string): void {
    this.#known.delete(orgId);
  }

  #renewOnce(orgId: string, refused: string | undefined): Promise<OrgToken> {
    const running = this.#renewals.get(orgId);
    if (running !== undefined) return running;
    const renewal = this.#renew(orgId, refused).finally(() => this.#renewals.delete(orgId));
    this.#renewals.set(orgId, renewal);
    return renewal;
  }

  async #renew(orgId: string, refused: string | undefined): Promise<OrgToken> {
    const stored = usable(await this.#vault.read(orgId), refused);
    const renewal = stored === undefined ? await this.#grantAlone(orgId, refused) : { token: stored };
    if ('token' in renewal) {
      this.#known.set(orgId, renewal.token);
      return renewal.token;
    }
    throw renewal.error;
  }

  /** The token is handed out only after the vault has stored what came with it. */
  async #grantAlone(orgId: string, refused: string | undefined): Promise<Renewal> {
    const renewals: Renewal[] = [];
    await this.#vault.exclusively(orgId, async (entry, begin) => {
      const renewal = await this.#grant(entry, refused, begin);
      renewals.push(renewal);
      if ('token' in renewal) return renewal.toStore;
      // Inside: the record of the begun renewal goes with the lease, and must not go before this is known.
      if (renewal.needsReconnect) await this.#vault.markReconnect(orgId, renewal.error.code, renewal.reason);
      return undefined;
    });
    const [renewal] = renewals;
    if (renewal === undefined) throw new TandemError('connection_busy', { system: 'Salesforce' });
    return renewal;
  }

  async #grant(
    entry: VaultEntry<SalesforceCredentials>,
    refused: string | undefined,
    begin: () => Promise<void>,
  ): Promise<Renewal> {
    // Another instance may have got one while this one waited for the lease.
    const stored = usable(entry, refused);
    if (stored !== undefined) return { token: stored };
    const { credentials } = entry;
    const isSingleUse = credentials.grant === 'refresh_token';
    if (isSingleUse && entry.isRenewalLost === true) return reconnect(RENEWAL_LOST);
    if (isSingleUse) await begin();
    const answer = await grantTokens(this.#transport, this.#app, credentials);
    if (answer.kind !== 'granted') return refusedRenewal(answer, credentials);
    const { accessToken, refreshToken } = answer.tokens;
    const toStore = {
      ...credentials,
      accessToken,
      refreshToken: refreshToken ?? credentials.refreshToken,
      issuedAt: this.#clock.now(),
    };
    return { token: { accessToken, instanceUrl: credentials.instanceUrl, isStored: false }, toStore };
  }
}

function usable(
  { credentials, needsReconnect, reason }: VaultEntry<SalesforceCredentials>,
  refused: string | undefined,
): OrgToken | undefined {
  if (needsReconnect) throw new TandemError('salesforce_reconnect', { reason: reason ?? phrase('sign_in_needed') });
  const { accessToken, instanceUrl } = credentials;
  return accessToken === undefined || accessToken === refused ? undefined : { accessToken, instanceUrl, isStored: true };
}

/** A refresh is never tried twice: the spent token would revoke the living one, wherever it went. */
function refusedRenewal(answer: Exclude<TokenAnswer, { kind: 'granted' }>, credentials: SalesforceCredentials): Renewal {
  const isSingleUse = credentials.grant === 'refresh_token';
  if (answer.kind === 'lost' && isSingleUse) {
    return reconnect(phrase('renewal_lost'));
  }
  if (answer.kind !== 'refused')
    return { error: new TandemError('salesforce_unavailable', { text: answer.text }), needsReconnect: false };
  if (isSingleUse && answer.error === 'invalid_grant') {
    return reconnect(answer.text);
  }
  return { error: refusedByPolicy(answer, credentials), needsReconnect: false };
}

function reconnect(reason: ParamValue): Renewal {
  return { error: new TandemError('salesforce_reconnect', { reason }), needsReconnect: true, reason };
}
