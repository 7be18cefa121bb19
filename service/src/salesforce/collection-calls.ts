import { phrase, TandemError, toTandemError } from '../errors/index.ts';
import type { SalesforceCaller } from './caller.ts';
import { classifyFault, readFaults } from './classify.ts';
import { API_PATH, withConnection } from './connection.ts';
import type { Connection } from './jsforce.ts';
import type { Names } from './names.ts';
import type { SalesforceWrite } from './types.ts';
import type { WriteBatch } from './write-batches.ts';

/** Collections that Salesforce takes in one composite call. */
const COLLECTIONS_PER_CALL = 5;
/** A duplicate rule in alert mode must not hold up a sync; one in block mode still refuses. */
const HEADERS = { 'sforce-duplicate-rule-header': 'allowSave=true' };
/** Composite takes what stands in these for the answer of an earlier part, in any text: a product may be called so. */
const REFERENCE = '@{';

/** What became of one batch: an item a record, or the error of all of them. */
export type BatchAnswer = { readonly items: readonly unknown[] } | { readonly error: TandemError };

/** Batches in as few calls as Salesforce takes, in their order. What may be sent twice never shares a call with what may not. */
export function toCalls(batches: readonly WriteBatch[]): WriteBatch[][] {
  const calls: WriteBatch[][] = [];
  for (const batch of batches) {
    const last = calls.at(-1);
    const [first] = last ?? [];
    const fits =
      last !== undefined &&
      first !== undefined &&
      last.length < COLLECTIONS_PER_CALL &&
      isRepeatable(first) === isRepeatable(batch) &&
      !mayRefer(first) &&
      !mayRefer(batch);
    if (fits) last.push(batch);
    else calls.push([batch]);
  }
  return calls;
}

/** Sends batches that `toCalls` put together, as one call. Never throws: what a call ended with is the error of each of its batches. */
export async function sendBatches(
  caller: SalesforceCaller,
  names: Names,
  batches: readonly WriteBatch[],
): Promise<BatchAnswer[]> {
  const about = { object: objectsOf(batches), isRepeatable: batches.every(isRepeatable), names };
  try {
    return await withConnection(caller, about, async (connection) => {
      const [first] = batches;
      if (first === undefined || batches.length > 1) return await sendTogether(connection, caller, names, batches);
      return [readItems(await sendAlone(connection, names, first), first)];
    });
  } catch (thrown) {
    const error = toTandemError(thrown);
    return batches.map(() => ({ error }));
  }
}

async function sendTogether(
  connection: Connection,
  caller: SalesforceCaller,
  names: Names,
  batches: readonly WriteBatch[],
): Promise<BatchAnswer[]> {
  const compositeRequest = batches.map((batch, index) => ({ ...subrequest(batch, names), referenceId: `b${index}` }));
  const answer = await connection.requestPost<CompositeAnswer | null>('/composite', { allOrNone: false, compositeRequest });
  return batches.map((batch, index) => {
    const part = answer?.compositeResponse?.[index];
    const [fault] = part !== undefined && part.httpStatusCode >= 400 ? readFaults(part.body) : [];
    if (fault === undefined) return readItems(part?.body, batch);
    return { error: classifyFault(fault, { object: objectsOf([batch]), names, scale: caller.clock.scale }) };
  });
}

interface CompositeAnswer {
  readonly compositeResponse?: readonly { readonly body: unknown; readonly httpStatusCode: number }[];
}

function subrequest({ action, object, externalIdField = 'Id', writes }: WriteBatch, names: Names): object {
  const url = `${API_PATH}/composite/sobjects`;
  if (action === 'delete')
    return { method: 'DELETE', url: `${url}?allOrNone=false&ids=${idsOf(writes).join(',')}`, httpHeaders: HEADERS };
  const records = writes.map(({ write }) => {
    const { type, Id: id, ...fields } = toRecord(write, names);
    return { attributes: { type }, ...(id === undefined ? {} : { id }), ...fields };
  });
  const common = { httpHeaders: HEADERS, body: { allOrNone: false, records } };
  if (action === 'create') return { method: 'POST', url, ...common };
  const target = action === 'update' ? url : `${url}/${names.toOrg(object)}/${names.toOrg(externalIdField)}`;
  return { method: 'PATCH', url: target, ...common };
}

function sendAlone(connection: Connection, names: Names, batch: WriteBatch): Promise<unknown> {
  const { action, object, externalIdField = 'Id', writes } = batch;
  const records = writes.map(({ write }) => toRecord(write, names));
  const options = { headers: HEADERS };
  // The objects of a mixed batch are named in its records; an upsert has one.
  switch (action) {
    case 'create':
      return connection.create('', records, options);
    case 'update':
      return connection.update('', records as (OrgRecord & { Id: string })[], options);
    case 'upsert':
      return connection.upsert(names.toOrg(object), records, names.toOrg(externalIdField), options);
    case 'delete':
      return connection.destroy('', idsOf(writes), options);
  }
}

function idsOf(writes: WriteBatch['writes']): string[] {
  return writes.map(({ write }) => write.id ?? '');
}

function readItems(body: unknown, batch: WriteBatch): BatchAnswer {
  if (Array.isArray(body) && body.length === batch.writes.length) return { items: body as unknown[] };
  const params = { object: objectsOf([batch]), text: phrase('answer_without_results') };
  return { error: new TandemError('salesforce_outcome_unknown', params, { outcomeUnknown: true }) };
}

function isRepeatable({ action }: WriteBatch): boolean {
  return action !== 'create';
}

function mayRefer({ writes }: WriteBatch): boolean {
  return writes.some(({ write }) =>
    Object.values(write.fields).some((value) => typeof value === 'string' && value.includes(REFERENCE)),
  );
}

function objectsOf(batches: readonly WriteBatch[]): string {
  const objects = batches.flatMap(({ writes }) => writes.map(({ write }) => write.object));
  return [...new Set(objects)].join(', ');
}

/** As jsforce takes it: `type` is the object, `Id` is for updates. */
type OrgRecord = Record<string, unknown> & { readonly type: string; readonly Id?: string };

function toRecord({ action, object, id, fields }: SalesforceWrite, names: Names): OrgRecord {
  const type = names.toOrg(object);
  return Object.assign(names.fieldsToOrg(fields), action === 'update' ? { type, Id: id ?? '' } : { type });
}
