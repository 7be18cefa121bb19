import type { ColumnType, Generated } from 'kysely';
import type { OauthStateKind } from './oauth-states.ts';

/** A jsonb column: read as a value, written as JSON text (the two drivers disagree on arrays). */
type Json<T> = ColumnType<T, string, string>;
/** A column with a default in the database. */
type Defaulted<T> = ColumnType<T, T | undefined, T>;

export interface OrgTable {
  id: string;
  name: string;
  state: Defaulted<'active' | 'paused'>;
  trialEndsAt: Date | null;
  features: Json<Record<string, unknown>>;
  webhookToken: string;
  createdAt: Defaulted<Date>;
  pausedAt: Date | null;
  pausedBy: string | null;
}

export interface ConnectionTable {
  orgId: string;
  system: 'exact' | 'salesforce';
  state: 'connected' | 'reconnect';
  detail: string | null;
  credentials: string;
  issuedAt: Date | null;
  meta: Json<Record<string, unknown>>;
  names: string | null;
  version: number;
  leaseHolder: string | null;
  leaseUntil: Date | null;
  checkedAt: Date | null;
  renewalBegunAt: Date | null;
  refusedVersion: number | null;
  reason: string | null;
}

export interface ApiKeyTable {
  id: string;
  orgId: string;
  hash: string;
  createdAt: Defaulted<Date>;
  lastUsedAt: Date | null;
  rotatedAt: Date | null;
}

export interface PairingCodeTable {
  hash: string;
  orgId: string;
  expiresAt: Date;
}

export interface OauthStateTable {
  hash: string;
  kind: OauthStateKind;
  orgId: string | null;
  secret: string;
  expiresAt: Date;
}

export interface ConfigVersionTable {
  orgId: string;
  version: number;
  document: Json<Record<string, unknown>>;
  author: string;
  savedAt: Defaulted<Date>;
}

export interface CursorTable {
  orgId: string;
  division: number;
  flow: string;
  name: string;
  value: string;
  savedAt: Defaulted<Date>;
}

export interface WorkItemTable {
  id: Generated<number>;
  orgId: string;
  flow: string;
  division: number;
  recordId: string;
  priority: number;
  attempts: number;
  nextAttemptAt: Date;
  state: 'waiting' | 'working' | 'issue';
  lastCode: string | null;
  isExplicit: boolean;
  generation: number;
}

export interface IssueTable {
  id: string;
  seq: Generated<number>;
  orgId: string;
  flow: string;
  division: number;
  recordId: string;
  code: string;
  payload: string;
  state: 'open' | 'retrying' | 'resolved' | 'ignored';
  attempts: number;
  firstAt: Date;
  lastAt: Date;
  shortenedAt: Date | null;
}

export interface RunTable {
  id: string;
  seq: Generated<number>;
  orgId: string;
  flow: string;
  division: number;
  mode: 'plan' | 'apply';
  state: 'queued' | 'running' | 'paused' | 'planned' | 'succeeded' | 'failed' | 'cancelled';
  request: Json<Record<string, unknown>>;
  cursors: Json<Record<string, string>>;
  configVersion: number;
  progressDone: Defaulted<number>;
  progressTotal: number | null;
  created: Defaulted<number>;
  updated: Defaulted<number>;
  unchanged: Defaulted<number>;
  skipped: Defaulted<number>;
  blocked: Defaulted<number>;
  failed: Defaulted<number>;
  callsExact: Defaulted<number>;
  callsSalesforce: Defaulted<number>;
  problem: string | null;
  isRead: Defaulted<boolean>;
  waitingCount: number | null;
  waitingUntil: Date | null;
  waitingProblem: string | null;
  dropped: Defaulted<number>;
  createdAt: Defaulted<Date>;
  startedAt: Date | null;
  finishedAt: Date | null;
}

export interface RunRecordTable {
  orgId: string;
  runId: string;
  recordId: string;
  state: 'done' | 'waiting';
  status: 'created' | 'updated' | 'unchanged' | 'skipped' | 'blocked' | 'failed' | null;
  attempts: Defaulted<number>;
  until: Date | null;
}

export interface OperationTable {
  orgId: string;
  runId: string;
  seq: number;
  recordId: string;
  key: string;
  digest: string;
  payload: string;
  outcome: string | null;
}

export interface BudgetTable {
  key: string;
  windowStart: number;
  touchedAt: number;
  minuteUsed: number;
  minuteLimit: Defaulted<number>;
  day: string;
  dayUsed: number;
  dayLimit: Defaulted<number>;
  blockedUntil: number;
}

export interface BudgetErrorTable {
  key: string;
  endpoint: string;
  at: number;
}

