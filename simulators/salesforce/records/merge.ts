import { badRequest } from '../errors.ts';
import type { Org } from '../org.ts';
import type { Actor } from '../org-records.ts';
import type { ObjectDefinition } from '../schema/index.ts';
import { missingRecord } from './record-checks.ts';
import { normaliseId } from './record-id.ts';
import type { StoredRecord } from './record-store.ts';
import type { RecordWriter } from './record-writer.ts';
import type { RequestBody } from './request-fields.ts';

/** Objects that the platform merges, as far as this org has them. */
const MERGEABLE: ReadonlySet<string> = new Set(['Account', 'Contact']);
/** Besides the master. */
const MOST_LOSERS = 2;

/** What a person merges on the page of the platform. */
export interface MergeRequest {
  readonly master: string;
  readonly losers: readonly string[];
  /** Values of the losers that the person kept instead of the master's. */
  readonly fields: RequestBody;
}

/**
 * Merges records as the page of a person, Apex and SOAP do; REST cannot: what hangs on the losers moves to the master, the losers go to the recycle
 * bin with `MasterRecordId`, and the master is saved. @throws ApiError
 */
export function mergeRecords(
  org: Org,
  writer: RecordWriter,
  object: ObjectDefinition,
  { master, losers, fields }: MergeRequest,
  actor: Actor,
): void {
  if (!MERGEABLE.has(object.name))
    throw badRequest('INVALID_TYPE_FOR_OPERATION', `entity type ${object.name} does not support merge`);
  if (losers.length === 0 || losers.length > MOST_LOSERS)
    throw badRequest('INVALID_OPERATION', `A merge takes one or ${MOST_LOSERS} records besides the master`);
  const records = [master, ...losers].map((id) => living(org, object, id));
  if (new Set(records.map(({ Id }) => Id)).size < records.length)
    throw badRequest('INVALID_OPERATION', 'A record cannot be merged with itself');
  if (records.some((record) => record['IsPersonAccount'] === true))
    throw badRequest('INVALID_OPERATION', 'Merging person accounts is not simulated');
  const [kept, ...lost] = records;
  if (kept === undefined) return;
  org.store.transaction(() => {
    for (const loser of lost) {
      moveChildren(org, writer, object, { from: loser.Id, to: kept.Id }, actor);
      writer.change(loser, object.name, { IsDeleted: true, MasterRecordId: kept.Id }, actor);
    }
    writer.update(object, kept.Id, fields, actor);
  });
}

function living(org: Org, object: ObjectDefinition, id: string): StoredRecord {
  const record = org.store.get(object, normaliseId(id) ?? '');
  if (record === undefined || record.IsDeleted) throw missingRecord(record?.IsDeleted === true);
  return record;
}

/** Every lookup, those that nobody may change included; a master that hung on its loser hangs on nothing. */
function moveChildren(
  org: Org,
  writer: RecordWriter,
  object: ObjectDefinition,
  { from, to }: { readonly from: string; readonly to: string },
  actor: Actor,
): void {
  for (const { object: child, field } of org.schema.children(object))
    for (const dependent of org.store.find(child, field.name, from).filter((row) => !row.IsDeleted))
      writer.change(dependent, child.name, { [field.name]: dependent.Id === to ? null : to }, actor);
}
