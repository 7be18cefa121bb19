import { TandemError } from '../errors/index.ts';
import type { ExactCredentials } from '../exact/index.ts';
import type { SalesforceCredentials } from '../salesforce/index.ts';
import type { Connection, CredentialVault as StoredVault, Credentials } from '../store/index.ts';
import type { CredentialVault } from '../wire/index.ts';

/** The store's vault, as the Exact client wants it: country beside the tokens. */
export function exactVault(vault: StoredVault): CredentialVault<ExactCredentials> {
  return vaultOf(vault, 'exact', toExact, ({ refreshToken, accessToken, issuedAt }) => ({ refreshToken, accessToken, issuedAt }));
}

/** The store's vault, as the Salesforce client wants it: address and grant beside the tokens. */
export function salesforceVault(vault: StoredVault): CredentialVault<SalesforceCredentials> {
  return vaultOf(vault, 'salesforce', toSalesforce, ({ refreshToken, accessToken, issuedAt }) => ({
    refreshToken,
    accessToken,
    issuedAt,
  }));
}

function vaultOf<C>(
  vault: StoredVault,
  system: 'exact' | 'salesforce',
  fromStore: (connection: Connection) => C,
  toStore: (credentials: C) => Credentials,
): CredentialVault<C> {
  const entryOf = (connection: Connection) => ({
    credentials: fromStore(connection),
    needsReconnect: connection.state === 'reconnect',
    reason: connection.reason ?? undefined,
    isAccessRefused: connection.isAccessRefused,
    isRenewalLost: connection.renewalBegunAt !== null,
    mark: connection.mark,
  });
  return {
    read: async (orgId) => entryOf(await vault.read(orgId, system)),
    isCurrent: (orgId, mark) => vault.isCurrent(orgId, system, mark),
    exclusively: (orgId, work) =>
      vault.exclusively(orgId, system, async (current, store, begin) => {
        const next = await work(entryOf(current), begin);
        if (next !== undefined) await store(toStore(next));
      }),
    markReconnect: (orgId, code, reason) => vault.markReconnect(orgId, system, code, reason),
    markAccessRefused: (orgId, accessToken) => vault.markAccessRefused(orgId, system, accessToken),
  };
}

function toExact({ credentials, meta }: Connection): ExactCredentials {
  const { refreshToken, accessToken, issuedAt } = credentials;
  if (meta.country === undefined || refreshToken === undefined)
    throw new TandemError('not_connected', { system: 'Exact Online' });
  return { country: meta.country, refreshToken, accessToken, issuedAt };
}

function toSalesforce({ credentials, meta }: Connection): SalesforceCredentials {
  const { refreshToken, accessToken, issuedAt } = credentials;
  if (meta.instanceUrl === undefined) throw new TandemError('not_connected', { system: 'Salesforce' });
  const { instanceUrl, grant = 'client_credentials' } = meta;
  return { instanceUrl, grant, username: meta.username, refreshToken, accessToken, issuedAt };
}