export interface DivisionTraitTable {
  key: string;
  acceptsOr: boolean;
}

export interface SalesforceUsageTable {
  orgId: string;
  used: number;
  limit: number;
  measuredAt: Date;
}

export interface LinkTable {
  orgId: string;
  /** What the record of Exact is to the record of Salesforce. */
  entity: string;
  division: number;
  salesforceId: string;
  exactId: string;
  fingerprint: string;
  inStepAt: Date | null;
}

export interface ItemFactTable {
  orgId: string;
  itemId: string;
  division: number;
  isSalesItem: boolean;
  isFractionAllowed: boolean;
  isStockItem: boolean | null;
  unit: string | null;
  vatCode: string | null;
  startDate: string | null;
  endDate: string | null;
  readAt: Date;
}

export interface OpenOrderTable {
  orgId: string;
  division: number;
  orderId: string;
  debtorId: string;
  isOpen: boolean;
  content: Json<object>;
  readAt: Date;
}

export interface ClaimTable {
  orgId: string;
  flow: string;
  recordId: string;
  division: number;
  holder: string | null;
  epoch: number;
  leaseUntil: Date | null;
  reference: string | null;
  postedAt: Date | null;
  settledAt: Date | null;
  exactId: string | null;
  exactNumber: string | null;
  content: string | null;
  kind: string | null;
  agreement: string | null;
  amendment: string | null;
  amendedAt: Date | null;
  isWriteBackPending: Defaulted<boolean>;
}

export interface LaneTable {
  orgId: string;
  division: number;
  flow: string;
  state: Defaulted<'idle' | 'stopped'>;
  stoppedCode: string | null;
  stoppedProblem: string | null;
  dueAt: Date;
  epoch: Defaulted<number>;
  holder: string | null;
  leaseUntil: Date | null;
  lastRunAt: Date | null;
}

export interface ActivityTable {
  id: Generated<number>;
  at: Date;
  orgId: string;
  flow: string;
  recordId: string;
  salesforceId: string | null;
  runId: string | null;
  status: string;
  direction: 'toSalesforce' | 'toExact';
  code: string | null;
  durationMs: number | null;
  payload: string;
}

export interface AlertTable {
  id: Generated<number>;
  orgId: string;
  code: string;
  payload: string;
  createdAt: Defaulted<Date>;
  /** What it is about, the same for every lane that meets it. Null in rows of older versions. */
  cause: string | null;
  /** The lanes that it stopped: `division/flow`. */
  lanes: Defaulted<Json<string[]>>;
  /** When an instance of the version before, which knows no channels, may tell it. */
  nextAttemptAt: Defaulted<Date>;
  solvedAt: Defaulted<Date | null>;
}

/** An alert in one channel; pending until it is delivered or refused. */
export interface AlertDeliveryTable {
  alertId: number;
  channel: string;
  orgId: string;
  attempts: Defaulted<number>;
  nextAttemptAt: Date;
  deliveredAt: Date | null;
  /** The channel cannot tell it, or was tried often enough. */
  refusedAt: Date | null;
  lastProblem: string | null;
}

export interface ApprovalTable {
  id: string;
  seq: Generated<number>;
  orgId: string;
  flow: string;
  division: number;
  recordId: string;
  code: string;
  digest: string;
  state: 'asked' | 'approved' | 'refused' | 'replaced';
  askedBy: string;
  askedAt: Date;
  expiresAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
  usedAt: Date | null;
  payload: string;
  decision: string | null;
}

export interface KeyCanaryTable {
  isSingle: Defaulted<boolean>;
  sealed: string;
}

/** Every table, by its name in camel case; Kysely's CamelCasePlugin turns them into snake case. */
export interface Database {
  org: OrgTable;
  connection: ConnectionTable;
  apiKey: ApiKeyTable;
  pairingCode: PairingCodeTable;
  oauthState: OauthStateTable;
  configVersion: ConfigVersionTable;
  cursor: CursorTable;
  workItem: WorkItemTable;
  issue: IssueTable;
  run: RunTable;
  runRecord: RunRecordTable;
  operation: OperationTable;
  budget: BudgetTable;
  budgetError: BudgetErrorTable;
  divisionTrait: DivisionTraitTable;
  salesforceUsage: SalesforceUsageTable;
  link: LinkTable;
  itemFact: ItemFactTable;
  openOrder: OpenOrderTable;
  claim: ClaimTable;
  lane: LaneTable;
  activity: ActivityTable;
  alert: AlertTable;
  alertDelivery: AlertDeliveryTable;
  approval: ApprovalTable;
  keyCanary: KeyCanaryTable;
}
