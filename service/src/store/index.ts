export { Store, openStore, type OrgStore, type StoreConfig } from './store.ts';
export { embeddedDirectory, type DatabaseLocation } from './database.ts';
export { KeyRing } from './sealing.ts';
export {
  type ActivityPartitions,
  type ActivityRepository,
  type FlowInsight,
  type NewActivity,
  type StoredActivity,
} from './activities.ts';
export { type AlertLane, type AlertQueue, type AlertRepository, type NewAlert, type TakenAlert } from './alerts.ts';
export { type ApiKeyRepository } from './api-keys.ts';
export {
  type BudgetAnswer,
  type BudgetClass,
  type BudgetHeaders,
  type BudgetRepository,
  type BudgetState,
  type BudgetWindow,
} from './budgets.ts';
export { type ClaimRepository, type IntentRepository, type StoredIntent } from './claims.ts';
export { type ConfigVersion, type ConfigurationRepository } from './configurations.ts';
export {
  type ConnectedDivision,
  type ConnectedSystem,
  type Connection,
  type ConnectionMeta,
  type SalesforceSignIn,
  type CredentialVault,
  type Credentials,
} from './credential-vault.ts';
export { type CursorRepository } from './cursors.ts';
export { type DivisionTraitRepository } from './division-traits.ts';
export { type EngineState } from './engine-state.ts';
export {
  type Issue,
  type IssueQuery,
  type IssueReport,
  type IssueRepository,
  type IssueState,
  type WaitingIssue,
} from './issues.ts';
export { type Lane, type LaneKey, type LaneLease, type LaneRepository } from './lanes.ts';
export { type ItemFactRepository, type StoredItemFacts } from './item-facts.ts';
export { type LinkIndex, type LinkRepository, type StoredLink } from './links.ts';
export { type OauthState, type OauthStateKind, type OauthStateRepository } from './oauth-states.ts';
export { type NewOperation, type OperationRepository, type StoredOperation } from './operations.ts';
export { type Org, type OrgRepository } from './orgs.ts';
export { type PairingCodeRepository } from './pairing-codes.ts';
export { type RecordStatus, type RunRecord, type RunRecordRepository } from './run-records.ts';
export {
  type Run,
  type RunCounts,
  type RunMode,
  type RunProgress,
  type RunRepository,
  type RunState,
  type RunWaiting,
  type StoredProblem,
} from './runs.ts';
export { type ResealCount } from './reseal.ts';
export { type Retention } from './retention.ts';
export { type SalesforceUsage, type SalesforceUsageRepository } from './salesforce-usage.ts';
export { type NewWorkItem, type TakenWorkItem, type WorkItemRef, type WorkItemRepository } from './work-items.ts';
