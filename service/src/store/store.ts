import { CompiledQuery, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { ConstructorOptions, PgBoss } from 'pg-boss';
import { TandemError } from '../errors/index.ts';
import { ActivityPartitions, ActivityRepository } from './activities.ts';
import { AlertQueue } from './alert-queue.ts';
import { AlertRepository } from './alerts.ts';
import { ApiKeyRepository } from './api-keys.ts';
import { ApprovalRepository } from './approvals.ts';
import { BudgetRepository } from './budgets.ts';
import { ClaimRepository, IntentRepository } from './claims.ts';
import { Clock } from './clock.ts';
import { ConfigurationRepository } from './configurations.ts';
import { ConnectionRepository } from './connections.ts';
import { CredentialVault } from './credential-vault.ts';
import { CursorRepository } from './cursors.ts';
import { openDatabase, type DatabaseLocation, type OpenDatabase } from './database.ts';
import { DivisionTraitRepository } from './division-traits.ts';
import type { FlowDivision } from './flow-division.ts';
import { IssueRepository } from './issues.ts';
import { verifyKeys } from './key-canary.ts';
import { LaneRepository } from './lanes.ts';
import { askWhetherReady } from './readiness.ts';
import { readEngineState, type EngineState } from './engine-state.ts';
import { ItemFactRepository } from './item-facts.ts';
import { LinkRepository } from './links.ts';
import { OpenOrderRepository } from './open-orders.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { withNewer } from './migrations/newer.ts';
import { OauthStateRepository } from './oauth-states.ts';
import { OperationRepository } from './operations.ts';
import { OrgScope, type StoreBase } from './org-scope.ts';
import { OrgRepository, type NewOrg, type Org } from './orgs.ts';
import { PairingCodeRepository } from './pairing-codes.ts';
import { Retention } from './retention.ts';
import { reseal, type ResealCount } from './reseal.ts';
import { RunRecordRepository } from './run-records.ts';
import { RunRepository } from './runs.ts';
import { SalesforceUsageRepository } from './salesforce-usage.ts';
import { KeyRing } from './sealing.ts';
import { findTenantRole, grantTenantRole } from './tenant-role.ts';
import { WorkItemRepository } from './work-items.ts';

export interface StoreConfig {
  readonly location: DatabaseLocation;
  /** `id:base64(32 bytes)`, comma separated. */
  readonly masterKeys: string;
  /** Divides minutes and hours of the budget; 1 in production. */
  readonly timeScale: number;
  /** The embedded database survives a crash of the process but not of the machine: it is refused in production. */
  readonly isProduction: boolean;
  /** For tests; otherwise the database's own clock. */
  readonly now?: () => Date;
  /** Ends waits for somebody else's lease with its reason. */
  readonly stopping?: AbortSignal;
}

/** The repositories of one org. */
export interface OrgStore {
  readonly orgId: string;
  readonly configurations: ConfigurationRepository;
  readonly cursors: CursorRepository;
  readonly workItems: WorkItemRepository;
  readonly issues: IssueRepository;
  readonly runs: RunRepository;
  readonly runRecords: RunRecordRepository;
  readonly operations: OperationRepository;
  readonly intents: IntentRepository;
  readonly activities: ActivityRepository;
  readonly alerts: AlertRepository;
  readonly connections: ConnectionRepository;
  readonly salesforceUsage: SalesforceUsageRepository;
  readonly links: LinkRepository;
  readonly approvals: ApprovalRepository;
  itemFacts(division: number): ItemFactRepository;
  openOrders(division: number): OpenOrderRepository;
  /** Claims of one job; `leaseMs` is how long they outlive it. */
  claims(place: FlowDivision, holder: string, leaseMs?: number): ClaimRepository;
  /** Everything done through the given store is committed together. Never wait for the network inside. */
  transaction<T>(work: (store: OrgStore) => Promise<T>): Promise<T>;
}

const DEFAULT_CLAIM_LEASE_MS = 120_000;

/** Everything the service remembers. Open it with `openStore`, `migrate` it before use, `close` it at the end. */
export class Store {
  readonly isEmbedded: boolean;
  readonly orgs: OrgRepository;
  readonly apiKeys: ApiKeyRepository;
  readonly pairingCodes: PairingCodeRepository;
  readonly oauthStates: OauthStateRepository;
  readonly vault: CredentialVault;
  readonly budgets: BudgetRepository;
  readonly divisionTraits: DivisionTraitRepository;
  readonly lanes: LaneRepository;
  readonly alertQueue: AlertQueue;
  readonly activityPartitions: ActivityPartitions;
  readonly retention: Retention;
  readonly #database: OpenDatabase;
  readonly #base: StoreBase;
  #tenantRole: string | undefined;

  constructor(database: OpenDatabase, config: StoreConfig) {
    this.#database = database;
    this.#base = {
      db: database.db,
      patientDb: database.patientDb,
      keyRing: new KeyRing(config.masterKeys),
      clock: new Clock(config.now),
      tenantRole: () => this.#tenantRole,
      stopping: config.stopping,
    };
    this.isEmbedded = config.location.kind === 'embedded';
    this.orgs = new OrgRepository(this.#base);
    this.apiKeys = new ApiKeyRepository(this.#base);
    this.pairingCodes = new PairingCodeRepository(this.#base);
    this.oauthStates = new OauthStateRepository(this.#base);
    this.vault = new CredentialVault(this.#base);
    this.budgets = new BudgetRepository(this.#base, config.timeScale);
    this.divisionTraits = new DivisionTraitRepository(this.#base);
    this.lanes = new LaneRepository(this.#base);
    this.alertQueue = new AlertQueue(this.#base);
    this.activityPartitions = new ActivityPartitions(this.#base);
    this.retention = new Retention(this.#base, this.activityPartitions);
  }

  /** True when tenants' rows are read under a role that row-level security binds. */
  get isRowSecurityActive(): boolean {
    return this.#tenantRole !== undefined;
  }

  /** Brings the tables up to date; instances that start at once wait for each other. Throws `migration_failed`, `master_keys_wrong`. */
  async migrate(): Promise<void> {
    const db = this.#database.patientDb;
    const { rows } = await sql<{ schema: string }>`select current_schema as schema`.execute(db);
    const schema = rows[0]?.schema ?? 'public';
    // Asked before: the migrator reads its provider inside a transaction, and the embedded database has one connection.
    const migrations = await withNewer(db, schema, MIGRATIONS);
    const migrator = new Migrator({
      db,
      provider: { getMigrations: async () => migrations },
      // Otherwise the migrator takes the tables of any other schema of the database for its own.
      migrationTableSchema: schema,
      // They are independent of each other, and a database may have met a later one first.
      allowUnorderedMigrations: true,
    });
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw new TandemError('migration_failed', {}, { cause: error });
    await grantTenantRole(db);
    await this.join();
    await this.activityPartitions.ensure();
  }

  /**
   * Makes sure that the master keys are those of this database, and looks whether it has the tenant role; for who does not migrate.
   * Throws `master_keys_wrong`.
   */
  async join(): Promise<void> {
    await verifyKeys(this.#base);
    this.#tenantRole = await findTenantRole(this.#database.db);
  }

  /** Throws `database_unavailable` when the database does not answer within four seconds, `database_full` when it has no room. */
  ping(): Promise<void> {
    return askWhetherReady(this.#database);
  }

  /** Plain SQL as the owner of the tables, for operators' tools and tests. */
  async queryAsOwner(text: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
    const { rows } = await this.#database.patientDb
      .withoutPlugins()
      .executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, [...values]));
    return rows;
  }

  /** Sums over all orgs, for whoever watches the service. */
  engineState(): Promise<EngineState> {
    return readEngineState(this.#base);
  }

  /** Seals everything with the first key that another one sealed; see `reseal`. */
  reseal(onOrg?: (done: number, total: number) => void): Promise<readonly ResealCount[]> {
    return reseal(this.#base, onOrg);
  }

  forOrg(orgId: string): OrgStore {
    return this.#orgStore(new OrgScope(this.#base, orgId));
  }

  /** Makes an org, or renames it, together with what `work` does in it: all of it or nothing. See `OrgStore.transaction`. */
  async saveOrg(org: NewOrg, work: (store: OrgStore) => Promise<void>): Promise<Org> {
    await this.activityPartitions.ensure();
    return await this.#base.db.transaction().execute(async (tx) => {
      const saved = await this.orgs.save(org, tx);
      await work(this.#orgStore(await new OrgScope(this.#base, org.id).within(tx)));
      return saved;
    });
  }

  /** A pg-boss on this database, not started; the caller starts and stops it, before `close`. */
  pgBoss(options: Partial<ConstructorOptions> = {}): PgBoss {
    return this.#database.createBoss(options);
  }

  close(): Promise<void> {
    return this.#database.close();
  }

  #orgStore(scope: OrgScope): OrgStore {
    return {
      orgId: scope.orgId,
      configurations: new ConfigurationRepository(scope),
      cursors: new CursorRepository(scope),
      workItems: new WorkItemRepository(scope),
      issues: new IssueRepository(scope),
      runs: new RunRepository(scope),
      runRecords: new RunRecordRepository(scope),
      operations: new OperationRepository(scope),
      intents: new IntentRepository(scope),
      activities: new ActivityRepository(scope, this.activityPartitions),
      alerts: new AlertRepository(scope),
      connections: new ConnectionRepository(scope),
      salesforceUsage: new SalesforceUsageRepository(scope),
      links: new LinkRepository(scope),
      approvals: new ApprovalRepository(scope),
      itemFacts: (division) => new ItemFactRepository(scope, division),
      openOrders: (division) => new OpenOrderRepository(scope, division),
      claims: (place, holder, leaseMs = DEFAULT_CLAIM_LEASE_MS) => new ClaimRepository(scope, place, holder, leaseMs),
      transaction: (work) => scope.together((inner) => work(this.#orgStore(inner))),
    };
  }
}

/** Opens the database. Throws `embedded_in_production`, or `database_in_use` when another process has the directory. */
export async function openStore(config: StoreConfig): Promise<Store> {
  if (config.isProduction && config.location.kind === 'embedded') throw new TandemError('embedded_in_production');
  const database = await openDatabase(config.location);
  return new Store(database, config);
}
