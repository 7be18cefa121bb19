import type { OrgScope } from './org-scope.ts';
import type { ConnectedSystem, ConnectionMeta, Credentials } from './credential-vault.ts';

const NAMES = 'connection.names';

/** Persons in the meta of a connection. Sealed at rest. */
export type ConnectionNames = Pick<ConnectionMeta, 'userName' | 'username'>;

/** Connections of one org, for what is stored together with them; reads and renewals go through the `CredentialVault`. */
export class ConnectionRepository {
  readonly #scope: OrgScope;

  constructor(scope: OrgScope) {
    this.#scope = scope;
  }

  /** A new consent: replaces credentials and meta, and ends `reconnect`. `isFirst`: there was none before. */
  async save(system: ConnectedSystem, credentials: Credentials, meta: ConnectionMeta): Promise<{ readonly isFirst: boolean }> {
    const { orgId } = this.#scope;
    const { clock } = this.#scope.base;
    const { userName, username, ...rest } = meta;
    const values = {
      ...sealedCredentials(this.#scope, system, credentials),
      state: 'connected' as const,
      detail: null,
      reason: null,
      renewalBegunAt: null,
      refusedVersion: null,
      meta: JSON.stringify(rest),
      names: sealedNames(this.#scope, { userName, username }),
    };
    const { version } = await this.#scope.run((tx) =>
      tx
        .insertInto('connection')
        .values({ orgId, system, ...values, version: 1, checkedAt: clock.now() })
        .onConflict((conflict) =>
          conflict.columns(['orgId', 'system']).doUpdateSet((eb) => ({
            ...values,
            version: eb('connection.version', '+', 1),
            leaseHolder: null,
            leaseUntil: null,
            checkedAt: clock.now(),
          })),
        )
        .returning('version')
        .executeTakeFirstOrThrow(),
    );
    return { isFirst: version === 1 };
  }
}

/** What the columns of the tokens hold. */
export function sealedCredentials(
  scope: OrgScope,
  system: ConnectedSystem,
  { refreshToken, accessToken, issuedAt }: Credentials,
): { credentials: string; issuedAt: Date | null } {
  return { credentials: scope.seal(credentialPurpose(system), { refreshToken, accessToken }), issuedAt: issuedAt ?? null };
}

/** What tokens of a system are sealed for. */
export function credentialPurpose(system: ConnectedSystem): string {
  return `connection.${system}`;
}

/** What the column of the names holds. */
export function sealedNames(scope: OrgScope, { userName, username }: ConnectionNames): string | null {
  return userName === undefined && username === undefined ? null : scope.seal(NAMES, { userName, username });
}

/** The names of a connection; those of an older version stand in its meta. */
export function openNames(scope: OrgScope, sealed: string | null): ConnectionNames {
  return sealed === null ? {} : scope.open<ConnectionNames>(NAMES, sealed);
}
