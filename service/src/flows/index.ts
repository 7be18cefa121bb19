export { CONFIGURATION } from './configuration.ts';
export { haltsSending } from './execute/index.ts';
export type {
  AwaitedOutcome,
  ClaimBook,
  Flow,
  FlowBatch,
  FlowContext,
  FlowHints,
  FlowHistory,
  FlowLog,
  FollowUp,
  HintedRecords,
  PersonsChoice,
  PlanSteps,
  ReadRequest,
  RecordLook,
  WaitingRecords,
} from './flow.ts';
export type { HistorySize, HistoryWindow } from './history.ts';
export type { FieldChange, FieldPolicy, Operation, OperationAction, Outcome, OutcomeStatus } from './operation.ts';
export { FLOWS, LINK_ROLES } from './registry.ts';
export { settingsSchema } from './settings-schema.ts';
export { shownChanges } from './shown-changes.ts';
export { today } from './today.ts';
export { eachInTurn, inTurns, withoutPauses, type Steps } from './turns.ts';
