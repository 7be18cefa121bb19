export { CONFIGURATION } from './configuration.ts';
export type {
  AwaitedOutcome,
  ClaimBook,
  FieldChange,
  FieldPolicy,
  Flow,
  FlowBatch,
  FlowContext,
  FlowHints,
  FlowLog,
  FollowUp,
  HintedRecords,
  Operation,
  OperationAction,
  Outcome,
  OutcomeStatus,
  PersonsChoice,
  PlanSteps,
  ReadRequest,
  RecordLook,
  WaitingRecords,
} from './flow.ts';
export { FLOWS } from './registry.ts';
export { settingsSchema } from './settings-schema.ts';
export { eachInTurn, inTurns, withoutPauses, type Steps } from './turns.ts';
