export { Store, openStore, type OrgStore, type StoreConfig } from './store.ts';
export { embeddedDirectory, type DatabaseLocation } from './database.ts';
export { KeyRing } from './sealing.ts';
export { type NewActivity, type StoredActivity } from './activities.ts';
export { type Approval, type ApprovalPerson } from './approvals.ts';
export { type TakenAlert } from './alert-queue.ts';
export { type AlertLane, type NewAlert } from './alerts.ts';
export { type BudgetState } from './budgets.ts';
export { type ConfigVersion } from './configurations.ts';
export {
  type ConnectedDivision,
  type Connection,
  type ConnectionMeta,
  type SalesforceSignIn,
  type CredentialVault,
  type Credentials,
} from './credential-vault.ts';
export { type EngineState } from './engine-state.ts';
export { type FlowDivision } from './flow-division.ts';
export { type Issue, type WaitingIssue } from './issues.ts';
export { type Lane, type LaneKey, type LaneLease } from './lanes.ts';
export type { LinkRepository, NewLink } from './links.ts';
export { type OauthState, type OauthStateKind } from './oauth-states.ts';
export { type StoredOperation } from './operations.ts';
export { type Org } from './orgs.ts';
export { type RunRecord } from './run-records.ts';
export { type Run, type RunState, type StoredProblem } from './runs.ts';
export { type Retention } from './retention.ts';
export { type SalesforceUsage } from './salesforce-usage.ts';
export { type NewWorkItem, type TakenWorkItem } from './work-items.ts';
