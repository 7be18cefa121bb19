import type { ErrorCode } from '../errors/index.ts';

export interface VaultEntry<Credentials> {
  readonly credentials: Credentials;
  /** True after `markReconnect`: no token request is made until a person has connected again. */
  readonly needsReconnect: boolean;
}

/**
 * Where the credentials of an org live, with one writer at a time over all instances. `exclusively` holds a lease, never a
 * database transaction, while `work` speaks HTTP for at most 25 seconds (the lease must outlive it): it hands over the entry as it stands inside the lease and stores what
 * `work` answers (undefined: nothing) before it resolves. Both fail with `not_connected` when there is no connection.
 */
export interface CredentialVault<Credentials> {
  read(orgId: string): Promise<VaultEntry<Credentials>>;
  exclusively(orgId: string, work: (entry: VaultEntry<Credentials>) => Promise<Credentials | undefined>): Promise<void>;
  markReconnect(orgId: string, code: ErrorCode): Promise<void>;
}
