import type { ErrorCode, TandemError } from '../errors/index.ts';
import type { Outcome } from '../flows/index.ts';
import { backOffMs, DEFAULT_WAIT_MS, RECORD_BACK_OFF } from '../pace/index.ts';
import type { EngineDependencies } from './dependencies.ts';

/** A record that keeps failing is shown to a person from this attempt on, and tried again all the same. */
const SHOWN_FROM_ATTEMPT = 3;
/** Somebody else holds the record: that is over in a moment, however fast the clock runs. */
const BUSY_LOOK_MS = 2_000;
const LOCKS: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['record_busy', 'lease_lost', 'connection_busy']);

/**
 * True when the record's error keeps it in the queue: it failed, or it was made and the other side could not be told (a document
 * in Exact whose news Salesforce did not take).
 */
export function comesBack(outcome: Outcome): boolean {
  const { status, error } = outcome;
  return error !== undefined && error.handling !== 'person' && ['failed', 'created', 'updated'].includes(status);
}

/** A limit, a lock, a lane that is held up: nothing of the record has failed, so it costs no attempt. */
export function isHeldUp(error: TandemError): boolean {
  return error.handling === 'wait' || error.handling === 'stop' || LOCKS.has(error.code);
}

/**
 * True while nobody needs to be told: the record comes back by itself, and has not failed so often that it is shown.
 *
 * @param attempts attempts that failed before this one
 */
export function isWaiting(outcome: Outcome, attempts: number): boolean {
  const { error } = outcome;
  return error !== undefined && comesBack(outcome) && (isHeldUp(error) || attempts + 1 < SHOWN_FROM_ATTEMPT);
}

/** When a record that comes back is looked at again. */
export function lookAgainAt({ now, timeScale }: EngineDependencies, error: TandemError, attempts: number): Date {
  const usualDelayMs = isHeldUp(error) ? DEFAULT_WAIT_MS : backOffMs(RECORD_BACK_OFF, attempts + 1);
  const delayMs = LOCKS.has(error.code) ? BUSY_LOOK_MS : usualDelayMs / timeScale;
  return new Date(now().getTime() + (error.retryAfterMs ?? delayMs));
}
