import { isTandemError, phrase, TandemError } from '../errors/index.ts';
import { pause, scaled } from '../wire/index.ts';
import type { SalesforceCaller } from './caller.ts';
import { sendBatches, toCalls } from './collection-calls.ts';
import { classifyFault, readFaults } from './classify.ts';
import type { Names } from './names.ts';
import type { SalesforceWrite, SalesforceWriteResult } from './types.ts';
import { parentsTogether, toBatches, type PlacedWrite, type WriteBatch } from './write-batches.ts';

/** Records a call while locked rows are tried again: fewer at a time meet fewer foreign locks. */
const LOCK_RETRY_SIZES = [50, 10, 1] as const;
const LOCK_PAUSE_MS = 500;
/** What Salesforce says of a record that somebody deleted. */
const GONE = 'ENTITY_IS_DELETED';

/**
 * Writes through sObject collections and puts the result of each write at its place. Never throws for a record: what went wrong
 * stands in its result. After an error that stops or holds back the org, nothing more is sent and the rest carries that error.
 * Locked rows are tried again, the children of a parent next to each other, so that one call meets the lock of few parents. Answers
 * that error, or undefined.
 */
export async function writeCollections(
  caller: SalesforceCaller,
  names: Names,
  writes: readonly PlacedWrite[],
  results: Map<number, SalesforceWriteResult>,
): Promise<TandemError | undefined> {
  let halt = await writeRound(caller, names, toCalls(toBatches(writes)), results);
  let open = parentsTogether(writes);
  for (const size of LOCK_RETRY_SIZES) {
    open = open.filter(({ place }) => isLocked(results.get(place)));
    if (open.length === 0) return halt;
    await pause(scaled(caller.clock, LOCK_PAUSE_MS * (0.5 + Math.random())), caller.signal);
    const alone = toBatches(open, size).map((batch) => [batch]);
    halt ??= await writeRound(caller, names, alone, results);
  }
  return halt;
}

async function writeRound(
  caller: SalesforceCaller,
  names: Names,
  calls: readonly (readonly WriteBatch[])[],
  results: Map<number, SalesforceWriteResult>,
): Promise<TandemError | undefined> {
  let halt: TandemError | undefined;
  for (const call of calls) {
    halt ??= await writeCall(caller, names, call, results);
    if (halt === undefined) continue;
    for (const { place } of call.flatMap(({ writes }) => writes)) if (!results.has(place)) results.set(place, failed(halt));
  }
  return halt;
}

/** Answers the error that holds back everything after it, or undefined. */
async function writeCall(
  caller: SalesforceCaller,
  names: Names,
  batches: readonly WriteBatch[],
  results: Map<number, SalesforceWriteResult>,
): Promise<TandemError | undefined> {
  let halt: TandemError | undefined;
  const answers = await sendBatches(caller, names, batches);
  for (const [index, batch] of batches.entries()) {
    const answer = answers[index];
    if (answer === undefined) continue;
    if (!('error' in answer)) {
      for (const [item, { place, write }] of batch.writes.entries())
        results.set(place, toResult(answer.items[item], write, names, caller.clock.scale));
      continue;
    }
    const { error } = answer;
    const isSingle = batches.length === 1 && batch.writes.length === 1;
    if (error.handling === 'stop' || error.handling === 'wait') halt ??= error;
    // One unreadable value makes Salesforce refuse the whole call: parts of it find it without touching the others.
    else if (error.handling === 'person' && !isSingle)
      for (const part of batches.length > 1 ? [batch] : halvesOf(batch)) halt ??= await writeCall(caller, names, [part], results);
    else for (const { place } of batch.writes) results.set(place, failed(error));
  }
  return halt;
}

function halvesOf(batch: WriteBatch): WriteBatch[] {
  const middle = Math.ceil(batch.writes.length / 2);
  return [batch.writes.slice(0, middle), batch.writes.slice(middle)].map((writes) => ({ ...batch, writes }));
}

function toResult(item: unknown, write: SalesforceWrite, names: Names, scale: number): SalesforceWriteResult {
  const { success, id, errors, created } = (item ?? {}) as {
    success?: boolean;
    id?: string;
    errors?: unknown;
    created?: boolean;
  };
  if (success === true) return { ok: true, id: id ?? write.id ?? '', created: created ?? write.action === 'create' };
  const [fault] = readFaults(errors);
  if (write.action === 'delete' && fault?.code === GONE) return { ok: true, id: write.id ?? '', created: false };
  if (fault === undefined)
    return failed(new TandemError('salesforce_unreadable_answer', { text: phrase('answer_without_reason') }));
  return failed(classifyFault(fault, { object: write.object, names, recordId: write.id, scale }));
}

function isLocked(result: SalesforceWriteResult | undefined): boolean {
  return result !== undefined && !result.ok && isTandemError(result.error, 'salesforce_row_locked');
}

function failed(error: TandemError): SalesforceWriteResult {
  return { ok: false, error };
}
