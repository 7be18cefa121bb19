import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { sql, type RawBuilder, type Updateable } from 'kysely';
import { carried, carry, TandemError, type ErrorCode, type ParamValue } from '../errors/index.ts';
import { ConnectionRepository, credentialPurpose, openNames, sealedCredentials } from './connections.ts';
import { OrgScope, type StoreBase } from './org-scope.ts';
import type { ConnectionTable } from './schema.ts';

export type ConnectedSystem = 'exact' | 'salesforce';

/** Tokens of one connection. Sealed at rest. */
export interface Credentials {
  readonly refreshToken?: string | undefined;
  readonly accessToken?: string | undefined;
  /** When the access token was issued, by our clock. Exact gives no new one in the 570 seconds after. */
  readonly issuedAt?: Date | undefined;
}

/** How Tandem signs in at Salesforce: as the user that the app runs as, by the sign-in of a person, by certificate. */
export type SalesforceSignIn = 'client_credentials' | 'refresh_token' | 'jwt';

/** What is known about a connection and is no secret. */
export interface ConnectionMeta {
  readonly instanceUrl?: string | undefined;
  readonly country?: string | undefined;
  readonly host?: string | undefined;
  readonly grant?: SalesforceSignIn | undefined;
  /** Salesforce user of the jwt grant. */
  readonly username?: string | undefined;
  /** The person that consented, for display. */
  readonly userName?: string | undefined;
  readonly divisions?: readonly ConnectedDivision[] | undefined;
}

export interface ConnectedDivision {
  readonly code: number;
  readonly name: string;
  readonly currency: string;
  readonly country: string;
  readonly isDefault: boolean;
}

export interface Connection {
  readonly orgId: string;
  readonly system: ConnectedSystem;
  readonly state: 'connected' | 'reconnect';
  /** Catalogue code of why it must be connected again. */
  readonly detail: ErrorCode | null;
  /** More of it, in words that end a sentence. */
  readonly reason: ParamValue | null;
  /** When a renewal was begun whose end is not stored; inside the lease that means that it is lost. */
  readonly renewalBegunAt: Date | null;
  /** The access token was refused before its time. */
  readonly isAccessRefused: boolean;
  readonly credentials: Credentials;
  readonly meta: ConnectionMeta;
  readonly checkedAt: Date | null;
  /** Another one with every credential that is saved: no seal is made twice. */
  readonly mark: string;
}

const LEASE_MS = 30_000;
const WAIT_STEP_MS = 25;
const MAX_WAIT_STEP_MS = 500;

/**
 * Credentials of both systems, with one writer a connection. Refresh tokens are single-use, so the writer holds a lease
 * (a column taken by one UPDATE, never a transaction: the work talks HTTP), and what it returns is stored before anybody uses it.
 */
export class CredentialVault {
  readonly #base: StoreBase;

  constructor(base: StoreBase) {
    this.#base = base;
  }

  async find(orgId: string, system: ConnectedSystem): Promise<Connection | undefined> {
    const row = await this.#find(orgId, system);
    return row === undefined ? undefined : this.#toConnection(row);
  }

  /** Throws `not_connected` when the org has no such connection; a connection that must be renewed is answered as it is. */
  async read(orgId: string, system: ConnectedSystem): Promise<Connection> {
    const connection = await this.find(orgId, system);
    if (connection === undefined) throw notConnected(system);
    return connection;
  }

  /** Whether the connection of this mark stands: nothing newer is stored, and neither it nor its access token was refused. */
  async isCurrent(orgId: string, system: ConnectedSystem, mark: string): Promise<boolean> {
    const row = await this.#base.db
      .selectFrom('connection')
      .select('version')
      .where('orgId', '=', orgId)
      .where('system', '=', system)
      .where('credentials', '=', mark)
      .where('state', '=', 'connected')
      .where(sql<boolean>`refused_version is distinct from version`)
      .executeTakeFirst();
    return row !== undefined;
  }

