import type { TandemError } from '../../errors/index.ts';

/**
 * What is done with an operation that failed, whatever the flow:
 * - an error that halts the sending is met by all that follow, each with that error: nothing more is written;
 * - an error that may have arrived is looked for, and stays where nothing is found: the record is looked at again later;
 * - any other fails what needs the operation: what refers to it, and the main operation of its record;
 * - one that needs a person is told on the record itself, besides.
 */

/** A limit, a lost lease, a connection that is over. What one endpoint refuses for an hour holds up the records that need it, and no others. */
export function haltsSending({ code, handling }: TandemError): boolean {
  return handling === 'stop' || code === 'lease_lost' || (handling === 'wait' && code !== 'exact_error_budget');
}

/** The answer was lost. */
export function mayHaveArrived({ outcomeUnknown }: TandemError): boolean {
  return outcomeUnknown;
}

/** What passes by itself is no news for the people of a record. */
export function isForPerson({ handling }: TandemError): boolean {
  return handling === 'person';
}
