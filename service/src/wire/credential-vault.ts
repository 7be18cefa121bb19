import { phrase, type ErrorCode, type ParamValue } from '../errors/index.ts';

/** Why a person has to sign in after `isRenewalLost`. */
export const RENEWAL_LOST = phrase('renewal_ended');

export interface VaultEntry<Credentials> {
  readonly credentials: Credentials;
  /** True after `markReconnect`: no token request is made until a person has connected again. */
  readonly needsReconnect: boolean;
  /** Why, in words that end a sentence; undefined where nobody said. */
  readonly reason?: ParamValue | undefined;
  /** This access token was refused before its time (`markAccessRefused`): nobody may send it again. */
  readonly isAccessRefused?: boolean | undefined;
  /** A refresh was begun and its end never stored: whoever did it has died, and the refresh token may be spent. */
  readonly isRenewalLost?: boolean | undefined;
  /** Another one with everything that is saved: for `isCurrent`. */
  readonly mark: string;
}

/**
 * Where the credentials of an org live, with one writer at a time over all instances. `exclusively` holds a lease, never a
 * database transaction, while `work` speaks HTTP for at most 25 seconds (the lease must outlive it): it hands over the entry as it stands inside the lease and stores what
 * `work` answers (undefined: nothing) before it resolves. Both fail with `not_connected` when there is no connection.
 *
 * `work` calls `begin` before it presents a single-use token: durable when that resolves, and taken back only when `work` comes to
 * an end. A process that dies in between leaves `isRenewalLost` behind.
 */
export interface CredentialVault<Credentials> {
  read(orgId: string): Promise<VaultEntry<Credentials>>;
  /** True while the entry of this mark may be used as it was read. Asked before each call, so it costs less than reading. */
  isCurrent(orgId: string, mark: string): Promise<boolean>;
  exclusively(
    orgId: string,
    work: (entry: VaultEntry<Credentials>, begin: () => Promise<void>) => Promise<Credentials | undefined>,
  ): Promise<void>;
  markReconnect(orgId: string, code: ErrorCode, reason?: ParamValue): Promise<void>;
  /** Tells every instance that this access token is refused. Nothing happens when it is not the stored one any more. */
  markAccessRefused(orgId: string, accessToken: string): Promise<void>;
}