  /** A new consent: replaces credentials and meta, and ends `reconnect`. */
  async save(orgId: string, system: ConnectedSystem, credentials: Credentials, meta: ConnectionMeta): Promise<void> {
    await new ConnectionRepository(this.#scope(orgId)).save(system, credentials, meta);
  }

  /**
   * Runs `work` as the only writer. It gets the connection as it stands inside the lease (another writer may just have
   * refreshed it); what it gives to `store` is durable when that resolves. Others wait and read again. `begin` records that a
   * renewal is begun, durable when it resolves; the record goes when `work` comes to its end, and stays when it never does.
   * Throws `not_connected`, `connection_busy` after `waitMs`, and from `store` `lease_lost` when somebody else stored newer
   * credentials in between.
   */
  async exclusively<Result>(
    orgId: string,
    system: ConnectedSystem,
    work: (
      current: Connection,
      store: (credentials: Credentials) => Promise<void>,
      begin: () => Promise<void>,
    ) => Promise<Result>,
    options: { readonly leaseMs?: number; readonly waitMs?: number } = {},
  ): Promise<Result> {
    const holder = randomUUID();
    const row = await this.#lease(orgId, system, holder, options.leaseMs ?? LEASE_MS, options.waitMs ?? LEASE_MS * 2);
    let version = row.version;
    let isOver = false;
    try {
      const result = await work(
        this.#toConnection(row),
        async (credentials) => {
          await this.#store(orgId, system, version, credentials);
          version += 1;
        },
        async () => {
          const begun = await this.#update(orgId, system, { renewalBegunAt: this.#base.clock.now() }, holder);
          if (begun === 0n) throw new TandemError('lease_lost');
        },
      );
      isOver = true;
      return result;
    } finally {
      const renewal = isOver ? { renewalBegunAt: null } : {};
      await this.#update(orgId, system, { leaseHolder: null, leaseUntil: null, ...renewal }, holder);
    }
  }

  /** Every instance knows from now on that this access token is refused, unless a newer one is stored. */
  async markAccessRefused(orgId: string, system: ConnectedSystem, accessToken: string): Promise<void> {
    const row = await this.#find(orgId, system);
    if (row === undefined || this.#toConnection(row).credentials.accessToken !== accessToken) return;
    await this.#scope(orgId).run((tx) =>
      tx
        .updateTable('connection')
        .set({ refusedVersion: row.version })
        .where('orgId', '=', orgId)
        .where('system', '=', system)
        .where('version', '=', row.version)
        .execute(),
    );
  }

  /**
   * Renewals of a system that somebody began and whose lease is over: he has died with the answer, and a person has to sign in.
   * Of all orgs; answers those that were not known before.
   */
  async endLostRenewals(system: ConnectedSystem, code: ErrorCode, reason: ParamValue): Promise<string[]> {
    const rows = await this.#base.db
      .updateTable('connection')
      .set({ state: 'reconnect', detail: code, reason: carry(reason), checkedAt: this.#base.clock.now() })
      .where('system', '=', system)
      .where('renewalBegunAt', 'is not', null)
      .where('state', '=', 'connected')
      .where((eb) => eb.or([eb('leaseUntil', 'is', null), eb('leaseUntil', '<=', this.#base.clock.now())]))
      .returning('orgId')
      .execute();
    return rows.map(({ orgId }) => orgId);
  }

  /** The one process of an embedded database has just started: whoever held a lease is dead. */
  async endLeases(): Promise<void> {
    await this.#base.db.updateTable('connection').set({ leaseHolder: null, leaseUntil: null }).execute();
  }

  async #update(orgId: string, system: ConnectedSystem, values: RowChange, holder: string): Promise<bigint> {
    const result = await this.#scope(orgId).run((tx) =>
      tx
        .updateTable('connection')
        .set(values)
        .where('orgId', '=', orgId)
        .where('system', '=', system)
        .where('leaseHolder', '=', holder)
        .executeTakeFirst(),
    );
    return result.numUpdatedRows;
  }

  /** The connection is dead until a person consents again. */
  async markReconnect(orgId: string, system: ConnectedSystem, code: ErrorCode, reason?: ParamValue): Promise<void> {
    await this.#setState(orgId, system, 'reconnect', code, reason === undefined ? null : carry(reason));
  }

  /** A call went through: the connection is alive. */
  async markConnected(orgId: string, system: ConnectedSystem): Promise<void> {
    await this.#setState(orgId, system, 'connected', null, null);
  }

  async #setState(
    orgId: string,
    system: ConnectedSystem,
    state: Connection['state'],
    detail: string | null,
    reason: string | null,
  ): Promise<void> {
    await this.#scope(orgId).run((tx) =>
      tx
        .updateTable('connection')
        .set({ state, detail, reason, checkedAt: this.#base.clock.now() })
        .where('orgId', '=', orgId)
        .where('system', '=', system)
        .execute(),
    );
  }

  async #lease(orgId: string, system: ConnectedSystem, holder: string, leaseMs: number, waitMs: number): Promise<ConnectionRow> {
    const giveUpAt = performance.now() + waitMs;
    for (let stepMs = WAIT_STEP_MS; ; stepMs = Math.min(stepMs * 2, MAX_WAIT_STEP_MS)) {
      const row = await this.#scope(orgId).run((tx) =>
        tx
          .updateTable('connection')
          .set({ leaseHolder: holder, leaseUntil: this.#base.clock.in(leaseMs) })
          .where('orgId', '=', orgId)
          .where('system', '=', system)
          .where((eb) => eb.or([eb('leaseUntil', 'is', null), eb('leaseUntil', '<=', this.#base.clock.now())]))
          .returningAll()
          .executeTakeFirst(),
      );
      if (row !== undefined) return row;
      await this.read(orgId, system);
      this.#base.stopping?.throwIfAborted();
      if (performance.now() >= giveUpAt) throw new TandemError('connection_busy', { system: SYSTEM_NAMES[system] });
      await delay(stepMs * (0.5 + Math.random()));
    }
  }

  /** By version, not by lease: a refreshed token is the only living one, even if its writer was slow. */
  async #store(orgId: string, system: ConnectedSystem, version: number, credentials: Credentials): Promise<void> {
    const result = await this.#scope(orgId).run((tx) =>
      tx
        .updateTable('connection')
        .set({
          ...sealedCredentials(this.#scope(orgId), system, credentials),
          state: 'connected',
          detail: null,
          reason: null,
          renewalBegunAt: null,
          version: version + 1,
          checkedAt: this.#base.clock.now(),
        })
        .where('orgId', '=', orgId)
        .where('system', '=', system)
        .where('version', '=', version)
        .executeTakeFirst(),
    );
    if (result.numUpdatedRows === 0n) throw new TandemError('lease_lost');
  }

  #find(orgId: string, system: ConnectedSystem): Promise<ConnectionRow | undefined> {
    return this.#scope(orgId).run((tx) =>
      tx.selectFrom('connection').selectAll().where('orgId', '=', orgId).where('system', '=', system).executeTakeFirst(),
    );
  }

  #toConnection(row: ConnectionRow): Connection {
    const scope = this.#scope(row.orgId);
    const tokens = scope.open<Credentials>(credentialPurpose(row.system), row.credentials);
    return {
      orgId: row.orgId,
      system: row.system,
      state: row.state,
      detail: row.detail as ErrorCode | null,
      reason: row.reason === null ? null : carried(row.reason),
      renewalBegunAt: row.renewalBegunAt,
      isAccessRefused: row.refusedVersion === row.version,
      credentials: { ...tokens, issuedAt: row.issuedAt ?? undefined },
      meta: { ...row.meta, ...openNames(scope, row.names) },
      checkedAt: row.checkedAt,
      mark: row.credentials,
    };
  }

  #scope(orgId: string): OrgScope {
    return new OrgScope(this.#base, orgId);
  }
}

interface ConnectionRow {
  readonly orgId: string;
  readonly system: ConnectedSystem;
  readonly state: 'connected' | 'reconnect';
  readonly detail: string | null;
  readonly credentials: string;
  readonly issuedAt: Date | null;
  readonly meta: Record<string, unknown>;
  readonly names: string | null;
  readonly version: number;
  readonly checkedAt: Date | null;
  readonly renewalBegunAt: Date | null;
  readonly refusedVersion: number | null;
  readonly reason: string | null;
}

type RowChange = Updateable<ConnectionTable> | { readonly renewalBegunAt: RawBuilder<Date> };

const SYSTEM_NAMES = { exact: 'Exact Online', salesforce: 'Salesforce' } as const;

function notConnected(system: ConnectedSystem): TandemError {
  return new TandemError('not_connected', { system: SYSTEM_NAMES[system] });
}
