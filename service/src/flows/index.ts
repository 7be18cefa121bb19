export type {
  AwaitedOutcome,
  ClaimBook,
  FieldPolicy,
  Flow,
  FlowBatch,
  FlowContext,
  FlowLog,
  FollowUp,
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
export { eachInTurn, inTurns, withoutPauses, type Steps } from './turns.ts';
