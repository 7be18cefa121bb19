import type { TandemError } from '../errors/index.ts';
import type { Outcome, PersonsChoice } from '../flows/index.ts';
import type { HistoryRequest, MeasuredHistory } from './history.ts';

export interface RunRequest {
  readonly flow: string;
  readonly mode: 'plan' | 'apply';
  readonly division?: number | undefined;
  readonly ids?: readonly string[] | undefined;
  readonly since?: string | undefined;
  readonly full?: boolean | undefined;
  /** Only the part of the past of so many whole calendar years before this one. */
  readonly historyYears?: number | undefined;
}

/** The answer to a button: what happened, or the run that goes on after the wait was over. */
export type PushAnswer =
  | { readonly kind: 'done'; readonly status: 'sent' | 'alreadySent'; readonly outcome: Outcome }
  | { readonly kind: 'running'; readonly runId: string; readonly stage: PushStage };

/**
 * Where a push stands that a run goes on with: still being sent; `checking` whether Exact stored it, since the answer was lost; `telling`
 * Salesforce what Exact stored; or `waiting` for what passes by itself.
 */
export type PushStage =
  | { readonly kind: 'sending' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'telling'; readonly exactNumber: string }
  | { readonly kind: 'waiting'; readonly reason: TandemError };

/** What the HTTP door asks of the engine. Unknown ids are `not_found`; a paused org is `paused`. */
export interface Engine {
  /** Starts the workers of this instance; migrations have run. */
  start(): Promise<void>;
  /** Stops taking work and waits until what runs has come to a safe point, at most `graceMs`. */
  stop(graceMs: number): Promise<void>;
  startRun(orgId: string, request: RunRequest): Promise<string>;
  approveRun(orgId: string, runId: string): Promise<void>;
  cancelRun(orgId: string, runId: string): Promise<void>;
  /** The run rests once the batch in hand is stored. */
  pauseRun(orgId: string, runId: string): Promise<void>;
  /** A paused run goes on where it was. */
  resumeRun(orgId: string, runId: string): Promise<void>;
  measureHistory(orgId: string, request: HistoryRequest): Promise<MeasuredHistory>;
  /**
   * Sends one record now, ahead of everything. Throws the TandemError when a person is needed; `choice` is what a person decided
   * after such an answer.
   */
  push(orgId: string, flow: string, recordId: string, waitMs: number, choice?: PersonsChoice): Promise<PushAnswer>;
  /** "Look at these": from a Salesforce trigger. Answers how many work items were made or bumped. */
  hintFromSalesforce(orgId: string, object: string, ids: readonly string[]): Promise<number>;
  /** "Look at this": from an Exact webhook; `key` is the guid in Exact. */
  hintFromExact(orgId: string, division: number, topic: string, key: string): Promise<void>;
  /** Takes the issues up again now. */
  retryIssues(orgId: string, issueIds: readonly string[]): Promise<void>;
  /** Configuration changed, resumed, connected again: lanes look again, those that stopped too. */
  wake(orgId: string): Promise<void>;
}
