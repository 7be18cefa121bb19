import { isTandemError, TandemError, toTandemError } from '../errors/index.ts';
import { pause, scaled } from '../wire/index.ts';
import { API_PATH, type SalesforceCaller } from './caller.ts';
import { classifyFault, readFaults } from './classify.ts';
import type { Names } from './names.ts';
import type { SalesforceWrite, SalesforceWriteResult } from './types.ts';
import { parentsTogether, toBatches, type PlacedWrite, type WriteBatch } from './write-batches.ts';

/** Records a call while locked rows are tried again: fewer at a time meet fewer foreign locks. */
const LOCK_RETRY_SIZES = [50, 10, 1] as const;
const LOCK_PAUSE_MS = 500;

/**
 * Writes through sObject collections and puts the result of each write at its place. Never throws for a record: what went wrong
 * stands in its result. After an error that stops or holds back the org, nothing more is sent and the rest carries that error.
 * Locked rows are tried again, the children of a parent next to each other, so that one call meets the lock of few parents.
 */
export async function writeCollections(
  caller: SalesforceCaller,
  names: Names,
  writes: readonly PlacedWrite[],
  results: Map<number, SalesforceWriteResult>,
): Promise<void> {
  await writeRound(caller, names, toBatches(writes), results);
  let open = parentsTogether(writes);
  for (const size of LOCK_RETRY_SIZES) {
    open = open.filter(({ place }) => isLocked(results.get(place)));
    if (open.length === 0) return;
    await pause(scaled(caller.clock, LOCK_PAUSE_MS * (0.5 + Math.random())), caller.signal);
    await writeRound(caller, names, toBatches(open, size), results);
  }
}

async function writeRound(
  caller: SalesforceCaller,
  names: Names,
  batches: readonly WriteBatch[],
  results: Map<number, SalesforceWriteResult>,
): Promise<void> {
  let halt: TandemError | undefined;
  for (const batch of batches) {
    halt ??= await writeBatch(caller, names, batch, results);
    if (halt === undefined) continue;
    for (const { place } of batch.writes) if (!results.has(place)) results.set(place, failed(halt));
  }
}

/** Answers the error that holds back everything after it, or undefined. */
async function writeBatch(
  caller: SalesforceCaller,
  names: Names,
  batch: WriteBatch,
  results: Map<number, SalesforceWriteResult>,
): Promise<TandemError | undefined> {
  try {
    const items = await sendBatch(caller, names, batch);
    for (const [index, { place, write }] of batch.writes.entries())
      results.set(place, toResult(items[index], write, names, caller.clock.scale));
    return undefined;
  } catch (thrown) {
    const error = toTandemError(thrown);
    if (error.handling === 'stop' || error.handling === 'wait') return error;
    // One unreadable value makes Salesforce refuse the whole call: halves find it without touching the others.
    if (error.handling === 'person' && batch.writes.length > 1) return await writeHalves(caller, names, batch, results);
    for (const { place } of batch.writes) results.set(place, failed(error));
    return undefined;
  }
}

async function writeHalves(
  caller: SalesforceCaller,
  names: Names,
  batch: WriteBatch,
  results: Map<number, SalesforceWriteResult>,
): Promise<TandemError | undefined> {
  const middle = Math.ceil(batch.writes.length / 2);
  for (const writes of [batch.writes.slice(0, middle), batch.writes.slice(middle)]) {
    const halt = await writeBatch(caller, names, { ...batch, writes }, results);
    if (halt !== undefined) return halt;
  }
  return undefined;
}

async function sendBatch(caller: SalesforceCaller, names: Names, batch: WriteBatch): Promise<readonly unknown[]> {
  const request = {
    method: batch.action === 'create' ? 'POST' : 'PATCH',
    path: `${API_PATH}/composite/sobjects${batch.action === 'upsert' ? upsertPath(batch, names) : ''}`,
    body: { allOrNone: false, records: batch.writes.map(({ write }) => toRecord(write, names)) },
    // A rule in alert mode must not hold up a sync; one in block mode still refuses.
    headers: { 'sforce-duplicate-rule-header': 'allowSave=true' },
    object: [...new Set(batch.writes.map(({ write }) => write.object))].join(', '),
    isRepeatable: batch.action !== 'create',
  } as const;
  const { body } = await caller.send(request, names);
  if (Array.isArray(body) && body.length === batch.writes.length) return body as unknown[];
  throw new TandemError(
    'salesforce_outcome_unknown',
    { object: request.object, text: 'a collection answer without all its results' },
    { outcomeUnknown: true },
  );
}

function upsertPath(batch: WriteBatch, names: Names): string {
  return `/${names.toOrg(batch.object)}/${names.toOrg(batch.externalIdField ?? 'Id')}`;
}

function toRecord(write: SalesforceWrite, names: Names): Record<string, unknown> {
  return {
    attributes: { type: names.toOrg(write.object) },
    ...(write.action === 'update' ? { id: write.id } : {}),
    ...names.fieldsToOrg(write.fields),
  };
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
  if (fault === undefined) return failed(new TandemError('salesforce_unreadable_answer', { text: 'a failure without a reason' }));
  return failed(classifyFault(fault, { object: write.object, names, recordId: write.id, scale }));
}

function isLocked(result: SalesforceWriteResult | undefined): boolean {
  return result !== undefined && !result.ok && isTandemError(result.error, 'salesforce_row_locked');
}

function failed(error: TandemError): SalesforceWriteResult {
  return { ok: false, error };
}
