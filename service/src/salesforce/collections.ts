import { isTandemError, phrase, TandemError, toTandemError } from '../errors/index.ts';
import { pause, scaled } from '../wire/index.ts';
import type { SalesforceCaller } from './caller.ts';
import { classifyFault, readFaults } from './classify.ts';
import { withConnection } from './connection.ts';
import type { Connection } from './jsforce.ts';
import type { Names } from './names.ts';
import type { SalesforceWrite, SalesforceWriteResult } from './types.ts';
import { parentsTogether, toBatches, type PlacedWrite, type WriteBatch } from './write-batches.ts';

/** Records a call while locked rows are tried again: fewer at a time meet fewer foreign locks. */
const LOCK_RETRY_SIZES = [50, 10, 1] as const;
const LOCK_PAUSE_MS = 500;
/** A duplicate rule in alert mode must not hold up a sync; one in block mode still refuses. */
const OPTIONS = { headers: { 'sforce-duplicate-rule-header': 'allowSave=true' } };

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
  const object = [...new Set(batch.writes.map(({ write }) => write.object))].join(', ');
  const records = batch.writes.map(({ write }) => toRecord(write, names));
  const about = { object, isRepeatable: batch.action !== 'create', names };
  const answers = await withConnection(caller, about, async (connection) => sendRecords(connection, names, batch, records));
  if (Array.isArray(answers) && answers.length === batch.writes.length) return answers as unknown[];
  throw new TandemError(
    'salesforce_outcome_unknown',
    { object, text: phrase('answer_without_results') },
    { outcomeUnknown: true },
  );
}

function sendRecords(
  connection: Connection,
  names: Names,
  { action, object, externalIdField = 'Id' }: WriteBatch,
  records: OrgRecord[],
): Promise<unknown> {
  // The objects of a mixed batch are named in its records; an upsert has one.
  switch (action) {
    case 'create':
      return connection.create('', records, OPTIONS);
    case 'update':
      return connection.update('', records as (OrgRecord & { Id: string })[], OPTIONS);
    case 'upsert':
      return connection.upsert(names.toOrg(object), records, names.toOrg(externalIdField), OPTIONS);
  }
}

/** As jsforce takes it: `type` is the object, `Id` is for updates. */
type OrgRecord = Record<string, unknown> & { readonly type: string };

function toRecord({ action, object, id, fields }: SalesforceWrite, names: Names): OrgRecord {
  const type = names.toOrg(object);
  return Object.assign(names.fieldsToOrg(fields), action === 'update' ? { type, Id: id ?? '' } : { type });
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
