export type {
  ClaimBook,
  FieldChange,
  FieldPolicy,
  Flow,
  FlowBatch,
  FlowContext,
  FlowLog,
  FollowUp,
  Intent,
  LinkMemory,
  Operation,
  OperationAction,
  Outcome,
  OutcomeStatus,
  ReadRequest,
  RememberedLink,
} from './flow.ts';
export { FLOWS } from './registry.ts';
